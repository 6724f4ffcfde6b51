package demo;

import demo.Conversation.Session;
import demo.Step.Action;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
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

/** A client after its upgrade: performs the steps of its conversation, each at its time. Used on the loop's thread only. */
final class WebSocketPeer extends WebSocketAdapter {

    /** A client that sends nothing for so long, not even in answer to heartbeats, is disconnected. */
    static final Duration SILENCE_LIMIT = Duration.ofSeconds(300);

    private final Backend backend;
    private final Connection connection;
    private final Session session;
    private final Optional<String> subprotocol;
    private final boolean welcome;
    private final Conversation conversation;
    private final WebSocketImpl socket;
    private long heardAt = System.nanoTime();
    private int waiting;
    private boolean closedByClient;

    WebSocketPeer(Backend backend, Connection connection, Session session, Optional<String> subprotocol, boolean welcome) {
        this.backend = backend;
        this.connection = connection;
        this.session = session;
        this.subprotocol = subprotocol;
        this.welcome = welcome && backend.options().faults().stream().noneMatch(Fault::refusesTokens);
        this.conversation = backend.options().protocol().converse(session, backend.options());
        this.socket = new WebSocketImpl(this, List.of(LimitedDraft.PROTOTYPE));
    }

    String userId() {
        return session.userId();
    }

    /** The frames that wait for the socket. */
    Queue<ByteBuffer> output() {
        return socket.outQueue;
    }

    /** How many steps wait for their time. */
    int waiting() {
        return waiting;
    }

    /** Whether the connection ends once its output is written. */
    boolean isClosing() {
        return socket.isFlushAndClose();
    }

    boolean isClosedByClient() {
        return closedByClient;
    }

    /** Takes the request of the upgrade, then frames. */
    void receive(ByteBuffer bytes) {
        heardAt = System.nanoTime();
        socket.decode(bytes);
    }

    /** Sends another user's message here. */
    void receiveStray(String text) {
        perform(new Action.Text(text));
        connection.flushOrClose();
    }

    /** The closing handshake, for a backend that ends. */
    void goAway() {
        socket.close(CloseFrame.GOING_AWAY, "the backend ends");
        connection.flushOrClose();
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
        if (!welcome) {
            perform(conversation.refused("a valid token is needed", now));
            return;
        }
        List<Step> steps = conversation.opened(now);
        for (Fault fault : backend.options().faults()) {
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
                    connection.flushOrClose();
                });
            }
        }
    }

    private void perform(Action action) {
        if (connection.isClosed() || !socket.isOpen()) {
            return;
        }
        if (action instanceof Action.Text text) {
            socket.send(text.text());
        } else if (action instanceof Action.Binary binary) {
            socket.send(binary.bytes());
        } else if (action instanceof Action.Raw raw) {
            socket.outQueue.add(ByteBuffer.wrap(raw.bytes()));
        } else if (action instanceof Action.Leak leak) {
            backend.leak(leak.text(), this);
        } else if (action instanceof Action.Close close) {
            socket.close(close.code(), close.reason());
        } else if (action instanceof Action.Drop) {
            connection.flushOrClose();
            connection.close();
        }
    }

    private void watchSilence() {
        if (connection.isClosed() || !socket.isOpen()) {
            return;
        }
        Duration silence = Duration.ofNanos(System.nanoTime() - heardAt);
        Duration heartbeat = backend.options().heartbeat();
        boolean silent = silence.compareTo(heartbeat) >= 0;
        if (silence.compareTo(SILENCE_LIMIT) >= 0) {
            perform(new Action.Close(CloseFrame.NORMAL, "silent for " + silence.toSeconds() + " s"));
        } else if (silent) {
            perform(conversation.idle(Instant.now()));
        }
        connection.flushOrClose();
        backend.loop().after(silent ? heartbeat : heartbeat.minus(silence), this::watchSilence);
    }

    @Override
    public void onWebsocketClosing(WebSocket webSocket, int code, String reason, boolean remote) {
        closedByClient = remote;
    }

    @Override
    public void onWebsocketClose(WebSocket webSocket, int code, String reason, boolean remote) {
        connection.close();
    }

    @Override
    public void onWebsocketCloseInitiated(WebSocket webSocket, int code, String reason) {
        // the close frame is on its way already
    }

    /** Bad frames close the connection with their code; nothing else is to be done. */
    @Override
    public void onWebsocketError(WebSocket webSocket, Exception problem) {
    }

    /** The connection flushes once at the end of an event, not for every message. */
    @Override
    public void onWriteDemand(WebSocket webSocket) {
    }

    /** Never asked for by what is used here. */
    @Override
    public InetSocketAddress getLocalSocketAddress(WebSocket webSocket) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InetSocketAddress getRemoteSocketAddress(WebSocket webSocket) {
        throw new UnsupportedOperationException();
    }
}
