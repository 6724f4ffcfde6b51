package summary;

/**
 * How an expected name differs from one that exists: the parts in the middle, cut where words or folders end.
 *
 * @param expected what the expected name has
 * @param existing what the existing name has in its place
 * @param shared   whether anything is left beside the difference
 */
record Difference(String expected, String existing, boolean shared) {

    static Difference of(String expected, String existing) {
        String one = expected.replaceFirst("^\\./", "");
        String other = existing.replaceFirst("^\\./", "");
        int end = commonEnd(one, other);
        String left = one.substring(0, one.length() - end);
        String right = other.substring(0, other.length() - end);
        int start = commonStart(left, right);
        return new Difference(left.substring(start), right.substring(start), start + end > 0);
    }

    /** Whether it tells of a change that other names can share; two names without anything in common tell nothing. */
    boolean isPart() {
        return shared && !(expected.isEmpty() && existing.isEmpty());
    }

    String sentence() {
        String was = expected.replaceAll("^/|/$", "");
        String is = existing.replaceAll("^/|/$", "");
        return was.matches("[./]*") && is.matches("[./]*") ? "What is named exists, but the paths lead elsewhere"
                : was.isEmpty() ? "What exists has '" + is + "' in its name or path, what is expected has not"
                : is.isEmpty() ? "What is expected has '" + was + "' in its name or path, what exists has not"
                : "'" + was + "' is expected where '" + is + "' exists";
    }

    private static int commonEnd(String one, String other) {
        int length = 0;
        int cut = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(one.length() - 1 - length) == other.charAt(other.length() - 1 - length)) {
            length++;
            boolean whole = length == one.length() || length == other.length();
            boolean boundary = (length == one.length() || isBoundary(one, one.length() - length))
                    && (length == other.length() || isBoundary(other, other.length() - length));
            if (boundary && (whole || !Character.isLetterOrDigit(one.charAt(one.length() - length)))) {
                cut = length;
            }
        }
        return cut;
    }

    private static int commonStart(String one, String other) {
        int cut = 0;
        int most = Math.min(one.length(), other.length());
        for (int i = 0; i < most && one.charAt(i) == other.charAt(i); i++) {
            boolean wholeWords = i + 1 == most && (one.length() == other.length()
                    || !Character.isLetterOrDigit((one.length() > most ? one : other).charAt(most)));
            if (!Character.isLetterOrDigit(one.charAt(i)) || wholeWords) {
                cut = i + 1;
            }
        }
        return cut;
    }

    /** Whether a word or a folder's name begins at this index, or something between them stands there. */
    private static boolean isBoundary(String text, int index) {
        return !Character.isLetterOrDigit(text.charAt(index)) || !Character.isLetterOrDigit(text.charAt(index - 1));
    }
}
