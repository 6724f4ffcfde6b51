package dockerfile;

import java.util.function.IntUnaryOperator;

/** Finds where a text may speak of a Dockerfile, fast: most of what is read does not. */
final class Hint {
    private Hint() {}

    /** The usual spellings without their first letter, which is large or small. */
    private static final String[] NAMES = {"ockerfile", "OCKERFILE", "ockerFile", "ontainerfile"};

    static boolean isIn(String text) {
        for (String name : NAMES) {
            if (text.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Calls back with the index of each (of its second letter), in order; the callback gives the index to go on from. */
    static void each(String text, IntUnaryOperator visit) {
        int[] at = new int[NAMES.length];
        for (int from = 0; ; ) {
            int first = text.length();
            for (int i = 0; i < NAMES.length; i++) {
                if (at[i] >= 0 && (at[i] < from || from == 0)) {
                    at[i] = text.indexOf(NAMES[i], from);
                }
                first = at[i] >= 0 ? Math.min(first, at[i]) : first;
            }
            if (first == text.length()) {
                return;
            }
            from = Math.max(visit.applyAsInt(first), first + 1);
        }
    }
}
