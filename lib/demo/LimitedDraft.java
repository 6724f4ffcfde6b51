package demo;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.protocols.Protocol;

/**
 * RFC 6455 with a limit on whole messages. Draft_6455 checks the sum of a message's fragments at its first and last only, so that
 * a message without end would fill the memory.
 */
final class LimitedDraft extends Draft_6455 {

    /** Copied by every connection, as {@link WebSocketImpl} does. It takes any subprotocol: {@link Connection} answers it. */
    static final LimitedDraft PROTOTYPE = new LimitedDraft();

    private long fragmentBytes;

    private LimitedDraft() {
        super(List.of(), List.of(new Protocol("")), HttpRoutes.MAX_MESSAGE_BYTES);
    }

    @Override
    public Draft copyInstance() {
        return new LimitedDraft();
    }

    @Override
    public List<Framedata> translateFrame(ByteBuffer bytes) throws InvalidDataException {
        try {
            return super.translateFrame(bytes);
        } catch (NullPointerException ofTheLibrary) {
            // Java-WebSocket 1.6.0 sees that the reason of a close frame is no UTF-8, and then asks for the length of none.
            throw new InvalidDataException(CloseFrame.NO_UTF8, "a close frame whose reason is not UTF-8");
        }
    }

    @Override
    public void processFrame(WebSocketImpl socket, Framedata frame) throws InvalidDataException {
        if (frame.getOpcode() == Opcode.CONTINUOUS || !frame.isFin()) {
            fragmentBytes += frame.getPayloadData().remaining();
            if (fragmentBytes > HttpRoutes.MAX_MESSAGE_BYTES) {
                throw new LimitExceededException(HttpRoutes.MAX_MESSAGE_BYTES);
            }
            fragmentBytes = frame.isFin() ? 0 : fragmentBytes;
        }
        super.processFrame(socket, frame);
    }
}
