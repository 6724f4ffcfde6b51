package report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Text for people at a terminal or in a log, 80 columns wide where words allow it; control characters are shown. */
public final class TextPage {
    private static final int WIDTH = 80;

    /** What a piece of text means; the colours say the same as the words. */
    public enum Ink {
        RED(31), GREEN(32), YELLOW(33), BLUE(34), CYAN(36), BOLD(1), FAINT(2);

        private final int code;

        Ink(int code) {
            this.code = code;
        }
    }

    private final boolean colour;
    private final StringBuilder text = new StringBuilder();

    public TextPage(boolean colour) {
        this.colour = colour;
    }

    /** A line of pieces that are safe already: the page's own words and what {@link #ink} gives. */
    public TextPage line(String... pieces) {
        text.append(String.join("", pieces)).append('\n');
        return this;
    }

    public TextPage heading(String words) {
        return line(ink(Ink.BOLD, words));
    }

    /** Wraps at spaces; the label begins the first line, and the others stand below its end. */
    public TextPage paragraph(String label, String words) {
        return paragraph(label, label.length(), words);
    }

    /** @param width the label's, which is less than its length when it is coloured */
    public TextPage paragraph(String label, int width, String words) {
        if (words.isEmpty()) {
            return this;
        }
        StringBuilder line = new StringBuilder(label);
        int length = width;
        boolean begun = false;
        for (String word : Visible.line(words).split(" ")) {
            if (begun && length + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(" ".repeat(width));
                length = width;
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            length += (begun ? 1 : 0) + word.length();
            begun = true;
        }
        text.append(line).append('\n');
        return this;
    }

    /** A command for a POSIX shell. It stays one when it is pasted: a line that goes on ends with a backslash. */
    public TextPage command(String label, String command) {
        StringBuilder line = new StringBuilder(label);
        int words = 0;
        for (String word : Visible.line(command).split(" (?=(?:[^']*'[^']*')*[^']*$)")) {
            if (words > 0 && line.length() + word.length() + 3 > WIDTH) {
                text.append(line).append(" \\\n");
                line = new StringBuilder(" ".repeat(label.length() + 2));
                words = 0;
            }
            line.append(words > 0 ? " " : "").append(word);
            words++;
        }
        return command.isEmpty() ? this : line(line.toString());
    }

    /** A unified diff. @param indent what each line begins with */
    public TextPage diff(String indent, String diff) {
        Repair.lines(diff).forEach(line -> line(indent, diffLine(line)));
        return this;
    }

    /** Columns as wide as their cells; where that is too much, the widest gives way, and loses the beginning of its cells. */
    public TextPage table(Table table) {
        int[] widths = new int[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Stream.concat(table.rows().stream(), Stream.of(table.columns())).mapToInt(row -> Visible.line(row.get(column)).length()).max().orElse(0);
        }
        while (Arrays.stream(widths).sum() + 2 * widths.length > WIDTH) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            widths[widest]--;
        }
        heading(table.title()).line(ink(Ink.FAINT, row(table.columns(), widths)));
        table.rows().forEach(row -> line(row(row, widths)));
        return line();
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

    /** This text in a colour, or as it is where there are none. */
    public String ink(Ink ink, String words) {
        String shown = Visible.line(words);
        return colour ? "\u001b[" + ink.code + "m" + shown + "\u001b[0m" : shown;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private String diffLine(String line) {
        return line.startsWith("+++") || line.startsWith("---") || line.startsWith("diff ") ? diffInk(Ink.BOLD, line)
                : line.startsWith("@@") ? diffInk(Ink.CYAN, line)
                : line.startsWith("+") ? diffInk(Ink.GREEN, line)
                : line.startsWith("-") ? diffInk(Ink.RED, line) : line;
    }

    /** A diff's tabs stay tabs. */
    private String diffInk(Ink ink, String line) {
        return colour ? "\u001b[" + ink.code + "m" + line + "\u001b[0m" : line;
    }
}
