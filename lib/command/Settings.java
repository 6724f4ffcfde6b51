package command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import report.Finding;
import report.Place;
import report.Rule;
import report.Severity;
import tree.TextFile;
import tree.Tree;
import yaml.Node;
import yaml.Node.Mapping;
import yaml.Span;
import yaml.Yaml;

/**
 * What {@code toolkit.yaml} at the root says.
 *
 * @param file     its name
 * @param root     its content; empty without such a file
 * @param ignores  what {@code ignore} silences
 * @param findings what is odd about the file itself
 */
public record Settings(String file, Optional<Mapping> root, List<Ignore> ignores, List<Finding> findings) {
    /** Those of a tree without a file. */
    public static final Settings NONE = new Settings("toolkit.yaml", Optional.empty(), List.of(), List.of());

    static final Rule UNKNOWN_KEY = new Rule("toolkit/unknown-key", Severity.WARNING, "toolkit.yaml has a key that means nothing",
            "A key that no command knows has no effect, most often because it is misspelt. Correct or remove it.");

    /** The whole vocabulary; below a key without names of its own stand the user's. */
    private static final Map<String, Set<String>> KEYS = new TreeMap<>(Map.of(
            "ignore", Set.of(),
            "services", Set.of("expect"),
            "config", Set.of("require"),
            "golden-path", Set.of("compose", "login", "connection", "message", "execution", "events", "completion", "value"),
            "impact", Set.of()));
    private static final List<String> IGNORE_KEYS = List.of("rule", "path", "subject");

    /** Silences the findings that match all three patterns. */
    record Ignore(Pattern rule, Pattern path, Pattern subject) {
        boolean covers(Finding finding) {
            return rule.matcher(finding.rule().name()).matches()
                    && path.matcher(finding.place().file()).matches()
                    && subject.matcher(finding.subject()).matches();
        }
    }

    /** A text of the file and where it stands. */
    public record Text(String value, Place place) {}

    public Settings {
        ignores = List.copyOf(ignores);
        findings = List.copyOf(findings);
    }

    /** Reads the file. Throws UsageException when it cannot be read or is no YAML mapping. */
    public static Settings read(Tree tree) {
        Optional<String> name = List.of("toolkit.yaml", "toolkit.yml").stream().filter(tree::isFile).findFirst();
        if (name.isEmpty()) {
            return NONE;
        }
        TextFile text = tree.read(name.get()).orElseThrow(() -> new UsageException(tree.problems().stream()
                .filter(problem -> problem.path().equals(name.get())).findFirst()
                .map(problem -> problem.path() + ": " + problem.reason()).orElse(name.get() + " is no text file")));
        Yaml yaml = Yaml.parse(text);
        yaml.problems().stream().findFirst().ifPresent(problem -> {
            throw new UsageException(place(name.get(), problem.span()) + ": " + problem.message());
        });
        if (yaml.documents().isEmpty() || yaml.documents().get(0).scalar().filter(scalar -> scalar.value().isEmpty()).isPresent()) {
            return NONE;
        }
        Mapping root = yaml.root().orElseThrow(() -> new UsageException(name.get()
                + " wants keys with values: " + String.join(", ", KEYS.keySet())));
        List<Finding> findings = new ArrayList<>(unknown(name.get(), root, "", KEYS.keySet()));
        KEYS.forEach((key, known) -> root.get(key).filter(value -> !known.isEmpty()).flatMap(Node::mapping)
                .ifPresent(mapping -> findings.addAll(unknown(name.get(), mapping, key + ".", known))));
        List<Ignore> ignores = new ArrayList<>();
        for (Node item : items(name.get(), root.get("ignore"))) {
            ignores.add(ignore(name.get(), item));
        }
        return new Settings(name.get(), Optional.of(root), ignores, findings);
    }

    /** The node below these keys. */
    public Optional<Node> at(String... keys) {
        Optional<Node> node = root.map(mapping -> (Node) mapping);
        for (String key : keys) {
            node = node.flatMap(found -> found.get(key));
        }
        return node;
    }

    /** The texts below these keys, be it one or a list. Throws UsageException for anything else. */
    public List<Text> texts(String... keys) {
        return items(file, at(keys)).stream().map(item -> new Text(item.scalar().orElseThrow(() -> new UsageException(
                place(item) + ": " + String.join(".", keys) + " wants a text or a list of texts")).value(), place(item))).toList();
    }

    /** Where a node of the file stands. */
    public Place place(Node node) {
        return place(file, node.span());
    }

    private static Place place(String file, Span span) {
        return new Place(file, span.line(), span.column());
    }

    private static List<Node> items(String file, Optional<Node> node) {
        return node.map(found -> found.sequence().map(Node.Sequence::items).orElse(
                found.scalar().filter(scalar -> scalar.value().isEmpty()).isPresent() ? List.of() : List.of(found))).orElse(List.of());
    }

    private static Ignore ignore(String file, Node item) {
        Optional<Mapping> mapping = item.mapping();
        Set<String> keys = new LinkedHashSet<>();
        mapping.ifPresent(found -> found.entries().forEach(entry -> keys.add(entry.name().orElse("?"))));
        boolean understood = mapping.isPresent() ? !keys.isEmpty() && IGNORE_KEYS.containsAll(keys) : item.scalar().isPresent();
        if (!understood) {
            throw new UsageException(place(file, item.span())
                    + ": ignore wants rule names, or mappings with " + String.join(", ", IGNORE_KEYS));
        }
        return new Ignore(Glob.rule(value(item, "rule")), Glob.path(value(item, "path")), Glob.rule(value(item, "subject")));
    }

    /** What an item of {@code ignore} has for a key; what it leaves out matches everything. */
    private static String value(Node item, String key) {
        Optional<Node> value = item.mapping().isPresent() ? item.get(key) : Optional.of(item).filter(rule -> key.equals("rule"));
        return value.flatMap(Node::scalar).map(Node.Scalar::value).orElse(key.equals("path") ? "**" : "*");
    }

    private static List<Finding> unknown(String file, Mapping mapping, String prefix, Set<String> known) {
        return mapping.entries().stream()
                .filter(entry -> !known.contains(entry.name().orElse("")))
                .map(entry -> Finding.of(UNKNOWN_KEY, place(file, entry.key().span()), prefix + entry.name().orElse("?"),
                        "No command knows the key '" + prefix + entry.name().orElse("?") + "'.")
                        .withAvailable(known.stream().sorted().map(key -> prefix + key).toList()))
                .toList();
    }
}
