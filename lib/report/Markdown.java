package report;

/** Untrusted text in GitHub-flavoured Markdown: it pings nobody, links nowhere and ends no table. */
public final class Markdown {
    /** Ends a report, unseen where it is shown, so that one that was written into the tree is not checked as a part of it. */
    public static final String END = "\n<!-- a report of the toolkit -->\n";

    private Markdown() {}

    /** Whether this text is a report. */
    public static boolean isReport(String text) {
        return text.endsWith(END);
    }

    /** A code span, fenced by more backticks than it holds; in a table a pipe needs its backslash even there. */
    public static String code(String text) {
        String shown = Visible.line(text);
        String fence = fence(shown, 1);
        boolean padded = shown.startsWith("`") || shown.endsWith("`") || shown.isBlank();
        return fence + (padded ? " " : "") + shown.replace("|", "\\|") + (padded ? " " : "") + fence;
    }

    /** A fenced block of code. */
    public static String fenced(String language, String text) {
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
    public static String escape(String text) {
        return Visible.line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replaceAll("[\\\\`*_\\[\\]|~$]", "\\\\$0")
                .replaceAll("[@#]|(?i)GH-(?=\\d)|://|www\\.", "$0<!-- -->");
    }
}
