//SOURCES ../../lib/dockerfile/Dockerfiles.java
//SOURCES Checked.java
package dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import commandline.ComposeUses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import report.Severity;

class ComposeReferencesTest {
    @TempDir
    Path folder;

    @Test
    void aDockerfileIsRelativeToItsContext() throws IOException {
        var checked = Checked.of(folder, "compose.yaml", "services:\n  api:\n    build:\n      context: ./app\n      dockerfile: docker/api.Dockerfile\n",
                "app/docker/api.Dockerfile", "FROM scratch\n");
        assertEquals(List.of(), checked.said());
    }

    @Test
    void aMovedDockerfileIsNamedWithItsServiceAndItsPlace() throws IOException {
        var finding = Checked.of(folder, "compose.yaml", "services:\n  api:\n    build:\n      context: .\n      dockerfile: ./docker/api.Dockerfile # main\n",
                "dockerfiles/api.Dockerfile", "FROM scratch\n").only();
        assertEquals("dockerfile/missing", finding.rule().name());
        assertEquals(Severity.ERROR, finding.severity());
        assertEquals("compose.yaml:5:19", finding.place().toString());
        assertEquals(List.of("dockerfiles/api.Dockerfile"), finding.available());
        assertTrue(finding.message().startsWith("Service api: there is no docker/api.Dockerfile"), finding.message());
    }

    @Test
    void aRewrittenReferenceKeepsQuotesCommentsAndTheLeadingDot() throws IOException {
        var fixed = Checked.of(Checked.to(Dockerfiles.To.FILES), folder,
                "compose.yaml", "services:\r\n  api:\r\n    build: {context: '.', dockerfile: \"./docker/api.Dockerfile\"} # main\r\n",
                "dockerfiles/api.Dockerfile", "FROM scratch\n").fixed();
        assertEquals("services:\r\n  api:\r\n    build: {context: '.', dockerfile: \"./dockerfiles/api.Dockerfile\"} # main\r\n", fixed.text("compose.yaml"));
        assertEquals(List.of(), fixed.said());
    }

    @Test
    void aShortBuildWithoutADockerfileIsDead() throws IOException {
        var finding = Checked.of(folder, "compose.yaml", "services:\n  api:\n    build: ./app\n", "app/main.py", "").only();
        assertEquals("dockerfile/nowhere", finding.rule().name());
        assertEquals(3, finding.place().line());
    }

    @Test
    void aContextThatIsNotThereIsReportedOnceAndItsDockerfileNotAtAll() throws IOException {
        var checked = Checked.of(folder, "compose.yaml", "services:\n  api:\n    build:\n      context: ./gone\n      dockerfile: x.Dockerfile\n");
        assertEquals(List.of("context/missing ./gone"), checked.said());
    }

    @Test
    void aMovedContextIsFoundByItsName() throws IOException {
        var fixed = Checked.of(folder, "deploy/compose.yaml", "services:\n  api:\n    build: ../api\n", "services/api/Dockerfile", "FROM scratch\n").fixed();
        assertEquals("    build: ../services/api", fixed.line("deploy/compose.yaml", 3));
        assertEquals(List.of(), fixed.said());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://github.com/a/b.git#main:docker", "git@github.com:a/b.git", "ssh://git@host/a.git", "github.com/a/b", "https://host/context.tar.gz",
        "git://host/a.git#v1"})
    void aRemoteContextIsNoPath(String context) throws IOException {
        assertEquals(List.of(), Checked.of(folder, "compose.yaml", "services:\n  api:\n    build:\n      context: " + context + "\n      dockerfile: x.Dockerfile\n").said());
    }

    @Test
    void anInlineDockerfileNeedsNoFile() throws IOException {
        assertEquals(List.of(), Checked.of(folder, "compose.yaml", "services:\n  api:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM scratch\n").said());
    }

    @Test
    void anAnchoredValueListsEveryPlaceThatItChanges() throws IOException {
        var checked = Checked.of(Checked.to(Dockerfiles.To.FILES), folder, "compose.yaml", """
                x-build: &build
                  context: .
                  dockerfile: docker/app.Dockerfile
                services:
                  one:
                    build: *build
                  two:
                    build:
                      <<: *build
                """, "images/app.Dockerfile", "FROM scratch\n");
        assertTrue(checked.only().message().startsWith("Service one, service two:"), checked.only().message());
        assertFalse(checked.only().related().isEmpty());
        assertEquals("  dockerfile: images/app.Dockerfile", checked.fixed().line("compose.yaml", 3));
    }

    @Test
    void aDefaultIsRewrittenWhereItStands() throws IOException {
        var fixed = Checked.of(Checked.to(Dockerfiles.To.FILES), folder, "compose.yaml", "services:\n  api:\n    build:\n      context: .\n      dockerfile: ${API_FILE:-docker/api.Dockerfile}\n",
                "images/api.Dockerfile", "FROM scratch\n").fixed();
        assertEquals("      dockerfile: ${API_FILE:-images/api.Dockerfile}", fixed.line("compose.yaml", 5));
        assertEquals(List.of(), fixed.said());
    }

    @Test
    void aVariableIsRewrittenInTheFileThatDefinesIt() throws IOException {
        var fixed = Checked.of(Checked.to(Dockerfiles.To.FILES), folder, "compose.yaml", "services:\n  api:\n    build:\n      context: .\n      dockerfile: ${API_FILE}\n",
                ".env", "# paths\nAPI_FILE='docker/api.Dockerfile' # main\n", "images/api.Dockerfile", "FROM scratch\n").fixed();
        assertEquals("# paths\nAPI_FILE='images/api.Dockerfile' # main\n", fixed.text(".env"));
        assertEquals("      dockerfile: ${API_FILE}", fixed.line("compose.yaml", 5));
        assertEquals(List.of(), fixed.said());
    }

    @Test
    void aVariableWithoutAValueCannotBeTold() throws IOException {
        var finding = Checked.of(folder, "compose.yaml", "services:\n  api:\n    build:\n      context: .\n      dockerfile: docker/${NAME}.Dockerfile\n").only();
        assertEquals("dockerfile/unknown", finding.rule().name());
        assertEquals(Severity.INFO, finding.severity());
    }

    @Test
    void pathsStartFromAnyFolderAboveThatHasAComposeFileWhenTheyLeadSomewhereFromThere() throws IOException {
        assertEquals(List.of(), Checked.of(folder, "suites/compose.yml", "networks:\n  all: {}\n", "suites/parts/pam/compose.yml",
                "services:\n  pam:\n    build:\n      context: ..\n      dockerfile: suites/parts/pam/Dockerfile\n", "suites/parts/pam/Dockerfile", "FROM scratch\n").said());
    }

    @Test
    void aProjectDirectoryCountsForFilesThatAVariableNames() throws IOException {
        assertEquals(List.of(), Checked.of(folder, "Makefile", "up:\n\tdocker compose --project-directory $(CURDIR) -f $(FILE) up\n", "ci/pod/docker-compose.first.yml",
                "services:\n  api:\n    build:\n      context: ci/pod/api\n", "ci/pod/api/Dockerfile", "FROM scratch\n").said());
    }

    @Test
    void aFileThatAScriptUsesAloneIsNoOverlayOfAnother() throws IOException {
        String[] files = {"compose.yml", "services:\n  api:\n    image: x\n  db:\n    image: y\n", "ci/compose.test.yml",
            "services:\n  api:\n    build: {context: ., dockerfile: gone.Dockerfile}\n    depends_on: [db]\n  db:\n    image: z\n", "ci/other.Dockerfile", "FROM scratch\n"};
        assertEquals(List.of("ci/compose.test.yml"), uses("ci/up.sh", "D=$(dirname \"$0\")\ndocker compose -f \"$D/compose.test.yml\" up\n", files));
        assertEquals(List.of("compose.yml", "ci/compose.test.yml"), uses("ci/up.sh",
                "D=$(cd \"$(dirname \"$0\")\" && pwd)\ndocker compose -f \"$D/../compose.yml\" -f \"$D/compose.test.yml\" up\n", files));
    }

    /** The files of the use that a script tells. */
    private List<String> uses(String script, String text, String... files) throws IOException {
        String[] all = java.util.Arrays.copyOf(files, files.length + 2);
        all[files.length] = script;
        all[files.length + 1] = text;
        var tree = Checked.of(folder, all).tree();
        var scanned = compose.Compose.scan(tree);
        var uses = new ComposeUses();
        uses.read(tree.read(script).orElseThrow());
        return uses.in(scanned).iterator().next().files();
    }

    @Test
    void anOverlayInheritsItsContextFromTheFileBefore() throws IOException {
        assertEquals(List.of(), Checked.of(folder, "compose.yaml", "services:\n  api:\n    build: ./app\n", "app/Dockerfile", "FROM scratch AS dev\n",
                "compose.dev.yaml", "services:\n  api:\n    build:\n      target: dev\n").said());
    }

    @Test
    void anOverlayInAnotherFolderResolvesFromTheFirstFile() throws IOException {
        assertEquals(List.of(), Checked.of(folder, "compose.yaml", "services:\n  api:\n    image: api\n", "app/dev.Dockerfile", "FROM scratch\n",
                "overlays/compose.dev.yaml", "services:\n  api:\n    build:\n      context: ./app\n      dockerfile: dev.Dockerfile\n").said());
    }

    @Test
    void aCopyOfAComposeFileIsAnInfo() throws IOException {
        String compose = "services:\n  api:\n    build:\n      context: ../app\n      dockerfile: Dockerfile\n";
        var checked = Checked.of(folder, "deploy/compose.yaml", compose, "app/Dockerfile", "FROM scratch\n", "cli/embedded/deploy/compose.yaml", compose);
        assertEquals(List.of("dockerfile/copied-file ../app"), checked.said());
        assertEquals(Severity.INFO, checked.severity());
    }

    @Test
    void inputsOfTestsAreInfos() throws IOException {
        assertEquals(Severity.INFO, Checked.of(folder, "pkg/testdata/compose.yaml", "services:\n  api:\n    build: .\n").severity());
    }

    @Test
    void aKeyThatStandsTwiceIsAnErrorAndTheRestIsChecked() throws IOException {
        var checked = Checked.of(folder, "compose.yaml", "services:\n  api:\n    build: ./gone\n    networks: [a]\n    networks: [b]\n");
        assertEquals(List.of("compose/duplicate-key networks", "context/missing ./gone"), checked.said().stream().sorted().toList());
    }

    @Test
    void aWrongContextIsMendedTogetherWithThePath() throws IOException {
        var checked = Checked.of(folder, "docker/compose.yaml", "services:\n  api:\n    build:\n      context: .\n      dockerfile: docker/api.Dockerfile\n",
                "dockerfiles/api.Dockerfile", "FROM scratch\nCOPY backend/ /app/\nCOPY requirements.txt .\n", "backend/main.py", "", "requirements.txt", "");
        var fixed = checked.fixed();
        assertEquals("      context: ..", fixed.line("docker/compose.yaml", 4));
        assertEquals("      dockerfile: dockerfiles/api.Dockerfile", fixed.line("docker/compose.yaml", 5));
        assertEquals(List.of(), fixed.said());
    }

    @Test
    void aDockerfileOutsideItsContextIsReportedOnlyWhenItsFilesAreNotThere() throws IOException {
        String[] files = {"docker/compose.yaml", "services:\n  api:\n    build:\n      context: .\n      dockerfile: ../images/api.Dockerfile\n",
            "images/api.Dockerfile", "FROM scratch\nCOPY app /app\n", "docker/app/main.py", ""};
        assertEquals(List.of(), Checked.of(folder.resolve("good"), files).said());
        files[4] = "app/main.py";
        assertEquals(List.of("dockerfile/outside-context ../images/api.Dockerfile"), Checked.of(folder.resolve("bad"), files).said());
    }

    @Test
    void aSubmoduleIsAnotherRepository() throws IOException {
        assertEquals(List.of(), Checked.of(folder, ".gitmodules", "[submodule \"api\"]\n\tpath = libs/api\n\turl = x\n",
                "compose.yaml", "services:\n  api:\n    build: ./libs/api/app\n").said());
    }

    @Test
    void namedComposeFilesAreOneProjectInTheirOrder() throws IOException {
        var analysis = new Dockerfiles(Dockerfiles.To.AUTO, List.of("base.yaml", "ci/over.yaml"), Set.of(), false);
        assertEquals(List.of(), Checked.of(analysis, folder, "base.yaml", "services:\n  api:\n    image: a\n", "ci/over.yaml",
                "services:\n  api:\n    build: ./app\n", "app/Dockerfile", "FROM scratch\n", "build.sh", "docker build -f gone/x.Dockerfile .\n").said());
    }

    @Test
    void foldersOfAdditionalContextsMustExist() throws IOException {
        var checked = Checked.of(folder, "compose.yaml", """
                services:
                  api:
                    build:
                      context: .
                      additional_contexts:
                        shared: ./gone
                        assets: ./app
                        built: ./dist
                        base: service:base
                        image: docker-image://alpine
                        layout: oci-layout://./gone
                        remote: https://github.com/a/b.git
                        told: ${WHERE:-./app}
                  listed:
                    build:
                      context: .
                      additional_contexts: [more=./also-gone]
                  base: {build: .}
                """, "Dockerfile", "FROM scratch\n", "app/x", "");
        assertEquals(List.of("context/missing ./gone", "context/missing ./dist", "context/missing ./also-gone"), checked.said());
        assertEquals(Severity.INFO, checked.findings().get(1).severity());
        assertEquals("Service api, context shared: there is no folder gone.", checked.findings().get(0).message());
    }

    private static final String OVERLAY = "services:\n  api:\n    build:\n      context: ./app\n";

    @ParameterizedTest
    @ValueSource(strings = {"up.sh|docker compose -f docker-compose.yml -f deploy/extra.yml up", "Makefile|DC = docker compose\nup:\n\t$(DC) -f docker-compose.yml -f deploy/extra.yml up",
        "README.md|```sh\ndocker compose -f docker-compose.yml -f deploy/extra.yml up\n```", "up.sh|docker-compose --project-directory . -f deploy/extra.yml up",
        ".devcontainer/devcontainer.json|{\"dockerComposeFile\": [\"../docker-compose.yml\", \"../deploy/extra.yml\"]}",
        ".github/workflows/ci.yml|jobs:\n  a:\n    steps:\n      - run: docker compose -f docker-compose.yml -f deploy/extra.yml up"})
    void theCommandThatUsesFilesDecidesWhereTheirPathsStart(String use) throws IOException {
        String[] file = use.split("\\|", 2);
        String base = "services:\n  db: {image: x}\n";
        assertEquals(List.of(), Checked.of(folder, "docker-compose.yml", base, "deploy/extra.yml", OVERLAY, "app/Dockerfile", "FROM scratch\n", file[0], file[1] + "\n").said());
        var there = Checked.of(folder.resolve("other"), "docker-compose.yml", base, "deploy/extra.yml", OVERLAY, "deploy/app/Dockerfile", "FROM scratch\n", file[0], file[1] + "\n");
        assertEquals(List.of("context/missing ./app"), there.said());
    }

    @Test
    void aFileThatIsUsedAloneTooIsRightWhereItLeadsSomewhere() throws IOException {
        assertEquals(List.of(), Checked.of(folder, "base.yml", "services:\n  db: {image: x}\n", "deploy/docker-compose.yml", OVERLAY, "deploy/app/Dockerfile", "FROM scratch\n",
                "up.sh", "docker compose -f base.yml -f deploy/docker-compose.yml up\n").said());
    }

    @Test
    void theFirstFileOfACommandNeedNotBeThere() throws IOException {
        assertEquals(List.of(), Checked.of(folder, "deploy/extra.yml", OVERLAY.replace("./app", "../../app"), "app/Dockerfile", "FROM scratch\n",
                "up.sh", "docker compose -f made/here/compose.yml -f deploy/extra.yml up\n").said());
    }

    @Test
    void anExtensionOfAProjectFurtherUpStartsThere() throws IOException {
        assertEquals(List.of(), Checked.of(folder, "docker-compose.yml", "services:\n  db: {image: x}\n", "extensions/api/api-compose.yml", OVERLAY.replace("./app", "extensions/api/"),
                "extensions/api/Dockerfile", "FROM scratch\n").said());
    }

    @Test
    void aProjectOfItsOwnStartsInItsOwnFolder() throws IOException {
        assertEquals(List.of("dockerfile/missing dockerfiles/api.Dockerfile"), Checked.of(folder, "docker-compose.yml", "services:\n  db: {image: x}\n",
                "docker/docker-compose.staging.yml", "services:\n  api:\n    build:\n      context: .\n      dockerfile: dockerfiles/api.Dockerfile\n",
                "dockerfiles/api.Dockerfile", "FROM scratch\n").said());
    }

    @Test
    void whatOnlyTheEnvironmentDecidesIsToldOnceAndTheShellsOwnVariablesNotAtAll() throws IOException {
        String build = "services:\n  api:\n    build:\n      context: ${CODE}\n      dockerfile: a.Dockerfile\n";
        assertEquals(List.of("dockerfile/unknown ${CODE}"), Checked.of(folder, "compose.yaml", build).said());
        assertEquals(List.of(), Checked.of(folder, "compose.yaml", build.replace("CODE", "PWD")).said());
    }

    @Test
    void aContextThatLeadsTooFarUpIsWrittenFromTheRightFolder() throws IOException {
        var checked = Checked.of(folder, "docker-compose.yml", "services:\n  web: {image: x}\n", "deploy/cli/community/build.yml",
                "services:\n  web:\n    build:\n      context: ../../\n      dockerfile: apps/web/Dockerfile.web\n",
                "apps/web/Dockerfile.web", "FROM scratch\nCOPY package.json apps .\n", "package.json", "{}");
        assertEquals(List.of("dockerfile/missing apps/web/Dockerfile.web"), checked.said());
        assertEquals("      context: ../../../", checked.fixed().line("deploy/cli/community/build.yml", 4));
        assertEquals(List.of(), checked.fixed().said());
    }
}
