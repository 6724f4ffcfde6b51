package report;

import java.util.List;

/** GitHub-flavoured Markdown to paste into an issue or a job summary; untrusted text pings nobody and links nowhere. */
final class MarkdownReport implements Renderer {
    @Override
    public String render(Report report) {
        StringBuilder text = new StringBuilder("### ").append(escape(report.command())).append(": ").append(report.verdict())
                .append("\n\n").append(report.effort()).append(".\n");
        if (!report.findings().isEmpty()) {
            text.append("\n| Severity | Place | Problem | Fix |\n| --- | --- | --- | --- |\n");
            report.findings().forEach(finding -> text.append(row(finding)));
        }
        report.repair().filter(repair -> !repair.diff().isEmpty()).ifPresent(repair -> {
            text.append("\n<details><summary>").append(repair.applied() ? "What <code>--fix</code> changed" : "What <code>--fix</code> would change")
                    .append("</summary>\n\n").append(fenced("diff", String.join("\n", Repair.lines(repair.diff())))).append("\n</details>\n");
        });
        report.notes().forEach(note -> text.append("\n> ").append(escape(note)).append('\n'));
        report.next().ifPresent(next -> text.append('\n').append(escape(next)).append('\n'));
        return text.toString();
    }

    private static String row(Finding finding) {
        StringBuilder problem = new StringBuilder(escape(finding.message())).append("<br>").append(code(finding.rule().name()));
        finding.related().forEach(other -> problem.append("<br>see ").append(code(other.place().toString()))
                .append(' ').append(escape(other.message())));
        String fix = finding.fix().map(Fix::title).map(MarkdownReport::escape).orElse("");
        List<String> available = finding.available();
        String instead = available.isEmpty() ? "" : (fix.isEmpty() ? "" : "<br>") + "available: "
                + String.join(", ", available.stream().limit(5).map(MarkdownReport::code).toList())
                + (available.size() > 5 ? " and " + (available.size() - 5) + " more" : "");
        return "| " + finding.severity().label() + " | " + code(finding.place().toString()) + " | " + problem
                + " | " + fix + instead + " |\n";
    }

    /** A code span, fenced by more backticks than it holds; in a table a pipe needs its backslash even there. */
    private static String code(String text) {
        String shown = Visible.line(text);
        String fence = fence(shown, 1);
        boolean padded = shown.startsWith("`") || shown.endsWith("`") || shown.isBlank();
        return fence + (padded ? " " : "") + shown.replace("|", "\\|") + (padded ? " " : "") + fence;
    }

    private static String fenced(String language, String text) {
        String fence = fence(text, 3);
        return fence + language + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
    }

    private static String fence(String text, int atLeast) {
        int run = 0;
        int longest = 0;
        for (char c : text.toCharArray()) {
            run = c == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return "`".repeat(Math.max(atLeast, longest + 1));
    }

    /** An empty comment keeps GitHub from reading a mention, an issue's number or an address into the text. */
    private static String escape(String text) {
        return Visible.line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replaceAll("[\\\\`*_\\[\\]|~$]", "\\\\$0")
                .replaceAll("[@#]|(?i)GH-(?=\\d)|://|www\\.", "$0<!-- -->");
    }
}
