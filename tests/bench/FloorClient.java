package bench;

import com.eclipsesource.json.Json;
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
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The floor: what a client written by hand for this one server must do on the same journey, and no more. It sends an upgrade and checks its
 * answer (RFC 6455, section 4.1), takes frames apart, reads the JSON in them, sends one request after the welcome, and sees that the five
 * events come in order. It measures nothing, masks with one key, and holds all connections until the last user is through.
 */
class FloorClient {

    private static final List<String> EXPECTED = List.of("connection_established", "agent_started", "agent_thinking", "tool_executing",
            "tool_completed", "agent_completed");
    private static final ByteBuffer REQUEST = ByteBuffer.wrap(masked("{\"type\":\"agent_request\",\"agent_name\":\"assistant\",\"task\":\"Summarise "
            + "the state of this system in one sentence.\",\"user_id\":\"u\",\"thread_id\":\"t\",\"turn_id\":\"t1\",\"timestamp\":\"2026-01-01T00:00:00Z\"}"));

    private enum State { CONNECTING, UPGRADING, RUNNING, DONE }

    private final int number;
    private final InetSocketAddress server;
    private State state = State.CONNECTING;
    private String key = "";
    private byte[] rest = new byte[0];
    private int next;

    private FloorClient(int number, InetSocketAddress server) {
        this.number = number;
        this.server = server;
    }

    public static void main(String... args) throws IOException {
        int port = Integer.parseInt(args[0]);
        int users = Integer.parseInt(args[1]);
        var server = new InetSocketAddress("127.0.0.1", port);
        ByteBuffer input = ByteBuffer.allocateDirect(64 * 1024);
        int done = 0;
        try (Selector selector = Selector.open()) {
            for (int i = 1; i <= users; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_CONNECT, new FloorClient(i, server));
                channel.connect(server);
            }
            while (done < users) {
                selector.select(10_000);
                for (SelectionKey key : selector.selectedKeys()) {
                    done += ((FloorClient) key.attachment()).ready(key, input) ? 1 : 0;
                }
                selector.selectedKeys().clear();
            }
        }
        System.out.println(done + " done");
    }

    /** @return whether this user is now through */
    private boolean ready(SelectionKey selected, ByteBuffer input) throws IOException {
        var channel = (SocketChannel) selected.channel();
        if (state == State.CONNECTING) {
            channel.finishConnect();
            selected.interestOps(SelectionKey.OP_READ);
            state = State.UPGRADING;
            byte[] nonce = new byte[16];
            ThreadLocalRandom.current().nextBytes(nonce);
            key = Base64.getEncoder().encodeToString(nonce);
            channel.write(ByteBuffer.wrap(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + server.getPort() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Authorization: Bearer demo-u" + number + "\r\nSec-WebSocket-Key: " + key + "\r\nSec-WebSocket-Version: 13\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
            return false;
        }
        input.clear().put(rest);
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
        String type = Json.parse(new String(payload, StandardCharsets.UTF_8)).asObject().getString("type", "");
        if (!type.equals(EXPECTED.get(next++))) {
            throw new IOException(type + " in place of " + EXPECTED.get(next - 1));
        }
        if (next == 1) {
            channel.write(REQUEST.duplicate());
        } else if (next == EXPECTED.size()) {
            state = State.DONE;
        }
        return true;
    }

    /** A masked text frame of 126 to 65,535 bytes. */
    private static byte[] masked(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(8 + payload.length).put((byte) 0x81).put((byte) (0x80 | 126)).putShort((short) payload.length);
        byte[] mask = {1, 2, 3, 4};
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i % 4]));
        }
        return frame.array();
    }
}
