package ws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** A node of a YAML file that knows its place, so that every complaint about it begins with {@code file:line:column}. */
record YamlCursor(String file, Node node, Budget budget, int depth) {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_NODES = 10_000;
    private static final int DEEPEST = 100;
    /** Places that stand for a number where they stand alone and without quotes. */
    private static final Set<String> NUMBERS = Set.of("${n}", "${request}", "${timestamp.ms}");

    /** Bounds the walk over nodes: anchors can make a small file endless. */
    static final class Budget {
        private int left = MOST_NODES;
    }

    /** @throws UsageException when the text is no YAML or too long */
    static YamlCursor root(String file, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new UsageException(file + ": a scenario has at most 1 MiB.");
        }
        try {
            var options = new LoaderOptions();
            options.setNestingDepthLimit(50);
            options.setMaxAliasesForCollections(MOST_NODES);
            // What Yaml.composeAll does, without all that Yaml makes ready to build objects.
            var documents = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
            if (!documents.checkNode()) {
                throw new UsageException(file + ":1:1: the file is empty; a scenario is a mapping.");
            }
            var root = new YamlCursor(file, documents.getNode(), new Budget(), 0);
            if (documents.checkNode()) {
                throw root.at(documents.getNode()).wrong("a scenario is one document, this is a second one");
            }
            return root;
        } catch (MarkedYAMLException broken) {
            Mark mark = broken.getProblemMark() != null ? broken.getProblemMark() : broken.getContextMark();
            boolean bare = String.valueOf(broken.getProblem()).endsWith("but got {");
            throw new UsageException(place(file, mark) + ": " + broken.getProblem()
                    + (bare ? "; inside braces or brackets a place such as ${user} needs quotes" : "") + ".");
        } catch (YAMLException broken) {
            throw new UsageException(file + ":1:1: " + broken.getMessage().lines().findFirst().orElse("not YAML") + ".");
        }
    }

    UsageException wrong(String what) {
        return new UsageException(place(file, node.getStartMark()) + ": " + what + ".");
    }

    /** The entries of a mapping. @throws UsageException when it is none, or has another key than those, or one twice */
    Map<String, YamlCursor> entries(Collection<String> allowed) {
        Map<String, YamlCursor> entries = entries();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            YamlCursor key = at(tuple.getKeyNode());
            if (!allowed.contains(key.string())) {
                throw key.wrong("there is no '" + key.string() + "' here; allowed: " + String.join(", ", allowed));
            }
        }
        return entries;
    }

    Map<String, YamlCursor> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("this must be a mapping");
        }
        var entries = new LinkedHashMap<String, YamlCursor>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlCursor key = at(tuple.getKeyNode());
            if (entries.put(key.string(), at(tuple.getValueNode())) != null) {
                throw key.wrong("'" + key.string() + "' stands here a second time");
            }
        }
        return entries;
    }

    /** The items of a sequence; a single value is a sequence of one. */
    List<YamlCursor> items() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(this::at).toList();
        }
        return List.of(this);
    }

    String string() {
        if (!(node instanceof ScalarNode scalar)) {
            throw wrong("this must be a text");
        }
        return scalar.getValue();
    }

    List<String> strings() {
        return items().stream().map(YamlCursor::string).toList();
    }

    boolean bool() {
        return switch (string()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("this must be true or false, not '" + string() + "'");
        };
    }

    boolean isText(String text) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(text);
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** What a parser makes of the text; its complaint gets this place. */
    <T> T parsed(Function<String, T> parser) {
        try {
            return parser.apply(string());
        } catch (IllegalArgumentException | UsageException problem) {
            throw wrong(problem.getMessage().replaceFirst("\\.$", ""));
        }
    }

    /**
     * The node as a message.
     *
     * @param prefixed whether it is a sequence of the characters that stand before the JSON and, unless there is none, the JSON
     */
    Template message(boolean prefixed) {
        if (!prefixed) {
            if (isText()) {
                throw wrong("a message is a mapping or a sequence; of several messages each is an item of its own");
            }
            return json();
        }
        if (!(node instanceof SequenceNode) || items().isEmpty() || items().size() > 2) {
            throw wrong("with 'framing: prefixed' a message is a sequence: [PREFIX] or [PREFIX, JSON]");
        }
        var parts = new ArrayList<>(items().get(0).parsed(Template::text).parts());
        if (items().size() == 2) {
            items().get(1).json(parts);
        }
        return new Template(parts);
    }

    /** The node as JSON text whose strings are templates: a mapping is an object, a plain scalar keeps its type, that of a number too. */
    Template json() {
        var parts = new ArrayList<Template.Part>();
        json(parts);
        return new Template(parts);
    }

    private void json(List<Template.Part> parts) {
        if (node instanceof ScalarNode scalar) {
            Optional<String> literal = literal(scalar);
            if (scalar.getScalarStyle() == ScalarStyle.PLAIN && NUMBERS.contains(scalar.getValue())) {
                parts.addAll(parsed(Template::text).parts());
            } else if (literal.isPresent()) {
                parts.add(new Template.Part.Text(literal.get()));
            } else {
                parts.addAll(parsed(Template::jsonString));
            }
        } else if (node instanceof SequenceNode sequence) {
            String separator = "[";
            for (Node item : sequence.getValue()) {
                parts.add(new Template.Part.Text(separator));
                at(item).json(parts);
                separator = ",";
            }
            parts.add(new Template.Part.Text(separator.equals("[") ? "[]" : "]"));
        } else {
            String separator = "{";
            for (var entry : entries().entrySet()) {
                parts.add(new Template.Part.Text(separator));
                parts.addAll(Template.jsonString(entry.getKey()));
                parts.add(new Template.Part.Text(":"));
                entry.getValue().json(parts);
                separator = ",";
            }
            parts.add(new Template.Part.Text(separator.equals("{") ? "{}" : "}"));
        }
    }

    private static Optional<String> literal(ScalarNode scalar) {
        String value = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return Optional.empty();
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            return Optional.of("null");
        }
        boolean json = value.matches("true|false|-?(0|[1-9][0-9]{0,18})(\\.[0-9]{1,18})?");
        return json ? Optional.of(value) : Optional.empty();
    }

    private YamlCursor at(Node child) {
        if (--budget.left < 0) {
            throw wrong("the scenario has more than " + MOST_NODES + " values; anchors count wherever they are used");
        }
        if (depth == DEEPEST) {
            throw wrong("values are nested more than " + DEEPEST + " deep here; an anchor may stand inside of what it names");
        }
        return new YamlCursor(file, child, budget, depth + 1);
    }

    private static String place(String file, Mark mark) {
        return mark == null ? file + ":1:1" : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }
}
