package ws;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.HandshakeState;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeImpl1Server;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshake;

/**
 * RFC 6455 without extensions, for a connection whose upgrade {@link UpgradeResponse} has judged. Java-WebSocket would read the answer
 * a second time, and take no reason phrase but one.
 */
final class AgreedDraft extends Draft_6455 {

    /** A close frame with code 1007 and no reason: Java-WebSocket 1.6.0 takes it for one whose reason is not UTF-8. */
    private static final ByteBuffer BARE_1007 = ByteBuffer.wrap(new byte[] {(byte) 0x88, 2, 3, (byte) 0xef});
    private static final Handshakedata AGREED = new HandshakeImpl1Server();

    private final int messageSize;

    /** @param messageSize the longest message, in bytes */
    AgreedDraft(int messageSize) {
        super(List.of(), List.of(), messageSize);
        setParseMode(Role.CLIENT);
        this.messageSize = messageSize;
    }

    @Override
    public Draft copyInstance() {
        return new AgreedDraft(messageSize);
    }

    @Override
    public List<Framedata> translateFrame(ByteBuffer frame) throws InvalidDataException {
        if (frame.equals(BARE_1007)) {
            frame.position(frame.limit());
            var close = new CloseFrame();
            close.setReason(" ");
            close.setCode(CloseFrame.NO_UTF8);
            return List.of(close);
        }
        try {
            return super.translateFrame(frame);
        } catch (NullPointerException ofTheLibrary) {
            // Java-WebSocket 1.6.0 sees that the reason of a close frame is no UTF-8, and then asks for the length of none.
            throw new InvalidDataException(CloseFrame.NO_UTF8, "a close frame whose reason is not UTF-8");
        }
    }

    @Override
    public Handshakedata translateHandshake(ByteBuffer head) {
        head.position(head.limit());
        return AGREED;
    }

    @Override
    public HandshakeState acceptHandshakeAsClient(ClientHandshake request, ServerHandshake response) {
        return HandshakeState.MATCHED;
    }
}
