package ws;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * TLS over a non-blocking socket. Java-WebSocket's own channel for this needs write interest during the whole handshake, which keeps a
 * selector spinning, and hides why a handshake failed.
 */
final class TlsChannel implements ByteChannel {

    private final SocketChannel socket;
    private final SSLEngine engine;
    private ByteBuffer arrived;
    private ByteBuffer leaving;
    private ByteBuffer plain;
    private boolean ended;

    TlsChannel(SocketChannel socket, SSLEngine engine) throws IOException {
        this.socket = socket;
        this.engine = engine;
        this.arrived = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.leaving = ByteBuffer.allocate(engine.getSession().getPacketBufferSize() * 2);
        this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        engine.beginHandshake();
    }

    /**
     * Goes on with the handshake as far as the socket allows.
     *
     * @return whether the handshake is complete
     * @throws IOException when it failed or the peer went away; an {@code SSLException} says what about TLS was wrong
     */
    boolean handshake() throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                }
                case NEED_WRAP -> {
                    if (!wrap(ByteBuffer.allocate(0))) {
                        return false;
                    }
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (!unwrap()) {
                        if (ended) {
                            throw new EOFException("the peer closed the connection during the TLS handshake");
                        }
                        flush();
                        return false;
                    }
                }
                default -> {
                    return flush();
                }
            }
        }
    }

    /** Whether encrypted bytes wait for the socket to take them. */
    boolean hasPending() {
        return leaving.position() > 0;
    }

    /** Writes what waits. @return whether nothing waits any more */
    boolean flush() throws IOException {
        leaving.flip();
        try {
            socket.write(leaving);
        } finally {
            leaving.compact();
        }
        return !hasPending();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        while (plain.position() == 0) {
            if (!unwrap()) {
                return ended ? -1 : 0;
            }
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                    || engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                handshake();
            }
        }
        plain.flip();
        int count = Math.min(plain.remaining(), target.remaining());
        target.put(target.position(), plain, plain.position(), count);
        target.position(target.position() + count);
        plain.position(plain.position() + count);
        plain.compact();
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int before = source.remaining();
        flush();
        while (source.hasRemaining() && wrap(source)) {
            flush();
        }
        return before - source.remaining();
    }

    /** Encrypts once. @return false when there is no room before the socket takes more */
    private boolean wrap(ByteBuffer source) throws IOException {
        SSLEngineResult result = engine.wrap(source, leaving);
        switch (result.getStatus()) {
            case BUFFER_OVERFLOW -> {
                if (leaving.position() == 0) {
                    leaving = ByteBuffer.allocate(leaving.capacity() + engine.getSession().getPacketBufferSize());
                    return true;
                }
                return flush();
            }
            case CLOSED -> throw new EOFException("the TLS connection is closed");
            default -> {
                return true;
            }
        }
    }

    /** Decrypts once, reading when that needs more. @return false when nothing more has arrived */
    private boolean unwrap() throws IOException {
        while (true) {
            arrived.flip();
            SSLEngineResult result;
            try {
                result = engine.unwrap(arrived, plain);
            } catch (SSLException broken) {
                sayGoodbye();
                throw broken;
            } finally {
                arrived.compact();
            }
            switch (result.getStatus()) {
                case BUFFER_OVERFLOW -> plain = enlarged(plain, engine.getSession().getApplicationBufferSize());
                case CLOSED -> {
                    ended = true;
                    return false;
                }
                case BUFFER_UNDERFLOW -> {
                    if (!arrived.hasRemaining()) {
                        arrived = enlarged(arrived, engine.getSession().getPacketBufferSize());
                    }
                    int read = socket.read(arrived);
                    if (read <= 0) {
                        ended |= read < 0;
                        return false;
                    }
                }
                default -> {
                    return true;
                }
            }
        }
    }

    /** The alert that tells the server why the client goes; nothing depends on its arrival. */
    private void sayGoodbye() {
        try {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                    && engine.wrap(ByteBuffer.allocate(0), leaving).bytesProduced() > 0) {
                flush();
            }
        } catch (IOException gone) {
            // the server has left already
        }
    }

    private static ByteBuffer enlarged(ByteBuffer buffer, int more) {
        buffer.flip();
        return ByteBuffer.allocate(buffer.capacity() + more).put(buffer);
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
        try {
            engine.closeOutbound();
            sayGoodbye();
        } finally {
            socket.close();
        }
    }
}
