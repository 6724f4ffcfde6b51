package ws;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.PongFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.protocols.Protocol;
import ws.Failure.Kind;

/** One WebSocket connection on an {@link EventLoop}: TCP, TLS and the upgrade are its own, frames are Java-WebSocket's. */
final class Connection extends WebSocketAdapter implements EventLoop.Handler {

    /** Who is told about a connection. After {@link #ended} nothing more comes. */
    interface Listener {
        void opened();

        void received(String text);

        void receivedBinary(int bytes);

        /** Something was heard from the server that is no message. */
        void pong();

        /** The connection ended without {@link #close} or {@link #drop} having been called. */
        void ended(Failure failure);
    }

    /** What is sent to open a connection. @param headers secrets included: never printed */
    record Request(String path, Map<String, String> headers, List<String> subprotocols) {
        @Override
        public String toString() {
            return "Request";
        }
    }

    /** When each stage was complete, on the loop's clock in nanoseconds; 0 when it was not. */
    static final class Times {
        long started;
        long tcp;
        long tls;
        long upgrade;
    }

    private enum State { NEW, TCP, TLS, UPGRADE, OPEN, CLOSING, CLOSED }

    private static final Duration DEAD_ADDRESS = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);
    private static final Duration BODY_WAIT = Duration.ofMillis(250);
    private static final int MOST_UNSENT_FRAMES = 1000;
    private static final int MOST_BODY = 2048;
    /** Fragments are counted with a surcharge; a message of many small ones may still be a good one. */
    private static final int FRAGMENT_SLACK = 1 << 20;

    private final EventLoop loop;
    private final Endpoint endpoint;
    private final Request request;
    private final Limits limits;
    private final FrameLog log;
    private final Listener listener;
    private final Times times = new Times();
    private final WebSocketImpl frames;
    private final EventLoop.Deadline deadline;

    private State state = State.NEW;
    private SocketChannel socket;
    private ByteChannel channel;
    private SelectionKey key;
    private InetAddress address;
    private int attempt;
    private byte[] head = new byte[0];
    private final FrameBounds bounds = new FrameBounds();
    private String webSocketKey = "";
    private boolean pinged;

    /**
     * @param draft the model of the connection's own, which Java-WebSocket copies
     * @param limits the connection must be open within {@link Limits#connect()}
     */
    Connection(EventLoop loop, Endpoint endpoint, Draft_6455 draft, Request request, Limits limits, FrameLog log, Listener listener) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.request = request;
        this.limits = limits;
        this.log = log;
        this.listener = listener;
        this.frames = new WebSocketImpl(this, draft);
        this.deadline = loop.new Deadline(this::late);
    }

    /** @param scheduled when the connection should have been started, on the loop's clock: waiting for our own loop counts too */
    void start(long scheduled) {
        times.started = scheduled;
        connect();
    }

    /** RFC 6455 without extensions; the subprotocol is judged by {@link UpgradeResponse}. */
    static Draft_6455 draft(int messageSize) {
        return new Draft_6455(List.of(), List.of(new Protocol("")), messageSize);
    }

    Times times() {
        return times;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    void send(String text) {
        if (state == State.OPEN) {
            log.out("text", text);
            frames.send(text);
        }
    }

    /** A WebSocket ping; the answer comes as {@link Listener#pong}. */
    void ping() {
        if (state == State.OPEN) {
            log.out("ping", "");
            frames.sendFrame(new PingFrame());
        }
    }

    /** Pings when nothing was heard since the last call; ends the connection when the ping before was not answered either. */
    void keepAlive() {
        if (pinged) {
            fail(new Failure(Kind.LOST, "an answer to a WebSocket ping", "nothing"));
        } else {
            pinged = true;
            ping();
        }
    }

    /** Closes with a close frame, and waits a second for the server's. */
    void close(int code) {
        if (state == State.OPEN) {
            state = State.CLOSING;
            log.out("close", String.valueOf(code));
            frames.close(code, "");
            deadline.in(CLOSE_WAIT);
        } else if (state != State.CLOSING) {
            drop();
        }
    }

    /** Cuts the TCP connection without a word, as a broken network would. */
    void drop() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            deadline.off();
            release();
        }
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    private void connect() {
        state = State.TCP;
        address = endpoint.address(attempt);
        try {
            socket = SocketChannel.open();
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = loop.register(socket, SelectionKey.OP_CONNECT, this);
            key.attach(this);
            long left = times.started + limits.connect().toNanos() - loop.now();
            boolean last = attempt + 1 >= endpoint.addresses();
            deadline.in(Duration.ofNanos(last ? left : Math.min(left, DEAD_ADDRESS.toNanos())));
            if (socket.connect(new InetSocketAddress(address, endpoint.target().port()))) {
                connected();
            }
        } catch (IOException | RuntimeException refused) {
            notConnected(refused);
        }
    }

    private void notConnected(Exception reason) {
        release();
        if (++attempt < endpoint.addresses() && loop.now() < times.started + limits.connect().toNanos()) {
            connect();
        } else {
            String message = String.valueOf(reason.getMessage());
            Kind kind = reason instanceof SocketTimeoutException ? Kind.CONNECT_TIMEOUT
                    : message.contains("Too many open files") || reason instanceof BindException
                    || message.contains("Cannot assign requested address") ? Kind.LOCAL
                    : reason instanceof ConnectException && message.contains("refused") ? Kind.REFUSED
                    : Kind.UNREACHABLE;
            fail(new Failure(kind, "a TCP connection to " + place(), message));
        }
    }

    private String place() {
        String host = endpoint.target().authority();
        return host + " (" + address.getHostAddress() + " port " + endpoint.target().port() + ")";
    }

    private void connected() throws IOException {
        times.tcp = loop.now();
        endpoint.works(address);
        deadline.at(times.started + limits.connect().toNanos());
        key.interestOps(SelectionKey.OP_READ);
        if (endpoint.target().secure()) {
            state = State.TLS;
            channel = new TlsChannel(socket, endpoint.engine());
            secure();
        } else {
            channel = socket;
            upgrade();
        }
    }

    private void secure() throws IOException {
        TlsChannel tls = (TlsChannel) channel;
        if (tls.handshake()) {
            times.tls = loop.now();
            upgrade();
        } else {
            wantWrites(tls.hasPending());
        }
    }

    private void upgrade() throws IOException {
        state = State.UPGRADE;
        var handshake = new HandshakeImpl1Client();
        handshake.setResourceDescriptor(request.path());
        handshake.put("Host", endpoint.target().authority());
        request.headers().forEach(handshake::put);
        if (!request.subprotocols().isEmpty()) {
            handshake.put("Sec-WebSocket-Protocol", String.join(", ", request.subprotocols()));
        }
        try {
            frames.startHandshake(handshake);
        } catch (InvalidHandshakeException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void onWebsocketHandshakeSentAsClient(WebSocket self, ClientHandshake handshake) {
        webSocketKey = handshake.getFieldValue("Sec-WebSocket-Key");
        log.out("open", "GET " + request.path());
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            if (ready.isConnectable()) {
                try {
                    socket.finishConnect();
                } catch (IOException refused) {
                    notConnected(refused);
                    return;
                }
                connected();
            } else if (state == State.TLS) {
                secure();
            } else {
                if (ready.isWritable()) {
                    flush();
                }
                if (state != State.CLOSED && ready.isReadable()) {
                    read();
                }
            }
        } catch (IOException broken) {
            broken(broken);
        }
    }

    private void read() throws IOException {
        ByteBuffer input = loop.input;
        for (int round = 0; round < 16 && state != State.CLOSED; round++) {
            input.clear();
            int count = channel.read(input);
            if (count < 0) {
                endOfStream();
                return;
            }
            if (count == 0) {
                return;
            }
            pinged = false;
            input.flip();
            if (state == State.UPGRADE) {
                answer(input);
            } else {
                decode(input);
            }
            if (channel == socket && count < input.capacity()) {
                return;
            }
        }
    }

    private void decode(ByteBuffer input) {
        int limit = input.limit();
        while (input.position() < limit && state == State.OPEN) {
            int end = bounds.end(input);
            if (bounds.sawMask()) {
                fail(new Failure(Kind.PROTOCOL_ERROR, "unmasked frames (RFC 6455, section 5.1)", "a masked frame"));
                return;
            }
            if (bounds.messageBytes() > limits.messageSize() + FRAGMENT_SLACK) {
                fail(tooBig());
                return;
            }
            input.limit(end);
            frames.decode(input);
            input.limit(limit);
            input.position(end);
        }
    }

    /** Collects the answer to the upgrade until it can be judged; what follows it in the same segment are frames. */
    private void answer(ByteBuffer input) {
        int before = head.length;
        int room = UpgradeResponse.LONGEST_HEAD + MOST_BODY + input.remaining();
        head = Arrays.copyOf(head, Math.min(before + input.remaining(), room));
        input.get(head, before, head.length - before);
        Optional<UpgradeResponse> parsed = UpgradeResponse.parse(head, head.length);
        if (parsed.isEmpty()) {
            return;
        }
        UpgradeResponse response = parsed.get();
        Optional<Failure> problem = response.problem(webSocketKey, request.subprotocols());
        if (problem.isEmpty()) {
            open(response);
        } else if (response.status() != 0 && head.length - response.headLength() < Math.min(response.contentLength(), MOST_BODY)) {
            long wait = Math.min(loop.now() + BODY_WAIT.toNanos(), times.started + limits.connect().toNanos());
            deadline.at(wait);
        } else {
            refused();
        }
    }

    private void refused() {
        UpgradeResponse response = UpgradeResponse.parse(head, head.length).orElseThrow();
        Failure problem = response.problem(webSocketKey, request.subprotocols()).orElseThrow();
        String body = new String(head, response.headLength(), Math.min(head.length - response.headLength(), MOST_BODY),
                StandardCharsets.UTF_8).strip();
        boolean tlsAlert = head.length > 2 && head[0] == 0x15 && head[1] == 3;
        String came = tlsAlert ? "a TLS alert: the port expects TLS" : problem.came();
        fail(new Failure(problem.kind(), problem.expected(),
                body.isEmpty() || tlsAlert ? came : came.isEmpty() ? body : came + ", body: " + body));
    }

    private void open(UpgradeResponse response) {
        times.upgrade = loop.now();
        deadline.off();
        log.in("open", response.summary());
        int lineEnd = 0;
        while (head[lineEnd] != '\r') {
            lineEnd++;
        }
        byte[] line = "HTTP/1.1 101 Switching Protocols".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer answer = ByteBuffer.allocate(line.length + response.headLength() - lineEnd)
                .put(line).put(head, lineEnd, response.headLength() - lineEnd).flip();
        ByteBuffer first = ByteBuffer.wrap(Arrays.copyOfRange(head, response.headLength(), head.length));
        head = new byte[0];
        state = State.OPEN;
        frames.decode(answer);
        decode(first);
    }

    private void endOfStream() {
        switch (state) {
            case UPGRADE -> {
                if (UpgradeResponse.parse(head, head.length).isPresent()) {
                    refused();
                } else {
                    fail(new Failure(Kind.CLOSED_DURING_UPGRADE, "HTTP 101 Switching Protocols",
                            head.length == 0 ? "the end of the connection without a byte"
                                    : new String(head, StandardCharsets.ISO_8859_1)));
                }
            }
            case CLOSING -> drop();
            default -> fail(new Failure(Kind.LOST, "an open connection", "the end of the TCP connection without a close frame"));
        }
    }

    private void broken(IOException reason) {
        String message = String.valueOf(reason.getMessage());
        switch (state) {
            case TLS -> {
                Kind kind = reason instanceof SSLException ? Trust.kind(reason) : Kind.TLS_FAILED;
                fail(new Failure(kind, "a TLS connection to " + endpoint.target().authority(), deepest(reason)));
            }
            case UPGRADE -> fail(new Failure(Kind.CLOSED_DURING_UPGRADE, "HTTP 101 Switching Protocols", message));
            case CLOSING -> drop();
            default -> fail(new Failure(Kind.LOST, "an open connection", message));
        }
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private void late() {
        long millis = limits.connect().toMillis();
        switch (state) {
            case TCP -> notConnected(new SocketTimeoutException("no answer from " + address.getHostAddress()));
            case TLS -> fail(new Failure(Kind.TLS_TIMEOUT, "a TLS connection within " + millis + " ms", "nothing"));
            case UPGRADE -> {
                if (UpgradeResponse.parse(head, head.length).isPresent()) {
                    refused();
                } else {
                    fail(new Failure(Kind.UPGRADE_TIMEOUT, "HTTP 101 Switching Protocols within " + millis + " ms",
                            head.length == 0 ? "nothing" : new String(head, StandardCharsets.ISO_8859_1)));
                }
            }
            default -> drop();
        }
    }

    private void fail(Failure failure) {
        if (state != State.CLOSED) {
            boolean told = state == State.CLOSING;
            drop();
            if (!told) {
                listener.ended(failure);
            }
        }
    }

    private void release() {
        if (key != null) {
            key.cancel();
        }
        try {
            if (channel != null) {
                channel.close();
            }
            if (socket != null) {
                socket.close();
            }
        } catch (IOException alreadyGone) {
            // the descriptor is free either way
        }
    }

    private void flush() throws IOException {
        for (ByteBuffer next = frames.outQueue.peek(); next != null; next = frames.outQueue.peek()) {
            channel.write(next);
            if (next.hasRemaining()) {
                break;
            }
            frames.outQueue.poll();
        }
        boolean pending = !frames.outQueue.isEmpty()
                || channel instanceof TlsChannel tls && tls.hasPending() && !tls.flush();
        wantWrites(pending);
        if (frames.outQueue.size() > MOST_UNSENT_FRAMES) {
            throw new IOException("the server does not read: " + MOST_UNSENT_FRAMES + " frames wait to be sent");
        }
    }

    private void wantWrites(boolean wanted) {
        int operations = wanted ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.isValid() && key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }

    @Override
    public void onWriteDemand(WebSocket self) {
        if (state == State.CLOSED) {
            return;
        }
        try {
            flush();
        } catch (IOException broken) {
            broken(broken);
        }
    }

    @Override
    public void onWebsocketOpen(WebSocket self, Handshakedata handshake) {
        listener.opened();
    }

    @Override
    public void onWebsocketMessage(WebSocket self, String message) {
        if (state == State.OPEN) {
            log.in("text", message);
            listener.received(message);
        }
    }

    @Override
    public void onWebsocketMessage(WebSocket self, ByteBuffer message) {
        if (state == State.OPEN) {
            log.in("binary", message.remaining() + " bytes");
            listener.receivedBinary(message.remaining());
        }
    }

    @Override
    public void onWebsocketPing(WebSocket self, Framedata ping) {
        if (state == State.OPEN) {
            log.in("ping", "");
            frames.sendFrame(new PongFrame((PingFrame) ping));
        }
    }

    @Override
    public void onWebsocketPong(WebSocket self, Framedata pong) {
        if (state == State.OPEN) {
            log.in("pong", "");
            listener.pong();
        }
    }

    @Override
    public void onWebsocketClosing(WebSocket self, int code, String reason, boolean remote) {
        if (state != State.OPEN) {
            return;
        }
        log.in("close", remote ? (code + " " + reason).strip() : "closed by the client: " + code);
        state = State.CLOSING;
        deadline.in(CLOSE_WAIT);
        listener.ended(remote ? closedByServer(code, reason) : brokenFrame(code, reason));
    }

    private static Failure closedByServer(int code, String reason) {
        Kind kind = switch (code) {
            case CloseFrame.POLICY_VALIDATION -> Kind.AUTH_REFUSED;
            case CloseFrame.UNEXPECTED_CONDITION, CloseFrame.SERVICE_RESTART, CloseFrame.TRY_AGAIN_LATER -> Kind.NOT_READY;
            default -> Kind.CLOSED;
        };
        return new Failure(kind, "an open connection", ("close " + code + " " + reason).strip());
    }

    private Failure brokenFrame(int code, String reason) {
        return code == CloseFrame.TOOBIG ? tooBig()
                : new Failure(Kind.PROTOCOL_ERROR, "frames as RFC 6455 has them", reason == null || reason.isEmpty() ? "close code " + code : reason);
    }

    private Failure tooBig() {
        return new Failure(Kind.TOO_BIG, "messages of at most " + limits.messageSize() + " bytes", "a longer one");
    }

    @Override
    public void onWebsocketError(WebSocket self, Exception problem) {
        if (problem instanceof RuntimeException bug) {
            throw bug;
        }
        if (!(problem instanceof InvalidDataException)) {
            throw new IllegalStateException(problem);
        }
    }

    @Override
    public void onWebsocketCloseInitiated(WebSocket self, int code, String reason) {
        // told by onWebsocketClosing
    }

    @Override
    public void onWebsocketClose(WebSocket self, int code, String reason, boolean remote) {
        drop();
    }

    @Override
    public InetSocketAddress getLocalSocketAddress(WebSocket self) {
        return (InetSocketAddress) socket.socket().getLocalSocketAddress();
    }

    @Override
    public InetSocketAddress getRemoteSocketAddress(WebSocket self) {
        return (InetSocketAddress) socket.socket().getRemoteSocketAddress();
    }
}
