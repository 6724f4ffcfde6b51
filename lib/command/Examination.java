package command;

import command.Check.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import report.Analysis;
import report.ExitCode;
import report.Finding;
import report.Finding.Identity;
import report.Fix;
import report.Repair;
import report.Report;
import report.Summary;
import tree.Diff;
import tree.Refused;
import tree.Transaction;
import tree.Tree;

/**
 * A check of a whole tree as the options want it: against a baseline, and with {@code --fix} once more after the fix.
 *
 * @param command the name that the report bears
 * @param whole   see {@link Check}
 */
record Examination(String command, SharedOptions options, Function<Settings, List<Analysis>> analyses, boolean whole, Baseline baseline) {

    /** @param exitCode empty when the conclusion decides it @param passes of the last check */
    record Result(Checked checked, OptionalInt exitCode, List<Analysis.Pass> passes) {}

    /** @throws Refused when a file that the fix changes is not what was checked; nothing is changed then */
    Result of(Tree tree, Progress progress) throws IOException, Refused {
        Instant at = Instant.now();
        Settings settings = Settings.read(tree);
        Check check = new Check(analyses.apply(settings), settings, whole, progress::file);
        Outcome before = check.of(tree);
        List<Finding> open = baseline.against(before.findings()).fresh();

        progress.stage("checking the fix");
        Repairs repairs = Repairs.of(open, before, check);
        List<String> notes = new ArrayList<>(repairs.notes());
        Optional<Repair> repair = repairs.plan().isEmpty() ? Optional.empty()
                : Optional.of(new Repair(options.fix, Diff.unified(tree, repairs.plan())));
        boolean mended = options.fix && repair.isPresent();
        Outcome outcome = mended ? mend(tree, repairs, check, progress) : before;
        Comparison compared = baseline.against(outcome.findings());

        List<Finding> findings = withoutRefused(compared.fresh(), repairs.refused());
        if (options.writeBaseline.isPresent()) {
            Outputs.write(options.writeBaseline.get(), Baseline.text(outcome.findings()));
            notes.add("Baseline written: " + outcome.findings().size() + " accepted in " + options.writeBaseline.get() + ".");
        }
        Summary summary = Summary.of(findings, outcome.filesRead(), outcome.references())
                .withFixed(mended ? repairs.mended().size() : 0)
                .withSilenced(outcome.ignored(), compared.left().size(), compared.resolved().size())
                .withMillis(at.until(Instant.now(), ChronoUnit.MILLIS));
        Report report = new Report(command, tree.root().toString(), outcome.tree(), at, check.rules(), findings, summary,
                options.failOn.severity(), repair, notes,
                outcome.passes().stream().flatMap(pass -> pass.tables().stream()).toList());
        Optional<Comparison> since = options.baseline.isPresent() ? Optional.of(compared)
                : mended ? Optional.of(Baseline.of("before --fix", before.findings()).against(outcome.findings())) : Optional.empty();
        return new Result(new Checked(report, settings, compared.left(), since), exitCode(repair, repairs), outcome.passes());
    }

    private Outcome mend(Tree tree, Repairs repairs, Check check, Progress progress) throws IOException, Refused {
        progress.stage("mending");
        Transaction.apply(tree, repairs.plan());
        progress.stage("checking again");
        return check.of(Tree.open(options.root));
    }

    private OptionalInt exitCode(Optional<Repair> repair, Repairs repairs) {
        boolean refusedAll = options.fix && repair.isEmpty() && !repairs.refused().isEmpty();
        return refusedAll ? OptionalInt.of(ExitCode.INTERNAL)
                : options.writeBaseline.isPresent() ? OptionalInt.of(ExitCode.PASS) : OptionalInt.empty();
    }

    /** A fix that failed its check is shown, but no more as one that can be applied. */
    private static List<Finding> withoutRefused(List<Finding> findings, List<Finding> refused) {
        Set<Identity> identities = new HashSet<>(refused.stream().map(Finding::identity).toList());
        return findings.stream().map(finding -> finding.fix().filter(fix -> identities.contains(finding.identity()))
                .map(fix -> finding.withFix(new Fix(fix.title(), fix.plan(), false))).orElse(finding)).toList();
    }
}
