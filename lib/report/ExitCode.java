package report;

/** The exit codes of every command, in one place. */
public final class ExitCode {

    /** Nothing is left to do, or everything passed. */
    public static final int PASS = 0;
    /** Findings are left, or a check failed. */
    public static final int FINDINGS = 1;
    /** The command line or its input cannot be used, or what is to be written cannot be. */
    public static final int USAGE = 2;
    /** Something outside, such as the Docker engine, cannot be reached. */
    public static final int UNREACHABLE = 3;
    /** The program itself failed: a bug. */
    public static final int INTERNAL = 70;
    /** The user pressed Ctrl-C: 128 and the signal's number, as shells have it. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {
    }
}
