package python;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import report.Analysis;
import report.Finding;
import tree.TextFile;
import tree.Tree;

/**
 * Parses only files that can matter: those that define a checked class or name one, then, in further passes, those that
 * name something that holds, makes or inherits one.
 */
final class ConfigPass implements Analysis.Pass {
    private static final String CLASS = "class";

    private final Tree tree;
    private final ConfigOptions options;
    private Project project;
    private final Map<String, Candidate> candidates = new ConcurrentHashMap<>();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    /** Let go when memory runs short: a large tree fills it, and a check of the fixes can begin anew. */
    private SoftReference<Reach> known = new SoftReference<>(null);
    private int references;

    /** A file that holds one of the first needles, with the words in which they stand. */
    private record Candidate(TextFile file, Set<String> words) {}

    ConfigPass(Tree tree, ConfigOptions options) {
        this.tree = tree;
        this.options = options;
        this.project = new Project(tree);
    }

    @Override
    public boolean wants(String path) {
        return path.endsWith(".py");
    }

    @Override
    public List<String> needles() {
        return options.needles();
    }

    @Override
    public void visit(TextFile file) {
        boolean defines = false;
        for (String name : defined(file.text())) {
            if (options.mayMatch(name)) {
                defines = true;
                names.add(name);
            }
        }
        if (defines) {
            project.module(file);
        } else {
            candidates.put(file.path(), new Candidate(file, words(file.text())));
        }
    }

    /** The names that follow the word {@code class} at the beginning of a line, found without a parser. */
    private static List<String> defined(String text) {
        List<String> names = new ArrayList<>();
        for (int at = text.indexOf(CLASS); at >= 0; at = text.indexOf(CLASS, at + 1)) {
            int before = at;
            while (before > 0 && isBlank(text.charAt(before - 1))) {
                before--;
            }
            int start = at + CLASS.length();
            while (start < text.length() && isBlank(text.charAt(start))) {
                start++;
            }
            if (start > at + CLASS.length() && (before == 0 || "\r\n".indexOf(text.charAt(before - 1)) >= 0)) {
                names.add(text.substring(start, Words.end(text, start)));
            }
        }
        return names;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** The words that hold a needle. */
    private Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String needle : needles()) {
            for (int at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length())) {
                int start = at;
                while (start > 0 && Words.isPart(text.charAt(start - 1))) {
                    start--;
                }
                words.add(text.substring(start, Words.end(text, at + needle.length())));
            }
        }
        return words;
    }

    @Override
    public List<Finding> findings() {
        if (names.isEmpty()) {
            return List.of();
        }
        candidates.values().stream().sorted(Comparator.comparing(candidate -> candidate.file().path())).parallel()
                .filter(candidate -> candidate.words().stream().anyMatch(names::contains))
                .forEach(candidate -> project.module(candidate.file()));
        candidates.clear();
        List<Worker> workers = Worker.of(project, options);
        Reach reach = Reach.of(tree, project, names, workers);
        known = new SoftReference<>(reach);
        project = null;
        var conclusion = Conclusion.of(options, reach, workers);
        references = conclusion.references();
        return conclusion.findings();
    }

    @Override
    public Optional<Analysis.Pass> after(Tree planned, Set<String> changed) {
        return Optional.ofNullable(known.get()).map(reach -> new PlannedPass(options, reach, planned, changed));
    }

    @Override
    public int references() {
        return references;
    }
}
