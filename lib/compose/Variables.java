package compose;

import compose.Variable.Definition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What variables of a project mean: the {@code .env} file of its folder and what the caller gives. The environment of
 * this process is never looked at, so that a result depends on the tree alone; a caller who wants it passes it to
 * {@link #of}.
 *
 * @param interpolates whether {@code $} means anything; without, values stay as written ({@code config --no-interpolate})
 */
public record Variables(Map<String, Definition> definitions, boolean interpolates) {
    public static final Variables NONE = new Variables(Map.of(), true);
    public static final Variables AS_WRITTEN = new Variables(Map.of(), false);

    public Variables {
        definitions = Map.copyOf(definitions);
    }

    public static Variables of(Map<String, String> values) {
        Map<String, Definition> given = new LinkedHashMap<>();
        values.forEach((name, value) -> given.put(name, new Definition(name, value, Optional.empty(), value)));
        return new Variables(given, true);
    }

    public Optional<Definition> get(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    /** These, and those of the other for what these do not define. */
    Variables or(Map<String, Definition> others) {
        Map<String, Definition> all = new LinkedHashMap<>(others);
        all.putAll(definitions);
        return new Variables(all, interpolates);
    }
}
