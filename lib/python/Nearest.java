package python;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the declared name that was probably meant. */
final class Nearest {
    private static final int SHORTEST = 4;
    private static final int LONG = 8;

    private final List<Form> declared;

    /** A name with what it is compared by. */
    private record Form(String name, String plain, String digits, String[] words) {
        static Form of(String name) {
            return new Form(name, name.replace("_", "").toLowerCase(Locale.ROOT), digitsOf(name), name.split("_"));
        }
    }

    Nearest(List<String> declared) {
        this.declared = declared.stream().map(Form::of).toList();
    }

    /**
     * A name that differs by one slip (a letter too many, too few, wrong, or two exchanged), in words of eight letters or
     * more by two, or only in underscores. Different digits are different names, as are words that begin differently
     * ({@code min}, {@code max}). Empty when several are equally near.
     */
    Optional<String> to(String name) {
        if (name.length() < SHORTEST) {
            return Optional.empty();
        }
        Form form = Form.of(name);
        List<String> near = declared.stream().filter(other -> isNear(form, other)).map(Form::name).toList();
        return near.size() == 1 ? Optional.of(near.get(0)) : Optional.empty();
    }

    private static boolean isNear(Form form, Form other) {
        String plain = form.plain();
        String otherPlain = other.plain();
        if (Math.abs(plain.length() - otherPlain.length()) > 2 || plain.length() < SHORTEST || otherPlain.length() < SHORTEST
                || !form.digits().equals(other.digits())) {
            return false;
        }
        if (plain.equals(otherPlain)) {
            return true;
        }
        String[] words = form.words();
        String[] others = other.words();
        if (words.length != others.length) {
            return distance(plain, otherPlain) == 1 && plain.length() >= LONG;
        }
        int slips = 0;
        for (int i = 0; i < words.length; i++) {
            if (!words[i].equals(others[i])) {
                int distance = distance(words[i], others[i]);
                int allowed = Math.min(words[i].length(), others[i].length()) >= LONG ? 2 : 1;
                boolean sameBeginning = !words[i].isEmpty() && !others[i].isEmpty() && words[i].charAt(0) == others[i].charAt(0);
                if (distance > allowed || !sameBeginning || Math.min(words[i].length(), others[i].length()) < SHORTEST) {
                    return false;
                }
                slips++;
            }
        }
        return slips == 1;
    }

    private static String digitsOf(String name) {
        return name.replaceAll("\\D+", " ");
    }

    /** Insertions, deletions, replacements and exchanges of neighbours (the optimal string alignment distance). */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
