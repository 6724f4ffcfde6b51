package compose;

import compose.Variable.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text with its variables replaced, as the Compose specification's section on interpolation says: {@code $V},
 * {@code ${V}}, and with {@code :-}, {@code -}, {@code :?}, {@code ?}, {@code :+}, {@code +}, nested in the right-hand
 * side; {@code $$} is a dollar sign, and so is one before anything that is neither a name nor a brace.
 *
 * @param text     an unset variable counts as empty
 * @param problems what is wrong with it: braces without a variable, or one that must be set and is not
 */
record Interpolation(String text, List<Variable> variables, List<Problem> problems) {

    /** @param malformed whether the text itself is wrong, rather than a variable missing */
    record Problem(String message, boolean malformed) {}

    static Interpolation of(String raw, Variables values) {
        if (!values.interpolates() || raw.indexOf('$') < 0) {
            return new Interpolation(raw, List.of(), List.of());
        }
        var reader = new Reader(raw, values);
        String text = reader.until(raw.length());
        return new Interpolation(text, List.copyOf(reader.variables), List.copyOf(reader.problems));
    }

    private static final class Reader {
        private final String raw;
        private final Variables values;
        private final List<Variable> variables = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private int at;

        Reader(String raw, Variables values) {
            this.raw = raw;
            this.values = values;
        }

        String until(int end) {
            var text = new StringBuilder();
            while (at < end) {
                char c = raw.charAt(at++);
                if (c != '$') {
                    text.append(c);
                } else if (at < end && raw.charAt(at) == '$') {
                    text.append('$');
                    at++;
                } else if (at < end && raw.charAt(at) == '{') {
                    at++;
                    text.append(braced(end));
                } else {
                    String name = name(end);
                    text.append(name.isEmpty() ? "$" : value(name));
                }
            }
            return text.toString();
        }

        private String braced(int end) {
            String name = name(end);
            int close = closing(at, end);
            if (name.isEmpty() || close < 0) {
                return malformed(end);
            }
            String rest = raw.substring(at, close);
            Optional<String> value = values.get(name).map(Variable.Definition::value);
            boolean orEmpty = rest.startsWith(":");
            boolean counts = value.isPresent() && !(orEmpty && value.get().isEmpty());
            int operator = at + (orEmpty ? 1 : 0);
            String result;
            if (rest.isEmpty()) {
                result = value(name);
            } else if (operator == close || "-+?".indexOf(raw.charAt(operator)) < 0) {
                result = malformed(end);
            } else {
                result = switch (raw.charAt(operator)) {
                    case '-' -> counts ? value(name) : used(name, Origin.DEFAULT, operand(operator, close));
                    case '+' -> counts ? used(name, Origin.DEFINED, operand(operator, close)) : used(name, Origin.DEFAULT, "");
                    default -> counts ? value(name) : required(name, operand(operator, close));
                };
            }
            at = close + 1;
            return result;
        }

        private String operand(int operator, int close) {
            at = operator + 1;
            return until(close);
        }

        private String required(String name, String message) {
            problems.add(new Problem("the variable " + name + " must be set" + (message.isBlank() ? "" : ": " + message), false));
            return used(name, Origin.UNSET, "");
        }

        private String value(String name) {
            return values.get(name).map(found -> used(name, Origin.DEFINED, found.value())).orElseGet(() -> used(name, Origin.UNSET, ""));
        }

        private String used(String name, Origin origin, String value) {
            variables.add(new Variable(name, origin, values.get(name)));
            return value;
        }

        private String malformed(int end) {
            problems.add(new Problem("${ is not followed by a variable and }; write $${ for the text itself", true));
            String rest = raw.substring(at, end);
            at = end;
            return "$" + rest;
        }

        private String name(int end) {
            int start = at;
            while (at < end && (isLetter(raw.charAt(at)) || at > start && Character.isDigit(raw.charAt(at)))) {
                at++;
            }
            return raw.substring(start, at);
        }

        private static boolean isLetter(char c) {
            return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }

        /** The brace that closes the one before {@code from}; -1 when there is none. */
        private int closing(int from, int end) {
            int depth = 1;
            for (int i = from; i < end; i++) {
                if (raw.startsWith("${", i)) {
                    depth++;
                } else if (raw.charAt(i) == '}' && --depth == 0) {
                    return i;
                }
            }
            return -1;
        }
    }
}
