package summary;

import static report.Markdown.code;
import static report.Markdown.escape;
import static report.Markdown.fenced;

import java.util.List;
import java.util.stream.Collectors;
import report.Finding;
import ws.MarkdownReport;

/** To paste into an issue or a job summary. */
final class SummaryMarkdown {
    private static final int MOST = 50;

    private final ExecutionSummary summary;
    private final StringBuilder text = new StringBuilder();

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
            text.append("\n### ").append(issue.number()).append(". ").append(escape(issue.title())).append("\n\n")
                    .append(issue.severity().label()).append(", ").append(codes(issue.rules())).append(issue.accepted() ? ", in the baseline" : "").append("\n\n");
            text.append("- expected: ").append(codes(issue.expected())).append('\n');
            if (!issue.available().isEmpty()) {
                text.append("- available: ").append(codes(issue.available())).append("; exact matches: ").append(issue.exactMatches()).append(" of ")
                        .append(issue.findings().size()).append('\n');
            }
            text.append("\n<details><summary>").append(issue.findings().size()).append(" places</summary>\n\n");
            issue.findings().stream().limit(MOST).forEach(finding -> text.append("- ").append(line(finding)).append('\n'));
            text.append(issue.findings().size() > MOST ? "- and " + (issue.findings().size() - MOST) + " more\n" : "").append("\n</details>\n");
        }
    }

    private static String line(Finding finding) {
        return code(finding.place().toString()) + " " + escape(finding.message());
    }

    private static String codes(List<String> names) {
        return names.stream().limit(8).map(report.Markdown::code).collect(Collectors.joining(", ")) + (names.size() > 8 ? " and " + (names.size() - 8) + " more" : "");
    }

    private void remedies() {
        if (!summary.remedies().isEmpty()) {
            text.append("\n### Remediation, the most urgent first\n");
        }
        for (Remedy remedy : summary.remedies()) {
            text.append("\n**Issue ").append(remedy.issue()).append("**").append(remedy.steps().isEmpty() ? "" : ", unblocks "
                    + remedy.steps().stream().map(Step::label).collect(Collectors.joining(", "))).append("\n\n");
            for (Remedy.Option option : remedy.options()) {
                text.append("- ").append(escape(option.title())).append(option.command().isEmpty() ? "" : ": " + code(option.command())).append('\n');
                if (!option.diff().isEmpty()) {
                    text.append("\n<details><summary>diff</summary>\n\n").append(fenced("diff", String.join("\n", report.Repair.lines(option.diff())))).append("\n</details>\n\n");
                }
            }
        }
    }

    private void validations() {
        text.append("\n### Validation\n\n| Command | proves that | this run |\n| --- | --- | --- |\n");
        summary.validations().forEach(validation -> text.append("| ").append(code(validation.command())).append(" | ").append(escape(validation.proves()))
                .append(" | ").append(escape(validation.result())).append(" |\n"));
    }

    private void rest() {
        summary.walks().forEach(walk -> text.append("\n### Golden path at ").append(escape(walk.name())).append("\n\n").append(MarkdownReport.sections(walk.result())));
        summary.notes().forEach(note -> text.append("\n> ").append(escape(note)).append('\n'));
        text.append("\n").append(summary.report().effort()).append(".\n");
    }
}
