package ws;

/** What the user gave cannot be used; the message says what, where, and what would be right. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message one or more full sentences for the user; it must hold no secret */
    public UsageException(String message) {
        super(message);
    }
}
