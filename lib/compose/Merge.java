package compose;

import compose.Value.Field;
import compose.Value.Fields;
import compose.Value.Items;
import compose.Value.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import yaml.Scalars;

/** The specification's merge rules, on canonical values: mappings merge, lists append, the rest is replaced. */
final class Merge {
    private static final Set<String> REPLACED = Set.of("services.*.command", "services.*.entrypoint", "services.*.healthcheck.test");
    /** Lists in which a later item takes the place of an earlier one with the same key. */
    private static final Set<String> UNIQUE = Set.of("services.*.ports", "services.*.volumes", "services.*.secrets", "services.*.configs",
            "services.*.devices", "services.*.env_file", "services.*.expose", "services.*.cap_add", "services.*.cap_drop", "services.*.dns",
            "services.*.dns_opt", "services.*.dns_search", "services.*.links", "services.*.profiles", "services.*.tmpfs",
            "services.*.extra_hosts", "services.*.build.extra_hosts", "services.*.build.tags", "services.*.networks.*.aliases",
            "services.*.networks.*.link_local_ips");

    private Merge() {}

    /** The base with what overrides it, both at this path (empty for a whole file); tags {@code !reset} and {@code !override} are obeyed. */
    static Value of(Value base, Value over, String path) {
        if (over.isOverride() || REPLACED.contains(path)) {
            return stripped(over, path);
        }
        if (over instanceof Text text && text.type() == Scalars.Type.NULL) {
            return base;
        }
        if (base instanceof Fields fields && over instanceof Fields others) {
            return path.equals("services.*.logging") && !sameDriver(fields, others) ? stripped(over, path) : fields(fields, others, path);
        }
        if (base instanceof Items items && over instanceof Items others) {
            return stripped(Value.append(items, others), path);
        }
        return stripped(over, path);
    }

    private static Fields fields(Fields base, Fields over, String path) {
        Map<String, Field> all = new LinkedHashMap<>(base.fields());
        over.fields().forEach((name, field) -> {
            if (field.value().isReset()) {
                all.remove(name);
                return;
            }
            String below = below(path, name);
            Field old = all.get(name);
            boolean merges = old != null && !Canonical.KEY_VALUES.contains(path);
            all.put(name, new Field(field.key(), merges ? of(old.value(), field.value(), below) : stripped(field.value(), below)));
        });
        return new Fields(all, over.source());
    }

    /** A value without what is tagged {@code !reset} in it, and without the repetitions that a list of this kind cannot have. */
    static Value stripped(Value value, String path) {
        if (value instanceof Fields fields) {
            Fields kept = fields;
            for (String name : fields.fields().values().stream().anyMatch(field -> field.value().isReset()) ? fields.fields().keySet() : Set.<String>of()) {
                kept = fields.fields().get(name).value().isReset() ? kept.without(name) : kept;
            }
            return kept.mapped((name, inner) -> stripped(inner, below(path, name)));
        }
        if (value instanceof Items list && UNIQUE.contains(path)) {
            Map<Object, Value> last = new LinkedHashMap<>();
            list.items().forEach(item -> last.put(key(item, path), item));
            return last.size() == list.items().size() ? list : new Items(List.copyOf(last.values()), list.source());
        }
        return value;
    }

    private static boolean sameDriver(Fields base, Fields over) {
        Optional<String> one = base.textAt("driver").map(Text::text);
        Optional<String> other = over.textAt("driver").map(Text::text);
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private static String below(String path, String name) {
        boolean named = !path.contains(".") && !path.isEmpty() && !path.startsWith("x-") || path.equals("services.*.networks");
        return path.isEmpty() ? name : path + "." + (named ? "*" : name);
    }

    private static Object key(Value item, String path) {
        String list = path.substring(path.lastIndexOf('.') + 1);
        Optional<Port> port = list.equals("ports") ? Port.of(item) : Optional.empty();
        if (port.isPresent()) {
            return List.of(port.get().published(), port.get().hostIp().orElse("0.0.0.0"), port.get().target(), port.get().protocol());
        }
        if (item instanceof Text text) {
            String written = text.isKnown() ? text.text() : text.raw();
            return switch (list) {
                case "volumes" -> Volume.target(written);
                case "devices" -> written.contains(":") ? written.split(":", -1)[1] : written;
                case "secrets" -> "/run/secrets/" + written;
                case "configs" -> "/" + written;
                default -> written;
            };
        }
        Optional<String> source = item.textAt("source").map(Text::text);
        return switch (list) {
            case "volumes", "devices" -> item.textAt("target").<Object>map(Text::text).orElse(item);
            case "secrets" -> item.textAt("target").map(Text::text).or(() -> source.map("/run/secrets/"::concat)).<Object>map(key -> key).orElse(item);
            case "configs" -> item.textAt("target").map(Text::text).or(() -> source.map("/"::concat)).<Object>map(key -> key).orElse(item);
            case "env_file" -> item.textAt("path").<Object>map(Text::text).orElse(item);
            default -> item;
        };
    }
}
