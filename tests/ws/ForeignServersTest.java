//SOURCES ../../lib/ws/GoldenPath.java
//SOURCES Certificates.java
//SOURCES Walk.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import ws.Failure.Kind;

/** Against servers that others wrote and that share no code with this program: Node's `ws` and Python's `websockets`. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignServersTest {

    private static final Path PEERS = Path.of("tests/ws/peers");

    @TempDir
    Path folder;

    enum Peer {
        NODE("node", "agent-backend.mjs", List.of("node", "-e", "require('ws')")),
        PYTHON("/usr/bin/python3", "agent_backend.py", List.of("/usr/bin/python3", "-c", "import websockets"));

        private final String program;
        private final String file;
        private final List<String> probe;

        Peer(String program, String file, List<String> probe) {
            this.program = program;
            this.file = file;
            this.probe = probe;
        }
    }

    /** A peer's process; it ends when its standard input does. */
    private record Running(Process process, int port) implements AutoCloseable {
        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void theWholeGoldenPathHolds(Peer peer) throws Exception {
        try (Running running = start(peer, List.of())) {
            GoldenPathResult result = Walk.walk(Map.of("TOKENS", "alice\nbob\ncarol"), "--url", "ws://127.0.0.1:" + running.port(),
                    "--token-env", "TOKENS", "--users", "50", "--requests", "3", "--limit", "success=100");
            assertEquals(Map.of(), Walk.failing(result));
            assertEquals(50, result.users().succeeded());
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void theWholeGoldenPathHoldsOverTls(Peer peer) throws Exception {
        var certificates = new Certificates(folder);
        Path authority = certificates.authority("authority");
        Path server = certificates.server("server", authority, "ip:127.0.0.1");
        try (Running running = start(peer, List.of(certificates.pem(server).toString(), certificates.key(server).toString()))) {
            String url = "wss://127.0.0.1:" + running.port();
            assertEquals(Map.of(), Walk.failing(Walk.walk(Map.of("T", "alice"), "--url", url, "--token-env", "T",
                    "--ca", certificates.pem(authority).toString())));
            assertEquals(Map.of("step:connection", "TLS_UNKNOWN_AUTHORITY"),
                    Walk.failing(Walk.walk(Map.of("T", "alice"), "--url", url, "--token-env", "T")));
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void refusedTokensAndUnknownPathsAreNamed(Peer peer) throws Exception {
        try (Running running = start(peer, List.of())) {
            String url = "ws://127.0.0.1:" + running.port();
            assertEquals(Map.of("step:connection", Kind.AUTH_REFUSED.name()), Walk.failing(Walk.walk("--url", url)));
            assertEquals(Map.of("step:connection", Kind.UPGRADE_FORBIDDEN.name()), Walk.failing(Walk.walk("--url", url, "--path", "/nowhere")));
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void anEchoIsDescribedByAScenarioOfItsOwn(Peer peer) throws Exception {
        Path scenario = Files.writeString(folder.resolve("echo.yaml"), """
                connect: {path: /echo}
                welcome: none
                fields: {name: /kind}
                send: [{kind: said, text: "${task} ${signature}", many: 3}]
                events: [said]
                answer: {event: said, text: /text}
                """);
        try (Running running = start(peer, List.of())) {
            GoldenPathResult result = Walk.walk("--url", "ws://127.0.0.1:" + running.port(), "--scenario", scenario.toString());
            assertEquals(Map.of(), Walk.failing(result));
        }
    }

    @ParameterizedTest
    @CsvSource({"graphql, AUTH_REFUSED", "phoenix, ''", "socketio, SERVER_ERROR", "jsonrpc, ''", "inband, SERVER_ERROR"})
    void aProtocolOfOthersIsDescribedWithoutProgramming(String protocol, String withoutToken) throws Exception {
        String scenario = PEERS.resolve(protocol + ".yaml").toString();
        try (Running running = start(Peer.NODE, "chat-protocols.mjs", List.of())) {
            String url = "ws://127.0.0.1:" + running.port();
            assertEquals(Map.of(), Walk.failing(Walk.walk(Map.of("T", "sesame-token"), "--url", url, "--scenario", scenario, "--token-env", "T", "--requests", "2")));
            assertEquals(withoutToken.isEmpty() ? Map.of() : Map.of("step:connection", withoutToken), Walk.failing(Walk.walk(Map.of("T", "another-token"),
                    "--url", url, "--scenario", scenario, "--token-env", "T", "--only", "events")));
        }
    }

    private static Running start(Peer peer, List<String> arguments) throws Exception {
        return start(peer, peer.file, arguments);
    }

    private static Running start(Peer peer, String file, List<String> arguments) throws Exception {
        assumeTrue(succeeds(peer.probe), () -> peer.probe + " does not work here");
        var command = new ArrayList<>(List.of(peer.program, PEERS.resolve(file).toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream()));
        return new Running(process, Integer.parseInt(lines.readLine().strip()));
    }

    private static boolean succeeds(List<String> command) throws Exception {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (java.io.IOException notInstalled) {
            return false;
        }
    }

    @Test
    void thePeersAreThere() {
        assertEquals(List.of(), List.of(Peer.values()).stream().map(peer -> PEERS.resolve(peer.file)).filter(Files::notExists).toList());
    }
}
