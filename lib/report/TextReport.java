package report;

import java.util.List;
import report.TextPage.Ink;

/**
 * For people at a terminal or in a log: 80 columns, grouped by file.
 *
 * @param colour whether severities and diffs are coloured
 */
record TextReport(boolean colour) implements Renderer {
    private static final int AVAILABLE_SHOWN = 5;

    @Override
    public String render(Report report) {
        TextPage page = new TextPage(colour);
        report.tables().forEach(page::table);
        report.byFile().forEach((file, findings) -> {
            page.heading(file);
            findings.forEach(finding -> finding(page, finding));
            page.line();
        });
        report.repair().filter(repair -> !repair.diff().isEmpty()).ifPresent(repair ->
                page.heading(repair.applied() ? "--fix changed:" : "--fix would change:").diff("", repair.diff()).line());
        report.notes().forEach(note -> page.paragraph("note: ", note));
        page.paragraph("", silenced(report.summary()));
        page.line(report.command(), ": ", page.ink(verdictInk(report), report.verdict()), page.ink(Ink.FAINT, " (" + report.effort() + ")"));
        report.next().ifPresent(page::line);
        return page.toString();
    }

    private static void finding(TextPage page, Finding finding) {
        page.line(String.format("  %-8s ", finding.place().line() + ":" + finding.place().column()),
                page.ink(ink(finding.severity()), String.format("%-7s", finding.severity().label())),
                " ", page.ink(Ink.FAINT, finding.rule().name()));
        page.paragraph("           ", finding.message());
        if (!finding.available().isEmpty()) {
            List<String> shown = finding.available().stream().limit(AVAILABLE_SHOWN).toList();
            int more = finding.available().size() - shown.size();
            page.paragraph("     have  ", String.join(", ", shown) + (more == 0 ? "" : ", and " + more + " more"));
        }
        finding.related().forEach(other -> page.paragraph("      see  ", other.place() + " " + other.message()));
        finding.fix().ifPresent(fix -> page.paragraph(fix.automatic() ? "      fix  " : "  by hand  ", fix.title()));
    }

    private static Ink ink(Severity severity) {
        return switch (severity) {
            case ERROR -> Ink.RED;
            case WARNING -> Ink.YELLOW;
            case INFO -> Ink.BLUE;
        };
    }

    private static String silenced(Summary summary) {
        StringBuilder text = new StringBuilder();
        if (summary.ignored() > 0) {
            text.append(Report.counted(summary.ignored(), "finding")).append(" ignored. ");
        }
        if (summary.accepted() + summary.resolved() > 0) {
            text.append("Baseline: ").append(summary.accepted()).append(" still there, ")
                    .append(summary.resolved()).append(" resolved.");
        }
        return text.toString().strip();
    }

    private static Ink verdictInk(Report report) {
        return report.exitCode() != ExitCode.PASS ? Ink.RED : report.findings().isEmpty() ? Ink.GREEN : Ink.YELLOW;
    }
}
