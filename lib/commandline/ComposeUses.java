package commandline;

import commandline.PathVariables.Known;
import commandline.ShellWords.Word;
import compose.ComposeFiles;
import compose.Invocation;
import compose.TreePath;
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
public final class ComposeUses {
    /** A file without any of these says nothing of it: a file is named, several follow each other, or a folder is named. */
    public static final List<String> NEEDLES = List.of("compose -f", "compose --file", "ml -f", "ml\" -f", "ml' -f", "ml --file", "ml \\", "ml\" \\", "--project-directory", "dockerComposeFile");

    /**
     * @param folder the project's; empty for the first file's
     * @param sure   whether it is run, rather than shown as an example
     */
    private record Use(List<Known> files, Optional<Known> folder, Start start, boolean sure) {}

    private final Queue<Use> uses = new ConcurrentLinkedQueue<>();
    private final Set<String> folders = ConcurrentHashMap.newKeySet();

    /** Whether a file is one of those that say it besides the ones with command lines. */
    public static boolean wants(String path) {
        return path.endsWith("devcontainer.json");
    }

    /** Takes what a file says. */
    public void read(TextFile file) {
        if (NEEDLES.stream().noneMatch(file.text()::contains)) {
            return;
        }
        if (wants(file.path())) {
            devcontainer(file, Yaml.ofJson(file));
        } else if (CommandLines.isYaml(file.path())) {
            CommandLines.read(file, Yaml.parse(file), this::take);
        } else if (CommandLines.wants(file.path())) {
            CommandLines.read(file, this::take);
        }
    }

    /** The dev container reference: {@code dockerComposeFile} is one path or several in their order, relative to the file. */
    private void devcontainer(TextFile file, Yaml yaml) {
        Optional<Node> named = yaml.root().flatMap(root -> root.get("dockerComposeFile"));
        List<String> files = named.flatMap(Node::sequence).map(list -> list.items().stream()).orElseGet(named::stream)
                .flatMap(item -> item.scalar().stream()).map(Node.Scalar::value).toList();
        add(file, files, Optional.empty(), Start.exactly(TreePath.folder(file.path())), false);
    }

    /** Takes what one command line says. */
    public void take(CommandLine line) {
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
    public Set<String> folders() {
        return Set.copyOf(folders);
    }

    /** Those of the files of a tree, each once. */
    public Set<Invocation> in(ComposeFiles compose) {
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
        Optional<String> folder = use.folder().map(path -> path.from(from)).orElseGet(() -> files.stream().findFirst().map(TreePath::folder));
        return files.size() < use.files().size() ? Optional.empty() : folder.map(path -> new Invocation(files, path));
    }
}
