package ws;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * Finds where frames end in a stream of bytes (RFC 6455, section 5.2), so that Java-WebSocket gets one at a time: when the last of several
 * frames is broken, it would drop the good ones before it.
 */
final class FrameBounds {

    private static final int LENGTH_BITS = 0x7f;
    private static final int MASK_BIT = 0x80;
    private static final int OPCODE_BITS = 0x0f;
    private static final int CLOSE = 8;
    private static final int FINAL_BIT = 0x80;
    /** The first byte of a text message in one frame. */
    private static final byte WHOLE_TEXT = (byte) 0x81;
    /** What an empty fragment costs; it must not be free, or a message could have any number of them. */
    private static final int FRAGMENT_BYTES = 32;
    private static final int NO_TEXT = -1;

    private final byte[] head = new byte[10];
    private int collected;
    private long payload;
    private long message;
    private boolean masked;
    private boolean halfCode;
    private boolean noCode;
    private boolean fragmented;
    private int text;

    /**
     * Follows one frame, or as much of it as there is.
     *
     * @return the index after it, at most the buffer's limit
     */
    int end(ByteBuffer input) {
        int at = input.position();
        boolean whole = payload == 0 && collected == 0;
        int begin = NO_TEXT;
        text = NO_TEXT;
        while (payload == 0 && at < input.limit()) {
            head[collected++] = input.get(at++);
            if (collected == headLength()) {
                masked |= (head[1] & MASK_BIT) != 0;
                long length = payloadLength();
                begin = whole && head[0] == WHOLE_TEXT && !fragmented && !masked ? at : NO_TEXT;
                weigh(length);
                payload = length + ((head[1] & MASK_BIT) != 0 ? 4 : 0);
                collected = 0;
                if (payload == 0) {
                    return at;
                }
            }
        }
        int step = (int) Math.min(payload, input.limit() - at);
        payload -= step;
        text = payload == 0 ? begin : NO_TEXT;
        return at + step;
    }

    /** Where in the buffer the text begins that ends with the frame, when the frame was a whole text message and stood there from its head on. */
    OptionalInt text() {
        return text == NO_TEXT ? OptionalInt.empty() : OptionalInt.of(text);
    }

    /** Whether a frame was masked, which a server must not do (section 5.1). */
    boolean sawMask() {
        return masked;
    }

    /** Whether a close frame had one byte, which is no code (section 5.5.1); Java-WebSocket takes it for the code 1002 of the server. */
    boolean sawHalfCode() {
        return halfCode;
    }

    /** Whether a close frame had no code, which is allowed; Java-WebSocket takes it for the code 1000. */
    boolean sawNoCode() {
        return noCode;
    }

    /** Bytes of the message under way over all its fragments; Java-WebSocket adds them up only when the last one has come. */
    long messageBytes() {
        return message;
    }

    private void weigh(long length) {
        int opcode = head[0] & OPCODE_BITS;
        if (opcode <= 2) {
            message = opcode == 0 ? message + length + FRAGMENT_BYTES : length;
            fragmented = (head[0] & FINAL_BIT) == 0;
        } else if (opcode == CLOSE) {
            halfCode |= length == 1;
            noCode |= length == 0;
        }
    }

    private int headLength() {
        if (collected < 2) {
            return 2;
        }
        return switch (head[1] & LENGTH_BITS) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    /** A negative length of 64 bits is a broken frame that the decoder refuses at its head. */
    private long payloadLength() {
        int length = head[1] & LENGTH_BITS;
        return length == 126 ? number(2) : length == 127 ? number(8) & Long.MAX_VALUE : length;
    }

    private long number(int bytes) {
        long number = 0;
        for (int i = 2; i < 2 + bytes; i++) {
            number = number << 8 | head[i] & 0xff;
        }
        return number;
    }
}
