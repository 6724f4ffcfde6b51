package report;

import java.util.List;

/**
 * For people at a terminal or in a log: 80 columns, grouped by file.
 *
 * @param colour whether severities and diffs are coloured
 */
record TextReport(boolean colour) implements Renderer {
    private static final int WIDTH = 80;
    private static final int AVAILABLE_SHOWN = 5;

    private enum Ink {
        RED(31), GREEN(32), YELLOW(33), BLUE(34), CYAN(36), BOLD(1), FAINT(2);

        private final int code;

        Ink(int code) {
            this.code = code;
        }
    }

    @Override
    public String render(Report report) {
        StringBuilder text = new StringBuilder();
        report.tables().forEach(table -> table(text, table));
        report.byFile().forEach((file, findings) -> {
            text.append(ink(Ink.BOLD, Visible.line(file))).append('\n');
            findings.forEach(finding -> finding(text, finding));
            text.append('\n');
        });
        report.repair().filter(repair -> !repair.diff().isEmpty()).ifPresent(repair -> {
            text.append(ink(Ink.BOLD, repair.applied() ? "--fix changed:" : "--fix would change:")).append('\n');
            Repair.lines(repair.diff()).forEach(line -> text.append(diffLine(line)).append('\n'));
            text.append('\n');
        });
        report.notes().forEach(note -> paragraph(text, "note: ", note));
        paragraph(text, "", silenced(report.summary()));
        text.append(report.command()).append(": ").append(ink(verdictInk(report), report.verdict()))
                .append(ink(Ink.FAINT, " (" + report.effort() + ")")).append('\n');
        report.next().ifPresent(next -> text.append(next).append('\n'));
        return text.toString();
    }

    /** Columns as wide as their cells; where that is too much, the widest gives way, and loses the beginning of its cells. */
    private void table(StringBuilder text, Table table) {
        int[] widths = new int[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = java.util.stream.Stream.concat(table.rows().stream(), java.util.stream.Stream.of(table.columns()))
                    .mapToInt(row -> Visible.line(row.get(column)).length()).max().orElse(0);
        }
        while (java.util.Arrays.stream(widths).sum() + 2 * widths.length > WIDTH) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            widths[widest]--;
        }
        text.append(ink(Ink.BOLD, Visible.line(table.title()))).append('\n');
        text.append(ink(Ink.FAINT, row(table.columns(), widths))).append('\n');
        table.rows().forEach(row -> text.append(row(row, widths)).append('\n'));
        text.append('\n');
    }

    private static String row(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = Visible.line(cells.get(i));
            String shown = cell.length() <= widths[i] ? cell : "…" + cell.substring(cell.length() - widths[i] + 1);
            line.append("  ").append(shown).append(" ".repeat(widths[i] - shown.length()));
        }
        return line.toString().stripTrailing();
    }

    private void finding(StringBuilder text, Finding finding) {
        Ink ink = switch (finding.severity()) {
            case ERROR -> Ink.RED;
            case WARNING -> Ink.YELLOW;
            case INFO -> Ink.BLUE;
        };
        text.append(String.format("  %-8s ", finding.place().line() + ":" + finding.place().column()))
                .append(ink(ink, String.format("%-7s", finding.severity().label())))
                .append(' ').append(ink(Ink.FAINT, finding.rule().name())).append('\n');
        paragraph(text, "           ", finding.message());
        if (!finding.available().isEmpty()) {
            List<String> shown = finding.available().stream().limit(AVAILABLE_SHOWN).toList();
            int more = finding.available().size() - shown.size();
            paragraph(text, "     have  ", String.join(", ", shown) + (more == 0 ? "" : ", and " + more + " more"));
        }
        finding.related().forEach(other -> paragraph(text, "      see  ", other.place() + " " + other.message()));
        finding.fix().ifPresent(fix -> paragraph(text, fix.automatic() ? "      fix  " : "  by hand  ", fix.title()));
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

    /** Wraps at spaces; the label begins the first line, and the others stand below its end. */
    private static void paragraph(StringBuilder text, String label, String words) {
        if (words.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder(label);
        boolean begun = false;
        for (String word : Visible.line(words).split(" ")) {
            if (begun && line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line.setLength(0);
                line.append(" ".repeat(label.length()));
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        text.append(line).append('\n');
    }

    private static Ink verdictInk(Report report) {
        return report.exitCode() != ExitCode.PASS ? Ink.RED : report.findings().isEmpty() ? Ink.GREEN : Ink.YELLOW;
    }

    private String diffLine(String line) {
        return line.startsWith("+++") || line.startsWith("---") || line.startsWith("diff ") ? ink(Ink.BOLD, line)
                : line.startsWith("@@") ? ink(Ink.CYAN, line)
                : line.startsWith("+") ? ink(Ink.GREEN, line)
                : line.startsWith("-") ? ink(Ink.RED, line) : line;
    }

    private String ink(Ink ink, String text) {
        return colour ? "\u001b[" + ink.code + "m" + text + "\u001b[0m" : text;
    }
}
