package demo;

import demo.Conversation.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** One TCP connection: its HTTP request, and its bytes after the upgrade. Used on the loop's thread only. */
final class Connection implements EventLoop.Handler {

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(2);
    private static final int LONGEST_BODY = 65_536;

    /** Messages that wait to be sent or wait for their time; above this nothing more is read. */
    private static final int BACKLOG_LIMIT = 256;

    private final Backend backend;
    private final SocketChannel channel;
    private final Transport transport;
    private final SelectionKey key;
    private final String id;
    private ByteArrayOutputStream request = new ByteArrayOutputStream(0);
    private Queue<ByteBuffer> output = new ArrayDeque<>(1);
    private Optional<WebSocketPeer> peer = Optional.empty();
    private boolean answered;
    private boolean ended;
    private boolean closed;

    Connection(Backend backend, SocketChannel channel, String id) throws IOException {
        this.backend = backend;
        this.channel = channel;
        this.id = id;
        this.key = backend.loop().register(channel, this);
        this.transport = backend.transport(channel);
        backend.loop().after(REQUEST_LIMIT, () -> {
            if (peer.isEmpty()) {
                close();
            }
        });
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void ready(SelectionKey ready) throws IOException {
        if (ready.isReadable()) {
            read();
        }
        flush();
    }

    private void read() throws IOException {
        ByteBuffer bytes = backend.loop().readBuffer();
        int count = transport.read(bytes);
        if (count < 0) {
            close();
        } else if (count > 0 && !ended) {
            bytes.flip();
            if (peer.isPresent()) {
                peer.get().receive(bytes);
            } else if (!answered) {
                readRequest(bytes);
            }
        }
    }

    private void readRequest(ByteBuffer bytes) {
        byte[] more = new byte[bytes.remaining()];
        bytes.get(more);
        request.writeBytes(more);
        byte[] all = request.toByteArray();
        int head = HttpRequest.headLength(all, all.length);
        if (head < 0 ? all.length > HttpRequest.LONGEST_HEAD : head > HttpRequest.LONGEST_HEAD) {
            answer(HttpRoutes.Answer.error(431, "the request's head is too long"));
        } else if (head > 0) {
            HttpRequest.parse(all, head).ifPresentOrElse(parsed -> {
                if (parsed.isUpgrade()) {
                    upgrade(parsed, all);
                } else {
                    answer(parsed, all, head);
                }
            }, () -> answer(HttpRoutes.Answer.error(400, "this is no HTTP/1.1 request")));
        }
    }

    private void answer(HttpRequest parsed, byte[] all, int head) {
        int length = parsed.contentLength();
        if (length < 0) {
            answer(HttpRoutes.Answer.error(411, "a Content-Length is needed"));
        } else if (length > LONGEST_BODY) {
            answer(HttpRoutes.Answer.error(413, "the body is too long"));
        } else if (all.length - head >= length) {
            String body = new String(all, head, length, StandardCharsets.UTF_8);
            answer(backend.routes().answer(parsed, body, Instant.now()));
        }
    }

    private void answer(HttpRoutes.Answer answer) {
        output.add(ByteBuffer.wrap(answer.bytes()));
        answered = true;
    }

    private void upgrade(HttpRequest parsed, byte[] all) {
        Optional<HttpRoutes.Answer> refusal = backend.routes().refusal(parsed);
        if (refusal.isPresent()) {
            answer(refusal.get());
            return;
        }
        Endpoint endpoint = backend.options().protocol().endpoint(parsed.path()).orElseThrow();
        Optional<String> user = parsed.token().flatMap(token -> backend.tokens().user(token, Instant.now()));
        var session = new Session(id, user.orElse("anonymous"), endpoint);
        boolean welcome = user.isPresent() || !endpoint.needsToken();
        var upgraded = new WebSocketPeer(backend, this, session, parsed.chosenSubprotocol(), welcome);
        peer = Optional.of(upgraded);
        request = new ByteArrayOutputStream(0);
        output = upgraded.output();
        upgraded.receive(ByteBuffer.wrap(all));
    }

    /** Writes what waits, as far as the socket takes it; a connection that is lost is closed. */
    void flushOrClose() {
        try {
            flush();
        } catch (IOException | RuntimeException lost) {
            close();
        }
    }

    private void flush() throws IOException {
        if (closed) {
            return;
        }
        boolean empty = transport.write(output);
        if (empty && !ended && (answered || peer.map(WebSocketPeer::isClosing).orElse(false))) {
            end();
        }
        if (!closed) {
            int backlog = output.size() + peer.map(WebSocketPeer::waiting).orElse(0);
            key.interestOps((backlog < BACKLOG_LIMIT ? SelectionKey.OP_READ : 0) | (empty ? 0 : SelectionKey.OP_WRITE));
        }
    }

    /** Closes at once when the peer is done, else gives it time to read what was sent: a close with unread input is a reset. */
    private void end() throws IOException {
        ended = true;
        transport.finish();
        if (peer.map(WebSocketPeer::isClosedByClient).orElse(false)) {
            close();
        } else {
            backend.loop().after(CLOSING_LIMIT, this::close);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            peer.ifPresent(backend::left);
            try {
                channel.close();
            } catch (IOException alreadyGone) {
                key.cancel();
            }
        }
    }
}
