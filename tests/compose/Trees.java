//SOURCES ../../lib/compose/Compose.java
package compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import report.Finding;
import tree.Tree;

/** Small trees on disk for the tests of this package. */
record Trees(Path root) {

    /** Writes a file below the root. */
    Trees with(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    ComposeFiles scan() throws IOException {
        return Compose.scan(Tree.open(root));
    }

    /** The project of these files, without variables of the caller. */
    Project project(String... files) throws IOException {
        return scan().project(List.of(files));
    }

    Project project(Map<String, String> variables, String... files) throws IOException {
        return Compose.scan(Tree.open(root), variables).project(List.of(files));
    }

    static List<String> rules(Project project) {
        return project.findings().stream().map(finding -> finding.rule().name() + " " + finding.place()).toList();
    }

    static List<String> messages(List<Finding> findings) {
        return findings.stream().map(Finding::message).toList();
    }
}
