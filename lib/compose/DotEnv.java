package compose;

import compose.Variable.Definition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import report.Place;
import tree.TextFile;

/**
 * An {@code .env} or {@code env_file} as Compose reads it: {@code KEY=value} or {@code KEY: value}, {@code export},
 * comments, single quotes as they are, double quotes with escapes, both over several lines, interpolation from what is
 * defined before. A line that is none of these is passed over.
 */
final class DotEnv {
    private final TextFile file;
    private final String text;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Variables outer;
    private int at;

    private DotEnv(TextFile file, Variables outer) {
        this.file = file;
        this.text = file.text();
        this.outer = outer;
    }

    /** The definitions in the order of writing; {@code outer} counts before them where they refer to variables. */
    static Map<String, Definition> parse(TextFile file, Variables outer) {
        var reader = new DotEnv(file, outer);
        while (reader.at < reader.text.length()) {
            reader.line();
        }
        return reader.definitions;
    }

    private void line() {
        int end = endOfLine();
        String line = text.substring(at, end);
        int start = at + line.length() - line.replaceFirst("^[\\s\uFEFF]*(export\\s+)?", "").length();
        int name = start;
        while (name < end && (Character.isLetterOrDigit(text.charAt(name)) || "_.-[]".indexOf(text.charAt(name)) >= 0)) {
            name++;
        }
        int separator = name;
        while (separator < end && (text.charAt(separator) == ' ' || text.charAt(separator) == '\t')) {
            separator++;
        }
        if (name == start || separator == end || "=:".indexOf(text.charAt(separator)) < 0) {
            at = end + 1;
            return;
        }
        at = separator + 1;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        define(text.substring(start, name), end);
    }

    private void define(String name, int lineEnd) {
        int start = at;
        char quote = at < lineEnd ? text.charAt(at) : ' ';
        int close = quote == '"' || quote == '\'' ? closing(quote) : -1;
        String value;
        int end;
        if (close < 0) {
            String plain = text.substring(at, lineEnd);
            int comment = plain.startsWith("#") ? 0 : plain.indexOf(" #");
            plain = (comment < 0 ? plain : plain.substring(0, comment)).stripTrailing();
            end = start + plain.length();
            value = interpolated(plain);
        } else {
            end = close + 1;
            String inner = text.substring(at + 1, close);
            value = quote == '\'' ? inner : interpolated(unescaped(inner));
        }
        definitions.put(name, new Definition(name, value,
                Optional.of(new Place(file.path(), file.line(start), file.column(start))), text.substring(start, end)));
        at = end;
        at = endOfLine() + 1;
    }

    private String interpolated(String value) {
        return Interpolation.of(value, outer.or(definitions)).text();
    }

    private int closing(char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote == '"') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    private static String unescaped(String inner) {
        var value = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c != '\\' || i + 1 == inner.length()) {
                value.append(c);
                continue;
            }
            char escaped = inner.charAt(++i);
            value.append(switch (escaped) {
                case 'n' -> "\n";
                case 'r' -> "\r";
                case 't' -> "\t";
                case '"', '\\' -> String.valueOf(escaped);
                case '$' -> "$$";
                default -> "\\" + escaped;
            });
        }
        return value.toString();
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }
}
