package summary;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import report.ExitCode;
import report.Repair;
import report.Report;
import report.Severity;
import report.TextPage;
import report.TextPage.Ink;
import summary.Chain.Link;
import ws.GoldenPathReports;

/** For a terminal: what matters most stands last, where the eye is when the command ends. */
final class SummaryText {
    private static final int PLACES = 5;
    private static final int NAMES = 6;
    /** What a terminal takes; nobody scrolls through hundreds. */
    private static final int MOST = 25;

    private final ExecutionSummary summary;
    private final TextPage page;

    private SummaryText(ExecutionSummary summary, boolean colour) {
        this.summary = summary;
        this.page = new TextPage(colour);
    }

    static String of(ExecutionSummary summary, boolean colour) {
        SummaryText text = new SummaryText(summary, colour);
        text.issues();
        text.walks(colour);
        text.remedies();
        text.chains();
        text.impact();
        text.progress();
        text.validations();
        text.end();
        return text.page.toString();
    }

    private void issues() {
        if (summary.issues().isEmpty()) {
            return;
        }
        page.heading("ISSUES");
        for (Issue issue : summary.issues().stream().limit(MOST).toList()) {
            String severity = issue.severity().label();
            String label = String.format("%3d. ", issue.number());
            page.paragraph(label + page.ink(ink(issue.severity()), severity) + " ", label.length() + severity.length() + 1,
                    issue.title() + (issue.accepted() ? " (in the baseline)" : ""));
            names("     rule      ", issue.rules());
            names("     expected  ", issue.expected());
            names("     available ", issue.available());
            if (issue.findings().size() > 1 && issue.exactMatches() > 0) {
                page.paragraph("     matches   ", issue.exactMatches() + " of " + issue.findings().size() + " exactly");
            }
            issue.findings().stream().limit(PLACES).forEach(finding -> page.paragraph("     at        ", finding.place().toString()
                    + (issue.findings().size() > 1 ? " " + finding.subject() : "")));
            if (issue.findings().size() > PLACES) {
                page.paragraph("               ", "and " + Report.counted(issue.findings().size() - PLACES, "more place") + " (--format json has all)");
            }
            page.line();
        }
        more(summary.issues().size());
    }

    private void more(int all) {
        if (all > MOST) {
            page.paragraph("     ", "and " + (all - MOST) + " more (--format html, markdown or json has all)");
            page.line();
        }
    }

    private void names(String label, List<String> names) {
        page.paragraph(label, names.stream().limit(NAMES).collect(Collectors.joining(", "))
                + (names.size() > NAMES ? ", and " + (names.size() - NAMES) + " more" : ""));
    }

    private void walks(boolean colour) {
        for (Walk walk : summary.walks()) {
            page.heading("GOLDEN PATH LIVE: " + walk.title().toUpperCase(java.util.Locale.ROOT).replaceAll("\\(.*", "").strip());
            GoldenPathReports.of(walk.result(), report.Format.TEXT, colour).lines().forEach(page::line);
            page.line();
        }
    }

    private void remedies() {
        if (!summary.remedies().isEmpty()) {
            page.heading("REMEDIATION, the most urgent first");
        }
        for (Remedy remedy : summary.remedies().stream().limit(MOST).toList()) {
            String label = String.format("%3d. ", remedy.issue());
            for (Remedy.Option option : remedy.options().stream().limit(NAMES).toList()) {
                page.paragraph(label, option.title()).command("     $ ", option.command());
                label = "  or ";
            }
            if (!remedy.steps().isEmpty()) {
                page.paragraph("     unblocks ", remedy.steps().stream().map(Step::label).collect(Collectors.joining(", ")));
            }
        }
        page.line();
        more(summary.remedies().size());
        summary.report().repair().filter(repair -> !repair.diff().isEmpty()).ifPresent(repair ->
                page.heading(repair.applied() ? "WHAT --fix CHANGED" : "WHAT --fix WOULD CHANGE").diff("", repair.diff()).line());
    }

    private void chains() {
        page.heading("GOLDEN PATH");
        List<Chain> chains = summary.chains();
        if (chains.size() > 1) {
            page.line("  ", String.format("%-12s", ""), chains.stream().map(chain -> String.format("%-20s", cut(chain.name().replaceAll(" \\(.*", ""), 18)))
                    .collect(Collectors.joining()).stripTrailing());
            for (Step step : Step.values()) {
                StringBuilder row = new StringBuilder();
                chains.forEach(chain -> chain.links().stream().filter(link -> link.step() == step)
                        .forEach(link -> row.append(state(link.state(), 20))));
                page.line("  ", String.format("%-12s", step.label()), row.toString().stripTrailing());
            }
            chains.forEach(chain -> chain.firstBroken().ifPresent(link -> reason(chain.name() + ": " + link.step().label() + ": " + link.reason(), link)));
        } else {
            String above = "";
            for (Link link : chains.get(0).links()) {
                String label = String.format("  %d %-11s ", link.step().ordinal() + 1, link.step().label());
                String reason = link.reason() + (link.issues().isEmpty() ? "" : " [" + issues(link) + "]");
                page.paragraph(label + state(link.state(), 8), label.length() + 8, reason.equals(above) ? "the same" : reason);
                above = reason;
            }
        }
        page.line();
    }

    private void reason(String words, Link link) {
        page.paragraph("    ", words + (link.issues().isEmpty() ? "" : " [" + issues(link) + "]"));
    }

    private static String issues(Link link) {
        return "issue " + link.issues().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private String state(Chain.State state, int width) {
        Ink ink = switch (state) {
            case OK -> Ink.GREEN;
            case FAILED, BLOCKED -> Ink.RED;
            case UNKNOWN -> Ink.YELLOW;
        };
        return page.ink(ink, state.label()) + " ".repeat(Math.max(1, width - state.label().length()));
    }

    private void impact() {
        if (summary.impacts().isEmpty()) {
            return;
        }
        page.heading("IMPACT of what is blocked");
        summary.impacts().forEach(impact -> page.paragraph("  " + impact.on() + ": ", (impact.text() + impact.amount()
                .map(amount -> (impact.text().isEmpty() ? "" : ", ") + Impact.shown(amount, impact.unit())).orElse(""))));
        Impact.sums(summary.impacts()).forEach((unit, sum) -> page.paragraph("  sum: ", Impact.shown(sum, unit)));
        page.line();
    }

    private void progress() {
        summary.progress().ifPresent(progress -> {
            page.heading("BEFORE AND AFTER");
            int gone = progress.resolved().size();
            int left = progress.left().size();
            int fresh = progress.fresh().size();
            page.line("  ", progress.earlier(), ": ", Report.counted(gone + left, "finding"), "; now: ", Report.counted(left + fresh, "finding"));
            page.line("  resolved ", String.valueOf(gone), ", left ", String.valueOf(left), ", new ", String.valueOf(fresh));
            progress.resolved().stream().limit(PLACES).forEach(old -> page.paragraph("  resolved: ", old.file() + " " + old.rule() + " " + old.subject()));
            page.line();
        });
    }

    private void validations() {
        page.heading("VALIDATION");
        for (Validation validation : summary.validations()) {
            page.command("  $ ", validation.command());
            page.paragraph("    ", "proves that " + validation.proves() + (validation.result().isEmpty() ? "" : "; this run: " + validation.result()));
        }
        page.line();
    }

    private void end() {
        summary.notes().forEach(note -> page.paragraph("note: ", note));
        page.heading("SUMMARY");
        List<String> lines = summary.headlines();
        Optional<String> first = summary.first().filter(command -> lines.contains("First: " + command));
        lines.stream().limit(lines.size() - first.stream().count()).forEach(line -> page.paragraph("  ", line));
        first.ifPresent(command -> page.command("  First: ", command));
        Ink ink = summary.exitCode() != ExitCode.PASS ? Ink.RED : summary.issues().isEmpty() ? Ink.GREEN : Ink.YELLOW;
        page.line("doctor: ", page.ink(ink, summary.verdict()), page.ink(Ink.FAINT, " (" + summary.report().effort() + ")"));
        summary.report().repair().filter(Repair::applied).flatMap(repair -> summary.report().next()).ifPresent(page::line);
    }

    private static Ink ink(Severity severity) {
        return switch (severity) {
            case ERROR -> Ink.RED;
            case WARNING -> Ink.YELLOW;
            case INFO -> Ink.BLUE;
        };
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
