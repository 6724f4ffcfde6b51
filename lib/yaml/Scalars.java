package yaml;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import yaml.Node.Scalar;
import yaml.Node.Style;

/** What scalars mean, and how a new value is written in the place of an old one. */
public final class Scalars {
    private Scalars() {}

    /** What a scalar is taken for; YAML 1.2's core schema, with YAML 1.1's numbers, as the Go readers of YAML do. */
    public enum Type { NULL, BOOLEAN, INTEGER, FLOAT, STRING }

    private static final Pattern INTEGER = Pattern.compile("[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*)");
    private static final Pattern FLOAT = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    /** Words that an older reader takes for booleans, or for something that is no text. */
    private static final Pattern RESERVED = Pattern.compile("(?i)y|n|yes|no|on|off|=|<<|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|[0-9]+(:[0-5]?[0-9])+");
    private static final String CORE = "tag:yaml.org,2002:";

    static Type type(Scalar scalar) {
        String tag = scalar.tag().orElse("");
        if (tag.startsWith(CORE)) {
            return switch (tag.substring(CORE.length())) {
                case "null" -> Type.NULL;
                case "bool" -> Type.BOOLEAN;
                case "int" -> Type.INTEGER;
                case "float" -> Type.FLOAT;
                default -> Type.STRING;
            };
        }
        return scalar.style() == Style.PLAIN ? type(scalar.value()) : Type.STRING;
    }

    private static Type type(String plain) {
        return switch (plain) {
            case "", "~", "null", "Null", "NULL" -> Type.NULL;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> Type.BOOLEAN;
            default -> "+-.0123456789".indexOf(plain.charAt(0)) < 0 ? Type.STRING
                    : INTEGER.matcher(plain).matches() ? Type.INTEGER
                    : FLOAT.matcher(plain).matches() ? Type.FLOAT : Type.STRING;
        };
    }

    /**
     * The source of a scalar with a new value, to be put at {@code old.span()}: in the style of the old one where the
     * value allows that, else quoted. A text of a block scalar keeps its header and indentation.
     */
    public static String replacement(Yaml file, Scalar old, String value) {
        String text = switch (old.style()) {
            case PLAIN -> isPlainSafe(old, value) ? value : quoted(value);
            case SINGLE_QUOTED -> isPrintable(value) ? singleQuoted(value) : doubleQuoted(value);
            case DOUBLE_QUOTED -> doubleQuoted(value);
            case LITERAL, FOLDED -> block(file.source(old), value);
        };
        int start = old.span().start();
        boolean touches = start > 0 && start == old.span().end() && !Character.isWhitespace(file.text().charAt(start - 1));
        return touches ? " " + text : text;
    }

    private static boolean isPlainSafe(Scalar old, String value) {
        if (value.isEmpty() || !isPrintable(value) || !value.equals(value.strip())) {
            return false;
        }
        Type type = type(value);
        boolean sameMeaning = type == Type.STRING ? !RESERVED.matcher(value).matches() : type == type(old);
        boolean indicatorFirst = "-?:,[]{}#&*!|>'\"%@`".indexOf(value.charAt(0)) >= 0;
        boolean hyphenated = value.charAt(0) == '-' && value.length() > 1 && Character.isLetterOrDigit(value.charAt(1));
        boolean structural = value.contains(": ") || value.contains(" #") || value.endsWith(":")
                || old.inFlow() && value.chars().anyMatch(c -> ",[]{}".indexOf(c) >= 0);
        return sameMeaning && (!indicatorFirst || hyphenated) && !structural;
    }

    private static boolean isPrintable(String value) {
        return value.chars().noneMatch(c -> c < ' ' || c >= 0x7F && c < 0xA0 || c == 0x2028 || c == 0x2029 || c == 0xFEFF);
    }

    private static String quoted(String value) {
        return isPrintable(value) && !value.contains("'") ? singleQuoted(value) : doubleQuoted(value);
    }

    private static String singleQuoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String doubleQuoted(String value) {
        return value.chars().mapToObj(c -> switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> isPrintable(Character.toString(c)) ? Character.toString(c) : String.format("\\u%04x", c);
        }).collect(Collectors.joining("", "\"", "\""));
    }

    private static String block(String source, String value) {
        int firstLine = source.indexOf('\n') + 1;
        int content = firstLine;
        while (content < source.length() && source.charAt(content) == ' ') {
            content++;
        }
        String lineEnd = firstLine > 1 && source.charAt(firstLine - 2) == '\r' ? "\r\n" : "\n";
        String indent = source.substring(firstLine, content);
        String end = source.substring(source.stripTrailing().length());
        boolean breakable = firstLine > 0 && !indent.isEmpty() && value.equals(value.stripLeading())
                && value.lines().allMatch(Scalars::isPrintable);
        return !breakable ? doubleQuoted(value) + end : source.substring(0, firstLine)
                + value.stripTrailing().lines().map(line -> line.isEmpty() ? line : indent + line).collect(Collectors.joining(lineEnd)) + end;
    }
}
