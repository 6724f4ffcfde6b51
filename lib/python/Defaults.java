package python;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a missing field could hold: as stated, else as its siblings declare it, else as its use suggests. */
final class Defaults {
    private static final Set<String> BUILT_IN = Set.of("int", "float", "str", "bool", "bytes", "list", "dict", "set", "tuple", "frozenset",
            "None", "True", "False", "object", "complex");

    private static final String DURATION = ".*(timeout|seconds|delay|interval|duration|period|_secs|_s)";
    private static final Set<String> STATE_DEFAULT = Set.of("default", "default_factory", "factory");
    private static final Set<String> MAKES_FIELD = Set.of("field", "Field", "ib", "attrib");

    private final ConfigOptions options;
    private final Inference inference;
    private final List<ClassDef> siblings;

    /**
     * @param value   Python code; empty for a field without default
     * @param origin  where it comes from, for the fix's title
     * @param guessed whether somebody should look at it
     */
    record Value(Optional<String> value, Optional<String> type, String origin, boolean guessed) {}

    Defaults(ConfigOptions options, Inference inference, List<ClassDef> siblings) {
        this.options = options;
        this.inference = inference;
        this.siblings = siblings;
    }

    Optional<Value> of(ClassDef of, String name, List<Use.Read> reads) {
        ConfigOptions.Default stated = options.defaults().get(name);
        if (stated != null) {
            return Optional.of(new Value(Optional.of(stated.value()), stated.type(), "stated", false));
        }
        return sibling(of, name).or(() -> guess(name, reads));
    }

    /** The declaration that most classes with this field share; if they disagree it is a guess. */
    private Optional<Value> sibling(ClassDef of, String name) {
        Map<List<Object>, Integer> votes = new LinkedHashMap<>();
        Map<List<Object>, ClassDef> from = new LinkedHashMap<>();
        for (ClassDef other : siblings) {
            for (ClassDef.Member member : other.members().getOrDefault(name, List.of())) {
                boolean usable = other != of && member.how() == ClassDef.How.FIELD && member.value().isPresent()
                        && fits(member.value().get(), other, of)
                        && isKnown(member.annotation().get(), other, of) && isKnown(member.value().get(), other, of);
                if (usable) {
                    List<Object> declaration = List.of(other.module.text(member.annotation().get()), other.module.text(member.value().get()));
                    votes.merge(declaration, 1, Integer::sum);
                    from.putIfAbsent(declaration, other);
                }
            }
        }
        return votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(best -> new Value(
                Optional.of((String) best.getKey().get(1)), Optional.of((String) best.getKey().get(0)),
                "in " + from.get(best.getKey()).name(), votes.size() > 1));
    }

    /** Whether a call that makes a field means the same in both kinds of class, and says what the field holds when nobody sets it. */
    private boolean fits(Expr value, ClassDef from, ClassDef to) {
        if (!(value instanceof Expr.Call call) || !MAKES_FIELD.contains(call.lastName())) {
            return true;
        }
        boolean required = call.positional(0).map(first -> first instanceof Expr.Constant dots && dots.text().equals("..."))
                .orElse(call.arguments().stream().map(Expr.Argument::keyword).noneMatch(STATE_DEFAULT::contains));
        return !required && inference.shape(from).kind() == inference.shape(to).kind();
    }

    /** Whether a sibling's declaration stands on one line, and every name in it means the same in the other class's module. */
    private boolean isKnown(Expr expression, ClassDef from, ClassDef to) {
        return from.module.text(expression).indexOf('\n') < 0 && Expr.in(expression).stream().allMatch(part ->
                part instanceof Expr.Name name ? isKnown(name.id(), from.module, to.module)
                        : !(part instanceof Expr.Str text) || text.fields().isEmpty());
    }

    private boolean isKnown(String name, Module from, Module to) {
        if (BUILT_IN.contains(name) || name.equals("field")) {
            return true;
        } else if (from == to || !to.symbols.containsKey(name)) {
            return to.symbols.containsKey(name);
        }
        Type meaning = inference.name(name, Scope.of(to));
        return meaning != Type.UNKNOWN && meaning.equals(inference.name(name, Scope.of(from)));
    }

    private static Optional<Value> guess(String name, List<Use.Read> reads) {
        String type = fromUse(reads).orElseGet(() -> fromName(name));
        String value = switch (type) {
            case "float" -> name.matches(DURATION) ? "30.0" : "0.0";
            case "int" -> "0";
            case "bool" -> "False";
            case "list" -> "[]";
            case "dict" -> "{}";
            default -> "\"\"";
        };
        return Optional.of(new Value(Optional.of(value), Optional.of(type), "guessed", true));
    }

    /** What the text around a read says: compared with or multiplied by a number, iterated, asked for truth. */
    private static Optional<String> fromUse(List<Use.Read> reads) {
        for (Use.Read read : reads) {
            String text = read.module().file.text();
            int lineStart = text.lastIndexOf('\n', read.start()) + 1;
            int lineEnd = text.indexOf('\n', read.end());
            String before = text.substring(lineStart, read.start());
            String after = text.substring(read.end(), lineEnd < 0 ? text.length() : lineEnd);
            if (before.matches("\\s*for .* in [\\w.]+")) {
                return Optional.of("list");
            } else if (after.matches("\\s*[-+*/<>=!]=?\\s*\\d+\\.\\d.*")) {
                return Optional.of("float");
            } else if (before.matches("\\s*(if|elif|while)( not)? [\\w.]+") && after.matches("\\s*:.*")) {
                return Optional.of("bool");
            } else if (after.matches("\\.(strip|lower|upper|split|startswith|endswith|rstrip)\\(.*")) {
                return Optional.of("str");
            }
        }
        return Optional.empty();
    }

    private static String fromName(String name) {
        if (name.matches("(is|has|use|enable|allow|skip|should)_.*|.*_(enabled|disabled)|debug|verbose")) {
            return "bool";
        } else if (name.matches(DURATION) || name.matches(".*(rate|ratio|threshold|multiplier|factor|weight|scale|temperature|probability)")) {
            return "float";
        }
        return name.matches("(max|min|num)_.*|.*_(num|count|size|port|retries|attempts|limit|steps|epochs|workers|tokens|length|depth)|port|seed")
                ? "int" : "str";
    }
}
