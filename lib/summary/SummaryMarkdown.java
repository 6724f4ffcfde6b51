package summary;

import static report.Markdown.code;
import static report.Markdown.escape;
import static report.Markdown.fenced;

import java.util.List;
import java.util.stream.Collectors;
import report.Finding;
import report.Markdown;
import report.Repair;
import report.Report;
import ws.MarkdownReport;

/** To paste into an issue or a job summary. GitHub takes 65,536 characters: what would be more is counted and left out. */
final class SummaryMarkdown {
    private static final int MOST = 20;
    private static final int MOST_LINES = 200;
    private static final int ROOM_OF_ISSUES = 30_000;
    private static final int ROOM = 55_000;

    private final ExecutionSummary summary;
    private final StringBuilder text = new StringBuilder();
    private int leftOut;

    private SummaryMarkdown(ExecutionSummary summary) {
        this.summary = summary;
    }

    static String of(ExecutionSummary summary) {
        SummaryMarkdown markdown = new SummaryMarkdown(summary);
        markdown.head();
        markdown.chains();
        markdown.issues();
        markdown.remedies();
        markdown.validations();
        markdown.rest();
        return markdown.text.toString();
    }

    private void head() {
        text.append("## doctor: ").append(escape(summary.verdict())).append("\n\n");
        summary.headlines().forEach(line -> text.append("- ").append(escape(line)).append('\n'));
        if (!summary.impacts().isEmpty()) {
            text.append("\n### Impact of what is blocked\n\n| Step or service | Impact | Amount |\n| --- | --- | ---: |\n");
            summary.impacts().forEach(impact -> text.append("| ").append(escape(impact.on())).append(" | ").append(escape(impact.text())).append(" | ")
                    .append(impact.amount().map(amount -> escape(Impact.shown(amount, impact.unit()))).orElse("")).append(" |\n"));
            Impact.sums(summary.impacts()).forEach((unit, sum) -> text.append("| **sum** | | **").append(escape(Impact.shown(sum, unit))).append("** |\n"));
        }
        summary.progress().ifPresent(progress -> {
            text.append("\n### Before and after\n\n| Findings: ").append(escape(progress.earlier())).append(" | now | resolved | left | new |\n| ---: | ---: | ---: | ---: | ---: |\n| ")
                    .append(progress.resolved().size() + progress.left().size()).append(" | ").append(progress.left().size() + progress.fresh().size()).append(" | ")
                    .append(progress.resolved().size()).append(" | ").append(progress.left().size()).append(" | ").append(progress.fresh().size()).append(" |\n");
            progress.resolved().stream().limit(MOST).forEach(gone -> text.append("\n- resolved: ").append(code(gone.file())).append(' ')
                    .append(code(gone.rule())).append(' ').append(code(gone.subject())));
            text.append('\n');
        });
    }

    private void chains() {
        text.append("\n### Golden path\n\n| Step |");
        summary.chains().forEach(chain -> text.append(' ').append(escape(chain.name())).append(" |"));
        text.append("\n| --- |").append(" --- |".repeat(summary.chains().size())).append('\n');
        for (Step step : Step.values()) {
            text.append("| ").append(step.ordinal() + 1).append(". ").append(step.title()).append(" |");
            summary.chains().forEach(chain -> chain.links().stream().filter(link -> link.step() == step).forEach(link -> text.append(' ')
                    .append(link.isBroken() ? "**" + link.state().label() + "**" : link.state().label()).append(": ").append(escape(link.reason()))
                    .append(link.issues().isEmpty() ? "" : " (issue " + link.issues().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")").append(" |")));
            text.append('\n');
        }
    }

    private void issues() {
        for (Issue issue : summary.issues()) {
            part(issue(issue), ROOM_OF_ISSUES);
        }
    }

    /** Appends this where it does not make the whole too long. */
    private void part(CharSequence part, int room) {
        if (text.length() + part.length() <= room) {
            text.append(part);
        } else {
            leftOut++;
        }
    }

    private static CharSequence issue(Issue issue) {
        StringBuilder part = new StringBuilder("\n### ").append(issue.number()).append(". ").append(escape(issue.title())).append("\n\n")
                .append(issue.severity().label()).append(", ").append(codes(issue.rules())).append(issue.accepted() ? ", in the baseline" : "").append("\n\n");
        int places = issue.findings().size();
        part.append("- expected: ").append(codes(issue.expected())).append('\n');
        if (!issue.available().isEmpty()) {
            part.append("- available: ").append(codes(issue.available())).append("; exact matches: ").append(issue.exactMatches()).append(" of ").append(places).append('\n');
        }
        part.append("\n<details><summary>").append(Report.counted(places, "place")).append("</summary>\n\n");
        issue.findings().stream().limit(MOST).forEach(finding -> part.append("- ").append(line(finding)).append('\n'));
        return part.append(places > MOST ? "- and " + (places - MOST) + " more\n" : "").append("\n</details>\n");
    }

    private static String line(Finding finding) {
        return code(finding.place().toString()) + " " + escape(finding.message());
    }

    private static String codes(List<String> names) {
        return names.stream().limit(8).map(Markdown::code).collect(Collectors.joining(", ")) + (names.size() > 8 ? " and " + (names.size() - 8) + " more" : "");
    }

    private void remedies() {
        if (!summary.remedies().isEmpty()) {
            text.append("\n### Remediation, the most urgent first\n");
        }
        summary.remedies().forEach(remedy -> part(remedy(remedy), ROOM));
    }

    private static CharSequence remedy(Remedy remedy) {
        StringBuilder part = new StringBuilder("\n**Issue ").append(remedy.issue()).append("**").append(remedy.steps().isEmpty() ? "" : ", unblocks "
                + remedy.steps().stream().map(Step::label).collect(Collectors.joining(", "))).append("\n\n");
        for (Remedy.Option option : remedy.options()) {
            part.append("- ").append(escape(option.title())).append(option.command().isEmpty() ? "" : ": " + code(option.command())).append('\n');
            if (!option.diff().isEmpty()) {
                List<String> lines = Repair.lines(option.diff());
                part.append("\n<details><summary>diff</summary>\n\n").append(fenced("diff", String.join("\n", lines.subList(0, Math.min(MOST_LINES, lines.size())))))
                        .append(lines.size() > MOST_LINES ? "\nand " + Report.counted(lines.size() - MOST_LINES, "more line") + "\n" : "").append("\n</details>\n\n");
            }
        }
        return part;
    }

    private void validations() {
        text.append("\n### Validation\n\n| Command | proves that | this run |\n| --- | --- | --- |\n");
        summary.validations().forEach(validation -> text.append("| ").append(code(validation.command())).append(" | ").append(escape(validation.proves()))
                .append(" | ").append(escape(validation.result())).append(" |\n"));
    }

    private void rest() {
        summary.walks().forEach(walk -> text.append("\n### Golden path at ").append(escape(walk.name())).append("\n\n").append(MarkdownReport.sections(walk.result())));
        if (leftOut > 0) {
            text.append("\n> ").append(Report.counted(leftOut, "section")).append(" left out, so that this fits into an issue; `--format html` or `json` has all.\n");
        }
        summary.notes().forEach(note -> text.append("\n> ").append(escape(note)).append('\n'));
        text.append("\n").append(summary.report().effort()).append(".\n").append(Markdown.END);
    }
}
