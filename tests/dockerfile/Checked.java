package dockerfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import report.Analysis.Pass;
import report.Finding;
import report.Fix;
import report.Severity;
import tree.Plan;
import tree.TextFile;
import tree.Tree;

/** A small tree on disk, and what the check of Dockerfiles says of it. */
record Checked(Tree tree, List<Finding> findings) {
    /** @param files a path, its text, the next path, … */
    static Checked of(Path folder, String... files) throws IOException {
        return of(Dockerfiles.DEFAULT, folder, files);
    }

    static Checked of(Dockerfiles analysis, Path folder, String... files) throws IOException {
        for (int i = 0; i < files.length; i += 2) {
            Path file = folder.resolve(files[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, files[i + 1]);
        }
        return of(analysis, Tree.open(folder));
    }

    static Checked of(Dockerfiles analysis, Tree tree) {
        Pass pass = analysis.begin(tree);
        tree.scan(List.of(pass));
        return new Checked(tree, pass.findings());
    }

    static Dockerfiles to(Dockerfiles.To to) {
        return new Dockerfiles(to, List.of(), Set.of(), false);
    }

    /** {@code rule subject}, in the order of the report. */
    List<String> said() {
        return findings.stream().map(finding -> finding.rule().name() + " " + finding.subject()).toList();
    }

    Finding only() {
        if (findings.size() != 1) {
            throw new AssertionError(said().toString());
        }
        return findings.get(0);
    }

    Severity severity() {
        return only().severity();
    }

    /** The tree with every automatic fix applied. */
    Checked fixed() {
        Plan plan = findings.stream().flatMap(finding -> finding.fix().stream()).filter(Fix::automatic).map(Fix::plan).reduce(Plan.NOTHING, Plan::and);
        return of(Dockerfiles.DEFAULT, tree.after(plan));
    }

    String text(String path) {
        return tree.read(path).map(TextFile::text).orElseThrow(() -> new AssertionError("no " + path + " in " + tree.files()));
    }

    String line(String path, int line) {
        return text(path).lines().skip(line - 1).findFirst().orElseThrow();
    }

    String files() {
        return tree.files().stream().collect(Collectors.joining(" "));
    }
}
