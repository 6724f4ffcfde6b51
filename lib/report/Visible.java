package report;

import java.util.Locale;

/**
 * Makes characters visible that a terminal or a browser would obey instead of show: control characters (a terminal's
 * escape sequences begin with one), bidirectional overrides, separators of lines, and halves of surrogate pairs.
 */
public final class Visible {
    private Visible() {}

    /** On one line: line ends and tabs become visible too. */
    public static String line(String text) {
        return escape(text, "");
    }

    /** Keeps line ends and tabs. */
    public static String block(String text) {
        return escape(text, "\n\t");
    }

    /** JSON text with the same characters as JSON escapes; they can stand in its strings only. */
    public static String json(String json) {
        return escape(json, "\n");
    }

    private static String escape(String text, String kept) {
        if (text.codePoints().noneMatch(Visible::obeyed)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (!obeyed(c) || kept.indexOf(c) >= 0) {
                shown.appendCodePoint(c);
            } else if (c == '\n' || c == '\r' || c == '\t') {
                shown.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return shown.toString();
    }

    private static boolean obeyed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> c >= 0x200E && c <= 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
            default -> c == 0xFFFE || c == 0xFFFF;
        };
    }
}
