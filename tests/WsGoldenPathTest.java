//SOURCES ../scripts/ws-golden-path.java
//SOURCES ../lib/demo/DemoBackend.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import demo.DemoBackend;
import demo.DemoOptions;
import demo.Fault;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process of its own. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WsGoldenPathTest {

    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "openai-realtime", "ag-ui"})
    void theDemoPassesInEveryProtocol(String protocol) throws Exception {
        Ended ended = run(Map.of(), "--demo", "--demo-protocol", protocol);
        assertEquals(0, ended.code, ended.out + ended.err);
        assertTrue(ended.out.endsWith("PASS  the golden path holds\n"), ended.out);
        assertEquals("", ended.err);
        assertTrue(ended.out.lines().allMatch(line -> line.codePointCount(0, line.length()) <= 80), ended.out);
    }

    @Test
    void theJsonKeepsItsContract() throws Exception {
        Ended ended = run(Map.of(), "--demo", "--format", "json", "--users", "3");
        JsonObject json = Json.parse(ended.out).asObject();
        assertEquals("ws-golden-path", json.getString("command", ""));
        assertEquals(1, json.getInt("schema", 0));
        assertEquals("pass", json.getString("verdict", ""));
        assertEquals(List.of("login", "connection", "message", "execution", "events", "completion", "value"), names(json.get("steps")));
        assertEquals(List.of("events", "concurrency", "isolation", "errors", "reconnect"), names(json.get("checks")));
        assertEquals("{\"planned\":3,\"connected\":3,\"succeeded\":3,\"failed\":0}", json.get("users").toString());
        assertEquals("agent_started agent_thinking tool_executing tool_completed agent_completed",
                json.get("checks").asArray().get(0).asObject().get("limits").asObject().getString("events", ""));
        JsonObject request = json.get("latency").asObject().get("request").asObject();
        assertEquals(List.of("count", "p50", "p90", "p99", "max"), request.names());
        assertTrue(request.get("p50").isNumber());
        json.get("steps").asArray().forEach(step ->
                assertTrue(step.asObject().names().containsAll(List.of("name", "status", "millis", "detail", "blockedBy")), step.toString()));
        json.get("checks").asArray().forEach(check ->
                assertTrue(check.asObject().names().containsAll(List.of("name", "status", "limits", "measured", "detail")), check.toString()));
        assertFalse(Pattern.compile("[0-9][.][0-9]{4}").matcher(ended.out).find(), "microseconds are enough: " + ended.out);
    }

    @Test
    void aFaultFailsWithOneAndSaysTheStepLast() throws Exception {
        Ended ended = run(Map.of(), "--demo", "--demo-fault", "missing-event:agent_thinking");
        assertEquals(1, ended.code);
        assertTrue(ended.out.endsWith("""
                FAIL  step 5 of 7, events: event missing, expected agent_thinking
                      likely: the server does not send it, or under another name
                """), ended.out);
    }

    @Test
    void withoutATargetNothingIsTried() throws Exception {
        Ended ended = run(Map.of(), "--format", "json");
        assertEquals(2, ended.code);
        assertEquals("", ended.out);
        assertTrue(ended.err.contains("BACKEND_STAGING_URL"), ended.err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--service backend --demo", "--demo --url ws://h", "--demo --demo-fault nonsense", "--demo --demo-fault missing-event:nonsense",
        "--url ws://h --demo-fault duplicate", "--demo --demo-shape E", "--nonsense", "--demo --format xml"})
    void wrongUsageIsTwo(String line) throws Exception {
        Ended ended = run(Map.of(), line.split(" "));
        assertEquals(2, ended.code, ended.err);
        assertFalse(ended.err.contains("\tat ") || ended.err.contains("Exception"), ended.err);
        assertTrue(ended.err.lines().count() <= 3, "what is wrong is not buried under the help: " + ended.err);
    }

    @Test
    void noSecretLeavesTheProgram() throws Exception {
        Path transcript = folder.resolve("transcript.jsonl");
        try (DemoBackend backend = DemoBackend.start(DemoOptions.defaults())) {
            String token = backend.token("alice");
            for (String way : List.of("header", "subprotocol", "query")) {
                Ended ended = run(Map.of("TOKEN", token, "TEST_BACKEND_URL", backend.url().toString()), "--token-env", "TOKEN", "--auth", way,
                        "--transcript", transcript.toString(), "--format", "json", "--only", "events,errors");
                assertEquals(0, ended.code, ended.err + ended.out);
                String written = Files.readString(transcript);
                assertTrue(written.lines().map(Json::parse).anyMatch(line -> line.asObject().getString("data", "").contains("agent_completed")));
                assertFalse((ended.out + ended.err + written).contains(token.substring(0, 30)), way);
            }
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(transcript)));
    }

    @Test
    void theReportGoesToAFileWhole() throws Exception {
        Path report = Files.writeString(folder.resolve("report.json"), "old");
        Ended ended = run(Map.of(), "--demo", "--format", "json", "--output", report.toString(), "--only", "events");
        assertEquals("", ended.out);
        assertEquals("pass", Json.parse(Files.readString(report)).asObject().getString("verdict", ""));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aReportThatGoesToNoRegularFileLeavesItThere() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("report.txt"), Path.of("/dev/stdout"));
        Ended ended = run(Map.of(), "--demo", "--output", link.toString(), "--only", "events");
        assertEquals(0, ended.code, ended.err);
        assertTrue(ended.out.endsWith("PASS  the golden path holds\n"), ended.out);
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void aReportThatNoFileTakesIsShown() throws Exception {
        Ended nowhere = run(Map.of(), "--demo", "--output", folder.resolve("none/report.txt").toString());
        assertEquals("2 --output " + folder.resolve("none/report.txt") + ": there is no folder " + folder.resolve("none") + ".\n", nowhere.code + " " + nowhere.err);
        assertEquals("", nowhere.out);
        Ended full = run(Map.of(), "--demo", "--output", "/dev/full", "--only", "events");
        assertEquals(2, full.code);
        assertTrue(full.out.endsWith("PASS  the golden path holds\n"), full.out);
    }

    @Test
    void theDemoHasALoginOfItsOwn() throws Exception {
        Ended ended = run(Map.of("PASSWORD", "any-word"), "--demo", "--email", "alice@example.org", "--password-env", "PASSWORD", "--only", "events");
        assertEquals(0, ended.code, ended.out + ended.err);
    }

    @Test
    void ctrlCPrintsWhatWasMeasuredAndEndsWith130() throws Exception {
        var options = DemoOptions.defaults().withFaults(Fault.parse("silent-after:agent_thinking"));
        try (DemoBackend backend = DemoBackend.start(options)) {
            Path transcript = folder.resolve("t.jsonl");
            Process process = start(Map.of("T", "demo-x"), "--url", backend.url().toString(), "--token-env", "T", "--transcript", transcript.toString());
            process.getErrorStream().close();
            while (ProcessHandle.of(process.pid()).isPresent() && !Files.exists(transcript)) {
                Thread.onSpinWait();
            }
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
            String out = new String(process.getInputStream().readAllBytes());
            assertEquals(130, process.waitFor());
            assertTrue(out.contains("interrupted"), out);
        }
    }

    private static List<String> names(JsonValue array) {
        return array.asArray().values().stream().map(value -> value.asObject().getString("name", "")).toList();
    }

    private static Ended run(Map<String, String> environment, String... arguments) throws Exception {
        Process process = start(environment, arguments);
        process.getOutputStream().close();
        var err = new StringBuilder();
        var reader = new Thread(() -> new BufferedReader(new InputStreamReader(process.getErrorStream())).lines().forEach(line -> err.append(line).append('\n')));
        reader.start();
        String out = new String(process.getInputStream().readAllBytes());
        reader.join();
        return new Ended(process.waitFor(), out, err.toString());
    }

    private static Process start(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), "WsGoldenPath"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.endsWith("_URL"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
