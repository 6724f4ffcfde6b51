package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to check.
 *
 * @param classes  {@code NAME} or {@code module:NAME}; empty: every class whose name {@code match} finds
 * @param require  attributes that each of these classes must have
 * @param defaults for a missing attribute the value that a fix declares
 * @param strict   also report classes of which something is unknown
 * @param guess    apply fixes whose value is guessed
 */
public record ConfigOptions(List<String> classes, Pattern match, List<String> require, Map<String, Default> defaults, boolean strict,
        boolean guess) {
    private static final List<String> SUFFIXES = List.of("Config", "Settings", "Options", "Params");
    /** The names that are checked unless others are asked for. */
    public static final String MATCH = "(Config|Configuration|Settings|Options|Params)$";

    /** A value as Python code, with its type when that is stated. */
    public record Default(String value, Optional<String> type) {
        /** Reads {@code VALUE[:TYPE]}; a colon inside brackets or quotes belongs to the value. */
        public static Default parse(String text) {
            for (int colon = text.lastIndexOf(':'); colon > 0; colon = text.lastIndexOf(':', colon - 1)) {
                String value = text.substring(0, colon);
                String type = text.substring(colon + 1).strip();
                if (Expressions.parse(value).isPresent() && Expressions.parse(type).isPresent()) {
                    return new Default(value.strip(), Optional.of(type));
                }
            }
            if (Expressions.parse(text).isEmpty()) {
                throw new IllegalArgumentException("'" + text + "' is no Python expression");
            }
            return new Default(text.strip(), Optional.empty());
        }
    }

    public ConfigOptions {
        classes = List.copyOf(classes);
        require = List.copyOf(require);
        defaults = Map.copyOf(defaults);
    }

    public static ConfigOptions standard() {
        return new ConfigOptions(List.of(), Pattern.compile(MATCH), List.of(), Map.of(), false, false);
    }

    public ConfigOptions withClasses(String... names) {
        return new ConfigOptions(List.of(names), match, require, defaults, strict, guess);
    }

    public ConfigOptions withRequire(String... names) {
        return new ConfigOptions(classes, match, List.of(names), defaults, strict, guess);
    }

    public ConfigOptions withDefaults(Map<String, Default> others) {
        return new ConfigOptions(classes, match, require, others, strict, guess);
    }

    public ConfigOptions strictly() {
        return new ConfigOptions(classes, match, require, defaults, true, guess);
    }

    public ConfigOptions guessing() {
        return new ConfigOptions(classes, match, require, defaults, strict, true);
    }

    /** Strings of which a file has at least one if it defines or names a checked class. */
    List<String> needles() {
        if (!classes.isEmpty()) {
            return classes.stream().map(ConfigOptions::simpleName).toList();
        }
        return match.pattern().equals(MATCH) ? SUFFIXES : List.of("class");
    }

    /** Whether a class of this name, whatever its module, may be checked. */
    boolean mayMatch(String name) {
        return classes.isEmpty() ? match.matcher(name).find() : classes.stream().anyMatch(wanted -> simpleName(wanted).equals(name));
    }

    boolean matches(ClassDef definition) {
        if (classes.isEmpty()) {
            return match.matcher(definition.name()).find();
        }
        String module = definition.module.path().replaceAll("(/__init__)?\\.py$", "").replace('/', '.');
        List<String> found = new ArrayList<>(classes);
        found.removeIf(wanted -> !simpleName(wanted).equals(definition.name()));
        return found.stream().anyMatch(wanted -> wanted.indexOf(':') < 0
                || ("." + module).endsWith("." + wanted.substring(0, wanted.indexOf(':'))));
    }

    private static String simpleName(String wanted) {
        return wanted.substring(wanted.indexOf(':') + 1);
    }
}
