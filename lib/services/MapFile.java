package services;

import compose.TreePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import report.Analysis;
import report.Finding;
import report.Fix;
import report.Place;
import report.Rule;
import report.Table;
import tree.Change;
import tree.Create;
import tree.Edit;
import tree.Plan;
import tree.TextFile;
import tree.Tree;

/**
 * A file for code to read, expected name to service, beside the check of services; {@link Services.Way#NONE} lets it be all that is mended.
 *
 * @param path of the file in the tree; its ending, one of {@link ServiceMap#ENDINGS}, says how it is written
 */
public record MapFile(Services services, String path) implements Analysis {
    /**
     * @param file from the root, or absolute
     * @throws IllegalArgumentException when it leads out of the tree, or its ending is not known
     */
    public static MapFile of(Services services, Path root, Path file) {
        Path top = root.toAbsolutePath().normalize();
        String path = TreePath.resolve("", top.relativize(top.resolve(file)).toString())
                .orElseThrow(() -> new IllegalArgumentException(file + " leads out of ROOT."));
        if (!ServiceMap.ENDINGS.contains(ServiceMap.ending(path))) {
            throw new IllegalArgumentException(path + ": its ending is none of " + String.join(", ", ServiceMap.ENDINGS) + ".");
        }
        return new MapFile(services, path);
    }

    @Override
    public List<Rule> rules() {
        return Stream.concat(services.rules().stream(), Stream.of(Rules.MAP_FILE)).toList();
    }

    @Override
    public Pass begin(Tree tree) {
        return new Mapping(services.begin(tree), tree);
    }

    private final class Mapping implements Services.Mapped {
        private final Services.Mapped names;
        private final Tree tree;

        Mapping(Services.Mapped names, Tree tree) {
            this.names = names;
            this.tree = tree;
        }

        @Override
        public boolean wants(String file) {
            return names.wants(file);
        }

        @Override
        public List<String> needles() {
            return names.needles();
        }

        @Override
        public void visit(TextFile file) {
            names.visit(file);
        }

        @Override
        public List<Finding> findings() {
            List<Finding> findings = new ArrayList<>(names.findings());
            String text = names.map().text(ServiceMap.ending(path));
            Optional<TextFile> there = tree.isFile(path) ? tree.read(path) : Optional.empty();
            if (!there.map(TextFile::text).equals(Optional.of(text))) {
                Plan plan = Plan.of(there.map(file -> (Change) new Edit(path, 0, file.text().length(), text)).orElseGet(() -> new Create(path, text)));
                findings.add(Finding.of(Rules.MAP_FILE, new Place(path, 1, 1), path, path + (there.isPresent() ? " differs from" : " is to hold")
                        + " what the expected names mean.").withFix(new Fix("Write what the expected names mean into " + path, plan)));
            }
            return findings;
        }

        @Override
        public int references() {
            return names.references();
        }

        @Override
        public List<Table> tables() {
            return names.tables();
        }

        @Override
        public ServiceMap map() {
            return names.map();
        }

        @Override
        public String environment() {
            return names.environment();
        }
    }
}
