package command;

/** What the whole run rests on cannot be used: an option, ROOT, {@code toolkit.yaml}, a baseline. Ends the run with code 2. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what is wrong, where, and what would be right; it must hold no secret */
    public UsageException(String message) {
        super(message);
    }
}
