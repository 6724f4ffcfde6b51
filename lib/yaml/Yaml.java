//SOURCES ../Deps.java
//SOURCES ../tree/Tree.java
//DEPS org.yaml:snakeyaml:2.7
//SOURCES Composer.java
//SOURCES Node.java
//SOURCES Problem.java
//SOURCES Scalars.java
//SOURCES Span.java
//SOURCES YamlCheck.java
package yaml;

import java.util.List;
import java.util.Optional;
import tree.TextFile;
import yaml.Node.Mapping;

/**
 * A file read as YAML: every node with its exact place, nothing expanded or constructed, so that a value can be
 * replaced in the text and every other byte stays. Reading never throws and is bounded in time and memory.
 *
 * @param documents the roots of the documents that could be read
 * @param problems  what is wrong, in the order of reading
 */
public record Yaml(String path, String text, List<Node> documents, List<Problem> problems) {
    /** UTF-16 units; the reference implementation of Compose has no limit, real files stay below 100,000. */
    public static final int MAX_LENGTH = 16 * 1024 * 1024;
    public static final int MAX_DEPTH = 200;
    /** How many nodes the aliases of one file may stand for together; the Go readers of YAML become strict at as many. */
    public static final long MAX_ALIASED_NODES = 400_000;
    private static final int MAX_TABS = 100;

    public Yaml {
        documents = List.copyOf(documents);
        problems = List.copyOf(problems);
    }

    public static Yaml parse(TextFile file) {
        return parse(file.path(), file.text());
    }

    /** JSON as YAML, which it nearly is: comments and tabs are blanked, so that every place stays. */
    public static Yaml ofJson(TextFile file) {
        StringBuilder text = new StringBuilder(file.text());
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '\t') {
                text.setCharAt(i, ' ');
            } else if (c == '/' && i + 1 < text.length() && "/*".indexOf(text.charAt(i + 1)) >= 0) {
                boolean line = text.charAt(i + 1) == '/';
                int end = Optional.of(text.indexOf(line ? "\n" : "*/", i + 2)).filter(found -> found >= 0).map(found -> line ? found : found + 2).orElse(text.length());
                for (; i < end; i++) {
                    text.setCharAt(i, text.charAt(i) == '\n' ? '\n' : ' ');
                }
                i--;
            }
        }
        return parse(file.path(), text.toString());
    }

    public static Yaml parse(String path, String text) {
        var readable = new StringBuilder(text);
        for (int tabs = 0;; tabs++) {
            Yaml yaml = new Composer(path, text, readable.toString()).read();
            Optional<Integer> tab = yaml.problems.stream().filter(problem -> problem.kind() == Problem.Kind.SYNTAX)
                    .map(problem -> problem.span().start()).filter(at -> isSeparatingTab(text, at)).findFirst();
            if (tab.isEmpty() || tabs == MAX_TABS) {
                return yaml;
            }
            readable.setCharAt(tab.get(), ' ');
        }
    }

    /**
     * YAML allows a tab between a key and its value and at the end of a line; snakeyaml does not, while the reference
     * implementation's reader does. Such a tab is read as a space.
     */
    private static boolean isSeparatingTab(String text, int at) {
        if (at >= text.length() || text.charAt(at) != '\t') {
            return false;
        }
        String before = text.substring(text.lastIndexOf('\n', at) + 1, at).strip();
        return !before.isEmpty() && !before.equals("-") && !before.endsWith(" -") && !before.endsWith("?");
    }

    /** Files of equal text are equal; the nodes, which follow from it, are many. */
    @Override
    public int hashCode() {
        return 31 * path.hashCode() + text.hashCode();
    }

    /** The first document, when it is a mapping. */
    public Optional<Mapping> root() {
        return documents.stream().findFirst().flatMap(Node::mapping);
    }

    /** The exact source of a node. */
    public String source(Node node) {
        return text.substring(node.span().start(), node.span().end());
    }

    /** Whether everything was read: duplicate keys lose nothing, every other problem does. */
    public boolean isComplete() {
        return problems.stream().allMatch(problem -> problem.kind() == Problem.Kind.DUPLICATE_KEY);
    }

    /**
     * Whether this is the template of a YAML file rather than one (Helm, Jinja, Go templates, ERB): its name says so,
     * or braces and percent signs stand where YAML has no place for them. A quoted {@code "{{.Node.Hostname}}"} is
     * ordinary text.
     */
    public boolean isTemplate() {
        for (String ending : TEMPLATE_ENDINGS) {
            if (path.endsWith(ending)) {
                return true;
            }
        }
        if (problems.stream().anyMatch(problem -> problem.kind() == Problem.Kind.SYNTAX)) {
            return text.contains("{{") || text.contains("{%") || text.contains("<%");
        }
        return text.contains("{{") && documents.stream().anyMatch(Yaml::hasMappingAsKey)
                || text.contains("{$") && documents.stream().anyMatch(Yaml::hasVariableInBraces);
    }

    /** {@code image: {$IMAGE}}, which sed or a program fills in; to YAML it is a mapping with a key and no value. */
    private static boolean hasVariableInBraces(Node node) {
        if (node instanceof Mapping mapping) {
            return mapping.flow() && mapping.entries().size() == 1 && isBareVariable(mapping.entries().get(0))
                    || mapping.entries().stream().anyMatch(entry -> hasVariableInBraces(entry.value()));
        }
        return node instanceof Node.Sequence sequence && sequence.items().stream().anyMatch(Yaml::hasVariableInBraces);
    }

    private static boolean isBareVariable(Node.Entry entry) {
        return entry.name().filter(name -> name.startsWith("$")).isPresent() && entry.value().scalar().filter(scalar -> scalar.value().isEmpty()).isPresent();
    }

    private static final List<String> TEMPLATE_ENDINGS = List.of(".j2", ".jinja", ".jinja2", ".tmpl", ".tpl", ".gotmpl", ".erb", ".mustache", ".hbs");

    private static boolean hasMappingAsKey(Node node) {
        if (node instanceof Mapping mapping) {
            return mapping.entries().stream().anyMatch(entry ->
                    entry.key() instanceof Mapping key && key.flow() || hasMappingAsKey(entry.value()));
        }
        return node instanceof Node.Sequence sequence && sequence.items().stream().anyMatch(Yaml::hasMappingAsKey);
    }
}
