package compose;

import compose.Value.Fields;
import compose.Value.Items;
import compose.Value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service of a project, merged and resolved.
 *
 * @param key    where its name stands, in the last file that has it
 * @param value  the whole section in canonical form: lists of {@code KEY=value} and of names are mappings
 * @param folder the folder of the project, or of the include, that it belongs to
 */
public record Service(String name, Source key, Fields value, String folder) {

    public Optional<Build> build() {
        return value.get("build").filter(Fields.class::isInstance).map(section -> Build.of((Fields) section, folder));
    }

    public Optional<Text> image() {
        return value.textAt("image");
    }

    public Optional<Text> containerName() {
        return value.textAt("container_name");
    }

    public Optional<Text> hostname() {
        return value.textAt("hostname");
    }

    /** Names under which it resolves in its networks, beside its own and its container's. */
    public List<Text> networkAliases() {
        return value.fieldsAt("networks").values().stream().flatMap(network -> network.value().textsAt("aliases").stream()).toList();
    }

    public List<String> networks() {
        return List.copyOf(value.fieldsAt("networks").keySet());
    }

    public List<Text> profiles() {
        return value.textsAt("profiles");
    }

    /** The services that it names, each with the place of the name: where it stands and as which key. */
    public List<Reference> references() {
        List<Reference> all = new ArrayList<>();
        value.fieldsAt("depends_on").forEach((name, field) -> all.add(new Reference("depends_on", name, field.key())));
        for (Text link : value.textsAt("links")) {
            all.add(new Reference("links", link.text().split(":", 2)[0], link.source()));
        }
        for (Text from : value.textsAt("volumes_from")) {
            if (!from.text().startsWith("container:")) {
                all.add(new Reference("volumes_from", from.text().split(":", 2)[0], from.source()));
            }
        }
        Stream.of("network_mode", "ipc", "pid").forEach(key -> value.textAt(key).filter(text -> text.text().startsWith("service:"))
                .ifPresent(text -> all.add(new Reference(key, text.text().substring("service:".length()), text.source().withPrefix("service:")))));
        build().ifPresent(build -> build.additionalContexts().values().forEach(text -> {
            if (Context.of(text) instanceof Context.OfService of) {
                all.add(new Reference("additional_contexts", of.service(), text.source().withPrefix(text.source().prefix() + "service:")));
            }
        }));
        return List.copyOf(all);
    }

    /** The services that start before it: {@code depends_on}, and what Compose takes for the same (links, volumes and namespaces of other services). */
    public Set<String> dependencies() {
        return references().stream().filter(reference -> !reference.key().equals("additional_contexts"))
                .map(Reference::service).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @param key {@code depends_on}, {@code links}, {@code volumes_from}, {@code network_mode}, {@code ipc}, {@code pid} or {@code additional_contexts} */
    public record Reference(String key, String service, Source source) {}

    /** Names that {@code links} give other services, for this one alone: alias to service. */
    public Map<String, String> linkAliases() {
        Map<String, String> aliases = new LinkedHashMap<>();
        for (Text link : value.textsAt("links")) {
            String[] parts = link.text().split(":", 2);
            aliases.put(parts[parts.length - 1], parts[0]);
        }
        return aliases;
    }

    /** From {@code ports}. */
    public List<Port> ports() {
        return items("ports").flatMap(item -> Port.of(item).stream()).toList();
    }

    /** From {@code expose}. */
    public List<Port> exposed() {
        return items("expose").flatMap(item -> Port.of(item).stream()).toList();
    }

    public List<Volume> volumes() {
        return items("volumes").flatMap(item -> Volume.of(item).stream()).toList();
    }

    /** Variables with a value; one that is passed through from the environment has none and is left out. */
    public Map<String, Text> environment() {
        return texts("environment");
    }

    public Map<String, Text> labels() {
        return texts("labels");
    }

    public List<Text> command() {
        return value.textsAt("command");
    }

    public List<Text> entrypoint() {
        return value.textsAt("entrypoint");
    }

    public List<Text> healthcheck() {
        return value.textsAt("healthcheck", "test");
    }

    public List<EnvFile> envFiles() {
        return items("env_file").flatMap(item -> item.asText().or(() -> item.textAt("path")).map(path -> new EnvFile(path,
                item.textAt("required").map(required -> !required.text().equals("false")).orElse(true))).stream()).toList();
    }

    /** @param path relative to its source's folder */
    public record EnvFile(Text path, boolean required) {
        /** Where it is in the tree; empty when it is outside or a variable without value decides it. */
        public Optional<String> treePath() {
            return path.isKnown() ? TreePath.resolve(path.source().folder(), path.text()) : Optional.empty();
        }
    }

    private Stream<Value> items(String key) {
        return value.get(key).filter(Items.class::isInstance).stream().flatMap(list -> ((Items) list).items().stream());
    }

    private Map<String, Text> texts(String key) {
        Map<String, Text> all = new LinkedHashMap<>();
        value.fieldsAt(key).forEach((name, field) -> field.value().asText().ifPresent(text -> all.put(name, text)));
        return all;
    }
}
