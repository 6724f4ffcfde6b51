package ws;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Queue;

/** The bytes of one connection: a connected TCP socket, bare or with TLS on it. */
final class Wire {

    private static final int MOST_UNSENT_FRAMES = 1000;

    private final SelectionKey key;
    private final ByteChannel channel;

    private Wire(SelectionKey key, ByteChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    static Wire bare(SelectionKey key) {
        return new Wire(key, (SocketChannel) key.channel());
    }

    /** @throws IOException when TLS cannot begin */
    static Wire secure(SelectionKey key, Endpoint endpoint) throws IOException {
        return new Wire(key, new TlsChannel((SocketChannel) key.channel(), endpoint.engine()));
    }

    /** Goes on with the handshake of TLS. @return whether it is complete */
    boolean handshake() throws IOException {
        if (channel instanceof TlsChannel tls && !tls.handshake()) {
            wantWrites(tls.hasPending());
            return false;
        }
        return true;
    }

    /** @return how many bytes were read, 0 when none are there, -1 at the end of the stream */
    int read(ByteBuffer input) throws IOException {
        return channel.read(input);
    }

    /** Whether there may be more to read after so many bytes. A bare socket that did not fill the buffer has no more. */
    boolean mayHaveMore(int count, ByteBuffer input) {
        return channel instanceof TlsChannel || count == input.capacity();
    }

    /** Writes what the socket takes, and asks to be told when it takes more. @throws IOException too when far too much waits */
    void write(Queue<ByteBuffer> unsent) throws IOException {
        for (ByteBuffer next = unsent.peek(); next != null; next = unsent.peek()) {
            channel.write(next);
            if (next.hasRemaining()) {
                break;
            }
            unsent.poll();
        }
        wantWrites(!unsent.isEmpty() || channel instanceof TlsChannel tls && tls.hasPending() && !tls.flush());
        if (unsent.size() > MOST_UNSENT_FRAMES) {
            throw new IOException("the server does not read: " + MOST_UNSENT_FRAMES + " frames wait to be sent");
        }
    }

    private void wantWrites(boolean wanted) {
        int operations = wanted ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.isValid() && key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }

    void close() {
        key.cancel();
        try {
            channel.close();
            key.channel().close();
        } catch (IOException alreadyGone) {
            // the descriptor is free either way
        }
    }
}
