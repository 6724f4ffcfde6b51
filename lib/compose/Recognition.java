package compose;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import yaml.Node;
import yaml.Node.Entry;
import yaml.Node.Mapping;
import yaml.Yaml;

/** Tells Compose files from other YAML, by name and by content. */
final class Recognition {
    /** Names that Compose looks for, the first that exists counts (compose-go's {@code cli.DefaultFileNames}). */
    static final List<String> DEFAULT_NAMES = List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
    static final List<String> OVERRIDE_NAMES = List.of("compose.override.yml", "compose.override.yaml",
            "docker-compose.override.yml", "docker-compose.override.yaml");

    private static final Pattern YAML = Pattern.compile("(?i).*\\.ya?ml(\\.[a-z0-9]+)?");
    private static final Pattern NAMED = Pattern.compile("(?i)(.*[^a-z0-9])?(docker|podman)?[-_]?compose([^a-z0-9].*)?\\.ya?ml");
    /** Rancher 1 put settings of its own beside a Compose file's services, under the same names. */
    private static final String RANCHER = "rancher-compose";
    private static final Set<String> STRONG = Set.of("image", "build", "extends");

    private static final Pattern TOP_KEY = Pattern.compile("(?m)^[\\uFEFF{ \\t]*[\"']?(services|include)[\"']?[ \\t]*:");

    private Recognition() {}

    static boolean mayBe(String path) {
        // Asked of every file of a tree; most have no such ending anywhere in their path.
        return (path.contains(".y") || path.contains(".Y")) && YAML.matcher(path).matches();
    }

    static boolean isNamed(String path) {
        String name = TreePath.name(path);
        return NAMED.matcher(name).matches() && !name.startsWith(RANCHER);
    }

    /** Whether it is worth parsing; most YAML is not. */
    static boolean mayBe(String path, String text) {
        return isNamed(path) || TOP_KEY.matcher(text).find();
    }

    static boolean isCompose(Yaml file) {
        if (file.isTemplate()) {
            return isNamed(file.path().replaceFirst("(?i)(\\.ya?ml)\\.[a-z0-9]+$", "$1"));
        }
        if (!mayBe(file.path()) || file.documents().isEmpty() && !isNamed(file.path())) {
            return false;
        }
        return isNamed(file.path()) ? !isSomethingElse(file) : file.documents().stream().anyMatch(Recognition::looksLikeCompose);
    }

    /** A file of another kind that happens to have a name like {@code compose-api.yaml}. */
    private static boolean isSomethingElse(Yaml file) {
        boolean compose = file.documents().stream().anyMatch(node -> node.get("services").isPresent() || hasOnlyKnownKeys(node));
        boolean old = file.documents().stream().flatMap(node -> node.mapping().stream()).flatMap(root -> root.entries().stream())
                .anyMatch(entry -> STRONG.stream().anyMatch(key -> entry.value().get(key).isPresent()));
        boolean other = file.documents().stream().anyMatch(node -> node.get("apiVersion").isPresent() && node.get("kind").isPresent());
        boolean isDefault = DEFAULT_NAMES.contains(TreePath.name(file.path())) || OVERRIDE_NAMES.contains(TreePath.name(file.path()));
        boolean workflow = file.documents().stream().anyMatch(node -> node.get("jobs").isPresent() && node.get("services").isEmpty());
        return workflow || !isDefault && (other || file.isComplete() && !compose && !old);
    }

    /** Services with an image, a build or something to extend, or an overlay of nothing but known keys; and nothing else at the top. */
    private static boolean looksLikeCompose(Node root) {
        List<Mapping> services = root.get("services").flatMap(Node::mapping).stream().flatMap(all -> all.merged().stream())
                .flatMap(entry -> entry.value().mapping().stream()).toList();
        long entries = root.get("services").flatMap(Node::mapping).map(all -> all.merged().size()).orElse(0);
        if (!hasOnlyKnownKeys(root) || services.isEmpty() || services.size() < entries) {
            return false;
        }
        return services.stream().anyMatch(service -> service.merged().stream().anyMatch(Recognition::isStrong))
                || services.stream().allMatch(service -> service.merged().stream().allMatch(entry ->
                        entry.name().filter(name -> Schema.isServiceKey(name) || name.startsWith("x-")).isPresent()))
                        && services.stream().anyMatch(service -> !service.entries().isEmpty());
    }

    private static boolean hasOnlyKnownKeys(Node root) {
        return root.mapping().filter(top -> !top.entries().isEmpty() && top.entries().stream()
                .allMatch(entry -> entry.name().filter(Schema::isTopKey).isPresent())).isPresent();
    }

    private static boolean isStrong(Entry entry) {
        return entry.name().filter(STRONG::contains).isPresent()
                && (entry.value().scalar().isPresent() || entry.value().mapping().isPresent());
    }
}
