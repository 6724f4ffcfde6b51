package python;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import report.Finding;

/**
 * What the modules that can get at objects of checked classes do with them.
 *
 * @param findings   in the order of their places
 * @param references how many uses were compared with a class
 */
record Conclusion(List<Finding> findings, int references) {

    static Conclusion of(ConfigOptions options, Reach reach, List<Worker> workers) {
        Uses uses = Worker.share(workers, reach.modules(), (worker, modules) -> uses(worker, modules, reach.relevance()))
                .stream().reduce(Uses::and).orElseThrow();
        List<Finding> findings = new ArrayList<>(new Findings(options, workers.get(0), uses, reach.project()).all());
        findings.sort(Comparator.comparing((Finding finding) -> finding.place().file())
                .thenComparingInt(finding -> finding.place().line()).thenComparingInt(finding -> finding.place().column()));
        return new Conclusion(findings, uses.compared());
    }

    private static Uses uses(Worker worker, List<Module> modules, Relevance relevance) {
        Uses uses = new Uses(worker.selection());
        modules.forEach(module -> worker.inference().within(module,
                () -> Flow.of(module, relevance, worker.selection(), worker.inference(), uses)));
        return uses;
    }
}
