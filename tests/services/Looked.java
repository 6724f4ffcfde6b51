package services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import report.Analysis;
import report.Finding;
import report.Fix;
import services.Services.Way;
import tree.Change;
import tree.Plan;
import tree.Tree;

/** A small tree, and what the check says about it. */
record Looked(Services services, Tree tree, Services.Mapped pass, List<Finding> findings) {

    /** @param files path and text in turn */
    static Looked at(Path folder, String... files) throws IOException {
        return with(Services.DEFAULT, folder, files);
    }

    static Looked with(Services services, Path folder, String... files) throws IOException {
        for (int i = 0; i < files.length; i += 2) {
            Path file = folder.resolve(files[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, files[i + 1]);
        }
        return of(services, Tree.open(folder));
    }

    static Services mending(Way way) {
        return new Services(way, List.of(), List.of(), Map.of(), Optional.empty(), Optional.empty());
    }

    static Services expecting(String... names) {
        return new Services(Way.LEAST, List.of(), List.of(names), Map.of(), Optional.empty(), Optional.empty());
    }

    private static Looked of(Services services, Tree tree) {
        Analysis.Pass pass = services.begin(tree);
        tree.scan(List.of(pass));
        return new Looked(services, tree, (Services.Mapped) pass, pass.findings());
    }

    /** Each finding as {@code severity rule subject}. */
    List<String> said() {
        return findings.stream().map(finding -> finding.severity().label() + " " + finding.rule().name() + " " + finding.subject()).sorted().toList();
    }

    /** The same tree with every fix applied that needs no decision. */
    Looked fixed() {
        List<Change> changes = findings.stream().flatMap(finding -> finding.fix().stream()).filter(Fix::automatic)
                .flatMap(fix -> fix.plan().changes().stream()).distinct().toList();
        return of(services, tree.after(new Plan(changes)));
    }

    String text(String path) {
        return tree.read(path).orElseThrow().text();
    }
}
