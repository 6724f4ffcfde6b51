package report;

/** What every command of the toolkit tells its caller by its exit status. */
public final class ExitCode {
    /** Nothing is left to do; a journey passed. */
    public static final int PASS = 0;
    /** Something was found that fails the run, see {@code --fail-on}; a journey failed. */
    public static final int FINDINGS = 1;
    /**
     * Wrong usage, or what the whole run rests on cannot be read: ROOT, {@code toolkit.yaml}, a baseline, a scenario.
     * One unreadable file among others is a finding instead, and the rest of the work goes on.
     */
    public static final int USAGE = 2;
    /** Something outside could not be reached: the Docker engine; Maven or a JDK for the launcher. */
    public static final int UNREACHABLE = 3;
    /** A defect of the toolkit itself, also a fix that failed its own check and was not applied. */
    public static final int INTERNAL = 70;
    /** Interrupted by Ctrl-C, as shells count it: 128 and the signal's number. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
