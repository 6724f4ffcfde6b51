package report;

import java.util.List;

/** GitHub-flavoured Markdown to paste into an issue or a job summary; untrusted text pings nobody and links nowhere. */
final class MarkdownReport implements Renderer {
    @Override
    public String render(Report report) {
        StringBuilder text = new StringBuilder("### ").append(Markdown.escape(report.command())).append(": ").append(report.verdict())
                .append("\n\n").append(report.effort()).append(".\n");
        if (!report.findings().isEmpty()) {
            text.append("\n| Severity | Place | Problem | Fix |\n| --- | --- | --- | --- |\n");
            report.findings().forEach(finding -> text.append(row(finding)));
        }
        report.repair().filter(repair -> !repair.diff().isEmpty()).ifPresent(repair -> {
            text.append("\n<details><summary>").append(repair.applied() ? "What <code>--fix</code> changed" : "What <code>--fix</code> would change")
                    .append("</summary>\n\n").append(Markdown.fenced("diff", String.join("\n", Repair.lines(repair.diff())))).append("\n</details>\n");
        });
        report.notes().forEach(note -> text.append("\n> ").append(Markdown.escape(note)).append('\n'));
        report.next().ifPresent(next -> text.append('\n').append(Markdown.escape(next)).append('\n'));
        return text.append(Markdown.END).toString();
    }

    private static String row(Finding finding) {
        StringBuilder problem = new StringBuilder(Markdown.escape(finding.message())).append("<br>").append(Markdown.code(finding.rule().name()));
        finding.related().forEach(other -> problem.append("<br>see ").append(Markdown.code(other.place().toString()))
                .append(' ').append(Markdown.escape(other.message())));
        String fix = finding.fix().map(Fix::title).map(Markdown::escape).orElse("");
        List<String> available = finding.available();
        String instead = available.isEmpty() ? "" : (fix.isEmpty() ? "" : "<br>") + "available: "
                + String.join(", ", available.stream().limit(5).map(Markdown::code).toList())
                + (available.size() > 5 ? " and " + (available.size() - 5) + " more" : "");
        return "| " + finding.severity().label() + " | " + Markdown.code(finding.place().toString()) + " | " + problem
                + " | " + fix + instead + " |\n";
    }
}
