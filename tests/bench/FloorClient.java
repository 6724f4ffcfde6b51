package bench;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The floor: what a client written by hand for this one server must do on the same journey, and no more. It sends an upgrade and checks its
 * answer (RFC 6455, section 4.1), takes frames apart, reads the JSON in them, sends one request of its own after the welcome, and sees that
 * the five events come in order, name this request, and how long each took. It holds all connections until the last user is through, and then
 * closes them as RFC 6455 says (section 7.1.1): a close frame, the server's close frame, the end.
 */
class FloorClient {

    private static final List<String> EXPECTED = List.of("connection_established", "agent_started", "agent_thinking", "tool_executing",
            "tool_completed", "agent_completed");
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Code 1000: all is done. */
    private static final byte[] CLOSE = {3, (byte) 0xe8};
    private static final int LATENCIES = EXPECTED.size() + 2;
    private static final List<Histogram> STAGES = Stream.generate(() -> new Histogram(3)).limit(LATENCIES).toList();

    private enum State { CONNECTING, UPGRADING, RUNNING, DONE, CLOSING, CLOSED }

    private final int number;
    private final InetSocketAddress server;
    private State state = State.CONNECTING;
    private String key = "";
    private byte[] rest = new byte[0];
    private int next;
    private int stage;
    private long before = System.nanoTime();

    private FloorClient(int number, InetSocketAddress server) {
        this.number = number;
        this.server = server;
    }

    public static void main(String... args) throws IOException {
        int port = Integer.parseInt(args[0]);
        int users = Integer.parseInt(args[1]);
        var server = new InetSocketAddress("127.0.0.1", port);
        ByteBuffer input = ByteBuffer.allocateDirect(64 * 1024);
        try (Selector selector = Selector.open()) {
            for (int i = 1; i <= users; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_CONNECT, new FloorClient(i, server));
                channel.connect(server);
            }
            serve(selector, input, users);
            for (SelectionKey key : selector.keys()) {
                ((FloorClient) key.attachment()).close((SocketChannel) key.channel());
            }
            serve(selector, input, users);
        }
        STAGES.forEach(stage -> System.out.println(stage.getTotalCount() + " " + stage.getValueAtPercentile(50) + " " + stage.getValueAtPercentile(90)
                + " " + stage.getValueAtPercentile(99) + " " + stage.getMaxValue()));
    }

    private static void serve(Selector selector, ByteBuffer input, int users) throws IOException {
        for (int done = 0; done < users;) {
            selector.select(10_000);
            for (SelectionKey key : selector.selectedKeys()) {
                done += ((FloorClient) key.attachment()).ready(key, input) ? 1 : 0;
            }
            selector.selectedKeys().clear();
        }
    }

    private void close(SocketChannel channel) throws IOException {
        state = State.CLOSING;
        channel.write(masked(8, CLOSE));
    }

    private void arrived() {
        long now = System.nanoTime();
        STAGES.get(stage++).recordValue((now - before) / 1000);
        before = now;
    }

    /** @return whether this user is now through */
    private boolean ready(SelectionKey selected, ByteBuffer input) throws IOException {
        var channel = (SocketChannel) selected.channel();
        if (state == State.CONNECTING) {
            channel.finishConnect();
            selected.interestOps(SelectionKey.OP_READ);
            state = State.UPGRADING;
            arrived();
            byte[] nonce = new byte[16];
            RANDOM.nextBytes(nonce);
            key = Base64.getEncoder().encodeToString(nonce);
            channel.write(ByteBuffer.wrap(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + server.getPort() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Authorization: Bearer demo-u" + number + "\r\nSec-WebSocket-Key: " + key + "\r\nSec-WebSocket-Version: 13\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
            return false;
        }
        input.clear().put(rest);
        if (state == State.CLOSING) {
            channel.read(input);
            if (input.flip().remaining() < 2 || (input.get(0) & 0x0f) != 8) {
                throw new IOException("connection " + number + " ended without a close frame");
            }
            channel.close();
            state = State.CLOSED;
            return true;
        }
        if (channel.read(input) < 0) {
            throw new IOException("connection " + number + " ended");
        }
        input.flip();
        if (state == State.UPGRADING && !upgraded(input)) {
            keep(input);
            return false;
        }
        while (state == State.RUNNING && next(input, channel)) {
            // every frame that is complete
        }
        keep(input);
        return state == State.DONE;
    }

    private void keep(ByteBuffer input) {
        rest = new byte[input.remaining()];
        input.get(rest);
    }

    private boolean upgraded(ByteBuffer input) throws IOException {
        String head = StandardCharsets.ISO_8859_1.decode(input.duplicate()).toString();
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        if (!head.startsWith("HTTP/1.1 101") || !head.substring(0, end).contains("Sec-WebSocket-Accept: " + accept())) {
            throw new IOException("refused: " + head);
        }
        input.position(end + 4);
        state = State.RUNNING;
        arrived();
        return true;
    }

    private String accept() {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Takes one frame. @return false when none is complete */
    private boolean next(ByteBuffer input, SocketChannel channel) throws IOException {
        if (input.remaining() < 2) {
            return false;
        }
        int length = input.get(input.position() + 1) & 0x7f;
        int head = length == 126 ? 4 : 2;
        if (length == 126 && input.remaining() >= 4) {
            length = input.getShort(input.position() + 2) & 0xffff;
        }
        if (input.remaining() < head + length) {
            return false;
        }
        byte[] payload = new byte[length];
        input.position(input.position() + head);
        input.get(payload);
        JsonObject message = Json.parse(new String(payload, StandardCharsets.UTF_8)).asObject();
        String type = message.getString("type", "");
        if (!type.equals(EXPECTED.get(next++))) {
            throw new IOException(type + " in place of " + EXPECTED.get(next - 1));
        }
        arrived();
        if (next == 1) {
            channel.write(masked(1, request(message.getString("user_id", ""))));
        } else if (!message.get("payload").asObject().getString("turn_id", "").equals("turn-" + number)) {
            throw new IOException(type + " of another request: " + message);
        }
        if (next == EXPECTED.size()) {
            state = State.DONE;
        }
        return true;
    }

    private byte[] request(String user) {
        return ("{\"type\":\"agent_request\",\"agent_name\":\"assistant\",\"task\":\"Summarise the state of this system in one sentence.\",\"user_id\":\""
                + user + "\",\"thread_id\":\"thread-" + number + "\",\"turn_id\":\"turn-" + number + "\",\"timestamp\":\"" + Instant.now() + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A frame of fewer than 65,536 bytes, with a key of its own (section 5.3). */
    private static ByteBuffer masked(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(8 + payload.length).put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        byte[] mask = new byte[4];
        RANDOM.nextBytes(mask);
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        return frame.flip();
    }
}
