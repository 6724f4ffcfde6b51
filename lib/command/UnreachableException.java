package command;

/** Something outside that the run needs, such as the Docker engine, cannot be reached. Ends the run with code 3. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what was tried and what came of it; it must hold no secret */
    public UnreachableException(String message) {
        super(message);
    }
}
