//SOURCES ../../lib/ws/GoldenPath.java
//SOURCES RawServer.java
//SOURCES Walk.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static ws.RawServer.request;
import static ws.RawServer.say;
import static ws.RawServer.swallow;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import report.ExitCode;
import ws.GoldenPathResult.Status;
import ws.GoldenPathResult.Step;

/** An auth service that answers what it should not: the login fails, says what came, and nothing is tried with what it gave. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoginTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "200 OK | {\"access_token\": \"abcd\\r\\nX-Evil: 1\"} | LOGIN_FAILED | one with blanks, line ends or other characters than ASCII",
        "200 OK | {\"access_token\": \"abcd\\u0000\"} | LOGIN_FAILED | one with blanks, line ends or other characters than ASCII",
        "200 OK | {\"access_token\": \"\"} | LOGIN_FAILED | HTTP 200, JSON with /access_token (empty)",
        "200 OK | {\"access_token\": null, \"refresh_token\": \"sesame-sesame\"} | LOGIN_FAILED | HTTP 200, JSON with /access_token (empty), /refresh_token",
        "200 OK | {\"key\": \"0123456789abcdef\", \"user\": {\"id\": 7, \"roles\": []}} | LOGIN_FAILED | HTTP 200, JSON with /key, /user/id, /user/roles (an array)",
        "200 OK | 0123456789abcdef | LOGIN_FAILED | HTTP 200, no content type, no JSON: 16 characters",
        "200 OK | {} | LOGIN_FAILED | HTTP 200, JSON without a value",
        "200 OK | <!DOCTYPE html><html><head><title>Sign in</title></head> | LOGIN_FAILED | HTTP 200, no content type, an HTML page: Sign in",
        "204 No Content | `` | LOGIN_FAILED | HTTP 204, no content type, an empty body",
        "302 Found%Location: /sign-in?token=sesame-sesame | `` | LOGIN_FAILED | HTTP 302, Location: /sign-in?token=***",
        "401 Unauthorized | {\"detail\": \"wrong password sesame-sesame\"} | LOGIN_REFUSED | HTTP 401, body: {\"detail\": \"wrong password ***\"}",
        "503 Service Unavailable | <html><body><h1>503</h1><hr>haproxy</body></html> | LOGIN_FAILED | HTTP 503, an HTML page: 503 haproxy",
    })
    void badAnswerIsNamed(String head, String body, String kind, String came) throws Exception {
        String length = head.startsWith("204") ? "" : "\r\nContent-Length: " + body.length();
        try (var server = new RawServer(socket -> {
            request(socket);
            say(socket, "HTTP/1.1 " + head.replace("%", "\r\n") + length + "\r\n\r\n" + body);
            swallow(socket);
        })) {
            String url = server.url().replace("ws:", "http:").replace("/ws", "/auth/login");
            Step login = Walk.walk(Map.of("PASSWORD", "sesame-sesame"), "--url", server.url(), "--login-url", url, "--email", "a@b.example",
                    "--password-env", "PASSWORD").steps().get(0);
            Failure failure = login.failure().orElseThrow();
            assertEquals(kind + ": " + came, failure.kind() + ": " + failure.came());
            assertFalse(failure.toString().contains("Evil"), failure.toString());
        }
    }

    @Test
    void aLoginThatHangsEndsWithTheRun() throws Exception {
        var path = new CompletableFuture<GoldenPath>();
        try (var server = new RawServer(socket -> {
            request(socket);
            path.get().interrupt();
            swallow(socket);
        })) {
            String url = server.url().replace("ws:", "http:");
            path.complete(Walk.plan("--url", server.url(), "--login-url", url, "--email", "a@b.example", "--password-env", "PASSWORD", "--limit", "answer=1m")
                    .goldenPath(Map.of("PASSWORD", "sesame-sesame"), (phase, done, of) -> { }));
            GoldenPathResult result = path.get().run();
            assertEquals(ExitCode.INTERRUPTED, result.exitCode());
            assertTrue(result.steps().stream().allMatch(step -> step.status() == Status.SKIPPED), result.steps().toString());
            assertTrue(result.checks().stream().allMatch(check -> check.status() == Status.SKIPPED), result.checks().toString());
        }
    }
}
