package command;

import java.util.regex.Pattern;

/** Patterns of {@code toolkit.yaml} and of ignore comments. */
final class Glob {
    private Glob() {}

    /** A rule's name, in which {@code *} stands for anything: {@code dockerfile/*}. */
    static Pattern rule(String glob) {
        return Pattern.compile(("\\Q" + glob + "\\E").replace("*", "\\E.*\\Q"));
    }

    /**
     * A path as in {@code .gitignore}, from the root: {@code *} and {@code ?} stay within a folder, {@code **} does not,
     * and a folder stands for all that it holds.
     */
    static Pattern path(String glob) {
        StringBuilder regex = new StringBuilder();
        String rest = glob.replaceFirst("^\\.?/", "").replaceFirst("/$", "");
        while (!rest.isEmpty()) {
            String part = rest.startsWith("**/") ? "**/" : rest.startsWith("**") ? "**" : rest.substring(0, 1);
            rest = rest.substring(part.length());
            regex.append(switch (part) {
                case "**/" -> "(?:.*/)?";
                case "**" -> ".*";
                case "*" -> "[^/]*";
                case "?" -> "[^/]";
                default -> Pattern.quote(part);
            });
        }
        return Pattern.compile(regex + "(?:/.*)?");
    }
}
