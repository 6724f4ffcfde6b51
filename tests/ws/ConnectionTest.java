//SOURCES ../../lib/ws/GoldenPath.java
//SOURCES RawServer.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static ws.RawServer.frame;
import static ws.RawServer.request;
import static ws.RawServer.say;
import static ws.RawServer.swallow;
import static ws.RawServer.upgraded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that has several addresses to try, and one whose server falls silent. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionTest implements Connection.Listener {

    private final List<String> told = new ArrayList<>();
    private String came = "";
    private EventLoop loop;

    @BeforeEach
    void open() throws IOException {
        loop = new EventLoop();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void theNextAddressIsTriedWhenOneRefuses() throws Exception {
        try (RawServer server = new RawServer(ConnectionTest::silent)) {
            Endpoint endpoint = endpoint(server, "127.0.0.2", "127.0.0.3", "127.0.0.1");
            connect(endpoint);
            assertEquals(List.of("opened"), told);
            assertEquals(InetAddress.getByName("127.0.0.1"), endpoint.address(0), "the address that worked is the first one for the next user");
        }
    }

    @Test
    void aConnectionFailsWhenEveryAddressRefuses() throws Exception {
        try (RawServer server = new RawServer(ConnectionTest::silent)) {
            connect(endpoint(server, "127.0.0.2", "127.0.0.3"));
            assertEquals(List.of("ended REFUSED"), told);
        }
    }

    @Test
    void aServerThatAnswersNoPingIsLost() throws Exception {
        try (RawServer server = new RawServer(ConnectionTest::silent)) {
            Connection connection = connect(endpoint(server, "127.0.0.1"));
            connection.keepAlive();
            assertTrue(connection.isOpen());
            connection.keepAlive();
            assertEquals(List.of("opened", "ended LOST"), told);
            assertTrue(connection.isClosed());
        }
    }

    @Test
    void aServerThatAnswersPingsIsKept() throws Exception {
        try (RawServer server = new RawServer(socket -> {
            say(socket, upgraded(request(socket)));
            while (socket.getInputStream().readNBytes(6).length == 6) {
                say(socket, frame(0x8a, new byte[0]));
            }
        })) {
            Connection connection = connect(endpoint(server, "127.0.0.1"));
            for (int ping = 1; ping <= 3; ping++) {
                connection.keepAlive();
                int expected = 1 + ping;
                loop.run(() -> told.size() == expected);
            }
            assertEquals(List.of("opened", "pong", "pong", "pong"), told);
        }
    }

    @Test
    void aCloseFrameWithoutACodeIsNotTakenForOneWithTheCode1000() throws Exception {
        try (RawServer server = new RawServer(socket -> {
            say(socket, upgraded(request(socket)));
            say(socket, frame(0x88, new byte[0]));
        })) {
            connect(endpoint(server, "127.0.0.1"));
            loop.run(() -> told.size() == 2);
            assertEquals(List.of("opened", "ended CLOSED"), told);
            assertEquals("a close frame without a code", came);
        }
    }

    private static void silent(Socket socket) throws Exception {
        say(socket, upgraded(request(socket)));
        swallow(socket);
    }

    private static Endpoint endpoint(RawServer server, String... addresses) throws IOException {
        var found = new ArrayList<InetAddress>();
        for (String address : addresses) {
            found.add(InetAddress.getByName(address));
        }
        return new Endpoint(Target.parse("--url", server.url()), Trust.of(Optional.empty(), false), found, 0);
    }

    /** Starts a connection and waits until something is told about it. */
    private Connection connect(Endpoint endpoint) throws IOException {
        Limits limits = Limits.Profile.named("staging").limits();
        var connection = new Connection(loop, endpoint, new AgreedDraft(limits.messageSize()), () -> new UpgradeRequest("/ws", "h", Map.of(), List.of()),
                limits, Transcript.Frames.NONE, this);
        connection.start(loop.now());
        loop.run(() -> !told.isEmpty());
        return connection;
    }

    @Override
    public void opened() {
        told.add("opened");
    }

    @Override
    public void received(String text) {
        told.add("received");
    }

    @Override
    public void receivedBinary(int bytes) {
        told.add("binary");
    }

    @Override
    public void pong() {
        told.add("pong");
    }

    @Override
    public void ended(Failure failure) {
        told.add("ended " + failure.kind());
        came = failure.came();
    }
}
