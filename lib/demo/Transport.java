package demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Queue;

/** The bytes of one connection, in the clear or through TLS; nothing here blocks. */
sealed interface Transport permits Transport.Plain, TlsTransport {

    /** Reads what has come, as {@link SocketChannel#read(ByteBuffer)} does. */
    int read(ByteBuffer into) throws IOException;

    /** Writes from the head of the queue, removing what is done, and tells whether everything has left. */
    boolean write(Queue<ByteBuffer> queue) throws IOException;

    /** Says to the peer that nothing more comes, once everything has left. */
    void finish() throws IOException;

    /** A connection without TLS. */
    record Plain(SocketChannel channel) implements Transport {

        private static final int AT_ONCE = 16;

        @Override
        public int read(ByteBuffer into) throws IOException {
            return channel.read(into);
        }

        @Override
        public boolean write(Queue<ByteBuffer> queue) throws IOException {
            while (!queue.isEmpty()) {
                ByteBuffer[] next = queue.stream().limit(AT_ONCE).toArray(ByteBuffer[]::new);
                channel.write(next);
                for (ByteBuffer buffer : next) {
                    if (buffer.hasRemaining()) {
                        return false;
                    }
                    queue.remove();
                }
            }
            return true;
        }

        @Override
        public void finish() throws IOException {
            channel.shutdownOutput();
        }
    }
}
