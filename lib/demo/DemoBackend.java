//SOURCES ../Deps.java
//SOURCES AgUiConversation.java
//SOURCES AgentConversation.java
//SOURCES AgentRun.java
//SOURCES Backend.java
//SOURCES Connection.java
//SOURCES Conversation.java
//SOURCES DemoOptions.java
//SOURCES DemoProtocol.java
//SOURCES Endpoint.java
//SOURCES EventLoop.java
//SOURCES Fault.java
//SOURCES HttpRequest.java
//SOURCES HttpRoutes.java
//SOURCES Incoming.java
//SOURCES LimitedDraft.java
//SOURCES RealtimeConversation.java
//SOURCES Shape.java
//SOURCES Step.java
//SOURCES TlsTransport.java
//SOURCES Tokens.java
//SOURCES Transport.java
//SOURCES WebSocketPeer.java
//DEPS org.java-websocket:Java-WebSocket:1.6.0

package demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A chat backend to try clients on: HTTP and WebSocket on one port, one thread for all connections. It listens from
 * {@link #start} to {@link #close}.
 */
public final class DemoBackend implements AutoCloseable {

    private static final int WAITING_CONNECTIONS = 4096;

    private final DemoOptions options;
    private final int port;
    private final Tokens tokens;
    private final Backend backend;
    private final EventLoop loop;
    private final Thread thread;

    private DemoBackend(DemoOptions options, ServerSocketChannel server, Optional<SSLContext> tls) throws IOException {
        this.options = options;
        this.port = server.socket().getLocalPort();
        this.tokens = new Tokens();
        this.loop = new EventLoop();
        this.backend = new Backend(options, loop, server, tls, tokens);
        loop.register(server, backend);
        this.thread = new Thread(loop, "demo-backend");
        thread.setDaemon(true);
    }

    /**
     * Starts a backend; it listens when this returns.
     *
     * @throws IOException when the address cannot be bound or the keystore cannot be read; the message names it
     */
    public static DemoBackend start(DemoOptions options) throws IOException {
        Optional<SSLContext> tls = options.tls().isEmpty() ? Optional.empty()
                : Optional.of(TlsTransport.context(options.tls().get()));
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(new InetSocketAddress(options.host(), options.port()), WAITING_CONNECTIONS);
            var started = new DemoBackend(options, server, tls);
            started.thread.start();
            return started;
        } catch (IOException | RuntimeException impossible) {
            server.close();
            throw new IOException("cannot listen on " + options.host() + ":" + options.port() + ": "
                    + impossible.getMessage(), impossible);
        }
    }

    /** Where a client on this machine finds it: {@code http://127.0.0.1:PORT}, {@code https} with TLS. */
    public URI url() {
        boolean everywhere = options.host().equals("0.0.0.0") || options.host().equals("::");
        String host = everywhere ? "127.0.0.1" : options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return URI.create((options.tls().isPresent() ? "https" : "http") + "://" + host + ":" + port);
    }

    /** A token that this backend takes for a user, good for 15 minutes; the same as a login gives. */
    public String token(String userId) {
        return tokens.issue(userId, Instant.now());
    }

    /** Waits until the backend has ended. */
    public void await() throws InterruptedException {
        thread.join();
    }

    /** Closes every connection with code 1001 and ends the backend. */
    @Override
    public void close() {
        loop.stop(backend::goAway);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
