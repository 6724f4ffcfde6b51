package demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Queue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/**
 * TLS on the server's side. Java-WebSocket's own channel encrypts a part of its buffer a second time when the socket takes less
 * than it was given, and polls while it shakes hands, so the JDK's engine is driven here.
 */
final class TlsTransport implements Transport {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private ByteBuffer received;
    private ByteBuffer decrypted;
    private ByteBuffer encrypted;

    TlsTransport(SocketChannel channel, SSLContext context) {
        this.channel = channel;
        this.engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        received = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        encrypted = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
        decrypted = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
    }

    /** @throws IOException naming the keystore when it cannot be read or opened with its password */
    static SSLContext context(DemoOptions.Keystore keystore) throws IOException {
        char[] password = keystore.password().toCharArray();
        try (InputStream in = Files.newInputStream(keystore.file())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IOException("cannot use the keystore " + keystore.file() + ": " + unusable.getMessage(), unusable);
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int start = into.position();
        boolean ended = false;
        while (into.hasRemaining()) {
            if (decrypted.hasRemaining()) {
                int count = Math.min(decrypted.remaining(), into.remaining());
                into.put(decrypted.slice(decrypted.position(), count));
                decrypted.position(decrypted.position() + count);
                continue;
            }
            received.flip();
            SSLEngineResult result = engine.unwrap(received, decrypted.clear());
            received.compact();
            decrypted.flip();
            runTasks();
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !shakeHands()) {
                break;
            }
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                ended = true;
                break;
            }
            if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
                int count = channel.read(received);
                if (count <= 0) {
                    ended = count < 0;
                    break;
                }
            }
        }
        int count = into.position() - start;
        return count == 0 && ended ? -1 : count;
    }

    @Override
    public boolean write(Queue<ByteBuffer> queue) throws IOException {
        if (!sendEncrypted()) {
            return false;
        }
        if (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            return shakeHands() && queue.isEmpty();
        }
        while (!queue.isEmpty()) {
            wrap(queue.element());
            if (!queue.element().hasRemaining()) {
                queue.remove();
            }
            if (!sendEncrypted()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void finish() throws IOException {
        engine.closeOutbound();
        while (!engine.isOutboundDone() && sendEncrypted()) {
            wrap(NOTHING);
        }
        if (sendEncrypted()) {
            channel.shutdownOutput();
        }
    }

    /** Sends what the handshake has to say; false when the socket takes no more for now. */
    private boolean shakeHands() throws IOException {
        while (sendEncrypted()) {
            if (engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
                return true;
            }
            wrap(NOTHING);
            runTasks();
        }
        return false;
    }

    private void wrap(ByteBuffer clear) throws IOException {
        engine.wrap(clear, encrypted.clear());
        encrypted.flip();
    }

    private boolean sendEncrypted() throws IOException {
        if (encrypted.hasRemaining()) {
            channel.write(encrypted);
        }
        return !encrypted.hasRemaining();
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
