package dockerfile;

import commandline.ShellWords.Word;
import commandline.Start;
import dockerfile.Reference.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import yaml.Node;
import yaml.Yaml;

/**
 * What bake files name, in HCL or in JSON (the Bake file reference): a target's context is relative to where bake is run, its
 * Dockerfile to the context; both are inherited.
 */
final class BakeReferences {
    private static final Pattern BLOCK = Pattern.compile("(?m)^[ \\t]*(target|variable)[ \\t]+\"([^\"]+)\"[ \\t]*\\{");
    private static final Pattern TEXT = Pattern.compile("(?m)^[ \\t]*\"?(dockerfile|context|default|dockerfile-inline)\"?[ \\t]*[=:][ \\t]*(?:\"([^\"\\n]*)\"|(.+))");
    private static final Pattern LIST = Pattern.compile("\"?inherits\"?\\s*[=:]\\s*\\[([^]]*)]");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_]\\w*)}");

    /** @param texts {@code context}, {@code dockerfile}: the value in its place */
    private record Target(Map<String, Word> texts, List<String> inherits) {}

    private final Sink sink;
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Map<String, Word> variables = new HashMap<>();

    private BakeReferences(Sink sink) {
        this.sink = sink;
    }

    static void hcl(Sink sink) {
        var bake = new BakeReferences(sink);
        String text = sink.file().text();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            Map<String, Word> texts = new HashMap<>();
            String body = text.substring(block.end(), closing(text, block.end()));
            Matcher field = TEXT.matcher(body);
            while (field.find()) {
                boolean quoted = field.group(2) != null;
                int start = block.end() + field.start(quoted ? 2 : 3);
                String value = quoted ? field.group(2) : field.group(3).strip();
                texts.put(field.group(1), new Word(quoted ? value : "${" + value + "}", start, start + value.length()));
            }
            if (block.group(1).equals("variable")) {
                Optional.ofNullable(texts.get("default")).ifPresent(value -> bake.variables.put(block.group(2), value));
            } else {
                Matcher parents = LIST.matcher(body);
                bake.targets.put(block.group(2), new Target(texts, parents.find()
                        ? Pattern.compile("\"([^\"]+)\"").matcher(parents.group(1)).results().map(found -> found.group(1)).toList() : List.of()));
            }
        }
        bake.collect();
    }

    static void json(Sink sink, Yaml yaml) {
        var bake = new BakeReferences(sink);
        var values = new YamlReferences(sink, yaml);
        yaml.root().flatMap(root -> root.get("target")).flatMap(Node::mapping).ifPresent(all -> all.entries().forEach(entry -> {
            Map<String, Word> texts = new HashMap<>();
            for (String key : List.of("context", "dockerfile", "dockerfile-inline")) {
                entry.value().get(key).flatMap(Node::scalar).ifPresent(value -> texts.put(key, values.word(value)));
            }
            List<String> parents = entry.value().get("inherits").flatMap(Node::sequence).stream().flatMap(list -> list.items().stream())
                    .flatMap(item -> item.scalar().stream()).map(Node.Scalar::value).toList();
            bake.targets.put(entry.name().orElse(""), new Target(texts, parents));
        }));
        bake.collect();
    }

    /** The index of the brace that closes a block, strings left aside. */
    private static int closing(String text, int from) {
        int depth = 1;
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"' && text.charAt(i - 1) != '\\' || quoted && c == '\n';
            depth += quoted ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    private void collect() {
        Set<String> bases = new HashSet<>();
        targets.values().forEach(target -> bases.addAll(target.inherits()));
        targets.forEach((name, target) -> {
            if (!bases.contains(name) || target.texts().containsKey("context")) {
                target(name);
            }
        });
    }

    private void target(String name) {
        Start start = Start.around(sink.file().path()).preferring(Paths.folder(sink.file().path()));
        Optional<Word> context = find(name, "context", new HashSet<>());
        Optional<Word> file = find(name, "dockerfile", new HashSet<>());
        if (find(name, "dockerfile-inline", new HashSet<>()).isPresent()) {
            return;
        }
        Optional<Word> known = context.flatMap(this::resolved);
        if (context.isPresent() && (known.isEmpty() || !Sink.isLocal(known.get().text()))) {
            return;
        }
        String owner = "target " + name;
        Optional<Reference> folder = known.filter(word -> !Paths.parts(word.text()).isEmpty()).map(word -> sink.path(word, start).as(Role.CONTEXT).ownedBy(owner));
        folder.ifPresent(sink::add);
        Start inContext = folder.map(reference -> start.in(reference.path())).orElse(start);
        if (file.isPresent()) {
            Reference reference = file.flatMap(this::resolved).map(word -> sink.path(word, inContext))
                    .orElseGet(() -> sink.path(file.get(), inContext).doubted("an expression decides it"));
            sink.add(reference.ownedBy(owner).within(folder));
        } else {
            folder.ifPresent(reference -> sink.add(reference.as(Role.DEFAULT).from(inContext).reading("Dockerfile", Optional.empty())));
        }
    }

    /** The target's own value, else that of the last target it inherits from that has one. */
    private Optional<Word> find(String name, String key, Set<String> seen) {
        Target target = targets.get(name);
        if (target == null || !seen.add(name)) {
            return Optional.empty();
        }
        List<Word> inherited = new ArrayList<>();
        target.inherits().forEach(parent -> find(parent, key, seen).ifPresent(inherited::add));
        return Optional.ofNullable(target.texts().get(key)).or(() -> inherited.stream().reduce((first, last) -> last));
    }

    /** The value itself, or the default of the variable that it is. */
    private Optional<Word> resolved(Word word) {
        Word value = word;
        for (int depth = 0; depth < variables.size() + 1; depth++) {
            Matcher variable = VARIABLE.matcher(value.text());
            if (!variable.matches()) {
                return Optional.of(value).filter(text -> !text.text().contains("${"));
            }
            Word next = variables.get(variable.group(1));
            if (next == null) {
                return Optional.empty();
            }
            value = next;
        }
        return Optional.empty();
    }
}
