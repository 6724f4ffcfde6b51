package python;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tree.TextFile;
import tree.Tree;
import tree.Visitor;

/**
 * The modules that can get at an object of a checked class, and where in them to look. Those that name such a class are
 * known; each round finds what they define that gives such objects, and the modules that name that.
 */
final class Reach {
    private static final int ROUNDS = 6;

    private final Project project;
    private final Set<String> classes;
    private final Set<String> words;
    private final Map<String, Set<String>> searched = new HashMap<>();
    private final Map<String, Set<String>> searchedHolders = new HashMap<>();
    private List<Module> modules;
    private Relevance relevance;

    private Reach(Project project, Set<String> classes) {
        this.project = project;
        this.classes = classes;
        this.words = new HashSet<>(classes);
        this.modules = project.parsed();
        this.relevance = Relevance.of(modules, words);
    }

    private Reach(Project project, Reach earlier) {
        this.project = project;
        this.classes = earlier.classes;
        this.words = earlier.words;
        this.modules = project.parsed();
        this.relevance = earlier.relevance.in(modules);
    }

    /**
     * Begins at the modules that are parsed already.
     *
     * @param classes the names of checked classes, all modules in which one stands being parsed
     */
    static Reach of(Tree tree, Project project, Set<String> classes, List<Worker> workers) {
        Reach reach = new Reach(project, classes);
        for (int round = 0; round < ROUNDS && reach.grow(tree, workers); round++) {
            continue;
        }
        return reach;
    }

    /** The same names in another state of the tree, in which few modules differ. */
    Reach in(Project other) {
        return new Reach(other, this);
    }

    Project project() {
        return project;
    }

    List<Module> modules() {
        return modules;
    }

    Relevance relevance() {
        return relevance;
    }

    /** Follows what the modules give others by the names under which they give it, and says whether that led to more. */
    private boolean grow(Tree tree, List<Worker> workers) {
        Map<String, Set<String>> names = new TreeMap<>();
        Map<String, Set<String>> holders = new TreeMap<>();
        Set<String> attributes = new HashSet<>();
        for (Exports exports : Worker.share(workers, modules, (worker, mine) -> Exports.of(mine, project, relevance, worker))) {
            exports.names().forEach((name, beside) -> names.computeIfAbsent(name, key -> new TreeSet<>()).addAll(beside));
            exports.holders().forEach((name, beside) -> holders.computeIfAbsent(name, key -> new TreeSet<>()).addAll(beside));
            attributes.addAll(exports.attributes());
        }
        Followers followers = new Followers(unsearched(names, searched), unsearched(holders, searchedHolders), attributes);
        if (!followers.needles().isEmpty()) {
            tree.scan(List.of(followers));
        }
        boolean grown = words.addAll(names.keySet()) | words.addAll(holders.keySet()) | words.addAll(attributes)
                | project.parsed().size() > modules.size();
        if (grown) {
            modules = project.parsed();
            relevance = Relevance.of(modules, words);
        }
        return grown;
    }

    private Map<String, Set<String>> unsearched(Map<String, Set<String>> names, Map<String, Set<String>> before) {
        Map<String, Set<String>> fresh = new TreeMap<>();
        names.forEach((name, beside) -> {
            Set<String> more = new HashSet<>(beside);
            more.removeAll(before.computeIfAbsent(name, key -> new HashSet<>()));
            // a name of one letter stands in every file, and hardly ever for something that another file uses
            if (name.length() >= 2 && !classes.contains(name) && !more.isEmpty()) {
                before.get(name).addAll(more);
                fresh.put(name, more);
            }
        });
        return fresh;
    }

    /**
     * Parses the files in which one of these names stands, and one of the words that have to stand beside it; for a holder
     * also an attribute that holds a checked object.
     */
    private final class Followers implements Visitor {
        private final Map<String, Set<String>> names;
        private final Map<String, Set<String>> holders;
        private final Set<String> attributes;
        private final List<String> needles;
        private final Words words;

        Followers(Map<String, Set<String>> names, Map<String, Set<String>> holders, Set<String> attributes) {
            this.names = names;
            this.holders = holders;
            this.attributes = attributes;
            Set<String> all = new TreeSet<>(names.keySet());
            all.addAll(holders.keySet());
            this.needles = List.copyOf(all);
            names.values().forEach(all::addAll);
            holders.values().forEach(all::addAll);
            all.addAll(attributes);
            this.words = new Words(all);
        }

        @Override
        public boolean wants(String path) {
            return path.endsWith(".py") && !project.isParsed(path);
        }

        @Override
        public List<String> needles() {
            return needles;
        }

        @Override
        public void visit(TextFile file) {
            Set<String> standing = words.in(file.text());
            if (has(names, standing) || has(holders, standing) && standing.stream().anyMatch(attributes::contains)) {
                project.module(file);
            }
        }

        private static boolean has(Map<String, Set<String>> names, Set<String> standing) {
            return standing.stream().anyMatch(name -> names.getOrDefault(name, Set.of()).stream().anyMatch(standing::contains));
        }
    }
}
