package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import report.Finding;
import report.Fix;
import tree.Edit;
import tree.Plan;

/** Finds for each finding the change that mends it, one change for all findings with one cause. */
final class Mending {
    private final ConfigOptions options;
    private final Inference inference;
    private final List<Module> modules;
    private final Map<List<Object>, List<Use.Read>> reads = new HashMap<>();
    private final Defaults defaults;
    private final Map<List<Object>, Optional<Fix>> fixes = new HashMap<>();

    Mending(ConfigOptions options, Inference inference, Selection selection, List<Module> modules, List<Findings.Missing> missing,
            List<Misplaced> misplaced) {
        this.options = options;
        this.inference = inference;
        this.modules = modules;
        missing.forEach(found -> reads.computeIfAbsent(List.of(found.of(), found.read().name()), key -> new ArrayList<>()).add(found.read()));
        this.defaults = new Defaults(options, inference, selection.in(modules).toList());
        for (Misplaced found : misplaced) {
            fixes.putIfAbsent(List.of(found.of(), found.name()), move(found));
        }
    }

    /** A typo is renamed where it is read; for anything else the class gets the field. */
    Finding mend(Findings.Missing found, Finding finding) {
        if (finding.rule() == ConfigRules.TYPO) {
            Use.Read read = found.read();
            boolean quoted = "\"'".indexOf(read.module().file.text().charAt(read.start())) >= 0;
            int quote = quoted ? 1 : 0;
            String near = found.nearest().orElseThrow();
            return finding.withFix(new Fix("Read " + near + " instead of " + read.name(),
                    Plan.of(new Edit(read.module().path(), read.start() + quote, read.end() - quote, near))));
        }
        String name = found.read().name();
        return declare(found.of(), name, reads.get(List.of(found.of(), name)), finding);
    }

    Finding mend(Misplaced found, Finding finding) {
        return fixes.get(List.of(found.of(), found.name())).map(finding::withFix).orElse(finding);
    }

    /** Gives a class a field. */
    Finding declare(ClassDef of, String name, List<Use.Read> reads, Finding finding) {
        return fixes.computeIfAbsent(List.of(of, name), key -> add(of, name, reads)).map(finding::withFix).orElse(finding);
    }

    private Optional<Fix> add(ClassDef of, String name, List<Use.Read> reads) {
        // what is called is a method that is missing, not a field
        boolean called = reads.stream().anyMatch(Use.Read::isCalled);
        if (called && !options.defaults().containsKey(name)) {
            return Optional.empty();
        }
        return defaults.of(of, name, reads).flatMap(value -> new FieldStyle(of, inference, modules).add(name, value)
                .map(plan -> new Fix("Declare " + name + " in " + of.name() + " as " + value.origin(), plan,
                        !value.guessed() || options.guess())));
    }

    private Optional<Fix> move(Misplaced found) {
        return new FieldStyle(found.of(), inference, modules).move(found)
                .map(plan -> new Fix("Move " + found.name() + " into " + found.of().name(), plan));
    }
}
