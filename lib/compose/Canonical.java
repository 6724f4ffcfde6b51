package compose;

import compose.Value.Field;
import compose.Value.Fields;
import compose.Value.Items;
import compose.Value.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import yaml.Scalars;

/**
 * Brings every value that Compose lets one write in two ways into one form, so that merging and reading know only that:
 * a list of {@code KEY=value} becomes a mapping, a list of names a mapping to nothing, a single text a list.
 */
final class Canonical {
    /** Mappings that may also be lists of {@code KEY=value}; a key without a value takes it from the environment. */
    static final Set<String> KEY_VALUES = Set.of("services.*.environment", "services.*.labels", "services.*.annotations",
            "services.*.sysctls", "services.*.build.args", "services.*.build.labels", "services.*.build.additional_contexts",
            "services.*.build.ssh", "services.*.deploy.labels", "services.*.volumes.[].volume.labels", "networks.*.labels",
            "volumes.*.labels", "secrets.*.labels", "configs.*.labels", "services.*.pre_start.[].environment", "services.*.post_start.[].environment", "services.*.pre_stop.[].environment");
    private static final Set<String> NAMES = Set.of("services.*.depends_on", "services.*.networks", "services.*.models");
    private static final Set<String> LISTS = Set.of("services.*.dns", "services.*.dns_search", "services.*.tmpfs", "services.*.env_file",
            "services.*.label_file", "include.[].path", "include.[].env_file");
    private static final Map<String, String> SHORT = Map.of("services.*.build", "context", "services.*.extends", "service", "include.[]", "path");
    /** Where names of the user's own stand, which a pattern writes as {@code *}. */
    private static final Set<String> NAMED = Set.of("services", "networks", "volumes", "secrets", "configs", "models");

    private Canonical() {}

    /** @param path of the value, as the sets above write it; empty for a whole file */
    static Value of(Value value, String path) {
        if (value instanceof Items list && KEY_VALUES.contains(path)) {
            return keyValues(list);
        }
        if (value instanceof Items list && NAMES.contains(path)) {
            return names(list);
        }
        if (value instanceof Text text && text.type() != Scalars.Type.NULL) {
            if (SHORT.containsKey(path)) {
                Fields whole = new Fields(Map.of(SHORT.get(path), new Field(text.source(), text)), text.source());
                return of(whole, path);
            }
            return LISTS.contains(path) ? new Items(List.of(text), text.source()) : text;
        }
        if (value instanceof Items list) {
            return list.mapped(item -> of(item, path + ".[]"));
        }
        if (value instanceof Fields fields) {
            return fields.mapped((name, inner) -> of(inner, below(path, name)));
        }
        return value;
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + (NAMED.contains(path) ? "*" : name);
    }

    private static Fields keyValues(Items list) {
        Map<String, Field> all = new LinkedHashMap<>(Value.capacity(list.items().size()));
        for (Value item : list.items()) {
            if (item instanceof Text text) {
                int equals = text.text().indexOf('=');
                int rawEquals = text.raw().indexOf('=');
                String key = equals < 0 ? text.text() : text.text().substring(0, equals);
                Value value = equals < 0 || rawEquals < 0 ? new Text("", "", Scalars.Type.NULL, List.of(), text.source())
                        : text.cut(equals + 1, text.raw().substring(0, rawEquals + 1), rawEquals + 1);
                all.put(key, new Field(text.source(), value));
            }
        }
        return new Fields(all, list.source());
    }

    private static Fields names(Items list) {
        Map<String, Field> all = new LinkedHashMap<>();
        for (Value item : list.items()) {
            item.asText().ifPresent(text -> all.put(text.text(),
                    new Field(text.source(), new Fields(Map.of(), text.source()))));
        }
        return new Fields(all, list.source());
    }
}
