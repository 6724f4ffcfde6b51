package compose;

import compose.Value.Fields;
import compose.Value.Items;
import compose.Value.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import report.Finding;
import report.Severity;
import yaml.Scalars;

/** Checks values against {@link SchemaTable}. */
final class Schema {
    private static final Pattern KEY = Pattern.compile("(\\w+)(!)?(?:\\+([0-9.]+))?");
    private static final Map<String, Kind> KINDS = kinds();
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");

    private final Consumer<Finding> findings;

    private Schema(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /** A kind of mapping. */
    private record Kind(boolean open, Map<String, Key> keys) {}

    /** @param since the version of Compose that knows it first; empty for all that this table is made after */
    private record Key(boolean required, String since, Type type) {}

    private sealed interface Type {}

    private enum Plain implements Type { STRING, NUMBER, INTEGER, BOOLEAN, NULL, ANY }

    /** A whole number, both ends counted in. */
    private record Range(long least, long most) implements Type {
        private static final Pattern WRITTEN = Pattern.compile("integer\\[(-?[0-9]+)?\\.\\.(-?[0-9]+)?]");

        boolean holds(String number) {
            try {
                long value = Long.decode(number.replace("_", ""));
                return least <= value && value <= most;
            } catch (NumberFormatException other) {
                return true;
            }
        }
    }

    private record Words(List<String> words) implements Type {}

    private record ListOf(Type item, boolean unique) implements Type {}

    private record MapOf(Type value, boolean names) implements Type {}

    private record OfKind(String name) implements Type {}

    private record OneOf(List<Type> types) implements Type {}

    /** @param file as read from one document, before it is brought into canonical form */
    static void check(Fields file, Consumer<Finding> findings) {
        new Schema(findings).check(file, new OfKind("file"), "");
    }

    static void checkService(Value service, String name, Consumer<Finding> findings) {
        new Schema(findings).check(service, new OfKind("service"), "services." + name);
    }

    static boolean isTopKey(String name) {
        return KINDS.get("file").keys().containsKey(name) || name.startsWith("x-");
    }

    static boolean isServiceKey(String name) {
        return KINDS.get("service").keys().containsKey(name);
    }

    private void check(Value value, Type type, String path) {
        if (type instanceof OneOf choice) {
            choice.types().stream().filter(one -> fits(value, one)).findFirst()
                    .ifPresentOrElse(one -> check(value, one, path), () -> mismatch(value, type, path));
        } else if (!fits(value, type)) {
            mismatch(value, type, path);
        } else if (value instanceof Items list && type instanceof ListOf of) {
            items(list, of, path);
        } else if (value instanceof Fields fields && type instanceof MapOf of) {
            fields.fields().forEach((name, field) -> {
                if (of.names() && !NAME.matcher(name).matches()) {
                    report(field.key(), name, path + ": the name may have letters, digits, '.', '_' and '-' only");
                }
                check(field.value(), of.value(), path + "." + name);
            });
        } else if (value instanceof Fields fields && type instanceof OfKind of) {
            kind(fields, KINDS.get(of.name()), path);
        }
    }

    private void items(Items list, ListOf type, String path) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < list.items().size(); i++) {
            Value item = list.items().get(i);
            check(item, type.item(), path + "." + i);
            if (type.unique() && item instanceof Text text && !seen.add(text.raw())) {
                report(item.source(), text.raw(), path + ": " + text.raw() + " stands in the list twice");
            }
        }
    }

    private void kind(Fields fields, Kind kind, String path) {
        String inside = path.isEmpty() ? "" : path + ": ";
        fields.fields().forEach((name, field) -> {
            Key key = kind.keys().get(name);
            if (key != null) {
                if (!key.since().isEmpty()) {
                    findings.accept(Finding.of(ComposeRules.INVALID, field.key().place(), name, inside + "the key " + name + " is known from Compose "
                            + key.since() + " on; an older one refuses the file").withSeverity(Severity.WARNING));
                }
                check(field.value(), key.type(), path.isEmpty() ? name : path + "." + name);
            } else if (!kind.open() || !name.startsWith("x-")) {
                report(field.key(), name, inside + "the key " + name + " is not known here" + nearest(name, kind));
            }
        });
        kind.keys().forEach((name, key) -> {
            if (key.required() && !fields.fields().containsKey(name)) {
                report(fields.source(), name, inside + "the key " + name + " is missing");
            }
        });
    }

    private static String nearest(String name, Kind kind) {
        Optional<String> near = kind.keys().keySet().stream().filter(key -> key.equals(name + "s") || name.equals(key + "s")
                || key.replace("_", "").equalsIgnoreCase(name.replaceAll("[-_]", ""))).findFirst();
        return near.map(key -> "; did you mean " + key + "?").orElse("");
    }

    private void mismatch(Value value, Type type, String path) {
        String found = value instanceof Text text ? text.type() == Scalars.Type.NULL ? "nothing" : text.raw()
                : value instanceof Items ? "a list" : "a mapping";
        report(value.source(), found, path + " must be " + describe(type) + ", not " + (found.length() > 60 ? "this text" : found));
    }

    private void report(Source source, String subject, String message) {
        findings.accept(Finding.of(ComposeRules.INVALID, source.place(), subject, message));
    }

    /** Whether a value has the shape of a type; what is inside it is checked after. */
    private static boolean fits(Value value, Type type) {
        if (type == Plain.ANY) {
            return true;
        }
        if (type instanceof OneOf choice) {
            return choice.types().stream().anyMatch(one -> fits(value, one));
        }
        if (value instanceof Items) {
            return type instanceof ListOf;
        }
        if (value instanceof Fields) {
            return type instanceof MapOf || type instanceof OfKind;
        }
        Text text = (Text) value;
        if (type instanceof Range range) {
            return text.type() == Scalars.Type.INTEGER && range.holds(text.raw());
        }
        if (type instanceof Words words) {
            return text.type() == Scalars.Type.STRING && (words.words().contains(text.raw()) || text.raw().contains("$"));
        }
        return type instanceof Plain plain && switch (text.type()) {
            case STRING -> plain == Plain.STRING;
            case INTEGER -> plain == Plain.INTEGER || plain == Plain.NUMBER;
            case FLOAT -> plain == Plain.NUMBER;
            case BOOLEAN -> plain == Plain.BOOLEAN;
            case NULL -> plain == Plain.NULL;
        };
    }

    private static String describe(Type type) {
        if (type instanceof Plain plain) {
            return switch (plain) {
                case STRING -> "text";
                case NUMBER -> "a number";
                case INTEGER -> "a whole number";
                case BOOLEAN -> "true or false";
                case NULL -> "nothing";
                case ANY -> "anything";
            };
        }
        if (type instanceof Range range) {
            return "a whole number" + (range.least() == Long.MIN_VALUE ? "" : " from " + range.least()) + (range.most() == Long.MAX_VALUE ? "" : " to " + range.most());
        }
        if (type instanceof Words words) {
            return words.words().stream().collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type instanceof OneOf choice) {
            return choice.types().stream().map(Schema::describe).distinct().collect(Collectors.joining(" or "));
        }
        return type instanceof ListOf ? "a list" : "a mapping";
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        Map<String, Key> keys = Map.of();
        for (String line : SchemaTable.TEXT.lines().toList()) {
            if (line.startsWith("  ")) {
                String[] parts = line.strip().split(" ", 2);
                Matcher key = KEY.matcher(parts[0]);
                if (key.matches()) {
                    keys.put(key.group(1), new Key(key.group(2) != null, key.group(3) == null ? "" : key.group(3), type(parts[1])));
                }
            } else {
                keys = new LinkedHashMap<>();
                kinds.put(line.replace("!", ""), new Kind(!line.endsWith("!"), keys));
            }
        }
        return kinds;
    }

    private static Type type(String text) {
        List<Type> types = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '|' : text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '|' && depth == 0) {
                types.add(single(text.substring(start, i).strip()));
                start = i + 1;
            }
        }
        return types.size() == 1 ? types.get(0) : new OneOf(types);
    }

    private static Type single(String text) {
        int open = text.indexOf('(');
        Matcher range = Range.WRITTEN.matcher(text);
        if (range.matches()) {
            return new Range(range.group(1) == null ? Long.MIN_VALUE : Long.parseLong(range.group(1)), range.group(2) == null ? Long.MAX_VALUE : Long.parseLong(range.group(2)));
        }
        if (open > 0) {
            Type inner = type(text.substring(open + 1, text.length() - 1));
            return switch (text.substring(0, open)) {
                case "list" -> new ListOf(inner, false);
                case "set" -> new ListOf(inner, true);
                case "map" -> new MapOf(inner, false);
                default -> new MapOf(inner, true);
            };
        }
        if (text.startsWith("\"")) {
            return new Words(List.of(text.replace("\"", "").split(" ")));
        }
        return switch (text) {
            case "string" -> Plain.STRING;
            case "number" -> Plain.NUMBER;
            case "integer" -> Plain.INTEGER;
            case "boolean" -> Plain.BOOLEAN;
            case "null" -> Plain.NULL;
            case "any" -> Plain.ANY;
            case "scalar" -> type("string | number | boolean");
            case "flag" -> type("boolean | string");
            case "strings" -> type("string | set(string)");
            case "command" -> type("null | string | list(string)");
            case "pairs" -> type("map(string | number | boolean | null) | list(string)");
            case "hosts" -> type("map(string | list(string)) | list(string)");
            default -> new OfKind(text);
        };
    }
}
