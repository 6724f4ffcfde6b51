//SOURCES ../../lib/demo/DemoBackend.java

package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoBackendScriptTest {

    private static final String LAUNCHER = Optional.ofNullable(System.getenv("JBANG_LAUNCH_CMD")).orElse("./jbang");

    @TempDir
    Path folder;

    @BeforeAll
    static void needsALauncher() {
        assumeTrue(Files.isExecutable(Path.of(LAUNCHER)), "there is no launcher at " + LAUNCHER);
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(LAUNCHER, "scripts/demo-backend.java"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(folder.resolve("talk").toFile()).start();
    }

    @Test
    void urlIsTheOnlyLineOnStdoutAndCtrlCEndsWith130() throws Exception {
        Process process = start("--protocol", "ag-ui", "--demo-fault", "slow:5");
        try (var out = process.inputReader()) {
            String url = out.readLine();
            var health = HttpRequest.newBuilder(URI.create(url + "/health")).build();
            assertEquals(200, HttpClient.newHttpClient().send(health, HttpResponse.BodyHandlers.ofString()).statusCode());
            assertEquals(0, new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor());
            assertEquals(130, process.waitFor());
            assertEquals(0, out.lines().count());
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"--demo-fault=nonsense, no-welcome", "--protocol=nonsense, openai-realtime", "--demo-shape=E, D",
        "--port=70000, 65535", "--demo-fault=missing-event:nonsense, agent_started", "--nonsense, --nonsense",
        "--keystore=x, --keystore-password-env", "--host=192.0.2.1, 192.0.2.1"})
    void wrongUseSaysWhatIsRight(String argument, String explanation) throws Exception {
        Process process = start(argument);
        assertEquals("", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(2, process.waitFor());
        String talk = Files.readString(folder.resolve("talk"));
        assertTrue(talk.contains(explanation) && !talk.contains("\tat "), talk);
    }

    @Test
    void helpListsEveryFault() throws Exception {
        Process process = start("--help");
        String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        for (Fault.Kind kind : Fault.Kind.values()) {
            assertTrue(help.contains("  " + kind.usage() + " "), kind.usage());
        }
    }
}
