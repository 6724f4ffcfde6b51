package ws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import report.ExitCode;

/**
 * What a run found out. Every report is made from this and from nothing else.
 *
 * @param target the WebSocket URL, without secrets
 * @param notes what a reader must know to judge the rest, such as certificates that went unchecked
 * @param latency by stage, in milliseconds
 * @param path the one user of the seven steps; empty when no connection was tried
 * @param crowd the users of the checks `concurrency` and `isolation`
 * @param interrupted whether the user ended the run
 * @param millis how long it took
 */
public record GoldenPathResult(String target, String scenario, String profile, List<String> notes, List<Step> steps,
        List<Check> checks, Users users, Map<String, Percentiles> latency, Optional<Trace> path, List<Trace> crowd,
        boolean interrupted, double millis) {

    public enum Status { PASS, FAIL, BLOCKED, SKIPPED }

    /**
     * A step of the golden path.
     *
     * @param detail one line: what was measured, or why it is skipped
     * @param blockedBy the name of the step that failed before, for {@link Status#BLOCKED}
     * @param failure for {@link Status#FAIL}
     * @param lastMessages what the server sent last before it failed, masked
     */
    public record Step(String name, Status status, OptionalDouble millis, String detail, Optional<String> blockedBy,
            Optional<Failure> failure, List<String> lastMessages) {
    }

    /**
     * A check of a quality of the whole.
     *
     * @param limits what was demanded, by name
     * @param measured what was found, by name: numbers and texts
     * @param failures what is wrong, the most frequent first; empty unless it failed
     */
    public record Check(String name, Status status, Map<String, Object> limits, Map<String, Object> measured, String detail,
            Optional<String> blockedBy, List<Failure> failures) {
    }

    public record Users(int planned, int connected, int succeeded, int failed) {
    }

    public record Percentiles(long count, double p50, double p90, double p99, double max) {
    }

    /** Whether nothing failed and the run came to its end. */
    public boolean passed() {
        return !interrupted && steps.stream().noneMatch(step -> step.status() == Status.FAIL)
                && checks.stream().noneMatch(check -> check.status() == Status.FAIL);
    }

    /** The exit code of a command that shows this. */
    public int exitCode() {
        return interrupted ? ExitCode.INTERRUPTED : passed() ? ExitCode.PASS : ExitCode.FINDINGS;
    }
}
