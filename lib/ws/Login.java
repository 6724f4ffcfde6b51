package ws;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import ws.Failure.Kind;

/** Gets a token for an e-mail address and a password over HTTP. */
final class Login {

    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int SHOWN = 300;

    private final Plan plan;
    private final CompletableFuture<Void> interruption;
    private final HttpClient client;

    /** How a login went. */
    sealed interface Outcome {
        record In(String token, Optional<String> user, double millis) implements Outcome {
            @Override
            public String toString() {
                return "In[user=" + user + "]";
            }
        }

        record Refused(Failure failure) implements Outcome {
        }

        /** The user ended the run before there was an answer. */
        record Interrupted() implements Outcome {
        }
    }

    private record Answer(HttpResponse<?> response, String text) {
    }

    /** @param interruption is complete when the run is to end */
    Login(Plan plan, CompletableFuture<Void> interruption) {
        this.plan = plan;
        this.interruption = interruption;
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(plan.limits().answer());
        boolean secure = "https".equals(plan.login().orElseThrow().url().getScheme());
        this.client = secure ? builder.sslContext(plan.trust().context()).build() : builder.build();
    }

    /** Logs a user in, within {@link Limits#answer()}. */
    Outcome of(int user) {
        Plan.Login login = plan.login().orElseThrow();
        Scenario.Login scenario = plan.scenario().login();
        var unknown = new User(user, Optional.empty(), Optional.empty());
        String body = scenario.body().fill(name -> Places.value(name, plan, unknown, 0));
        HttpRequest request = HttpRequest.newBuilder(login.url()).timeout(plan.limits().answer())
                .header("Content-Type", "application/json").header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        long start = System.nanoTime();
        var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream()).thenApplyAsync(Login::read);
        try {
            CompletableFuture.anyOf(answer, interruption).get(plan.limits().answer().toMillis(), TimeUnit.MILLISECONDS);
            return answer.isDone() ? judge(answer.join(), (System.nanoTime() - start) / 1e6) : new Outcome.Interrupted();
        } catch (TimeoutException late) {
            answer.cancel(true);
            return refused(Kind.LOGIN_FAILED, "an answer within " + plan.limits().answer().toMillis() + " ms", "nothing");
        } catch (ExecutionException failed) {
            return failed(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** On another thread, because a body that never ends would hold this one. */
    private static Answer read(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            return new Answer(response, new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new CompletionException(broken);
        }
    }

    private Outcome judge(Answer answer, double millis) {
        HttpResponse<?> response = answer.response();
        String text = answer.text();
        int status = response.statusCode();
        HttpBody body = HttpBody.of(text);
        String came = "HTTP " + status + response.headers().firstValue("location").map(where -> ", Location: " + where).orElse("")
                + (text.isBlank() ? "" : ", " + body.summary());
        if (status / 100 != 2) {
            boolean refused = status == 400 || status == 401 || status == 403 || status == 422;
            return refused(refused ? Kind.LOGIN_REFUSED : Kind.LOGIN_FAILED, "HTTP 200 with an access token", came);
        }
        try {
            JsonValue json = Json.parse(text);
            Optional<String> token = Message.first(plan.scenario().login().token(), json);
            if (token.isPresent() && !Credentials.fitsHeader(token.get())) {
                return refused(Kind.LOGIN_FAILED, "an access token that a header can carry", "one with blanks, line ends or other characters than ASCII");
            }
            if (token.isPresent()) {
                plan.secrets().know(token.get());
                return new Outcome.In(token.get(), Message.first(plan.scenario().login().user(), json), millis);
            }
            came = "HTTP " + status + ", JSON " + shape(json);
        } catch (ParseException notJson) {
            came = "HTTP " + status + ", " + response.headers().firstValue("content-type").orElse("no content type")
                    + (text.isBlank() ? ", an empty body" : body.page().isPresent() ? ", " + body.summary() : ", no JSON: " + text.length() + " characters");
        }
        String places = String.join(", ", plan.scenario().login().token().stream().map(JsonPointer::text).toList());
        return refused(Kind.LOGIN_FAILED, "an access token in JSON at " + places, came);
    }

    /** Where the answer to a good login has what. Its values are not for a report: one may be the token, under another name. */
    private static String shape(JsonValue json) {
        var places = new ArrayList<String>();
        collect("", json, places);
        return places.isEmpty() ? "without a value" : "with " + String.join(", ", places);
    }

    private static void collect(String place, JsonValue value, List<String> places) {
        if (value.isObject()) {
            value.asObject().forEach(member -> collect(place + "/" + JsonPointer.escaped(member.getName()), member.getValue(), places));
        } else if (value.isNull() || value.isString() && value.asString().isEmpty()) {
            places.add(place + " (empty)");
        } else {
            places.add(place + (value.isArray() ? " (an array)" : ""));
        }
    }

    private Outcome failed(Throwable cause) {
        String url = plan.login().orElseThrow().url().toString();
        String message = cause.getMessage() != null ? cause.getMessage() : cause instanceof ConnectException ? "" : cause.getClass().getSimpleName();
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException) {
                return refused(Kind.NAME_RESOLUTION, "an address for " + plan.login().orElseThrow().url().getHost(), "unknown host");
            }
            if (each instanceof SSLException broken) {
                Failure tls = TlsFailure.of(broken, url);
                return new Outcome.Refused(tls.withCame(plan.secrets().excerpt(tls.came(), SHOWN)));
            }
        }
        Kind kind = cause instanceof HttpConnectTimeoutException ? Kind.CONNECT_TIMEOUT
                : cause instanceof HttpTimeoutException ? Kind.LOGIN_FAILED
                : cause instanceof ConnectException ? Kind.REFUSED : Kind.LOGIN_FAILED;
        // The server of TLS hangs up on plain text; the HTTP client of the JDK says so in these words.
        boolean hungUp = url.startsWith("http:") && message.contains("received no bytes");
        return new Outcome.Refused(hungUp ? failure(kind, "an answer of " + url, message).because(Connection.EXPECTS_TLS)
                : failure(kind, "an answer of " + url, message));
    }

    private Outcome refused(Kind kind, String expected, String came) {
        return new Outcome.Refused(failure(kind, expected, came));
    }

    private Failure failure(Kind kind, String expected, String came) {
        return new Failure(kind, expected, plan.secrets().excerpt(came, SHOWN));
    }
}
