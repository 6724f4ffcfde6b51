package ws;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.PongFrame;
import org.java_websocket.handshake.Handshakedata;
import ws.Failure.Kind;

/** The frames of one connection: Java-WebSocket writes and reads them; what they mean for a run, and every limit, is said here. */
final class FrameCodec extends WebSocketAdapter {

    /** The connection that frames go through. */
    interface Peer {

        /** Bytes wait in {@link #unsent}. */
        void wantsToSend();

        boolean isOpen();

        /** What came breaks a rule so badly that nothing more can be read. */
        void broken(Failure failure);

        /** The server closes, or made a mistake that was answered with a close frame. */
        void closing(Failure reason);
    }

    /** Close codes that IANA has registered. */
    private static final int UNAUTHORIZED = 3000;
    private static final int FORBIDDEN = 3003;
    /** Close codes that servers make of the HTTP status 401 and 403. */
    private static final int HTTP_UNAUTHORIZED = 4401;
    private static final int HTTP_FORBIDDEN = 4403;
    /** Fragments are counted with a surcharge; a message of many small ones may still be a good one. */
    private static final int FRAGMENT_SLACK = 1 << 20;
    /** Stands in a decoded text where its bytes were no UTF-8, or where the sender wrote it. */
    private static final char MALFORMED = '\ufffd';

    private final AgreedDraft draft;
    private final FrameBounds bounds = new FrameBounds();
    private final int messageSize;
    private final Transcript.Frames log;
    private final Connection.Listener listener;
    private final Peer peer;
    private final Queue<ByteBuffer> unsent = new ArrayDeque<>(1);
    private Optional<WebSocketImpl> reader = Optional.empty();

    /**
     * @param draft writes the frames of all connections; a connection that needs one to read gets a copy
     * @param messageSize the longest message, in bytes
     */
    FrameCodec(AgreedDraft draft, int messageSize, Transcript.Frames log, Connection.Listener listener, Peer peer) {
        this.draft = draft;
        this.messageSize = messageSize;
        this.log = log;
        this.listener = listener;
        this.peer = peer;
    }

    /** Bytes for the server, in their order. */
    Queue<ByteBuffer> unsent() {
        return unsent;
    }

    void send(String text) {
        log.out("text", text);
        write(draft.createFrames(text, true));
    }

    void ping() {
        log.out("ping", "");
        write(List.of(new PingFrame()));
    }

    void close(int code) {
        log.out("close", code);
        var close = new CloseFrame();
        close.setCode(code);
        write(List.of(close));
    }

    /** {@link WebSocketImpl} would read each frame back as text, for a logger. */
    private void write(List<Framedata> frames) {
        frames.forEach(frame -> unsent.add(draft.createBinaryFrame(frame)));
        peer.wantsToSend();
    }

    /** Takes frames for as long as the connection is open, one at a time as {@link FrameBounds} says why. */
    void decode(ByteBuffer input) {
        int limit = input.limit();
        while (input.position() < limit && peer.isOpen()) {
            int end = bounds.end(input);
            if (bounds.sawMask()) {
                peer.broken(new Failure(Kind.PROTOCOL_ERROR, "unmasked frames (RFC 6455, section 5.1)", "a masked frame"));
                return;
            }
            if (bounds.sawHalfCode()) {
                peer.broken(new Failure(Kind.PROTOCOL_ERROR, "a close frame with a code of two bytes, or none (RFC 6455, section 5.5.1)",
                        "a close frame with one byte"));
                return;
            }
            if (bounds.messageBytes() > messageSize + FRAGMENT_SLACK) {
                peer.broken(tooBig());
                return;
            }
            if (bounds.text().isEmpty() || !receivedText(input, bounds.text().getAsInt(), end)) {
                input.limit(end);
                reader().decode(input);
                input.limit(limit);
            }
            input.position(end);
        }
    }

    /** Reads all but texts in one frame. Most connections never need it, and it is the larger part of what one weighs. */
    private WebSocketImpl reader() {
        if (reader.isEmpty()) {
            reader = Optional.of(new WebSocketImpl(this, draft));
            reader.get().decode(ByteBuffer.allocate(1)); // in place of the server's answer, which AgreedDraft does not look at
        }
        return reader.get();
    }

    /**
     * Takes a text message in one frame, which nearly all messages are. Java-WebSocket would look at each of its bytes, and then decode them
     * with a decoder made for it; with thousands of users that is felt. Whatever may be wrong is left to it: then this gives false.
     */
    private boolean receivedText(ByteBuffer input, int from, int end) {
        if (end - from > messageSize) {
            return false;
        }
        String text = new String(input.array(), input.arrayOffset() + from, end - from, StandardCharsets.UTF_8);
        if (text.indexOf(MALFORMED) >= 0) {
            return false;
        }
        received(text);
        return true;
    }

    @Override
    public void onWriteDemand(WebSocket self) {
        reader().outQueue.drainTo(unsent);
        peer.wantsToSend();
    }

    @Override
    public void onWebsocketOpen(WebSocket self, Handshakedata handshake) {
        // the connection was open before it had a reader
    }

    @Override
    public void onWebsocketMessage(WebSocket self, String message) {
        received(message);
    }

    private void received(String message) {
        log.in("text", message);
        listener.received(message);
    }

    @Override
    public void onWebsocketMessage(WebSocket self, ByteBuffer message) {
        log.in("binary", message.remaining() + " bytes");
        listener.receivedBinary(message.remaining());
    }

    @Override
    public void onWebsocketPing(WebSocket self, Framedata ping) {
        log.in("ping", "");
        write(List.of(new PongFrame((PingFrame) ping)));
    }

    @Override
    public void onWebsocketPong(WebSocket self, Framedata pong) {
        log.in("pong", "");
        listener.pong();
    }

    @Override
    public void onWebsocketClosing(WebSocket self, int code, String reason, boolean remote) {
        if (peer.isOpen()) {
            int told = remote && bounds.sawNoCode() ? CloseFrame.NOCODE : code;
            log.in("close", remote ? (told + " " + reason).strip() : "closed by the client: " + code);
            peer.closing(remote ? closedByServer(told, reason) : brokenFrame(code, reason));
        }
    }

    private static Failure closedByServer(int code, String reason) {
        Kind kind = switch (code) {
            case CloseFrame.POLICY_VALIDATION, UNAUTHORIZED, FORBIDDEN, HTTP_UNAUTHORIZED, HTTP_FORBIDDEN -> Kind.AUTH_REFUSED;
            case CloseFrame.UNEXPECTED_CONDITION, CloseFrame.SERVICE_RESTART, CloseFrame.TRY_AGAIN_LATER -> Kind.NOT_READY;
            default -> Kind.CLOSED;
        };
        return new Failure(kind, "an open connection", code == CloseFrame.NOCODE ? "a close frame without a code" : ("close " + code + " " + reason).strip());
    }

    private Failure brokenFrame(int code, String reason) {
        return code == CloseFrame.TOOBIG ? tooBig()
                : new Failure(Kind.PROTOCOL_ERROR, "frames as RFC 6455 has them", reason == null || reason.isEmpty() ? "close code " + code : reason);
    }

    private Failure tooBig() {
        return new Failure(Kind.TOO_BIG, "messages of at most " + messageSize + " bytes",
                bounds.messageBytes() > messageSize ? "one of " + bounds.messageBytes() + " bytes" : "a longer one");
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
        // the end of the TCP connection says the same
    }

    @Override
    public InetSocketAddress getLocalSocketAddress(WebSocket self) {
        throw new UnsupportedOperationException("frames know no addresses");
    }

    @Override
    public InetSocketAddress getRemoteSocketAddress(WebSocket self) {
        throw new UnsupportedOperationException("frames know no addresses");
    }
}
