package dockerfile;

import commandline.CommandLine;
import commandline.CommandLines;
import commandline.ComposeOptions;
import commandline.PathVariables.Known;
import commandline.PathVariables;
import commandline.ShellWords.Word;
import commandline.Start;
import compose.ComposeFiles;
import compose.Invocation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tree.TextFile;
import yaml.Node;
import yaml.Yaml;

/**
 * Which Compose files are used together, and from where, as scripts, pipelines, documents and dev containers of the tree say:
 * it decides the folder that the paths in them start from.
 */
final class ComposeUses {
    /** A file without any of these says nothing of it: a file is named, several follow each other, or a folder is named. */
    static final List<String> NEEDLES = List.of("compose -f", "compose --file", "ml -f", "ml\" -f", "ml' -f", "ml --file", "ml \\", "ml\" \\", "--project-directory", "dockerComposeFile");

    /**
     * @param folder the project's; empty for the first file's
     * @param sure   whether it is run, rather than shown as an example
     */
    private record Use(List<Known> files, Optional<Known> folder, Start start, boolean sure) {}

    private final Queue<Use> uses = new ConcurrentLinkedQueue<>();
    private final Set<String> folders = ConcurrentHashMap.newKeySet();

    void read(TextFile file) {
        if (NEEDLES.stream().noneMatch(file.text()::contains)) {
            return;
        }
        if (file.path().endsWith("devcontainer.json")) {
            devcontainer(file, Formats.json(file));
        } else if (CommandLines.isYaml(file.path())) {
            CommandLines.read(file, Yaml.parse(file), this::command);
        } else if (CommandLines.wants(file.path())) {
            CommandLines.read(file, this::command);
        }
    }

    /** The dev container reference: {@code dockerComposeFile} is one path or several in their order, relative to the file. */
    private void devcontainer(TextFile file, Yaml yaml) {
        Optional<Node> named = yaml.root().flatMap(root -> root.get("dockerComposeFile"));
        List<String> files = named.flatMap(Node::sequence).map(list -> list.items().stream()).orElseGet(named::stream)
                .flatMap(item -> item.scalar().stream()).map(Node.Scalar::value).toList();
        add(file, files, Optional.empty(), Start.exactly(Paths.folder(file.path())), false);
    }

    private void command(CommandLine line) {
        ComposeOptions.of(line).ifPresent(options -> add(line.file(), options.files().stream().map(Word::text).toList(), options.folder().map(Word::text),
                line.start(), line.kind() != CommandLine.Kind.DOCS && line.kind() != CommandLine.Kind.STRING));
    }

    /** Takes what is named when it can be told in full. */
    private void add(TextFile file, List<String> files, Optional<String> folder, Start start, boolean sure) {
        List<Known> known = files.stream().flatMap(path -> PathVariables.of(file, path).stream()).toList();
        Optional<Known> in = folder.flatMap(path -> PathVariables.of(file, path));
        if (!known.isEmpty() && known.size() == files.size() && in.isPresent() == folder.isPresent()) {
            uses.add(new Use(known, in, start, sure));
        } else if (in.isPresent()) {
            start.folders().stream().flatMap(from -> in.get().from(from).stream()).forEach(folders::add);
        }
    }

    /** Folders that are a project's, of which files cannot be told: {@code --project-directory . -f $FILE}. */
    Set<String> folders() {
        return Set.copyOf(folders);
    }

    /** Those of the files of a tree, each once. */
    Set<Invocation> in(ComposeFiles compose) {
        Set<String> known = compose.files().keySet();
        Set<Invocation> all = new TreeSet<>(Comparator.comparing(Invocation::toString));
        for (Use use : uses) {
            use.start().folders().stream().flatMap(from -> invocation(use, from).stream())
                    .max(Comparator.comparingLong(candidate -> candidate.files().stream().filter(known::contains).count()))
                    .filter(best -> use.start().open() ? known.containsAll(best.files()) : best.files().stream().anyMatch(known::contains))
                    .filter(best -> best.files().size() > 1 || use.folder().isPresent() || use.sure() && compose.standsAlone(best.files().get(0))).ifPresent(all::add);
        }
        return all;
    }

    private static Optional<Invocation> invocation(Use use, String from) {
        List<String> files = use.files().stream().flatMap(file -> file.from(from).stream()).toList();
        Optional<String> folder = use.folder().map(path -> path.from(from)).orElseGet(() -> files.stream().findFirst().map(Paths::folder));
        return files.size() < use.files().size() ? Optional.empty() : folder.map(path -> new Invocation(files, path));
    }
}
