package report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import report.TestSuite.Case;
import report.TestSuite.Problem;

/**
 * Every compared reference as a test case: those with a finding bear its place, the others are numbered. A finding that
 * does not fail the run is a case that passes, and is told in {@code system-out}, because Ant's schema has no middle
 * between passed and failed.
 */
public final class JunitReport implements Renderer {
    @Override
    public String render(Report report) {
        return JunitXml.of(List.of(suite(report)));
    }

    public static TestSuite suite(Report report) {
        List<Finding> findings = report.findings();
        long touched = findings.stream().map(Finding::place).distinct().count();
        int clean = (int) Math.max(0, report.summary().references() - touched);
        List<Case> cases = new ArrayList<>(findings.stream().map(finding -> testcase(finding, report.fails(finding))).toList());
        for (int i = 1; i <= clean; i++) {
            cases.add(Case.passed(report.command(), "reference " + i + " of " + clean + " without a finding", 0));
        }
        return new TestSuite(report.command(), report.at(), report.summary().millis() / 1000.0, List.of("root", report.root()), cases,
                findings.stream().filter(finding -> !report.fails(finding))
                        .map(finding -> finding.place() + ": " + finding.severity().label() + ": " + finding.message()).toList(),
                report.notes());
    }

    private static Case testcase(Finding finding, boolean fails) {
        String name = finding.place() + " " + finding.rule().name() + " " + finding.subject();
        return new Case(finding.place().file(), name, 0,
                fails ? Optional.of(new Problem.Failed(finding.rule().name(), finding.message(), detail(finding))) : Optional.empty());
    }

    private static String detail(Finding finding) {
        StringBuilder detail = new StringBuilder(finding.place().toString()).append(": ").append(Visible.line(finding.message()));
        finding.available().forEach(name -> detail.append("\navailable: ").append(Visible.line(name)));
        finding.related().forEach(other -> detail.append("\nsee ").append(Visible.line(other.place() + ": " + other.message())));
        finding.fix().ifPresent(fix -> detail.append("\nfix: ").append(Visible.line(fix.title())));
        return detail.toString();
    }
}
