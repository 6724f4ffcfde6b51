//SOURCES ../scripts/map-services.java
//SOURCES ../scripts/demo-backend.java
//SOURCES ../scripts/ws-golden-path.java
//SOURCES ../lib/engine/Engine.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import engine.ComposeStage;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command against a real engine, and what it finds used by the golden path. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MapServicesTest {
    private static final String SLEEP = "trap 'exit 0' TERM; while :; do /bin/busybox sleep 1; done";

    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {}

    private static final List<String> CLASS_PATH = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(path -> Path.of(path).toAbsolutePath().toString()).toList();
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";

    private Ended run(String... options) throws Exception {
        return run(Map.of(), options);
    }

    private Ended run(Map<String, String> environment, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(JAVA, "-cp", String.join(":", CLASS_PATH), "MapServices", folder.toString()));
        command.addAll(List.of(options));
        Path out = Files.createTempFile("map-services", ".out");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), Files.readString(out), err);
    }

    private List<String> said(String... options) throws Exception {
        Ended ended = run(Stream.concat(Stream.of("--format", "json"), Stream.of(options)).toArray(String[]::new));
        JsonObject json = Json.parse(ended.out).asObject();
        return json.get("findings").asArray().values().stream().map(value -> value.asObject())
                .map(finding -> finding.getString("rule", "") + " " + finding.getString("subject", "")).sorted().toList();
    }

    @Test
    void theMissionsCaseIsMendedAndTakenBack() throws Exception {
        Files.writeString(folder.resolve("docker-compose.alpine-test.yml"), "services:\n  alpine-test-backend: {image: a}\n  alpine-test-auth: {image: b}\n");
        String code = "FILE = \"docker-compose.alpine-test.yml\"\nservices_to_start = [\"backend\", \"auth\"]\nservice_map = {\"backend\": \"test-backend\"}\n";
        Files.writeString(folder.resolve("start.py"), code);
        assertEquals(List.of("service/affixed auth", "service/map-stale test-backend"), said());
        assertEquals(0, run("--fix", "--fail-on", "warning").code);
        assertEquals(code.replace("\"auth\"", "\"alpine-test-auth\"").replace("test-backend", "alpine-test-backend"), Files.readString(folder.resolve("start.py")));
        run("--undo");
        assertEquals(code, Files.readString(folder.resolve("start.py")));
    }

    @Test
    void theMapIsWrittenForCodeToReadAndTakenBack() throws Exception {
        Files.writeString(folder.resolve("compose.yaml"), "services:\n  x-api: {image: a}\n  x-db: {image: b}\n");
        Files.writeString(folder.resolve("map.json"), "{}\r\n");
        run("--expect", "api", "--write-map", "map.json");
        assertEquals("x-api", Json.parse(Files.readString(folder.resolve("map.json"))).asObject().getString("api", ""));
        assertEquals(List.of("service/affixed api"), said("--expect", "api", "--write-map", "map.json"));
        assertEquals(0, run("--undo").code);
        assertEquals("{}\r\n", Files.readString(folder.resolve("map.json")));
    }

    @Test
    void aMapIsWrittenInsideTheTreeInAKnownFormatOnly() throws Exception {
        Files.writeString(folder.resolve("compose.yaml"), "services:\n  api: {image: a}\n");
        for (List<String> options : List.of(List.of("--write-map", "map.txt"), List.of("--write-map", "../map.json"), List.of("--write-map", "map.json", "--rename"))) {
            assertEquals(2, run(options.toArray(String[]::new)).code, options.toString());
        }
    }

    @Test
    void anEngineThatNeverEndsItsAnswerIsNone() throws Exception {
        Files.writeString(folder.resolve("compose.yaml"), "services:\n  api: {image: a}\n");
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write("HTTP/1.1 200 OK\r\nApi-Version: ".getBytes(StandardCharsets.US_ASCII));
                    while (client.getInputStream().available() >= 0) {
                        client.getOutputStream().write('x');
                        TimeUnit.MILLISECONDS.sleep(300);
                    }
                } catch (IOException | InterruptedException gone) {
                    Thread.currentThread().interrupt();
                }
            });
            dripping.setDaemon(true);
            dripping.start();
            Ended ended = run(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + server.getLocalPort()), "--live");
            assertEquals(3, ended.code, ended.err);
            assertTrue(ended.err.contains("no whole answer in "), ended.err);
        }
    }

    @Test
    void theRunningSideIsHeldAgainstTheFiles() throws Exception {
        try (ComposeStage stage = ComposeStage.open()) {
            Files.writeString(folder.resolve("compose.yaml"), "name: " + stage.project + """

                    services:
                      x-backend: {image: a}
                      late: {image: a}
                      sick: {image: a}
                      broken: {image: a}
                      absent: {image: a}
                      tool: {image: a, profiles: [tools]}
                    """);
            stage.start(stage.service("x-backend", SLEEP).withPort(8000).withAliases("backend"));
            String late = stage.start(stage.service("late", SLEEP).withHealth("/bin/busybox test -e /ready"));
            stage.start(stage.service("sick", SLEEP).withHealth("/bin/busybox echo no queue; /bin/busybox false"));
            stage.start(stage.service("broken", "echo no database; exit 3"));
            stage.start(stage.service("forgotten", SLEEP));
            stage.run(late, "/bin/busybox", "touch", "/ready");

            Ended waited = run("--wait", "healthy", "--timeout", "2s");
            assertTrue(waited.err.contains("broken: still exited with code 3"), waited.err);
            assertTrue(waited.err.contains("no database"), waited.err);
            List<String> said = said("--wait", "healthy", "--timeout", "3s");
            assertTrue(said.containsAll(List.of("service/not-running absent", "service/not-running broken",
                    "service/stale-container " + stage.project + "-forgotten-1")), said.toString());
            assertTrue(said.stream().noneMatch(line -> line.endsWith(" late") || line.endsWith(" tool") || line.endsWith("x-backend")), said.toString());

            String environment = run("--env", "--expect", "backend").out;
            assertTrue(environment.matches("BACKEND_URL=http://127\\.0\\.0\\.1:[0-9]+\nX_BACKEND_URL=http://127\\.0\\.0\\.1:[0-9]+\n"), environment);
        }
    }

    @Test
    void theGoldenPathFindsAServiceByItsPublishedPort() throws Exception {
        TreeSet<String> folders = new TreeSet<>(List.of(System.getProperty("java.home")));
        CLASS_PATH.forEach(path -> folders.add(Files.isDirectory(Path.of(path)) ? path : Path.of(path).getParent().toString()));
        Stream.of("/lib", "/lib64", "/usr/lib", "/etc/java-17-openjdk").filter(path -> Files.exists(Path.of(path))).forEach(folders::add);
        folders.removeIf(path -> folders.stream().anyMatch(outer -> !outer.equals(path) && path.startsWith(outer + "/")));
        String java = JAVA + " -XX:+UseSerialGC -Xshare:auto -cp " + String.join(":", CLASS_PATH);
        try (ComposeStage stage = ComposeStage.open()) {
            stage.start(stage.service("x-backend", java + " DemoBackendCommand --host 0.0.0.0 --port 8000").withPort(8000).withFolders(List.copyOf(folders)));
            List<String> command = new ArrayList<>(List.of(JAVA, "-cp", String.join(":", CLASS_PATH), "WsGoldenPath",
                    "--service", "backend", "--project", stage.project, "--users", "2", "--token-env", "TOKENS", "--limit", "startup=60s"));
            var process = new ProcessBuilder(command);
            process.environment().putAll(Map.of("TOKENS", "demo-ann\ndemo-bob"));
            process.redirectErrorStream(true);
            Process walk = process.start();
            String out = new String(walk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, walk.waitFor(), out);
        }
    }
}
