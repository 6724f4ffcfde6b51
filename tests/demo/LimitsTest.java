//SOURCES ../../lib/demo/DemoBackend.java
//SOURCES ChatClient.java
//SOURCES RawClient.java

package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final String TOO_BIG = "\u0003\u00f1"; // close code 1009

    private DemoBackend backend;

    @BeforeEach
    void start() throws Exception {
        backend = DemoBackend.start(DemoOptions.defaults());
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void messageAboveOneMebibyteIsClosedWith1009() {
        try (var client = ChatClient.welcomed(backend, "ann")) {
            assertEquals(1009, client.send("x".repeat(HttpRoutes.MAX_MESSAGE_BYTES + 1)).closeCode());
        }
    }

    @Test
    void messageOfOneMebibyteIsRead() {
        try (var client = ChatClient.welcomed(backend, "ann")) {
            client.send("x".repeat(HttpRoutes.MAX_MESSAGE_BYTES));
            assertEquals(List.of("error_message"), client.typesBeforePong());
        }
    }

    @Test
    void declaredLengthIsEnoughToBeRefused() throws Exception {
        try (var client = RawClient.upgraded(backend.url(), "/ws?token=demo-ann")) {
            client.send(ByteBuffer.allocate(14).put((byte) 0x81).put((byte) 0xff).putLong(1L << 40).putInt(0).array());
            assertTrue(client.readAll().contains(TOO_BIG));
        }
    }

    @Test
    void fragmentsWithoutEndAreRefused() throws Exception {
        try (var client = RawClient.upgraded(backend.url(), "/ws?token=demo-ann")) {
            client.send(RawClient.frame(0x01, new byte[60_000]));
            for (int i = 0; i < 17; i++) {
                client.send(RawClient.frame(0x00, new byte[60_000]));
            }
            assertTrue(client.readAll().contains(TOO_BIG));
        }
    }

    @Test
    void closeFrameWhoseReasonIsNotUtf8IsAnsweredWith1007() throws Exception {
        try (var client = RawClient.upgraded(backend.url(), "/ws?token=demo-ann")) {
            client.send(RawClient.frame(0x88, new byte[] {3, (byte) 0xe8, (byte) 0xff}));
            assertTrue(client.readAll().contains("\u0003\u00ef"));
        }
    }

    @Test
    void messageInFragmentsIsPutTogether() throws Exception {
        try (var client = RawClient.upgraded(backend.url(), "/ws?token=demo-ann")) {
            client.send(RawClient.frame(0x01, "{\"type\":".getBytes(StandardCharsets.UTF_8)));
            client.send(RawClient.frame(0x80, "\"heartbeat\"}".getBytes(StandardCharsets.UTF_8)));
            client.readUntil("heartbeat_ack");
        }
    }

    @Test
    void pingFrameIsAnsweredWithItsPayload() throws Exception {
        try (var client = RawClient.upgraded(backend.url(), "/ws?token=demo-ann")) {
            client.send(RawClient.frame(0x89, "payload".getBytes(StandardCharsets.UTF_8)));
            client.readUntil("\u008a\u0007payload");
        }
    }

    @Test
    void frameThatBreaksTheProtocolClosesThisConnectionAlone() throws Exception {
        try (var other = ChatClient.welcomed(backend, "bob");
                var client = RawClient.upgraded(backend.url(), "/ws?token=demo-ann")) {
            client.send(RawClient.frame(0xf3, new byte[5]));
            assertTrue(client.readAll().contains("\u0003\u00ea")); // close code 1002
            assertEquals(List.of(), other.typesBeforePong());
        }
    }

    @Test
    void lostConnectionDoesNotDisturbTheOthers() throws Exception {
        try (var other = ChatClient.welcomed(backend, "bob")) {
            for (int i = 0; i < 20; i++) {
                try (Socket socket = RawClient.upgraded(backend.url(), "/ws?token=demo-ann").socket()) {
                    socket.setSoLinger(true, 0);
                }
            }
            assertEquals(List.of(), other.typesBeforePong());
        }
    }

    @Test
    void silentClientHearsHeartbeats() throws Exception {
        try (var impatient = DemoBackend.start(DemoOptions.defaults().withHeartbeat(Duration.ofMillis(50)));
                var client = ChatClient.welcomed(impatient, "ann")) {
            assertEquals("heartbeat", ChatClient.type(client.next()));
            assertEquals("heartbeat", ChatClient.type(client.next()));
        }
    }

    @Test
    void manyUsersAreServedByOneThread() {
        var clients = new ArrayList<ChatClient>();
        try {
            for (int i = 0; i < 300; i++) {
                clients.add(ChatClient.connect(backend, "/ws", "demo-user" + i));
            }
            for (int i = 0; i < clients.size(); i++) {
                assertEquals("user" + i, clients.get(i).next().getString("user_id", ""));
                clients.get(i).send("{'type': 'agent_request', 'task': 'signature-" + i + "'}");
            }
            for (int i = 0; i < clients.size(); i++) {
                assertTrue(clients.get(i).next(5).get(4).toString().contains("signature-" + i + "\""));
            }
            assertEquals(1, Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("demo-backend")).count());
        } finally {
            clients.forEach(ChatClient::close);
        }
    }

    @Test
    void clientThatNeverReadsIsNotReadFromForEver() throws Exception {
        try (var selector = Selector.open(); var channel = SocketChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            channel.connect(new InetSocketAddress("127.0.0.1", backend.url().getPort()));
            channel.write(ByteBuffer.wrap(("GET /ws?token=demo-ann HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n").getBytes(StandardCharsets.UTF_8)));
            channel.configureBlocking(false).register(selector, SelectionKey.OP_WRITE);
            byte[] ping = RawClient.frame(0x81, ("{\"type\":\"ping\",\"timestamp\":\"" + "x".repeat(1000) + "\"}")
                    .getBytes(StandardCharsets.UTF_8));
            long sent = 0;
            boolean stuck = false;
            for (ByteBuffer next = ByteBuffer.wrap(ping); sent < 256_000_000 && !stuck; stuck = selector.select(1500) == 0) {
                selector.selectedKeys().clear();
                sent += channel.write(next);
                next = next.hasRemaining() ? next : ByteBuffer.wrap(ping);
            }
            assertTrue(stuck, "the backend took " + sent + " bytes from a client that reads nothing");
            try (var other = ChatClient.welcomed(backend, "bob")) {
                assertEquals(List.of(), other.typesBeforePong());
            }
        }
    }

    @Test
    void optionsThatCannotBeAreRefused() {
        List<Runnable> wrong = List.of(() -> DemoOptions.defaults().withPort(65_536), () -> DemoOptions.defaults().withRounds(0),
                () -> DemoOptions.defaults().withDelay(Duration.ofMillis(-1)),
                () -> DemoOptions.defaults().withHeartbeat(Duration.ZERO));
        for (Runnable each : wrong) {
            boolean refused = false;
            try {
                each.run();
            } catch (IllegalArgumentException expected) {
                refused = true;
                assertFalse(expected.getMessage().isEmpty());
            }
            assertTrue(refused);
        }
    }
}
