//SOURCES ../scripts/move-dockerfiles.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, on a tree whose Dockerfiles were moved. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MoveDockerfilesTest {
    private static final String COMPOSE = "services:\r\n  api:\r\n    build: {context: ., dockerfile: ./docker/api.Dockerfile} # main\r\n";
    private static final List<String> CLASS_PATH = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(path -> Path.of(path).toAbsolutePath().toString()).toList();
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";

    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {
        JsonObject json() {
            return Json.parse(out).asObject();
        }
    }

    private Ended run(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(JAVA, "-cp", String.join(":", CLASS_PATH), "MoveDockerfiles", folder.toString()));
        command.addAll(List.of(options));
        Path out = Files.createTempFile("move-dockerfiles", ".out");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), Files.readString(out), err);
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }

    @BeforeEach
    void aTree() throws IOException {
        write("compose.yml", COMPOSE);
        write("images/api.Dockerfile", "FROM scratch\n");
        write("images/api.Dockerfile.dockerignore", "*\n");
        write("build.sh", "docker build -f images/api.Dockerfile .\n");
    }

    @Test
    void aRunShowsWhatItWouldChangeAndChangesNothing() throws Exception {
        Ended ended = run();
        assertEquals(1, ended.code);
        assertTrue(ended.out.contains("+    build: {context: ., dockerfile: ./images/api.Dockerfile} # main"), ended.out);
        assertEquals(COMPOSE, Files.readString(folder.resolve("compose.yml")));
    }

    @Test
    void referencesAreMendedAndTakenBackByteForByte() throws Exception {
        assertEquals(0, run("--fix").code);
        assertEquals(COMPOSE.replace("docker/api", "images/api"), Files.readString(folder.resolve("compose.yml")));
        assertEquals(0, run().code);
        assertEquals(0, run("--undo").code);
        assertEquals(COMPOSE, Files.readString(folder.resolve("compose.yml")));
    }

    @Test
    void filesAreMovedWithTheirSidecarsAndWithWhatElseNamesThem() throws Exception {
        assertEquals(0, run("--fix", "--to", "references").code);
        assertTrue(Files.exists(folder.resolve("docker/api.Dockerfile.dockerignore")));
        assertFalse(Files.exists(folder.resolve("images/api.Dockerfile")));
        assertEquals("docker build -f docker/api.Dockerfile .\n", Files.readString(folder.resolve("build.sh")));
        run("--undo");
        assertEquals("FROM scratch\n", Files.readString(folder.resolve("images/api.Dockerfile")));
        assertFalse(Files.exists(folder.resolve("docker/api.Dockerfile")));
        assertEquals("docker build -f images/api.Dockerfile .\n", Files.readString(folder.resolve("build.sh")));
    }

    @Test
    void theReportIsForMachinesToo() throws Exception {
        JsonObject json = run("--format", "json", "-f", "compose.yml").json();
        assertEquals("move-dockerfiles", json.getString("command", ""));
        assertEquals("dockerfile/missing", json.get("findings").asArray().get(0).asObject().getString("rule", ""));
        assertEquals(1, json.get("summary").asObject().getInt("fixable", 0));
    }

    @Test
    void wrongUseIsToldInOneLine() throws Exception {
        for (String[] wrong : new String[][] {{"-f", "gone.yml"}, {"-f", "../outside.yml"}, {"--to", "nowhere"}, {"--only", "everything"}}) {
            Ended ended = run(wrong);
            assertEquals(2, ended.code, ended.err);
            assertEquals("", ended.out);
            assertTrue(ended.err.contains(wrong[1]) && ended.err.strip().lines().count() == 1, ended.err);
        }
    }
}
