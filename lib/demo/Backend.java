package demo;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** What the connections of one backend share. Used on the loop's thread only. */
final class Backend implements EventLoop.Handler {

    private record Stray(String text, String userId) {}

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DemoOptions options;
    private final EventLoop loop;
    private final ServerSocketChannel server;
    private final Optional<SSLContext> tls;
    private final Tokens tokens;
    private final HttpRoutes routes;
    private final Set<WebSocketPeer> peers = new LinkedHashSet<>();
    private final Set<String> usersWithRuns = new HashSet<>();
    private Optional<Stray> stray = Optional.empty();
    private long accepted;

    Backend(DemoOptions options, EventLoop loop, ServerSocketChannel server, Optional<SSLContext> tls, Tokens tokens) {
        this.options = options;
        this.loop = loop;
        this.server = server;
        this.tls = tls;
        this.tokens = tokens;
        this.routes = new HttpRoutes(options, tokens);
    }

    DemoOptions options() {
        return options;
    }

    EventLoop loop() {
        return loop;
    }

    Tokens tokens() {
        return tokens;
    }

    HttpRoutes routes() {
        return routes;
    }

    Transport transport(SocketChannel channel) {
        return tls.<Transport>map(context -> new TlsTransport(channel, context)).orElseGet(() -> new Transport.Plain(channel));
    }

    /** Accepts who waits. When no more files can be opened, those who wait get another chance a moment later. */
    @Override
    public void ready(SelectionKey key) {
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                welcome(channel);
            }
        } catch (IOException tooManyFiles) {
            key.interestOps(0);
            loop.after(PAUSE, () -> key.interestOps(SelectionKey.OP_ACCEPT));
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        try {
            channel.socket().setTcpNoDelay(true);
            new Connection(this, channel, "conn-" + ++accepted);
        } catch (IOException gone) {
            channel.close();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException closedAnyway) {
            throw new IllegalStateException(closedAnyway);
        }
    }

    /** Called once a client has its welcome. */
    void joined(WebSocketPeer peer) {
        peers.add(peer);
        stray.filter(message -> !message.userId().equals(peer.userId())).ifPresent(message -> {
            stray = Optional.empty();
            peer.receiveStray(message.text());
        });
    }

    void left(WebSocketPeer peer) {
        peers.remove(peer);
    }

    /** Whether this is the user's first run; true once for each. */
    boolean firstRun(String userId) {
        return usersWithRuns.add(userId);
    }

    /** Sends a message to another user's connection: one that is open, else the next that another user opens. */
    void leak(String text, WebSocketPeer from) {
        peers.stream().filter(other -> other != from)
                .min((one, two) -> Boolean.compare(one.userId().equals(from.userId()), two.userId().equals(from.userId())))
                .ifPresentOrElse(other -> other.receiveStray(text),
                        () -> stray = Optional.of(new Stray(text, from.userId())));
    }

    /** Says goodbye to everybody. */
    void goAway() {
        List.copyOf(peers).forEach(WebSocketPeer::goAway);
    }
}
