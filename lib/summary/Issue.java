package summary;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import report.Finding;
import report.Fix;
import report.Severity;

/**
 * Findings with one cause.
 *
 * @param number   from 1, the most urgent first
 * @param title    the cause in a sentence without full stop
 * @param findings its evidence, in the order of places
 * @param accepted whether the baseline has all of them
 */
public record Issue(int number, String title, List<Finding> findings, boolean accepted) {
    public Issue {
        findings = List.copyOf(findings);
    }

    public Severity severity() {
        return findings.stream().map(Finding::severity).min(Severity::compareTo).orElse(Severity.INFO);
    }

    public List<String> rules() {
        return findings.stream().map(finding -> finding.rule().name()).distinct().toList();
    }

    /** What was expected, each thing once. */
    public List<String> expected() {
        return findings.stream().map(Finding::subject).distinct().toList();
    }

    public List<String> available() {
        return findings.stream().flatMap(finding -> finding.available().stream()).distinct().toList();
    }

    /** How many findings miss something that is there under the same name, be it in another folder. */
    public int exactMatches() {
        return (int) findings.stream().filter(finding -> finding.available().stream().anyMatch(have -> bare(have).equals(bare(finding.subject())))).count();
    }

    private static String bare(String path) {
        return path.replaceFirst("/$", "").replaceFirst(".*/", "");
    }

    /** The fixes, each once, those that {@code --fix} applies first. */
    public List<Fix> fixes() {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Fix> all = findings.stream().flatMap(finding -> finding.fix().stream()).filter(fix -> seen.add(fix.plan())).toList();
        return Stream.concat(all.stream().filter(Fix::automatic), all.stream().filter(fix -> !fix.automatic())).toList();
    }

    public boolean isFixable() {
        return fixes().stream().anyMatch(Fix::automatic);
    }

    Issue numbered(int other) {
        return new Issue(other, title, findings, accepted);
    }
}
