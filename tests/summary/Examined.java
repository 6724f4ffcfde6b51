package summary;

import command.Checked;
import command.Comparison;
import command.Settings;
import compose.SharedFiles;
import dockerfile.Dockerfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import python.ConfigCheck;
import python.ConfigOptions;
import report.Analysis.Pass;
import report.Finding;
import report.Finding.Identity;
import report.Fix;
import report.Repair;
import report.Report;
import report.Severity;
import report.Summary;
import tree.Diff;
import tree.Plan;
import tree.Tree;
import variables.VariableCheck;

/** A small repository, and what the checks that doctor runs conclude from it. */
record Examined(Path root) {

    Examined with(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    ExecutionSummary summary(Walk... walks) throws IOException {
        return summary(List.of(), Optional.empty(), walks);
    }

    /** @param accepted rules whose findings the baseline has @param resolved what only the baseline has */
    ExecutionSummary summary(List<String> accepted, Optional<List<Identity>> resolved, Walk... walks) throws IOException {
        Tree tree = Tree.open(root);
        SharedFiles files = new SharedFiles();
        List<Pass> passes = List.of(Dockerfiles.DEFAULT.sharing(files).begin(tree), new ConfigCheck(ConfigOptions.standard()).begin(tree),
                new VariableCheck(List.of()).sharing(files).begin(tree));
        tree.scan(passes);
        List<Finding> all = passes.stream().flatMap(pass -> pass.findings().stream()).toList();
        List<Finding> fresh = all.stream().filter(finding -> !accepted.contains(finding.rule().name())).toList();
        Plan plan = fresh.stream().flatMap(finding -> finding.fix().stream()).map(Fix::plan).reduce(Plan.NOTHING, Plan::and);
        Report report = new Report("doctor", tree.root().toString(), tree, Instant.EPOCH, Dockerfiles.DEFAULT.rules(), fresh,
                Summary.of(fresh, 3, 10), Optional.of(Severity.ERROR), Optional.of(new Repair(false, Diff.unified(tree, plan))), List.of(), List.of());
        List<Finding> left = all.stream().filter(finding -> accepted.contains(finding.rule().name())).toList();
        Checked checked = new Checked(report, Settings.read(tree), left, resolved.map(gone -> new Comparison("the baseline", fresh, left, gone)));
        return ExecutionSummary.of(checked, files.apply(tree), List.of(new Tool("move-dockerfiles", Dockerfiles.DEFAULT.rules(),
                List.of(new Tool.Way("--to files", "Rewrite what names the files", false, List.of("dockerfile/missing"))))), List.of(walks), "/opt/my tools/jbang");
    }

    Chain.Link link(Step step) throws IOException {
        return summary().chains().get(0).links().get(step.ordinal());
    }
}
