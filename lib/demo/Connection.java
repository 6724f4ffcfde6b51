package demo;

import demo.Conversation.Session;
import demo.Step.Action;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshakeBuilder;

/** One TCP connection: an HTTP request at first, a WebSocket after its upgrade. Used on the loop's thread only. */
final class Connection extends WebSocketAdapter implements EventLoop.Handler {

    /** A client that sends nothing for so long, not even in answer to heartbeats, is disconnected. */
    static final Duration SILENCE_LIMIT = Duration.ofSeconds(300);

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
    private Optional<WebSocketImpl> socket = Optional.empty();
    private Optional<String> subprotocol = Optional.empty();
    private Session session;
    private Conversation conversation;
    private boolean tokenAccepted;
    private int waiting;
    private boolean finishing;
    private boolean closedByPeer;
    private boolean closed;
    private long heardAt = System.nanoTime();

    Connection(Backend backend, SocketChannel channel, String id) throws IOException {
        this.backend = backend;
        this.channel = channel;
        this.id = id;
        this.key = backend.loop().register(channel, this);
        this.transport = backend.transport(channel);
        backend.loop().after(REQUEST_LIMIT, () -> {
            if (socket.isEmpty()) {
                close();
            }
        });
    }

    String userId() {
        return session.userId();
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
            socket.ifPresent(WebSocketImpl::eot);
            close();
        } else if (count > 0 && !finishing) {
            heardAt = System.nanoTime();
            bytes.flip();
            if (socket.isPresent()) {
                socket.get().decode(bytes);
            } else {
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
        finishing = true;
    }

    private void upgrade(HttpRequest parsed, byte[] all) {
        Optional<Endpoint> endpoint = backend.options().protocol().endpoint(parsed.path());
        int refusal = backend.options().faults().stream().mapToInt(Fault::upgradeStatus).filter(status -> status != 101)
                .findFirst().orElse(endpoint.isEmpty() ? 403 : 101);
        if (refusal != 101) {
            answer(HttpRoutes.Answer.error(refusal, "the upgrade is refused"));
        } else if (!parsed.method().equals("GET") || parsed.header("Sec-WebSocket-Key").isEmpty()) {
            answer(HttpRoutes.Answer.error(400, "an upgrade is a GET with a Sec-WebSocket-Key"));
        } else if (!parsed.header("Sec-WebSocket-Version").equals("13")) {
            answer(HttpRoutes.Answer.error(426, "the WebSocket version is 13"));
        } else {
            Optional<String> user = parsed.token().flatMap(token -> backend.tokens().user(token, Instant.now()));
            tokenAccepted = !endpoint.get().needsToken() || user.isPresent();
            subprotocol = parsed.chosenSubprotocol();
            session = new Session(id, user.orElse("anonymous"), endpoint.get());
            conversation = backend.options().protocol().converse(session, backend.options());
            request = new ByteArrayOutputStream(0);
            socket = Optional.of(new WebSocketImpl(this, List.of(LimitedDraft.PROTOTYPE)));
            socket.get().decode(ByteBuffer.wrap(all));
        }
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(WebSocket webSocket, Draft draft,
            ClientHandshake handshake) throws InvalidDataException {
        ServerHandshakeBuilder answer = super.onWebsocketHandshakeReceivedAsServer(webSocket, draft, handshake);
        subprotocol.ifPresent(name -> answer.put("Sec-WebSocket-Protocol", name));
        return answer;
    }

    @Override
    public void onWebsocketOpen(WebSocket webSocket, Handshakedata handshake) {
        Instant now = Instant.now();
        List<Fault> faults = backend.options().faults();
        if (!tokenAccepted || faults.stream().anyMatch(Fault::refusesTokens)) {
            perform(conversation.refused(tokenAccepted ? "the token is refused" : "a valid token is needed", now));
            return;
        }
        List<Step> steps = conversation.opened(now);
        for (Fault fault : faults) {
            steps = fault.opening(steps);
        }
        perform(steps);
        backend.joined(this);
        backend.loop().after(backend.options().heartbeat(), this::watchSilence);
    }

    @Override
    public void onWebsocketMessage(WebSocket webSocket, String text) {
        perform(conversation.received(text, Instant.now()));
    }

    @Override
    public void onWebsocketMessage(WebSocket webSocket, ByteBuffer bytes) {
        perform(conversation.receivedBinary(Instant.now()));
    }

    private void perform(Conversation.Reply reply) {
        List<Step> steps = reply.steps();
        if (reply.run()) {
            boolean first = backend.firstRun(session.userId());
            for (Fault fault : backend.options().faults()) {
                steps = fault.run(steps, first);
            }
        }
        perform(steps);
    }

    private void perform(List<Step> steps) {
        long wait = 0;
        for (Step step : steps) {
            wait += step.delayMillis();
            if (wait == 0) {
                perform(step.action());
            } else {
                waiting++;
                backend.loop().after(Duration.ofMillis(wait), () -> {
                    waiting--;
                    perform(step.action());
                    flushOrAbandon();
                });
            }
        }
    }

    private void perform(Action action) {
        WebSocketImpl open = socket.orElseThrow();
        if (closed || !open.isOpen()) {
            return;
        }
        if (action instanceof Action.Text text) {
            open.send(text.text());
        } else if (action instanceof Action.Binary binary) {
            open.send(binary.bytes());
        } else if (action instanceof Action.Raw raw) {
            open.outQueue.add(ByteBuffer.wrap(raw.bytes()));
        } else if (action instanceof Action.Leak leak) {
            backend.leak(leak.text(), this);
        } else if (action instanceof Action.Close close) {
            open.close(close.code(), close.reason());
        } else if (action instanceof Action.Drop) {
            drop();
        }
    }

    /** What was sent before goes out first. */
    private void drop() {
        flushOrAbandon();
        close();
    }

    /** Sends another user's message here. */
    void receiveStray(String text) {
        perform(new Action.Text(text));
        flushOrAbandon();
    }

    private void watchSilence() {
        if (closed || !socket.orElseThrow().isOpen()) {
            return;
        }
        Duration silence = Duration.ofNanos(System.nanoTime() - heardAt);
        Duration heartbeat = backend.options().heartbeat();
        if (silence.compareTo(SILENCE_LIMIT) >= 0) {
            perform(new Action.Close(CloseFrame.NORMAL, "silent for " + silence.toSeconds() + " s"));
        } else if (silence.compareTo(heartbeat) >= 0) {
            perform(conversation.idle(Instant.now()));
        }
        flushOrAbandon();
        boolean spoke = silence.compareTo(heartbeat) < 0;
        backend.loop().after(spoke ? heartbeat.minus(silence) : heartbeat, this::watchSilence);
    }

    /** The closing handshake, for a backend that ends. */
    void goAway() {
        socket.ifPresent(open -> open.close(CloseFrame.GOING_AWAY, "the backend ends"));
        flushOrAbandon();
    }

    private void flushOrAbandon() {
        try {
            flush();
        } catch (IOException lost) {
            abandon();
        }
    }

    private void flush() throws IOException {
        if (closed) {
            return;
        }
        Queue<ByteBuffer> queue = socket.<Queue<ByteBuffer>>map(open -> open.outQueue).orElse(output);
        boolean empty = transport.write(queue);
        boolean ending = finishing || socket.map(WebSocketImpl::isFlushAndClose).orElse(false);
        if (empty && ending) {
            end();
        }
        if (!closed) {
            boolean listen = queue.size() + waiting < BACKLOG_LIMIT;
            key.interestOps((listen ? SelectionKey.OP_READ : 0) | (empty ? 0 : SelectionKey.OP_WRITE));
        }
    }

    /** Closes at once when the peer is done, else gives it time to read what was sent: a close with unread input is a reset. */
    private void end() throws IOException {
        if (closedByPeer) {
            close();
        } else if (!finishing || socket.isEmpty()) {
            finishing = true;
            transport.finish();
            backend.loop().after(CLOSING_LIMIT, this::close);
        }
    }

    @Override
    public void abandon() {
        close();
    }

    private void close() {
        if (!closed) {
            closed = true;
            backend.left(this);
            try {
                channel.close();
            } catch (IOException alreadyGone) {
                key.cancel();
            }
        }
    }

    @Override
    public void onWebsocketClosing(WebSocket webSocket, int code, String reason, boolean remote) {
        closedByPeer = remote;
    }

    @Override
    public void onWebsocketClose(WebSocket webSocket, int code, String reason, boolean remote) {
        close();
    }

    @Override
    public void onWebsocketCloseInitiated(WebSocket webSocket, int code, String reason) {
        // the close frame is on its way already
    }

    /** Bad frames close the connection with their code; nothing else is to be done. */
    @Override
    public void onWebsocketError(WebSocket webSocket, Exception problem) {
    }

    /** Everything is flushed once at the end of an event, not for every message. */
    @Override
    public void onWriteDemand(WebSocket webSocket) {
    }

    @Override
    public InetSocketAddress getLocalSocketAddress(WebSocket webSocket) {
        return (InetSocketAddress) channel.socket().getLocalSocketAddress();
    }

    @Override
    public InetSocketAddress getRemoteSocketAddress(WebSocket webSocket) {
        return (InetSocketAddress) channel.socket().getRemoteSocketAddress();
    }
}
