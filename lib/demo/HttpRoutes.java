package demo;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.ParseException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What the backend answers to plain HTTP: health, configuration and the login. */
final class HttpRoutes {

    /** The longest text message that the backend takes, in bytes. */
    static final int MAX_MESSAGE_BYTES = 1_048_576;

    /** An answer that closes the connection. */
    record Answer(int status, JsonObject body) {

        static Answer error(int status, String detail) {
            return new Answer(status, new JsonObject().add("detail", detail));
        }

        byte[] bytes() {
            byte[] content = body.toString().getBytes(StandardCharsets.UTF_8);
            byte[] head = ("HTTP/1.1 " + status + " " + reason(status)
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + content.length
                    + (status == 401 ? "\r\nWWW-Authenticate: Bearer" : "")
                    + (status == 426 ? "\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13" : "")
                    + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] all = new byte[head.length + content.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(content, 0, all, head.length, content.length);
            return all;
        }

        private static String reason(int status) {
            return switch (status) {
                case 200 -> "OK";
                case 400 -> "Bad Request";
                case 401 -> "Unauthorized";
                case 403 -> "Forbidden";
                case 404 -> "Not Found";
                case 405 -> "Method Not Allowed";
                case 411 -> "Length Required";
                case 413 -> "Content Too Large";
                case 422 -> "Unprocessable Content";
                case 426 -> "Upgrade Required";
                case 431 -> "Request Header Fields Too Large";
                case 502 -> "Bad Gateway";
                case 503 -> "Service Unavailable";
                default -> "Unknown";
            };
        }
    }

    private final DemoOptions options;
    private final Tokens tokens;

    HttpRoutes(DemoOptions options, Tokens tokens) {
        this.options = options;
        this.tokens = tokens;
    }

    /** Why an upgrade is refused, empty when it is not. */
    Optional<Answer> refusal(HttpRequest request) {
        boolean known = options.protocol().endpoint(request.path()).isPresent();
        int status = options.faults().stream().mapToInt(Fault::upgradeStatus).filter(each -> each != 101)
                .findFirst().orElse(known ? 101 : 403);
        return Optional.ofNullable(
                status != 101 ? Answer.error(status, "the upgrade is refused")
                : !request.method().equals("GET") || request.header("Sec-WebSocket-Key").isBlank()
                        ? Answer.error(400, "an upgrade is a GET with a Sec-WebSocket-Key")
                : !request.header("Sec-WebSocket-Version").equals("13") ? Answer.error(426, "the WebSocket version is 13")
                : null);
    }

    /** The answer to a request that is no upgrade. */
    Answer answer(HttpRequest request, String body, Instant now) {
        boolean login = request.path().equals("/auth/login");
        if (!request.method().equals(login ? "POST" : "GET")) {
            return Answer.error(405, "use " + (login ? "POST" : "GET"));
        }
        return switch (request.path()) {
            case "/health", "/ws/health" -> new Answer(200, new JsonObject().add("status", "healthy"));
            case "/health/ready" -> options.faults().stream().anyMatch(Fault::makesUnready)
                    ? new Answer(503, new JsonObject().add("status", "not_ready"))
                    : new Answer(200, new JsonObject().add("status", "ready"));
            case "/ws/config" -> new Answer(200, new JsonObject()
                    .add("heartbeat_interval", options.heartbeat().toMillis() / 1000.0)
                    .add("connection_timeout", WebSocketPeer.SILENCE_LIMIT.toSeconds())
                    .add("max_message_size", MAX_MESSAGE_BYTES));
            case "/auth/login" -> login(body, now);
            default -> options.protocol().endpoint(request.path()).isPresent()
                    ? Answer.error(426, "this is a WebSocket endpoint") : Answer.error(404, "there is nothing here");
        };
    }

    /** Every e-mail address logs in with every password but {@code wrong}. */
    private Answer login(String body, Instant now) {
        Incoming credentials;
        try {
            credentials = Incoming.parse(body);
        } catch (ParseException notJson) {
            return Answer.error(422, "send {\"email\": …, \"password\": …}");
        }
        String email = credentials.string("email").orElse("");
        String password = credentials.string("password").orElse("");
        if (email.isBlank() || password.isEmpty()) {
            return Answer.error(422, "email and password are needed");
        }
        if (password.equals("wrong")) {
            return Answer.error(401, "wrong e-mail address or password");
        }
        String id = Tokens.userId(email.strip().toLowerCase(Locale.ROOT));
        return new Answer(200, new JsonObject()
                .add("access_token", tokens.issue(id, now))
                .add("refresh_token", tokens.issue(id, now))
                .add("token_type", "bearer")
                .add("expires_in", Tokens.LIFETIME_SECONDS)
                .add("user", new JsonObject().add("id", id).add("email", email)));
    }
}
