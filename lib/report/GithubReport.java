package report;

/**
 * Annotations for GitHub Actions, a workflow command each. The escapes are those of the runner: percent and line ends
 * everywhere, colon and comma in properties too.
 */
public final class GithubReport implements Renderer {
    @Override
    public String render(Report report) {
        StringBuilder lines = new StringBuilder();
        for (Finding finding : report.findings()) {
            String level = finding.severity() == Severity.INFO ? "notice" : finding.severity().label();
            lines.append("::").append(level)
                    .append(" file=").append(property(finding.place().file()))
                    .append(",line=").append(finding.place().line())
                    .append(",col=").append(finding.place().column())
                    .append(",title=").append(property(finding.rule().name()))
                    .append("::").append(data(message(finding))).append('\n');
        }
        report.notes().forEach(note -> lines.append("::notice::").append(data(note)).append('\n'));
        return lines.append(report.command()).append(": ").append(report.verdict())
                .append(" (").append(report.effort()).append(")\n").toString();
    }

    /** An annotation without a place. @param level error, warning or notice */
    public static String annotation(String level, String title, String message) {
        return "::" + level + " title=" + property(title) + "::" + data(message) + "\n";
    }

    private static String message(Finding finding) {
        return Visible.line(finding.message())
                + finding.fix().map(fix -> "\nFix: " + Visible.line(fix.title())).orElse("");
    }

    private static String data(String text) {
        return Visible.block(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(Visible.line(text)).replace(":", "%3A").replace(",", "%2C");
    }
}
