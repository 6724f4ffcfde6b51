//SOURCES ../../lib/engine/Engine.java
//SOURCES AnsweringEngine.java
package engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class ConnectTest {
    @TempDir
    Path folder;

    /** The message for a place, which ends with what came of it. */
    private static String said(String host) {
        return assertThrows(EngineUnreachable.class, () -> Engine.connect(Map.of("DOCKER_HOST", host)).close()).getMessage();
    }

    /** What is said of a server that answers every connection with this text and closes it. */
    private static String saidOf(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        socket.getInputStream().read(new byte[1000]);
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    } catch (java.io.IOException closed) {
                        // The client may be gone first.
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
            return said("tcp://127.0.0.1:" + server.getLocalPort());
        }
    }

    /** Docker 20.10 speaks 1.12 to 1.41, an engine of today refuses all below 1.44. */
    @ParameterizedTest
    @CsvSource({"12, 41", "24, 43", "44, 52", "60, 70"})
    void enginesOfEveryAgeAreSpokenToInTheirOwnVersion(int oldest, int newest) throws Exception {
        try (var server = new AnsweringEngine(oldest, newest); Engine engine = Engine.connect(server.environment())) {
            assertEquals(List.of("shop-web-1"), engine.containers("shop").stream().map(ServiceContainer::name).toList());
        }
    }

    @Test
    void saysWhichSocketIsNotThere() {
        String host = "unix://" + folder.resolve("none.sock");
        assertEquals("no Docker engine answers; tried:\n  " + host + " (DOCKER_HOST): No such file or directory", said(host));
    }

    @Test
    void saysThatAPortOrADeadSocketRefuses() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertTrue(said("tcp://127.0.0.1:" + port).endsWith("(DOCKER_HOST): Connection refused"));
        Path dead = folder.resolve("dead.sock");
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(dead));
        }
        assertTrue(said("unix://" + dead).endsWith("(DOCKER_HOST): Connection refused"));
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertTrue(said("tcp://127.0.0.1:" + silent.getLocalPort()).contains("no whole answer in "));
        }
        Path path = folder.resolve("silent.sock");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(path));
            assertTrue(said("unix://" + path).contains("no whole answer in "));
        }
    }

    @Test
    void saysWhatAnswersInAnEnginesPlace() throws Exception {
        assertTrue(saidOf("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK").endsWith("what answers there is no Docker engine"));
        assertTrue(saidOf("SSH-2.0-OpenSSH_9.2\r\n").endsWith("what answers there is no Docker engine"));
        assertTrue(saidOf("").endsWith("it closed the connection without an answer"));
    }

    @Test
    void saysThatAnEngineWantsTls() throws Exception {
        assertTrue(saidOf("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n")
                .endsWith("it speaks TLS, which DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH turn on"));
    }

    @Test
    void saysNoPasswordOfAnAddress() {
        for (String host : List.of("tcp://me:secret@127.0.0.1:1", "tcp://me:secret@ho st", "me:secret")) {
            assertFalse(said(host).contains("secret"), host);
        }
    }
}
