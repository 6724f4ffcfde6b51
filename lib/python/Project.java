package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tree.TextFile;
import tree.Tree;

/** The tree's modules, parsed when they are first needed, and where an import leads (The Python Language Reference, chapter 5). */
final class Project {
    /** A longer file is data rather than code; it is named and left out. */
    static final int LONGEST = 4 << 20;
    /** A file with more classes was written by a program. */
    private static final int MOST_CLASSES = 20_000;
    private static final int ABOVE = 1_000;

    private final Tree tree;
    private final Set<String> files = new HashSet<>();
    private final Set<String> folders = new HashSet<>();
    private final Map<String, List<String>> byName = new HashMap<>();
    private final Map<String, Optional<Module>> modules = new ConcurrentHashMap<>();
    private final Map<String, Optional<String>> imports = new ConcurrentHashMap<>();
    private final Map<String, Boolean> sourceRoots = new ConcurrentHashMap<>();
    private final Set<String> packages = new HashSet<>();
    private final Map<String, String> cut = new ConcurrentSkipListMap<>();

    Project(Tree tree) {
        this.tree = tree;
        for (String file : tree.files()) {
            if (file.endsWith(".py")) {
                files.add(file);
                String stem = file.substring(0, file.length() - 3);
                String name = stem.endsWith("/__init__") ? stem.substring(0, stem.length() - 9) : stem;
                byName.computeIfAbsent(last(name), key -> new ArrayList<>()).add(file);
                for (String folder = folder(file); !folder.isEmpty() && folders.add(folder); folder = folder(folder)) {
                    continue;
                }
            }
        }
        for (String folder : folders) {
            packages.add(folder);
            for (int slash = folder.indexOf('/'); slash >= 0; slash = folder.indexOf('/', slash + 1)) {
                packages.add(folder.substring(slash + 1));
            }
        }
    }

    /** The modules of another state of the tree, parsed as they are but for those of some files. */
    Project(Tree tree, Project earlier, Set<String> changed) {
        this(tree);
        earlier.modules.forEach((path, module) -> {
            if (!changed.contains(path)) {
                modules.put(path, module);
            }
        });
        earlier.cut.forEach((path, why) -> {
            if (!changed.contains(path)) {
                cut.put(path, why);
            }
        });
    }

    /** The module of a file that was read already. */
    Optional<Module> module(TextFile file) {
        return modules.computeIfAbsent(file.path(), path -> {
            if (file.text().length() > LONGEST) {
                cut(path, "longer than " + (LONGEST >> 20) + " MB: not checked");
                return Optional.empty();
            }
            Module module = Module.of(file);
            if (module.classes.size() > MOST_CLASSES) {
                cut(path, "more than " + MOST_CLASSES + " classes: not checked");
                return Optional.empty();
            }
            return Optional.of(module);
        });
    }

    Optional<Module> module(String path) {
        Optional<Module> known = modules.get(path);
        if (known == null) {
            known = tree.read(path).flatMap(this::module);
            modules.putIfAbsent(path, known);
        }
        return known;
    }

    boolean isParsed(String path) {
        return modules.getOrDefault(path, Optional.empty()).isPresent();
    }

    /** Remembers that a file, or a part of it, was left out. */
    void cut(String path, String why) {
        cut.putIfAbsent(path, why);
    }

    /** The files that were left out, whole or in part, and why. */
    Map<String, String> cut() {
        return cut;
    }

    /** Every module parsed so far, in the order of their paths. */
    List<Module> parsed() {
        return modules.keySet().stream().sorted().flatMap(path -> modules.get(path).stream()).toList();
    }

    boolean isFile(String path) {
        return files.contains(path);
    }

    /** The file of {@code from ..module import} as written in a file. */
    Optional<String> relative(int level, String module, String from) {
        String folder = folder(from);
        for (int i = 1; i < level; i++) {
            folder = folder(folder);
        }
        String path = join(folder, module.replace('.', '/'));
        return fileOf(path);
    }

    /** The file of a module or of a package's {@code __init__}, from its path without ending. */
    Optional<String> fileOf(String path) {
        String init = path.isEmpty() ? "__init__.py" : path + "/__init__.py";
        return files.contains(init) ? Optional.of(init) : Optional.of(path + ".py").filter(files::contains);
    }

    /** Whether some folder of the tree could be this package, with or without {@code __init__.py}. */
    boolean isPackage(String module) {
        return packages.contains(module.replace('.', '/'));
    }

    /**
     * The file of an absolute import, as seen from a file: the folder that the import starts from is one above that file,
     * else the one nearest to it; empty when there is none or no nearest.
     */
    Optional<String> absolute(String module, String from) {
        // a module does not import itself: it bears the name of the library that it wraps
        return imports.computeIfAbsent(module + " " + folder(from), key -> find(module, from))
                .filter(file -> !file.equals(from) || file.endsWith("__init__.py"))
                .filter(file -> folder(file).equals(folder(from)) || !isLinked(module, from));
    }

    /** Whether the module that Python finds first is a file beside the importing one that the tree does not list: a symbolic link. */
    private boolean isLinked(String module, String from) {
        String beside = join(folder(from), module.replace('.', '/') + ".py");
        return !files.contains(beside) && tree.isFile(beside);
    }

    private Optional<String> find(String module, String from) {
        String path = module.replace('.', '/');
        boolean single = module.indexOf('.') < 0;
        Optional<String> best = Optional.empty();
        int bestScore = -1;
        boolean tie = false;
        for (String file : byName.getOrDefault(last(path), List.of())) {
            String stem = file.endsWith("/__init__.py") ? file.substring(0, file.length() - 12) : file.substring(0, file.length() - 3);
            if (!stem.equals(path) && !stem.endsWith("/" + path)) {
                continue;
            }
            String root = stem.equals(path) ? "" : stem.substring(0, stem.length() - path.length() - 1);
            boolean above = root.isEmpty() || from.startsWith(root + "/");
            boolean inPackage = files.contains(join(root, "__init__.py")) && !root.equals(folder(from));
            // a script such as manage.py makes its folder a start even where that is a package, for which a name of several parts speaks
            if (inPackage && (single || !above)) {
                continue;
            }
            // what can't be reached still casts doubt on what is further away
            boolean reachable = !single || above || isSourceRoot(root);
            int score = (above && !inPackage ? ABOVE : 0) + common(root, from);
            tie = score == bestScore || tie && score < bestScore;
            if (score > bestScore) {
                best = Optional.of(file).filter(found -> reachable);
                bestScore = score;
            }
        }
        return tie ? Optional.empty() : best;
    }

    private boolean isSourceRoot(String root) {
        return sourceRoots.computeIfAbsent(root, folder -> List.of("src", "lib", "python").contains(last(folder))
                || List.of("pyproject.toml", "setup.py", "requirements.txt").stream().anyMatch(file -> tree.isFile(join(folder, file))));
    }

    /** How many folders two paths share from the root on. */
    private static int common(String a, String b) {
        String[] left = a.split("/");
        String[] right = b.split("/");
        int i = 0;
        while (i < left.length && i < right.length && left[i].equals(right[i])) {
            i++;
        }
        return i;
    }

    static String folder(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    static String join(String folder, String name) {
        return folder.isEmpty() ? name : name.isEmpty() ? folder : folder + "/" + name;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
