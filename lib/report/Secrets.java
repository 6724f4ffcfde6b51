package report;

import java.util.regex.Pattern;

/**
 * Hides secrets in text that goes into a report. What a file says about one is not needed to say what is wrong with the
 * file, but a diff's context or a quoted address would carry it into logs.
 */
public final class Secrets {
    private static final String MASK = "***";
    private static final String WORD = "(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)";
    private static final String NAME = "[\\w.-]{0,40}" + WORD + "s?[\\w.-]{0,40}";
    /** Few lines hold such a word; the others need no closer look. */
    private static final Pattern SUSPECT = Pattern.compile("(?i)" + WORD);

    /** The user part of an address: {@code https://user:word@host}, {@code https://token@host}. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^\\s/@\"'<>]+(?=@)");
    private static final Pattern QUERY = Pattern.compile(
            "(?i)(?<=[?&])((?:access_|id_|refresh_)?token|jwt|auth|key|api_?key|password|secret|signature|sig)=[^&\\s\"'<>#]+");
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(?i)((?:authorization[\"']?\\s*[:=]\\s*[\"']?(?:[a-z]+\\s+)?|\\bbearer\\s+))(?!\\$)[\\w.~+/=-]{4,}");
    /** A name of a secret that is given a quoted literal, in any language. */
    private static final Pattern LITERAL = Pattern.compile(
            "(?i)(" + NAME + "[\"']?(?:\\s*:\\s*[\\w.\\[\\] |]+)?\\s*[:=]\\s*)([\"'])(?!\\$)[^\"'\\s]+\\2");
    /** The same without quotes, as environment files, YAML and command lines have it; a reference such as {@code ${V}} stays. */
    private static final Pattern PLAIN = Pattern.compile(
            "(?i)((?:^|[\\s;,{\\[-])" + NAME + "(?:=|:\\s+))(?![\\s\"'$#&*!|>\\[{]|" + Pattern.quote(MASK) + ")[^\\s\"']+");

    /** The default that an interpolation has for it: {@code ${DB_PASSWORD:-word}}. */
    private static final Pattern DEFAULT = Pattern.compile("(?i)(\\$\\{" + NAME + ":?[-=])(?!\\$)[^}\\s]+");

    private Secrets() {}

    /** Text with every recognised secret replaced by {@code ***}. */
    public static String masked(String text) {
        String safe = USER_INFO.matcher(text).replaceAll(MASK);
        safe = QUERY.matcher(safe).replaceAll("$1=" + MASK);
        return AUTHORIZATION.matcher(safe).replaceAll("$1" + MASK);
    }

    /** One line of a file, as a diff shows it: also the values that are given to names of secrets. */
    static String maskedLine(String file, String line) {
        String safe = masked(line);
        if (!SUSPECT.matcher(safe).find()) {
            return safe;
        }
        safe = LITERAL.matcher(safe).replaceAll("$1$2" + MASK + "$2");
        safe = DEFAULT.matcher(safe).replaceAll("$1" + MASK);
        // In a program what follows without quotes is a type or an expression, not the value.
        boolean program = file.matches(".*\\.(py|pyi|js|ts|mjs|cjs|jsx|tsx|java|kt|go|rs|rb|php|md)");
        return program ? safe : PLAIN.matcher(safe).replaceAll("$1" + MASK);
    }
}
