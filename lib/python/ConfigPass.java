package python;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import report.Analysis;
import report.Finding;
import tree.TextFile;
import tree.Tree;
import tree.Visitor;

/**
 * Parses only files that can matter: those that define a checked class or name one, then, in further passes, those that
 * name something that holds, makes or inherits one.
 */
final class ConfigPass implements Analysis.Pass {
    private static final Pattern CLASS = Pattern.compile("(?m)^[ \\t]*class[ \\t]+(\\w+)");
    private static final int ROUNDS = 3;
    private static final int MOST_WORKERS = 8;

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
        Inference inference = new Inference(project);
        Selection selection = new Selection(options, inference);
        Set<String> searched = new HashSet<>(names);
        Set<String> words = new HashSet<>(names);
        List<Module> modules = project.parsed();
        Relevance relevance = new Relevance(modules, words);
        for (int round = 0; round < ROUNDS; round++) {
            Selection.Related related = selection.related(modules, relevance);
            Set<String> fresh = new TreeSet<>(related.names());
            fresh.removeAll(searched);
            // a name of one letter stands in every file, and hardly ever for something that another file uses
            fresh.removeIf(name -> name.length() < 2);
            if (!fresh.isEmpty()) {
                searched.addAll(fresh);
                tree.scan(List.of(new Followers(fresh)));
            }
            boolean grown = words.addAll(related.names()) | words.addAll(related.attributes()) | project.parsed().size() > modules.size();
            if (!grown) {
                break;
            }
            modules = project.parsed();
            relevance = new Relevance(modules, words);
        }
        Uses uses = uses(modules, relevance);
        List<Finding> findings = new ArrayList<>(new Findings(options, inference, selection, uses, project).all());
        findings.sort(Comparator.comparing((Finding finding) -> finding.place().file())
                .thenComparingInt(finding -> finding.place().line()).thenComparingInt(finding -> finding.place().column()));
        references = uses.compared();
        // A large tree fills a heap, and a check of the fixes parses it once more.
        project = new Project(tree);
        return findings;
    }

    /** Every module's uses; each worker has an inference of its own, as what that remembers is not shared. */
    private Uses uses(List<Module> modules, Relevance relevance) {
        int workers = Math.min(Runtime.getRuntime().availableProcessors(), MOST_WORKERS);
        return IntStream.range(0, workers).parallel().mapToObj(worker -> {
            Inference inference = new Inference(project);
            Selection selection = new Selection(options, inference);
            Uses uses = new Uses(selection);
            for (int i = worker; i < modules.size(); i += workers) {
                Module module = modules.get(i);
                inference.within(module, () -> Flow.of(module, relevance, selection, inference, uses));
            }
            return uses;
        }).reduce(Uses::and).orElseThrow();
    }

    @Override
    public int references() {
        return references;
    }

    /** Parses the files in which one of these names stands as a word. */
    private final class Followers implements Visitor {
        private final Set<String> wanted;
        private final Words words;

        Followers(Set<String> wanted) {
            this.wanted = wanted;
            this.words = new Words(wanted);
        }

        @Override
        public boolean wants(String path) {
            return path.endsWith(".py") && !project.isParsed(path);
        }

        @Override
        public List<String> needles() {
            return List.copyOf(wanted);
        }

        @Override
        public void visit(TextFile file) {
            if (words.standIn(file.text())) {
                project.module(file);
            }
        }
    }
}
