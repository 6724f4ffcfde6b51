//SOURCES ../../lib/ws/GoldenPath.java
//SOURCES Walk.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "ws://h,                   ws://h/ws",
        "http://h,                 ws://h/ws",
        "https://h,                wss://h/ws",
        "https://h:8443/,          wss://h:8443/ws",
        "https://h/api,            wss://h/api/ws",
        "wss://h/own/path,         wss://h/own/path",
        "ws://h/?room=1,           ws://h/?room=1",
        "HTTP://h:80,              ws://h/ws",
        "http://[::1]:8000,        ws://[::1]:8000/ws",
        "http://my_service:8000,   ws://my_service:8000/ws",
        "https://bücher.example,   wss://xn--bcher-kva.example/ws",
    })
    void urlsLeadToTheWebSocket(String url, String webSocket) {
        assertEquals(webSocket, Walk.plan("--url", url).plan(Map.of()).url());
    }

    @Test
    void theFirstVariableThatIsSetIsTheTarget() {
        var environment = new LinkedHashMap<String, String>();
        assertTrue(usage(environment).contains("TEST_WEBSOCKET_URL, E2E_WEBSOCKET_URL, TEST_BACKEND_URL, E2E_BACKEND_URL, BACKEND_STAGING_URL"));
        List.of("BACKEND_STAGING_URL", "E2E_BACKEND_URL", "TEST_BACKEND_URL", "E2E_WEBSOCKET_URL", "TEST_WEBSOCKET_URL").forEach(name -> {
            environment.put(name, "http://" + name.toLowerCase(java.util.Locale.ROOT));
            assertEquals("ws://" + name.toLowerCase(java.util.Locale.ROOT) + "/ws", Walk.plan().plan(environment).url());
        });
        assertEquals("ws://mine/ws", Walk.plan("--url", "ws://mine").plan(environment).url());
        assertTrue(usage(Map.of("TEST_BACKEND_URL", " ")).startsWith("No target"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "--url ftp://h                                 | --url is no URL",
        "--url ws://h:99999                            | there is no port 99999",
        "--url ws://me:secret-pw@h                     | --url has a user name or password",
        "--url ws://h/ws?token=secret-pw               | --url carries a secret",
        "--url ws://h --header Authorization=secret-pw | --header Authorization",
        "--url ws://h --header X-Api-Key=secret-pw     | --header X-Api-Key",
        "--url ws://h --header Origin=env:NOPE         | --header Origin names the variable 'NOPE', which is not set",
        "--url ws://h --profile gold                   | There is no profile 'gold'. Profiles: staging, golden, strict",
        "--url ws://h --limit gpa=1s                   | There is no limit 'gpa'. Limits: connect, first-event",
        "--url ws://h --limit gap=1                    | The limit 'gap': '1' is no duration",
        "--url ws://h --limit success=101              | The limit 'success' is a number from 0 to 100",
        "--url ws://h --only event                     | There is no check 'event'. Checks: events, concurrency",
        "--url ws://h --skip event                     | There is no check 'event'",
        "--url ws://h --path ws                        | --path: a path starts with '/'",
        "--url ws://h --path /w#s                      | --path: a path starts with '/' and has no blanks, no '#'",
        "--url ws://h --users 0                        | --users and --requests are 1 or more",
        "--url ws://h --token-env NOPE                 | --token-env names the variable 'NOPE', which is not set",
        "--url ws://h --token-env T --token-file t     | --token-env and --token-file exclude each other",
        "--url ws://h --email a@b                      | A login takes --email and --password-env",
        "--url ws://h --email a@b --password-env P --login-url http://me:secret-pw@h | --login-url has a user name or password",
        "--url ws://h --limit gap=                     | The limit 'gap': '' is no duration",
        "--url ws://h --limit startup=soon             | The limit 'startup': 'soon' is no duration",
        "--url ws://h --ramp soon                      | --ramp: 'soon' is no duration",
    })
    void whatCannotBeUsedIsSaid(String line, String message) {
        String said = assertThrows(UsageException.class, () -> Walk.plan(line.split(" ")).plan(Map.of("P", "secret-pw"))).getMessage();
        assertTrue(said.contains(message), said);
        assertFalse(said.contains("secret-pw"), said);
    }

    @Test
    void userInfoOfAVariableBecomesBasicAuthentication() {
        Plan plan = Walk.plan().plan(Map.of("TEST_BACKEND_URL", "https://me:secret-pw@h"));
        assertEquals("me:secret-pw", plan.target().userInfo());
        assertFalse(plan.secrets().mask("me secret-pw " + plan.url()).contains("secret-pw"));
    }

    @Test
    void tokensComeOneALine(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("tokens"), "one-token\n\n two-token \n");
        assertEquals(List.of("one-token", "two-token"), Walk.plan("--url", "ws://h", "--token-file", file.toString()).plan(Map.of()).tokens());
    }

    @Test
    void limitsOfTheCommandLineGoBeforeThoseOfTheProfile() {
        Limits limits = Walk.plan("--url", "ws://h", "--profile", "strict", "--limit", "gap=1.5s", "--limit", "success=95%").plan(Map.of()).limits();
        assertEquals(Duration.ofMillis(1500), limits.gap());
        assertEquals(95, limits.success());
        assertEquals(Duration.ofSeconds(3), limits.firstEvent());
    }

    @Test
    void theFileLimitIsToldBeforeTheRun() {
        String said = assertThrows(UsageException.class, () -> FileLimit.check(15_000, 15_000, 1024)).getMessage();
        assertTrue(said.contains("may open 1024") && said.contains("ulimit -n 15100"), said);
        String both = assertThrows(UsageException.class, () -> FileLimit.check(15_000, 30_000, 20_000)).getMessage();
        assertTrue(both.contains("ulimit -n 30100"), both);
    }

    @ParameterizedTest
    @CsvSource({"1,1000", "2,2000", "3,4000", "6,30000", "40,30000"})
    void pausesBetweenReconnectsDoubleUpToThirtySeconds(int attempts, long millis) {
        assertEquals(millis * 8 / 10, Reconnect.pause(attempts, 0).toMillis());
        assertEquals(millis * 12 / 10, Reconnect.pause(attempts, 1).toMillis());
    }

    @Test
    void aReconnectThatFailedSaysHowOftenItWasTried() {
        var refused = new Failure(Failure.Kind.UPGRADE_UNAVAILABLE, "HTTP 101", "HTTP 503");
        assertEquals("HTTP 503 (attempt 5 of 5)", Checks.reconnect(5, 0, Optional.of(refused)).failures().get(0).came());
    }

    @Test
    void jsonPointersFollowTheirStandard() {
        var json = com.eclipsesource.json.Json.parse("{\"a/b\": [10, {\"~\": \"x\"}], \"\": 1}");
        assertEquals(Optional.of("x"), JsonPointer.of("/a~1b/1/~0").textIn(json));
        assertEquals(Optional.of("10"), JsonPointer.of("/a~1b/0").textIn(json));
        assertEquals(Optional.of("1"), JsonPointer.of("/").textIn(json));
        assertEquals(Optional.empty(), JsonPointer.of("/a~1b/01").textIn(json));
        assertEquals(Optional.empty(), JsonPointer.of("/a~1b/9").in(json));
        assertThrows(IllegalArgumentException.class, () -> JsonPointer.of("/~2"));
        assertEquals(Optional.of("x"), JsonPointer.of("/" + JsonPointer.escaped("a/b") + "/1/" + JsonPointer.escaped("~")).textIn(json));
    }

    private static String usage(Map<String, String> environment) {
        return assertThrows(UsageException.class, () -> Walk.plan().plan(environment)).getMessage();
    }
}
