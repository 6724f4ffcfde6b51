package bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The floor: the least that a client can do for the same journey. It opens the connections, sends an upgrade, waits for the welcome,
 * sends one request, counts frames until the one that completes it, and judges nothing. It holds all connections until the last is through.
 */
class FloorClient {

    private static final byte[] LAST = "agent_completed".getBytes(StandardCharsets.US_ASCII);
    private static final ByteBuffer REQUEST = ByteBuffer.wrap(masked("{\"type\":\"agent_request\",\"agent_name\":\"assistant\",\"task\":\"Summarise "
            + "the state of this system in one sentence.\",\"user_id\":\"u\",\"thread_id\":\"t\",\"turn_id\":\"t1\",\"timestamp\":\"2026-01-01T00:00:00Z\"}"));

    private enum State { CONNECTING, UPGRADING, RUNNING, DONE }

    private final int number;
    private final InetSocketAddress server;
    private State state = State.CONNECTING;

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
    private boolean ready(SelectionKey key, ByteBuffer input) throws IOException {
        var channel = (SocketChannel) key.channel();
        if (state == State.CONNECTING) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            state = State.UPGRADING;
            channel.write(ByteBuffer.wrap(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + server.getPort() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Authorization: Bearer demo-u" + number + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
            return false;
        }
        input.clear();
        if (channel.read(input) < 0) {
            throw new IOException("connection " + number + " ended");
        }
        input.flip();
        if (state == State.UPGRADING && contains(input, "connection_established".getBytes(StandardCharsets.US_ASCII))) {
            state = State.RUNNING;
            channel.write(REQUEST.duplicate());
        } else if (state == State.RUNNING && contains(input, LAST)) {
            state = State.DONE;
            return true;
        }
        return false;
    }

    private static boolean contains(ByteBuffer bytes, byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.limit(); at++) {
            int i = 0;
            while (i < wanted.length && bytes.get(at + i) == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return true;
            }
        }
        return false;
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
