package python;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import report.Analysis;
import report.Finding;
import tree.TextFile;
import tree.Tree;

/**
 * Parses only files that can matter: those that define a checked class or name one, then, in further passes, those that
 * name something that holds, makes or inherits one.
 */
final class ConfigPass implements Analysis.Pass {
    private static final Pattern CLASS = Pattern.compile("(?m)^[ \\t]*class[ \\t]+(\\w+)");

    private final Tree tree;
    private final ConfigOptions options;
    private Project project;
    private final Map<String, Candidate> candidates = new ConcurrentHashMap<>();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
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
        for (Matcher found = CLASS.matcher(file.text()); found.find();) {
            if (options.mayMatch(found.group(1))) {
                defines = true;
                names.add(found.group(1));
            }
        }
        if (defines) {
            project.module(file);
        } else {
            candidates.put(file.path(), new Candidate(file, words(file.text())));
        }
    }

    /** The words that hold a needle. */
    private Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String needle : needles()) {
            for (int at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length())) {
                int start = at;
                int end = at + needle.length();
                while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
                    start--;
                }
                while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                    end++;
                }
                words.add(text.substring(start, end));
            }
        }
        return words;
    }

    @Override
    public List<Finding> findings() {
        candidates.values().stream().sorted(Comparator.comparing(candidate -> candidate.file().path())).parallel()
                .filter(candidate -> candidate.words().stream().anyMatch(names::contains))
                .forEach(candidate -> project.module(candidate.file()));
        candidates.clear();
        List<Worker> workers = Worker.of(project, options);
        Reach reach = Reach.of(tree, project, names, workers);
        Uses uses = uses(workers, reach);
        List<Finding> findings = new ArrayList<>(new Findings(options, workers.get(0), uses, project).all());
        findings.sort(Comparator.comparing((Finding finding) -> finding.place().file())
                .thenComparingInt(finding -> finding.place().line()).thenComparingInt(finding -> finding.place().column()));
        references = uses.compared();
        // A large tree fills a heap, and a check of the fixes parses it once more.
        project = new Project(tree);
        return findings;
    }

    private static Uses uses(List<Worker> workers, Reach reach) {
        return Worker.share(workers, reach.modules(), (worker, modules) -> {
            Uses uses = new Uses(worker.selection());
            modules.forEach(module -> worker.inference().within(module,
                    () -> Flow.of(module, reach.relevance(), worker.selection(), worker.inference(), uses)));
            return uses;
        }).stream().reduce(Uses::and).orElseThrow();
    }

    @Override
    public int references() {
        return references;
    }
}
