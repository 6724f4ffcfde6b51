package compose;

import compose.Value.Fields;
import compose.Value.Text;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import report.Finding;

/** What a merged model must keep to beyond the shape of its values (compose-go's {@code validation}). */
final class Validation {
    private static final Set<String> BESIDE_EXTERNAL = Set.of("name", "external");

    private Validation() {}

    static void check(Fields model, Consumer<Finding> findings) {
        source(model, "secrets", List.of("file", "environment"), findings);
        source(model, "configs", List.of("file", "environment", "content"), findings);
        model.fieldsAt("volumes").forEach((name, field) -> {
            boolean external = field.value().textAt("external").filter(text -> text.text().equals("true")).isPresent();
            field.value().fieldsAt().forEach((key, value) -> {
                if (external && !BESIDE_EXTERNAL.contains(key) && !key.startsWith("x-")) {
                    findings.accept(Finding.of(ComposeRules.INVALID, value.key().place(), key,
                            "volumes." + name + " is external, so " + key + " cannot be set here"));
                }
            });
        });
    }

    /** A secret or config has exactly one origin, unless it is external or a driver's. */
    private static void source(Fields model, String section, List<String> keys, Consumer<Finding> findings) {
        model.fieldsAt(section).forEach((name, field) -> {
            List<Text> origins = keys.stream().flatMap(key -> field.value().textAt(key).stream()).toList();
            boolean elsewhere = field.value().at("external").isPresent() || field.value().at("driver").isPresent();
            if (origins.size() > 1 || origins.isEmpty() && !elsewhere) {
                findings.accept(Finding.of(ComposeRules.INVALID, field.key().place(), name,
                        section + "." + name + " needs " + (origins.isEmpty() ? "one" : "only one") + " of " + String.join(", ", keys)));
            }
        });
    }
}
