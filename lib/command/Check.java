package command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import report.Analysis;
import report.Analysis.Pass;
import report.Finding;
import report.Markdown;
import report.Place;
import report.Rule;
import report.Severity;
import tree.Cores;
import tree.Plan;
import tree.TextFile;
import tree.Tree;
import tree.Visitor;

/**
 * Runs analyses together, in one pass over a tree, and leaves out what the repository ignores.
 *
 * @param whole    whether the analyses look at all that their rules can find; if not, an ignore comment that covers
 *                 nothing may be needed by another run
 * @param progress is told of every file as it is looked at
 */
record Check(List<Analysis> analyses, Settings settings, boolean whole, Consumer<String> progress) {
    static final Rule UNUSED_IGNORE = new Rule("toolkit/unused-ignore", Severity.INFO, "an ignore comment covers nothing",
            "The comment names a rule that finds nothing on the line it covers: the finding is gone, or the comment stands "
            + "in the wrong place. On a line of its own it covers the next line, behind other text its own. Remove or move it.");
    static final Rule UNREADABLE = new Rule("toolkit/unreadable", Severity.WARNING, "a file could not be read",
            "What stands in this file was not checked. Make it readable, or ignore it in toolkit.yaml by its path.");

    /**
     * What was found in a tree.
     *
     * @param findings without those that are ignored, each once
     * @param passes   those that found it
     */
    record Outcome(Tree tree, List<Finding> findings, int ignored, int filesRead, int references, List<Pass> passes) {}

    /** Every rule that can be found, once. */
    List<Rule> rules() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        Stream.concat(analyses.stream().flatMap(analysis -> analysis.rules().stream()),
                Stream.of(UNREADABLE, Settings.UNKNOWN_KEY, UNUSED_IGNORE)).forEach(rule -> rules.putIfAbsent(rule.name(), rule));
        return List.copyOf(rules.values());
    }

    Outcome of(Tree tree) {
        return of(tree, analyses.stream().map(analysis -> analysis.begin(tree)).toList());
    }

    /** What is found in the tree of an outcome once a plan is carried out, in memory. */
    Outcome after(Plan plan, Outcome before) {
        Tree planned = before.tree().after(plan);
        List<Pass> passes = new ArrayList<>();
        for (int i = 0; i < analyses.size(); i++) {
            Analysis analysis = analyses.get(i);
            passes.add(before.passes().get(i).after(planned, plan.files()).orElseGet(() -> analysis.begin(planned)));
        }
        return of(planned, passes);
    }

    private Outcome of(Tree tree, List<Pass> passes) {
        Map<String, List<IgnoreComment>> comments = new ConcurrentHashMap<>();
        tree.scan(passes.stream().map(pass -> new Watched(pass, comments)).toList());
        int filesRead = comments.size();

        // Findings of equal rule, place, subject and message are one, whichever analysis saw it first.
        Map<List<Object>, Finding> all = new LinkedHashMap<>();
        Stream<Finding> unreadable = unreadable(tree);
        Stream<Finding> concluded = Cores.map(passes, Pass::findings).stream().flatMap(List::stream);
        Stream.of(concluded, settings.findings().stream(), unreadable)
                .flatMap(findings -> findings)
                .forEach(finding -> all.putIfAbsent(List.of(finding.rule().name(), finding.place(), finding.subject(), finding.message()), finding));

        Set<IgnoreComment> used = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : all.values()) {
            List<IgnoreComment> covering = comments.computeIfAbsent(finding.place().file(),
                            file -> tree.read(file).map(IgnoreComment::in).orElse(List.of()))
                    .stream().filter(comment -> comment.covers(finding)).toList();
            used.addAll(covering);
            if (covering.isEmpty() && settings.ignores().stream().noneMatch(ignore -> ignore.covers(finding))) {
                findings.add(finding);
            }
        }
        int ignored = all.size() - findings.size();
        if (whole) {
            comments.values().stream().flatMap(List::stream).filter(comment -> !used.contains(comment))
                    .filter(this::isOurs).map(Check::unused)
                    .filter(finding -> settings.ignores().stream().noneMatch(ignore -> ignore.covers(finding)))
                    .forEach(findings::add);
        }
        int references = passes.stream().mapToInt(Pass::references).sum();
        return new Outcome(tree, List.copyOf(findings), ignored, filesRead, references, passes);
    }

    /** Whether each rule that the comment names is one of these; a name of another command's rule says nothing here. */
    private boolean isOurs(IgnoreComment comment) {
        return comment.rules().stream().allMatch(glob -> analyses.stream()
                .flatMap(analysis -> analysis.rules().stream()).anyMatch(rule -> IgnoreComment.covers(glob, rule)));
    }

    private static Finding unused(IgnoreComment comment) {
        String rules = String.join(", ", comment.rules());
        return Finding.of(UNUSED_IGNORE, comment.place(), rules, "Line " + comment.line() + " has no finding of " + rules + ".");
    }

    private static Stream<Finding> unreadable(Tree tree) {
        return new LinkedHashSet<>(tree.problems()).stream().map(problem -> Finding.of(UNREADABLE,
                new Place(problem.path(), 1, 1), problem.path(), "Not checked: " + problem.reason() + "."));
    }

    /** Reads the ignore comments of every file that a pass is shown. */
    private final class Watched implements Visitor {
        private final Pass pass;
        private final Map<String, List<IgnoreComment>> comments;

        Watched(Pass pass, Map<String, List<IgnoreComment>> comments) {
            this.pass = pass;
            this.comments = comments;
        }

        @Override
        public boolean wants(String path) {
            return pass.wants(path);
        }

        @Override
        public List<String> needles() {
            return pass.needles();
        }

        @Override
        public void visit(TextFile file) {
            if (Markdown.isReport(file.text())) {
                return;
            }
            comments.computeIfAbsent(file.path(), path -> IgnoreComment.in(file));
            progress.accept(file.path());
            pass.visit(file);
        }
    }
}
