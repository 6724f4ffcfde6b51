//SOURCES ../../lib/compose/Compose.java
//SOURCES Trees.java
package compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tree.Cores;

class ComposeFilesTest {
    private static final String COMPLETE = "services: {web: {image: x}}\n";
    private static final String OVERLAY = "services: {web: {ports: ['1:1']}}\n";

    @TempDir
    Path root;

    private Trees tree;

    @BeforeEach
    void plant() {
        tree = new Trees(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "docker-compose.yml", "a/docker-compose.prod.yml", "compose-dev.yaml", "app.compose.yml", "my_docker-compose.test.yaml", "podman-compose.yml",
            "stack.yml", "deploy/prod.yaml", ".devcontainer/services.yml", "docker-compose.yml.example"})
    void aFileIsFoundHoweverItIsNamed(String path) throws IOException {
        assertEquals(Set.of(path), tree.with(path, COMPLETE).scan().files().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "openapi: 3.0.0\nservices: {web: {image: x}}\n",
        "image: ruby\nservices:\n  - postgres\ntest: {script: make}\n",
        "on: push\njobs: {build: {services: {redis: {image: redis}}}}\n",
        "services:\n  App\\Mailer: {class: App\\Mailer, arguments: ['@x']}\n",
        "services:\n  _defaults: {autowire: true}\n  app.mailer: {class: M}\n",
        "services: {}\n", "services: text\n", "apiVersion: v1\nkind: List\nservices: {web: {image: x}}\n", "services: {web: }\n"})
    void otherFilesWithServicesAreNot(String text) throws IOException {
        assertEquals(Set.of(), tree.with("config.yml", text).scan().files().keySet());
    }

    @Test
    void whatRancherPutsBesideAComposeFileIsNone() throws IOException {
        assertEquals(Set.of(), tree.with("rancher-compose.yml", "version: '2'\nservices: {web: {scale: 1, start_on_create: true}}\n").scan().files().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"apiVersion: v1\nkind: Service\n", "openapi: 3.0.0\ninfo: {}\n", "theme: dark\n"})
    void aNameAloneMakesNoComposeFileOfWhatIsSomethingElse(String text) throws IOException {
        assertEquals(Set.of(), tree.with("compose-api.yaml", text).scan().files().keySet());
    }

    @Test
    void aFileOfTheFirstFormatIsRefusedOnceAndReadAllTheSame() throws IOException {
        ComposeFiles files = tree.with("docker-compose.yml", "web:\n  build: ./w\n  links: [db]\ndb:\n  image: x\n").scan();
        assertEquals(List.of("the services stand at the top of the file, as in Compose's first format; put them under services:"), Trees.messages(files.findings()));
        assertEquals(Optional.of("w/Dockerfile"), files.projects().get(0).services().get("web").build().orElseThrow().dockerfilePath());
    }

    @Test
    void aTemplateIsNamedAndSkipped() throws IOException {
        ComposeFiles files = tree.with("docker-compose.yml.j2", "services:\n  web: {image: '{{ image }}'}\n").with("compose.yaml", "services:\n{% for x in y %}\n  a: {image: b}\n").scan();
        assertEquals(List.of("compose/template compose.yaml:1:1", "compose/template docker-compose.yml.j2:1:1"),
                files.findings().stream().map(finding -> finding.rule().name() + " " + finding.place()).toList());
        assertEquals(List.of(), files.projects());
    }

    @Test
    void theDefaultFileGoesWithItsOverrideFile() throws IOException {
        tree.with("docker-compose.yml", COMPLETE).with("docker-compose.override.yml", OVERLAY).with("a/compose.yml", COMPLETE).with("a/docker-compose.yml", COMPLETE);
        assertEquals(List.of(List.of("a/compose.yml"), List.of("a/docker-compose.yml"), List.of("docker-compose.yml", "docker-compose.override.yml")), sets());
    }

    @Test
    void theEnvFileCanNameTheFiles() throws IOException {
        tree.with(".env", "COMPOSE_FILE=base.yml:deploy/prod.yml\n").with("base.yml", COMPLETE).with("deploy/prod.yml", OVERLAY).with("compose.yml", COMPLETE);
        assertEquals(List.of(List.of("base.yml", "deploy/prod.yml"), List.of("compose.yml")), sets());
    }

    @Test
    void anOverlayGoesOnTopOfTheFileThatHasItsServices() throws IOException {
        tree.with("docker-compose.yml", COMPLETE).with("docker-compose.dev.yml", "services: {api: {image: x}}\n")
                .with("docker-compose.prod.yml", OVERLAY).with("docker-compose.dev.local.yml", "services: {api: {ports: ['1:1']}}\n")
                .with("overrides/tls.yml", "services: {web: {build: {target: t}}}\n").with("full.yml", "services: {web: {build: .}, other: {image: y}}\n");
        assertEquals(Set.of(List.of("docker-compose.yml"), List.of("docker-compose.dev.yml"), List.of("docker-compose.yml", "docker-compose.prod.yml"),
                List.of("docker-compose.dev.yml", "docker-compose.dev.local.yml"), List.of("docker-compose.yml", "overrides/tls.yml"), List.of("full.yml")), Set.copyOf(sets()));
    }

    @Test
    void aFileWhoseServicesNeedThoseOfANeighbourGoesOnTopOfIt() throws IOException {
        tree.with("compose.yaml", COMPLETE).with("compose.tests.yaml", "services: {tests: {image: t, depends_on: [web]}}\n")
                .with("sub/compose.yaml", "services: {tests: {image: t, depends_on: [web]}}\n");
        assertEquals(List.of(List.of("compose.yaml"), List.of("compose.yaml", "compose.tests.yaml"), List.of("sub/compose.yaml")), sets());
    }

    @Test
    void anOverlayWithoutABaseStandsAlone() throws IOException {
        tree.with("docker-compose.prod.yml", OVERLAY);
        assertEquals(List.of(List.of("docker-compose.prod.yml")), sets());
    }

    @Test
    void whatSeveralProjectsFindIsSaidOnce() throws IOException {
        ComposeFiles files = tree.with("compose.yml", "services: {web: {image: x, prots: []}}\n").with("compose.prod.yml", OVERLAY).scan();
        assertEquals(2, files.projects().size());
        assertEquals(1, files.findings().size());
    }

    @Test
    void aLargeFileIsReadInBoundedTime() throws IOException {
        var text = new StringBuilder("services:\n");
        for (int i = 0; text.length() < 8_000_000; i++) {
            text.append("  service-").append(i).append(":\n    image: registry.example/name:").append(i).append("\n    environment:\n      - A=1\n      - B=2\n");
        }
        Project project = tree.with("compose.yml", text.toString()).scan().projects().get(0);
        assertTrue(project.services().size() > 80_000);
        assertTrue(project.isValid());
    }

    private List<List<String>> sets() throws IOException {
        return tree.scan().projects().stream().map(Project::files).toList();
    }

    /** Overlays, overrides, includes of one file by all, and a file that cannot be read as YAML. */
    @Test
    void analysesThatShareTheFilesMayAskForTheProjectsAtOnce() throws IOException {
        tree.with("common.yml", "services: {db: {image: db}}\n");
        for (int i = 0; i < 60; i++) {
            tree.with("a" + i + "/compose.yml", "include: [../common.yml]\nservices: {web: {image: x, depends_on: [db, gone" + i % 3 + "]}}\n")
                    .with("a" + i + "/compose.prod.yml", OVERLAY)
                    .with("a" + i + "/.env", i % 2 == 0 ? "" : "COMPOSE_FILE=compose.yml:compose.prod.yml\n");
        }
        tree.with("a7/compose.override.yml", "services: [\n");
        String alone = told(tree.scan());
        for (int round = 0; round < 20; round++) {
            ComposeFiles shared = tree.scan();
            assertEquals(List.of(alone, alone, alone, alone), Cores.map(List.of(1, 2, 3, 4), analysis -> told(shared)));
        }
    }

    private static String told(ComposeFiles files) {
        return files.projects().stream().map(project -> project.files() + " " + project.services().keySet() + " " + project.findings()).toList()
                + "\n" + files.findings();
    }

    @Test
    void aWorkflowOfAPipelineIsNoComposeFileWhateverItsName() throws IOException {
        tree.with(".github/workflows/compose.yaml", "on: push\njobs: {test: {steps: [{run: 'echo ${{ github.sha }}'}]}}\n").with("compose.yaml", COMPLETE);
        assertEquals(List.of(List.of("compose.yaml")), sets());
    }

    @Test
    void theBaseOfAnOverlayKeepsTheFolderThatItIsUsedIn() throws IOException {
        tree.with("deploy/infra.yml", "services: {web: {image: y}, db: {extends: {file: deploy/common.yml, service: base}}}\n")
                .with("deploy/common.yml", "services: {base: {image: x}}\n").with("deploy/infra.dev.yml", OVERLAY);
        Invocation use = new Invocation(List.of("deploy/infra.yml"), "");
        List<Project> projects = tree.scan().projects(List.of(use));
        assertEquals(List.of("[deploy/common.yml] in deploy", "[deploy/infra.yml, deploy/infra.dev.yml] in ", "[deploy/infra.yml] in "),
                projects.stream().map(project -> project.files() + " in " + project.folder()).sorted().toList());
        assertEquals(List.of(), projects.stream().flatMap(project -> project.findings().stream()).toList());
    }

    @Test
    void tagsOfErbMakeATemplate() throws IOException {
        assertEquals(List.of(), tree.with("docker-compose.yaml", "services:\n<% orgs.each do |org| %>\n  <%= org %>:\n    image: x\n<% end %>\n").scan().projects());
    }
}
