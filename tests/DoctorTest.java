//SOURCES ../scripts/doctor.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import demo.DemoBackend;
import demo.DemoOptions;
import demo.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DoctorTest {
    @TempDir
    Path root;

    @TempDir
    Path reports;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void moved() throws IOException {
        write("dockerfiles/auth.Dockerfile", "FROM scratch\n");
        write("dockerfiles/backend.Dockerfile", "FROM scratch\n");
        write("docker-compose.yml", """
                services:
                  auth:
                    build: {context: ., dockerfile: docker/auth.Dockerfile}
                  backend:
                    build: {context: ., dockerfile: docker/backend.Dockerfile}
                    depends_on: [auth]
                """);
        write("settings.py", "class AppConfig:\n    def __init__(self):\n        self.host = 'x'\n\ndef use(config: AppConfig):\n    return config.redis_url\n");
        write("run.sh", "docker compose up -d bakend\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void onePassFindsWhatTheThreeCommandsFind() throws Exception {
        Ended ended = run("--format", "json");
        assertEquals(1, ended.code, ended.err);
        String rules = Json.parse(ended.out).asObject().get("findings").toString();
        for (String rule : List.of("dockerfile/missing", "config/undeclared-attribute", "service/")) {
            assertTrue(rules.contains(rule), rule + " in " + rules);
        }
        assertEquals("", ended.err);
    }

    @Test
    void fixMendsAndTellsBeforeAndAfter() throws Exception {
        Ended ended = run("--fix");
        assertTrue(ended.out.contains("WHAT --fix CHANGED"), ended.out);
        assertTrue(ended.out.contains("BEFORE AND AFTER"), ended.out);
        assertTrue(ended.out.replaceAll("\\s+", " ").contains("move-dockerfiles finds; this run: no error, checked again after --fix"), ended.out);
        assertTrue(ended.out.contains("before --fix: 4 findings; now: 2 findings\n  resolved 2, left 2, new 0\n"), ended.out);
        assertTrue(Files.readString(root.resolve("docker-compose.yml")).contains("dockerfiles/auth.Dockerfile"));
        assertEquals(0, run("--undo").code);
        assertTrue(Files.readString(root.resolve("docker-compose.yml")).contains("docker/auth.Dockerfile"));
    }

    @Test
    void anEarlierReportIsTheBaselineOfTheNext() throws Exception {
        Path before = reports.resolve("before.json");
        assertEquals(1, run("--output", before.toString()).code);
        write("docker/auth.Dockerfile", "FROM scratch\n");
        Ended ended = run("--baseline", before.toString(), "--format", "json");
        JsonObject progress = Json.parse(ended.out).asObject().get("progress").asObject();
        assertEquals(1, progress.getInt("resolved", -1), ended.out);
        assertEquals(progress.getInt("had", -1), progress.getInt("resolved", -1) + progress.getInt("left", -1));
        assertEquals(0, ended.code, "what is left is accepted");
    }

    @Test
    void severalFilesAreWrittenInOneRun() throws Exception {
        Ended ended = run("--output", reports.resolve("a.html").toString(), "--output", reports.resolve("b.sarif").toString(), "--output", reports.resolve("c.md").toString(),
                "--output", reports.resolve("d.xml").toString());
        assertTrue(ended.out.contains("SUMMARY"), ended.out);
        assertTrue(Files.readString(reports.resolve("a.html")).startsWith("<!DOCTYPE html>"));
        assertEquals("2.1.0", Json.parse(Files.readString(reports.resolve("b.sarif"))).asObject().getString("version", ""));
        assertTrue(Files.readString(reports.resolve("c.md")).startsWith("## doctor: the golden path is blocked at step 1 of 7, login"));
        assertTrue(Files.readString(reports.resolve("d.xml")).contains("<testsuites>"));
    }

    @Test
    void aReportThatLiesInTheTreeIsNotCheckedAsAPartOfIt() throws Exception {
        String first = run("--format", "github", "--output", root.resolve("doctor.md").toString()).out;
        assertEquals(first.lines().count(), run("--format", "github").out.lines().count(), first);
    }

    @Test
    void twoTargetsAndTheCheckoutStandSideBySide() throws Exception {
        try (DemoBackend broken = DemoBackend.start(DemoOptions.defaults().withFaults(Fault.parse("no-welcome")))) {
            Ended ended = run("--url", broken.url().toString(), "--demo", "--users", "2", "--limit", "connect=2s", "--format", "json");
            assertEquals(1, ended.code, ended.err);
            var chains = Json.parse(ended.out).asObject().get("goldenPath").asArray();
            assertEquals(3, chains.size());
            assertTrue(chains.get(1).asObject().getString("name", "").startsWith("local ("));
            assertEquals("failed", chains.get(1).asObject().get("steps").asArray().get(1).asObject().getString("state", ""));
            assertEquals("ok", chains.get(2).asObject().get("steps").asArray().get(6).asObject().getString("state", ""));
        }
    }

    @Test
    void aFailedWalkFailsARepositoryThatIsInOrder() throws Exception {
        for (String file : List.of("docker-compose.yml", "settings.py", "run.sh")) {
            Files.delete(root.resolve(file));
        }
        assertEquals(0, run().code);
        try (DemoBackend broken = DemoBackend.start(DemoOptions.defaults().withFaults(Fault.parse("http-404")))) {
            assertEquals(1, run("--url", broken.url().toString(), "--only", "events").code);
        }
    }

    @Test
    void watchChecksAgainWhenAFileChanges() throws Exception {
        Process process = start("--watch", "--output", root.resolve("report.html").toString());
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream())); var err = new BufferedReader(new InputStreamReader(process.getErrorStream()))) {
            assertEquals("doctor: watching " + root + "; Ctrl-C ends", err.readLine());
            assertTrue(verdict(out).contains("blocked at step 1"));
            write("docker-compose.yml", "services:\n  auth:\n    image: x\n  backend: {image: y}\n");
            assertTrue(verdict(out).contains("not in order, but nothing is known to block the golden path"));
            write("new/folder/compose.yml", "services:\n  web: {build: {context: ., dockerfile: missing.Dockerfile}}\n");
            String changed = err.readLine();
            assertTrue(changed.contains("docker-compose.yml") && !changed.contains("report.html"), changed);
        } finally {
            process.destroy();
        }
    }

    private static String verdict(BufferedReader out) throws IOException {
        String line = out.readLine();
        while (!line.startsWith("doctor: ")) {
            line = out.readLine();
        }
        return line;
    }

    @Test
    void aRuleIsExplainedAndAnUnknownOneIsRefused() throws Exception {
        String explained = run("--explain", "dockerfile/missing").out;
        assertTrue(explained.startsWith("dockerfile/missing (error): ") && explained.lines().allMatch(line -> line.length() <= 80), explained);
        Ended unknown = run("--explain", "nonsense/rule");
        assertEquals(2, unknown.code);
        assertTrue(unknown.err.contains("There is no rule nonsense/rule"), unknown.err);
    }

    @Test
    void withoutAnEngineTheRestIsCheckedAndTheRunEndsWith3() throws Exception {
        for (String file : List.of("docker-compose.yml", "settings.py", "run.sh")) {
            Files.delete(root.resolve(file));
        }
        Ended ended = run("--live");
        assertEquals(3, ended.code, ended.out + ended.err);
        assertTrue(ended.out.contains("note: Running containers were not checked"), ended.out);
        write("docker-compose.yml", "services: {web: {build: {context: ., dockerfile: gone.Dockerfile}}}\n");
        assertEquals(1, run("--live").code);
    }

    @Test
    void watchThatWouldWriteIsRefused() throws Exception {
        assertEquals(2, run("--watch", "--fix").code);
    }

    @Test
    void theHelpOpensWithOneSentenceAndThreeExamples() throws Exception {
        List<String> help = run("--help").out.lines().filter(line -> !line.isBlank()).toList();
        assertEquals("Checks everything in one pass and tells what blocks the golden path.", help.get(0).strip());
        assertEquals(3, help.stream().filter(line -> line.startsWith("  ./jbang doctor")).count());
        assertFalse(help.get(1).isBlank());
    }

    private Ended run(String... arguments) throws Exception {
        Process process = start(arguments);
        process.getOutputStream().close();
        var err = new StringBuilder();
        var reader = new Thread(() -> new BufferedReader(new InputStreamReader(process.getErrorStream())).lines().forEach(line -> err.append(line).append('\n')));
        reader.start();
        String out = new String(process.getInputStream().readAllBytes());
        reader.join();
        return new Ended(process.waitFor(), out, err.toString());
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), "Doctor", root.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.endsWith("_URL"));
        builder.environment().put("DOCKER_HOST", "unix:///nowhere/docker.sock");
        return builder.start();
    }
}
