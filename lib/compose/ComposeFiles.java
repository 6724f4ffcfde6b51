package compose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import report.Finding;
import tree.Cores;
import tree.TextFile;
import tree.Tree;
import tree.Visitor;
import yaml.Yaml;

/**
 * The Compose files of a tree, collected in one pass over it, and the projects that they make. Each file is read and
 * parsed once, however many checks and projects use it; so several analyses of one pass may share one of these.
 */
public final class ComposeFiles implements Visitor, Loader.Files {
    /** What Compose takes in a folder when it is told of no file, the first that is there (its reference, under {@code -f}). */
    public static final List<String> DEFAULT_NAMES = Recognition.DEFAULT_NAMES;

    private final Tree tree;
    private final Variables given;
    private final Map<String, Yaml> composeFiles = new ConcurrentHashMap<>();
    /** Files that were looked at, by whichever of the analyses that share this. */
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final Map<String, Optional<Yaml>> parsed = new ConcurrentHashMap<>();
    private final Map<String, Optional<TextFile>> texts = new ConcurrentHashMap<>();
    private Map<String, List<String>> byFolder = Map.of();
    private final Map<List<String>, Project> loaded = new ConcurrentHashMap<>();
    private final Object all = new Object();
    private List<Project> projects = List.of();

    public ComposeFiles(Tree tree) {
        this(tree, Variables.NONE);
    }

    /** @param given variables that count before those of {@code .env} files */
    public ComposeFiles(Tree tree, Variables given) {
        this.tree = tree;
        this.given = given;
    }

    @Override
    public boolean wants(String path) {
        return Recognition.mayBe(path);
    }

    @Override
    public List<String> needles() {
        return List.of("services", "include", "image:", "build:");
    }

    @Override
    public void visit(TextFile file) {
        if (!taken.contains(file.path()) && Recognition.mayBe(file.path(), file.text())) {
            take(file, Yaml.parse(file));
        }
    }

    /** The file as YAML: what was taken as a Compose file is not read again. */
    public Yaml parse(TextFile file) {
        Yaml known = composeFiles.get(file.path());
        return known == null ? Yaml.parse(file) : known;
    }

    /** Takes a file that a caller has read as YAML for its own ends too; gives whether it is a Compose file. */
    public boolean take(TextFile file, Yaml yaml) {
        taken.add(yaml.path());
        boolean isCompose = Recognition.isCompose(yaml);
        if (isCompose) {
            composeFiles.put(yaml.path(), yaml);
            texts.put(yaml.path(), Optional.of(file));
        }
        return isCompose;
    }

    /** Every Compose file, templates among them, by path. */
    public Map<String, Yaml> files() {
        return new TreeMap<>(composeFiles);
    }

    /**
     * The projects of the tree, ordered by their main files: one for each folder's default file with its override file
     * (or what {@code COMPOSE_FILE} in its {@code .env} names), one for each overlay on top of the file that it belongs
     * to, one for each other file alone. Each Compose file that is no template takes part in at least one.
     */
    public List<Project> projects() {
        synchronized (all) {
            if (projects.isEmpty()) {
                projects = grouped(List.of());
            }
            return projects;
        }
    }

    /** @param invocations uses that are written down: projects too, and in place of what would be guessed for the files in them */
    public List<Project> projects(Collection<Invocation> invocations) {
        return invocations.isEmpty() ? projects() : grouped(invocations);
    }

    private List<Project> grouped(Collection<Invocation> invocations) {
        Set<Invocation> sets = new LinkedHashSet<>();
        Set<String> used = new LinkedHashSet<>();
        List<String> paths = files().values().stream().filter(file -> !file.isTemplate()).map(Yaml::path).toList();
        for (Optional<List<String>> files : Cores.map(paths.stream().map(TreePath::folder).distinct().sorted().toList(), this::defaults)) {
            files.map(Invocation::of).ifPresent(sets::add);
            files.ifPresent(used::addAll);
        }
        for (Invocation invocation : invocations) {
            List<String> files = invocation.files().stream().filter(composeFiles::containsKey).filter(file -> !composeFiles.get(file).isTemplate()).toList();
            if (!files.isEmpty()) {
                sets.add(new Invocation(files, invocation.folder()));
                used.addAll(files);
            }
        }
        List<String> others = paths.stream().filter(path -> !used.contains(path)).toList();
        sets.addAll(Cores.map(others, path -> base(path).map(base -> new Invocation(List.of(base, path), folder(base, invocations))).orElseGet(() -> Invocation.of(List.of(path)))));
        return Cores.map(List.copyOf(sets), set -> project(set.files(), set.folder())).stream().sorted(Comparator.comparing(Project::mainFile)).toList();
    }

    /** The folder that a file is used in, where that is written down. */
    private static String folder(String file, Collection<Invocation> invocations) {
        return invocations.stream().filter(use -> use.files().get(0).equals(file)).map(Invocation::folder).findFirst().orElseGet(() -> TreePath.folder(file));
    }

    /** What is wrong with the Compose files of all projects, each thing once, in the order of their places. */
    public List<Finding> findings() {
        return findings(projects());
    }

    /** The same of these projects, and of the templates, which take part in none. */
    public List<Finding> findings(List<Project> projects) {
        Set<Finding> all = new LinkedHashSet<>();
        files().values().stream().filter(Yaml::isTemplate).forEach(file -> all.addAll(project(List.of(file.path())).reported()));
        projects.forEach(project -> all.addAll(project.reported()));
        return all.stream().sorted(Comparator.comparing((Finding finding) -> finding.place().file())
                .thenComparing(finding -> finding.place().line()).thenComparing(finding -> finding.place().column())).toList();
    }

    /** These files as one project, as {@code -f A -f B} makes it; paths from the tree's root, existing or not. */
    public Project project(List<String> files) {
        return project(files, TreePath.folder(files.get(0)));
    }

    /** @param folder the project's folder, as {@code --project-directory} sets it */
    public Project project(List<String> files, String folder) {
        List<String> key = new ArrayList<>(files);
        key.add(folder);
        return loaded.computeIfAbsent(key, none -> new Loader(this, given).load(files, folder));
    }

    /** The files that Compose takes in a folder when none is named; empty when there is none. */
    public Optional<List<String>> defaults(String folder) {
        Optional<List<String>> named = text(in(folder, ".env")).flatMap(env -> Optional.ofNullable(DotEnv.parse(env, given).get("COMPOSE_FILE")))
                .map(files -> Arrays.stream(files.value().split("[:;]")).flatMap(file -> TreePath.resolve(folder, file.strip()).stream()).toList())
                .filter(files -> !files.isEmpty() && files.stream().allMatch(composeFiles::containsKey));
        if (named.isPresent()) {
            return named;
        }
        Optional<String> main = first(folder, Recognition.DEFAULT_NAMES);
        return main.map(file -> Stream.concat(Stream.of(file), first(folder, Recognition.OVERRIDE_NAMES).stream()).toList());
    }

    /** Whether a file can be used without another: it has services, and each has something to run. */
    public boolean standsAlone(String path) {
        Project project = project(List.of(path));
        return !project.services().isEmpty() && unfounded(project).isEmpty();
    }

    /** The file that an overlay belongs to; empty for a file that stands on its own. */
    private Optional<String> base(String path) {
        Project overlay = project(List.of(path));
        Set<String> needed = unfounded(overlay);
        Set<String> named = new LinkedHashSet<>(needed);
        overlay.services().values().forEach(service -> named.addAll(service.dependencies()));
        named.removeIf(name -> !needed.contains(name) && overlay.services().containsKey(name));
        List<String> bases = named.isEmpty() ? List.of() : candidates(path).stream()
                .filter(other -> !needed.isEmpty() || TreePath.folder(other).equals(TreePath.folder(path)))
                .filter(other -> founds(other, needed)).toList();
        return bases.stream().filter(other -> founds(other, named)).findFirst()
                .or(() -> needed.isEmpty() ? Optional.empty() : bases.stream().findFirst());
    }

    private boolean founds(String path, Set<String> names) {
        Project base = project(List.of(path));
        return base.services().keySet().containsAll(names) && unfounded(base).stream().noneMatch(names::contains);
    }

    /** Services that have nothing to run, and so must get it from a file before. */
    public static Set<String> unfounded(Project project) {
        Set<String> names = new LinkedHashSet<>();
        project.services().forEach((name, service) -> {
            boolean founded = Stream.of("image", "build", "provider", "extends").anyMatch(key -> service.value().get(key).isPresent());
            boolean build = service.build().isPresent() && service.value().at("build", "context").isEmpty()
                    && service.value().at("build", "dockerfile").isEmpty() && service.value().at("build", "dockerfile_inline").isEmpty();
            if (!founded || build) {
                names.add(name);
            }
        });
        return names;
    }

    /** Where the base of an overlay can be, most likely first: the longest name that begins the overlay's, the default file, then the rest; in its folder, then in those above. */
    private List<String> candidates(String path) {
        String stem = stem(path);
        Map<String, List<String>> folders = folders();
        List<String> all = new ArrayList<>();
        for (String folder = TreePath.folder(path);; folder = TreePath.folder(folder)) {
            List<String> siblings = folders.getOrDefault(folder, List.of()).stream().filter(other -> !other.equals(path)).toList();
            siblings.stream().filter(other -> stem.startsWith(stem(other) + ".") || stem.startsWith(stem(other) + "-") || stem.startsWith(stem(other) + "_"))
                    .sorted((a, b) -> stem(b).length() - stem(a).length()).forEach(all::add);
            defaults(folder).filter(files -> !files.contains(path)).ifPresent(files -> all.add(files.get(0)));
            siblings.stream().sorted((a, b) -> stem(a).length() - stem(b).length()).forEach(all::add);
            if (folder.isEmpty()) {
                return all.stream().distinct().toList();
            }
        }
    }

    /** The Compose files of each folder, once the pass is over. */
    private synchronized Map<String, List<String>> folders() {
        if (byFolder.isEmpty()) {
            byFolder = composeFiles.keySet().stream().sorted().collect(Collectors.groupingBy(TreePath::folder));
        }
        return byFolder;
    }

    private static String stem(String path) {
        String name = TreePath.name(path);
        int yaml = Math.max(name.lastIndexOf(".yml"), name.lastIndexOf(".yaml"));
        return yaml < 0 ? name : name.substring(0, yaml);
    }

    private Optional<String> first(String folder, List<String> names) {
        return names.stream().map(name -> in(folder, name)).filter(composeFiles::containsKey)
                .filter(path -> !composeFiles.get(path).isTemplate()).findFirst();
    }

    private static String in(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    @Override
    public Optional<Yaml> yaml(String path) {
        Yaml known = composeFiles.get(path);
        return known != null ? Optional.of(known) : parsed.computeIfAbsent(path, missing -> text(missing).map(Yaml::parse));
    }

    @Override
    public Optional<TextFile> text(String path) {
        return texts.computeIfAbsent(path, unknown -> tree.isFile(unknown) ? tree.read(unknown) : Optional.empty());
    }
}
