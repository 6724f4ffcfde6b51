package report;

import java.util.List;
import java.util.function.Predicate;

/**
 * A run in numbers.
 *
 * @param filesRead  files whose text was looked at
 * @param references expectations that were compared with reality
 * @param fixable    findings that {@code --fix} would mend
 * @param fixed      findings that this run mended
 * @param ignored    findings silenced by a comment or by {@code toolkit.yaml}
 * @param accepted   findings that the baseline holds
 * @param resolved   findings of the baseline that are there no more
 * @param millis     milliseconds from start to report
 */
public record Summary(int filesRead, int references, int errors, int warnings, int infos, int fixable, int fixed,
        int ignored, int accepted, int resolved, long millis) {

    /** Counts these findings; what only the run knows is 0. */
    public static Summary of(List<Finding> findings, int filesRead, int references) {
        return new Summary(filesRead, references,
                count(findings, finding -> finding.severity() == Severity.ERROR),
                count(findings, finding -> finding.severity() == Severity.WARNING),
                count(findings, finding -> finding.severity() == Severity.INFO),
                count(findings, finding -> finding.fix().filter(Fix::automatic).isPresent()), 0, 0, 0, 0, 0);
    }

    public Summary withFixed(int count) {
        return new Summary(filesRead, references, errors, warnings, infos, fixable, count, ignored, accepted, resolved, millis);
    }

    /** How many findings are left out of the report, and how many of the baseline are resolved. */
    public Summary withSilenced(int ignored, int accepted, int resolved) {
        return new Summary(filesRead, references, errors, warnings, infos, fixable, fixed, ignored, accepted, resolved, millis);
    }

    public Summary withMillis(long millis) {
        return new Summary(filesRead, references, errors, warnings, infos, fixable, fixed, ignored, accepted, resolved, millis);
    }

    private static int count(List<Finding> findings, Predicate<Finding> which) {
        return (int) findings.stream().filter(which).count();
    }
}
