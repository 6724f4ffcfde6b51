//SOURCES ../../lib/variables/VariableCheck.java
package variables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import report.Finding;
import report.Severity;
import tree.Tree;

class VariableCheckTest {
    private static final String COMPOSE = """
            services:
              app:
                image: "app:${TAG}"
                environment:
                  URL: ${URL:-http://x}
                  KEY: ${KEY:?set it}
                  HOME: $HOME
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("compose.yml"), COMPOSE);
    }

    private List<String> found(String... envFiles) throws IOException {
        Tree tree = Tree.open(folder);
        var pass = new VariableCheck(List.of(envFiles)).begin(tree);
        tree.scan(List.of(pass));
        return pass.findings().stream().map(finding -> finding.place().line() + " " + finding.rule().name() + " " + finding.subject()).toList();
    }

    @Test
    void variablesWithoutDefaultOrDefinitionAreNamed() throws IOException {
        assertEquals(List.of("3 config/unset-variable TAG", "6 config/required-variable KEY"), found());
    }

    @Test
    void variablesThatAMakefileSetsForComposeAreDefined() throws IOException {
        Files.writeString(folder.resolve("Makefile"), "export TAG ?= latest\n\nup:\n\tKEY=a \\\n\tdocker compose up\n");
        assertEquals(List.of(), found());
    }

    @Test
    void theFindingPointsAtTheVariable() throws IOException {
        Files.writeString(folder.resolve("compose.yml"), """
                services:
                  app:
                    image: "app:${TAG}-$$NOT-$ARCH"
                    command: |
                      serve
                      --key ${KEY:?set it}
                """);
        Tree tree = Tree.open(folder);
        var pass = new VariableCheck(List.of()).begin(tree);
        tree.scan(List.of(pass));
        assertEquals(List.of("3:17 TAG", "3:30 ARCH", "6:13 KEY"), pass.findings().stream()
                .map(finding -> finding.place().line() + ":" + finding.place().column() + " " + finding.subject()).toList());
    }

    @Test
    void exampleFileTellsPeopleToSetThem() throws IOException {
        Files.writeString(folder.resolve(".env.example"), "# KEY=\nexport TAG=1\n");
        assertEquals(List.of(), found());
    }

    @Test
    void dotEnvAndNamedFilesDefineThem() throws IOException {
        Files.writeString(folder.resolve(".env"), "TAG=1\n");
        Files.createDirectories(folder.resolve("deploy"));
        Files.writeString(folder.resolve("deploy/staging.env"), "KEY=x\n");
        assertEquals(List.of("6 config/required-variable KEY"), found());
        assertEquals(List.of(), found("deploy/staging.env"));
    }

    @Test
    void anIncludedFileHasTheVariablesThatItIsGivenThere() throws IOException {
        Files.writeString(folder.resolve("compose.yml"), "include:\n  - path: db/compose.yml\n    env_file: db/defaults.env\n");
        Files.createDirectories(folder.resolve("db"));
        Files.writeString(folder.resolve("db/compose.yml"), "services:\n  db:\n    image: postgres:${TAG}\n    user: ${OWNER}\n");
        Files.writeString(folder.resolve("db/defaults.env"), "TAG=16\n");
        assertEquals(List.of("4 config/unset-variable OWNER"), found());
    }

    @Test
    void filesOfTestsAreInfos() throws IOException {
        Files.delete(folder.resolve("compose.yml"));
        Files.createDirectories(folder.resolve("tests"));
        Files.writeString(folder.resolve("tests/compose.yml"), COMPOSE);
        Tree tree = Tree.open(folder);
        var pass = new VariableCheck(List.of()).begin(tree);
        tree.scan(List.of(pass));
        assertEquals(List.of(Severity.INFO, Severity.INFO), pass.findings().stream().map(Finding::severity).toList());
    }
}
