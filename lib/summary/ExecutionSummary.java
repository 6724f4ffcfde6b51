//SOURCES ../Deps.java
//SOURCES ../command/StaticCommand.java
//SOURCES ../compose/Compose.java
//SOURCES ../ws/GoldenPath.java
//SOURCES Chain.java
//SOURCES ChainPicture.java
//SOURCES Chains.java
//SOURCES Difference.java
//SOURCES Impact.java
//SOURCES Issue.java
//SOURCES Issues.java
//SOURCES Pages.java
//SOURCES Remedies.java
//SOURCES Remedy.java
//SOURCES ServiceGraph.java
//SOURCES Step.java
//SOURCES StepServices.java
//SOURCES SummaryHtml.java
//SOURCES SummaryJson.java
//SOURCES SummaryMarkdown.java
//SOURCES SummaryText.java
//SOURCES Tool.java
//SOURCES Validation.java
//SOURCES Walk.java
package summary;

import command.Checked;
import command.Comparison;
import command.Conclusion;
import compose.ComposeFiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import report.ExitCode;
import report.Finding;
import report.Format;
import report.GithubReport;
import report.JunitReport;
import report.JunitXml;
import report.Report;
import report.TestSuite;
import summary.Chain.Link;
import ws.GoldenPathReports;

/**
 * Everything that was found out about a product, put together: what is broken and why, which step of the golden path
 * waits for what, what that costs, what to do first, and how to prove that it is done. Every format is made from this.
 *
 * @param report   of all findings, those of the baseline too
 * @param issues   the findings by cause, the most urgent first
 * @param chains   of the checkout first, then of each target that was walked
 * @param impacts  of what is blocked or failed
 * @param progress beside an earlier state, when there is one to compare with
 * @param notes    what a reader must know to judge the rest
 * @param exitCode what the run ends with
 */
public record ExecutionSummary(Report report, List<Issue> issues, List<Chain> chains, List<Impact> impacts, List<Remedy> remedies,
        List<Validation> validations, Optional<Comparison> progress, List<Walk> walks, List<String> notes, int exitCode) implements Conclusion {

    /**
     * Draws the conclusion.
     *
     * @param compose  the Compose files of the checked tree
     * @param tools    the commands that check a part
     * @param launcher what a shell starts the commands with
     */
    public static ExecutionSummary of(Checked checked, ComposeFiles compose, List<Tool> tools, List<Walk> walks, String launcher) {
        Report fresh = checked.report();
        List<Finding> findings = Stream.concat(fresh.findings().stream(), checked.accepted().stream()).toList();
        StepServices services = StepServices.of(checked.settings(), compose);
        Optional<ServiceGraph> graph = services.project().map(project -> ServiceGraph.of(project, findings));
        List<Issue> issues = byUrgency(Issues.of(findings, Set.copyOf(checked.accepted())), services, graph);
        List<Chain> chains = new ArrayList<>(List.of(Chains.ofCheckout(services, graph, issues)));
        walks.forEach(walk -> chains.add(Chains.of(walk)));

        Set<String> broken = chains.stream().flatMap(chain -> chain.links().stream()).filter(Link::isBroken)
                .map(link -> link.step().label()).collect(Collectors.toCollection(LinkedHashSet::new));
        graph.ifPresent(known -> broken.addAll(known.troubles().keySet()));
        List<Impact> impacts = Impact.in(checked.settings()).stream().filter(impact -> broken.contains(impact.on())).toList();
        boolean walked = walks.stream().allMatch(walk -> walk.result().passed());
        Remedies remedies = new Remedies(fresh, tools, chains.get(0), graph, launcher);
        List<String> all = Stream.concat(fresh.notes().stream(), services.notes().stream()).toList();
        return new ExecutionSummary(fresh, issues, chains, impacts, remedies.of(issues), remedies.validations(issues, walks),
                checked.since(), walks, all, walked ? fresh.exitCode() : ExitCode.FINDINGS);
    }

    /** The same, with something outside that was asked for and did not answer; without findings the run ends with 3. */
    public ExecutionSummary without(String unreached) {
        return new ExecutionSummary(report, issues, chains, impacts, remedies, validations, progress, walks,
                Stream.concat(notes.stream(), Stream.of(unreached)).toList(), exitCode == ExitCode.PASS ? ExitCode.UNREACHABLE : exitCode);
    }

    /** Issues that block a step come first, the earlier the step the sooner. */
    private static List<Issue> byUrgency(List<Issue> issues, StepServices services, Optional<ServiceGraph> graph) {
        List<Finding> blocking = services.by().values().stream().flatMap(List::stream)
                .flatMap(name -> graph.stream().flatMap(known -> known.causes(name).stream())).distinct().toList();
        List<Issue> ordered = Stream.concat(issues.stream().filter(issue -> issue.findings().stream().anyMatch(blocking::contains)),
                issues.stream().filter(issue -> issue.findings().stream().noneMatch(blocking::contains))).toList();
        List<Issue> numbered = new ArrayList<>();
        ordered.forEach(issue -> numbered.add(issue.numbered(numbered.size() + 1)));
        return numbered;
    }

    /** How things stand, in a few words. */
    public String verdict() {
        Optional<Chain> chain = chains.stream().filter(one -> one.firstBroken().isPresent()).findFirst();
        if (chain.isPresent()) {
            Link link = chain.get().firstBroken().orElseThrow();
            return "the golden path is " + (link.state() == Chain.State.FAILED ? "broken" : "blocked") + " at step "
                    + (link.step().ordinal() + 1) + " of " + Step.values().length + ", " + link.step().label();
        } else if (walks.stream().anyMatch(walk -> !walk.result().passed())) {
            return "the golden path holds, but not every check";
        } else if (report.exitCode() != ExitCode.PASS) {
            return "not in order" + (isKnown() ? ", but nothing is known to block the golden path" : "; what that does to the golden path is not known");
        }
        if (report.summary().accepted() > 0) {
            return "nothing new fails, " + Report.counted(report.summary().accepted(), "finding") + " accepted in the baseline";
        }
        int warnings = report.summary().warnings();
        if (warnings > 0) {
            return "no error, but " + Report.counted(warnings, "warning") + (walks.isEmpty() ? "" : "; the golden path holds");
        }
        return walks.isEmpty() ? "in order, as far as files can tell" : "in order, and the golden path holds";
    }

    /** Whether anything tells what a step rests on: its service, or a walk. */
    private boolean isKnown() {
        return chains.stream().flatMap(chain -> chain.links().stream()).anyMatch(link -> link.state() != Chain.State.UNKNOWN);
    }

    /** The command that mends the most urgent issue, or tells how. */
    Optional<String> first() {
        return remedies.stream().limit(1).flatMap(remedy -> remedy.options().stream().limit(1)).map(Remedy.Option::command).filter(command -> !command.isEmpty()).findFirst();
    }

    /** What is broken, how it bears on the golden path, and what that costs or what to do: at most three lines. */
    public List<String> headlines() {
        List<String> lines = new ArrayList<>();
        lines.add(issues.isEmpty() ? "Nothing was found that is not in order."
                : Report.counted(issues.size(), "issue") + " with " + Report.counted(findings(), "finding") + " (" + report.verdict().replace("nothing to do", "none new")
                        + (report.summary().accepted() > 0 ? "; " + report.summary().accepted() + " in the baseline" : "") + "); --fix mends "
                        + report.summary().fixable() + ".");
        lines.add(chains.stream().map(chain -> chain.name() + ": " + chain.firstBroken().map(link -> link.step().label() + " is " + link.state().label()
                + " (" + link.reason() + ")").orElse(held(chain))).collect(Collectors.joining("; ")) + ".");
        String sums = Impact.sums(impacts).entrySet().stream().map(sum -> Impact.shown(sum.getValue(), sum.getKey())).collect(Collectors.joining(", "));
        if (!impacts.isEmpty()) {
            lines.add("At stake: " + (sums.isEmpty() ? impacts.stream().map(Impact::text).distinct().collect(Collectors.joining("; ")) : sums) + ".");
        } else {
            first().ifPresent(command -> lines.add("First: " + command));
        }
        return lines;
    }

    private int findings() {
        return issues.stream().mapToInt(issue -> issue.findings().size()).sum();
    }

    private static String held(Chain chain) {
        long unknown = chain.links().stream().filter(link -> link.state() == Chain.State.UNKNOWN).count();
        return unknown == chain.links().size() ? "which services the golden path needs is not known"
                : "no step is blocked" + (unknown == 0 ? "" : ", " + unknown + " unknown");
    }

    @Override
    public String render(Format format, boolean colour) {
        return switch (format) {
            case TEXT -> SummaryText.of(this, colour);
            case MARKDOWN -> SummaryMarkdown.of(this);
            case HTML -> SummaryHtml.of(this);
            case JSON -> SummaryJson.of(this);
            case SARIF -> format.renderer(false).render(report);
            case GITHUB -> format.renderer(false).render(report)
                    + walks.stream().map(walk -> GoldenPathReports.annotations(walk.result())).collect(Collectors.joining())
                    + GithubReport.annotation(exitCode == ExitCode.PASS ? "notice" : "error", "doctor", verdict());
            case JUNIT -> JunitXml.of(Stream.concat(Stream.of(JunitReport.suite(report)),
                    walks.stream().map(walk -> walk(walk))).toList());
        };
    }

    private TestSuite walk(Walk walk) {
        return GoldenPathReports.suite(walk.title(), walk.result(), report.at());
    }
}
