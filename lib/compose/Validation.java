package compose;

import compose.Value.Field;
import compose.Value.Fields;
import compose.Value.Items;
import compose.Value.Text;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import report.Finding;

/** What a merged model must keep to beyond the shape of its values (compose-go's {@code validation}, {@code types} and {@code nat}). */
final class Validation {
    private static final Set<String> BESIDE_EXTERNAL = Set.of("name", "external");
    private static final Pattern IPV4 = Pattern.compile("(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F.:]*");

    private final Fields model;
    private final Consumer<Finding> findings;

    private Validation(Fields model, Consumer<Finding> findings) {
        this.model = model;
        this.findings = findings;
    }

    static void check(Fields model, Consumer<Finding> findings) {
        var validation = new Validation(model, findings);
        validation.origin("secrets", List.of("file", "environment"));
        validation.origin("configs", List.of("file", "environment", "content"));
        model.fieldsAt("volumes").forEach(validation::volume);
        model.fieldsAt("services").forEach((name, field) -> validation.service("services." + name, field.value()));
    }

    private void volume(String name, Field field) {
        boolean external = field.value().textAt("external").filter(text -> text.text().equals("true")).isPresent();
        field.value().fieldsAt().forEach((key, value) -> {
            if (external && !BESIDE_EXTERNAL.contains(key) && !key.startsWith("x-")) {
                report(value.key(), key, "volumes." + name + " is external, so " + key + " cannot be set here");
            }
        });
    }

    /** A secret or config has exactly one origin, unless it is external or a driver's. */
    private void origin(String section, List<String> keys) {
        model.fieldsAt(section).forEach((name, field) -> {
            List<Text> origins = keys.stream().flatMap(key -> field.value().textAt(key).stream()).toList();
            boolean elsewhere = field.value().at("external").isPresent() || field.value().at("driver").isPresent();
            if (origins.size() > 1 || origins.isEmpty() && !elsewhere) {
                report(field.key(), name, section + "." + name + " needs " + (origins.isEmpty() ? "one" : "only one") + " of " + String.join(", ", keys));
            }
        });
    }

    private void service(String path, Value service) {
        items(service.at("ports")).forEach(port -> port(path + ".ports", port));
        items(service.at("gpus")).forEach(device -> device(path + ".gpus", device));
        items(service.at("deploy", "resources", "reservations", "devices")).forEach(device -> device(path + ".deploy.resources.reservations.devices", device));
        items(service.at("develop", "watch")).forEach(watch -> watch.textAt("path").filter(text -> text.isKnown() && text.text().isEmpty())
                .ifPresent(text -> report(text.source(), "", path + ".develop.watch: the path is empty")));
        Optional<Text> inline = service.textAt("build", "dockerfile_inline");
        if (inline.isPresent()) {
            service.textAt("build", "dockerfile").ifPresent(file -> report(file.source(), file.raw(),
                    path + ".build has a dockerfile and a dockerfile_inline; only one can be built"));
        }
    }

    private static Stream<Value> items(Optional<Value> list) {
        return list.stream().filter(Items.class::isInstance).flatMap(value -> ((Items) value).items().stream());
    }

    /** {@code [[IP:]PUBLISHED:]TARGET[/PROTOCOL]}, or a mapping of which only the address is checked. */
    private void port(String path, Value port) {
        Optional<Text> written = port.asText().or(() -> port.textAt("host_ip")).filter(Validation::isSettled);
        if (written.isEmpty()) {
            return;
        }
        String text = written.get().text();
        Optional<String> problem = port.asText().isPresent() ? PortText.problem(text)
                : isAddress(text) ? Optional.empty() : Optional.of(text + " is no IP address");
        problem.ifPresent(message -> report(written.get().source(), written.get().raw(), path + ": " + message));
    }

    private void device(String path, Value device) {
        Optional<Text> count = device.textAt("count");
        count.filter(Validation::isSettled).filter(text -> !text.text().matches("all|-?[0-9]+"))
                .ifPresent(text -> report(text.source(), text.raw(), path + ".count must be all or a whole number, not " + text.text()));
        if (count.isPresent()) {
            device.at("device_ids").ifPresent(ids -> report(ids.source(), "device_ids", path + ": count and device_ids exclude each other"));
        }
    }

    /** Whether nothing but the text itself decides what it is. */
    private static boolean isSettled(Text text) {
        return text.isKnown() && !(text.variables().isEmpty() && text.raw().contains("$"));
    }

    /** Whether a text is an IP address in either version, without a zone. */
    static boolean isAddress(String text) {
        if (IPV4.matcher(text).matches()) {
            return true;
        }
        try {
            // In brackets it is never looked up as a name.
            return IPV6.matcher(text).matches() && InetAddress.getByName("[" + text + "]") != null;
        } catch (UnknownHostException notOne) {
            return false;
        }
    }

    private void report(Source source, String subject, String message) {
        findings.accept(Finding.of(ComposeRules.INVALID, source.place(), subject, message));
    }
}
