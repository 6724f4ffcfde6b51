//SOURCES ../../lib/dockerfile/Dockerfiles.java
//SOURCES Checked.java
package dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import report.Severity;

class ScriptReferencesTest {
    private static final String IMAGE = "FROM scratch\n";

    @TempDir
    Path folder;

    private Checked with(String file, String text) throws IOException {
        return Checked.of(Checked.to(Dockerfiles.To.FILES), folder, file, text, "images/api.Dockerfile", IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "docker build -f docker/api.Dockerfile .",
        "docker build --file=docker/api.Dockerfile -t x .",
        "docker buildx build --push --file docker/api.Dockerfile .",
        "sudo podman build -fdocker/api.Dockerfile .",
        "DOCKER_BUILDKIT=1 docker image build -t x \\\n  -f \"docker/api.Dockerfile\" .",
        "if true; then docker build -f docker/api.Dockerfile . ; fi",
        "buildah bud -f docker/api.Dockerfile .",
        "\"$DOCKER\" build -f docker/api.Dockerfile .",
        "/kaniko/executor --dockerfile=docker/api.Dockerfile --context=."})
    void everyWayToNameADockerfileIsRead(String command) throws IOException {
        var checked = with("build.sh", command + "\n");
        assertEquals(List.of("dockerfile/missing docker/api.Dockerfile"), checked.said());
        assertEquals(command.replace("docker/api", "images/api") + "\n", checked.fixed().text("build.sh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "docker compose -f docker/api.Dockerfile build",
        "docker build -f - .",
        "docker build -t x -f - app <<EOF\nFROM scratch\nEOF",
        "$DOCKER_COMPOSE build app",
        "docker-compose -f ${DIR}/docker-compose.yml build app",
        "/kaniko/executor --dockerfile=Dockerfile --context=dir://workspace",
        "$n = docker build -t x `\n  --pull `\n  -f images\\api.Dockerfile .\\images\\\nif ($n) { exit 1 }",
        "docker build https://github.com/a/b.git -f docker/api.Dockerfile",
        "docker build -f \"$FILE\" .",
        "docker build -f \"$DIR/api.Dockerfile\" .",
        "cp images/api.Dockerfile docker/api.Dockerfile\ndocker build -f docker/api.Dockerfile .",
        "cat > docker/api.Dockerfile <<EOF\nFROM scratch\nEOF\ndocker build -f docker/api.Dockerfile .",
        "rm -f docker/api.Dockerfile",
        "# docker build -f docker/api.Dockerfile .",
        "cd \"$1\"\ndocker build -f images/api.Dockerfile ."})
    void whatIsNoDeadReferenceIsLeftAlone(String text) throws IOException {
        assertEquals(List.of(), with("build.sh", text + "\n").said());
    }

    @Test
    void aPathThatIsAskedForFirstIsAnInfoAndNotRewritten() throws IOException {
        var checked = with("build.sh", "if [ -f docker/api.Dockerfile ]; then\n  docker build -f docker/api.Dockerfile .\nfi\n");
        assertEquals(Severity.INFO, checked.severity());
        assertEquals(checked.text("build.sh"), checked.fixed().text("build.sh"));
    }

    @Test
    void whatFollowsTheFolderOfTheScriptIsReadFromThere() throws IOException {
        var checked = with("ops/build.sh", "ROOT=\"$(cd \"$(dirname \"$0\")/..\" && pwd)\"\ndocker build -f \"$ROOT/docker/api.Dockerfile\" \"$ROOT\"\n");
        assertEquals("docker build -f \"$ROOT/images/api.Dockerfile\" \"$ROOT\"", checked.fixed().line("ops/build.sh", 2));
    }

    @Test
    void whatTheMachineKeepsForAWhileIsNoPartOfTheTree() throws IOException {
        assertEquals(List.of(), with("build.sh", "docker build -f \"$RUNNER_TEMP/api.Dockerfile\" \"$RUNNER_TEMP/cacheci\"\n")
                .findings().stream().filter(finding -> finding.severity() != Severity.INFO).toList());
    }

    @Test
    void aMakefileStartsEachLineInItsFolder() throws IOException {
        var checked = with("ops/Makefile", "API := ../docker/api.Dockerfile\napi:\n\tcd .. && docker build -f docker/api.Dockerfile .\n\t@docker build -f ../images/api.Dockerfile ..\n");
        assertEquals(List.of("dockerfile/missing ../docker/api.Dockerfile", "dockerfile/missing docker/api.Dockerfile"), checked.said());
        assertEquals("\tcd .. && docker build -f images/api.Dockerfile .", checked.fixed().line("ops/Makefile", 3));
    }

    @Test
    void packageScriptsAreShellLines() throws IOException {
        var checked = with("web/package.json", "{\n  \"scripts\": {\n    \"image\": \"docker build -f \\\"../docker/api.Dockerfile\\\" ..\"\n  }\n}\n");
        assertEquals(List.of("dockerfile/missing ../docker/api.Dockerfile"), checked.said());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a.py   | path = ROOT / 'docker' / 'api.Dockerfile'              | path = ROOT / 'images' / 'api.Dockerfile'",
        "a.py   | path = os.path.join(ROOT, \"docker\", \"api.Dockerfile\") | path = os.path.join(ROOT, \"images\", \"api.Dockerfile\")",
        "a.py   | run(['docker', 'build', '-f', 'docker/api.Dockerfile', '.']) | run(['docker', 'build', '-f', 'images/api.Dockerfile', '.'])",
        "a.py   | run('docker build -f docker/api.Dockerfile .')         | run('docker build -f images/api.Dockerfile .')",
        "a.ts   | const f = path.join(root, 'docker', 'api.Dockerfile'); | const f = path.join(root, 'images', 'api.Dockerfile');",
        "A.java | Path f = root.resolve(\"docker\").resolve(\"api.Dockerfile\"); | Path f = root.resolve(\"images\").resolve(\"api.Dockerfile\");",
        "a.go   | file := \"./docker/api.Dockerfile\"                     | file := \"./images/api.Dockerfile\"",
        "a.tf   | dockerfile = \"${path.module}/docker/api.Dockerfile\"   | dockerfile = \"${path.module}/images/api.Dockerfile\"",
        "a.rs   | let f = Path::new(\"docker/api.Dockerfile\");           | let f = Path::new(\"images/api.Dockerfile\");"})
    void codeNamesDockerfilesInLiterals(String file, String line, String mended) throws IOException {
        var checked = with(file, line + "\n");
        assertEquals(Severity.WARNING, checked.severity());
        assertEquals(mended + "\n", checked.fixed().text(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "forbidden = [\n    'docker/api.Dockerfile',\n]",
        "OBSOLETE_FILES = {\n    'dockerfiles': [\n        'docker/api.Dockerfile',\n    ],\n}",
        "def test_missing_dockerfile():\n    assert load('docker/api.Dockerfile') is None",
        "assert not Path('docker/api.Dockerfile').exists()",
        "target = tmp_path / 'docker' / 'api.Dockerfile'",
        "f = base / 'docker' / 'api.Dockerfile'\nf.write_text('FROM x')",
        "with open('docker/api.Dockerfile', 'w') as f:\n    pass",
        "# see 'docker/api.Dockerfile'",
        "pattern = 'docker/*.Dockerfile'",
        "url = 'https://host/docker/api.Dockerfile'",
        "words = ['docker', 'api.Dockerfile']",
        "setting = 'build.dockerfile'",
        "run(f'docker build -f %s/docker/%s/x.Dockerfile .' % (a, b))",
        "dockerfile = '%s/api.Dockerfile' % folder",
        "data = ['//app:docker/api.Dockerfile']",
        "print('::group::Build: docker/api.Dockerfile')"})
    void whatIsMeantToBeAbsentIsNotReported(String code) throws IOException {
        assertEquals(List.of(), with("tool.py", code + "\n").said());
    }

    @Test
    void codeThatInsistsOnAFileCountsOnIt() throws IOException {
        assertEquals(Severity.WARNING, with("tool.py", "path = Path('docker/api.Dockerfile')\nif not path.exists():\n    raise SystemExit('no ' + path)\n").severity());
    }

    @Test
    void codeThatComparesWithTheOldFolderIsLeftToPeople() throws IOException {
        var checked = with("tool.py", "name = 'docker/api.Dockerfile'\nif name.startswith('docker/'):\n    build(name)\n");
        assertEquals(checked.text("tool.py"), checked.fixed().text("tool.py"));
    }

    @Test
    void documentsAreInfosAndMendedOnlyWhenAsked() throws IOException {
        String text = "Run `docker build -f docker/api.Dockerfile .` or see [it](docker/api.Dockerfile).\n";
        var checked = with("README.md", text);
        assertEquals(List.of(Severity.INFO, Severity.INFO), checked.findings().stream().map(report.Finding::severity).toList());
        assertEquals(text, checked.fixed().text("README.md"));
        var asked = Checked.of(new Dockerfiles(Dockerfiles.To.FILES, List.of(), java.util.Set.of(), true), checked.tree());
        assertEquals(text.replace("docker/api", "images/api"), asked.fixed().text("README.md"));
    }

    @Test
    void aMakefileThatAnotherOneIncludesStartsInThatOnesFolder() throws IOException {
        assertEquals(List.of(), with("mk/images.mk", "images:\n\tdocker build -f images/api.Dockerfile images/\n").said());
        assertEquals(List.of("dockerfile/missing docker/api.Dockerfile"), with("mk/images.mk", "images:\n\tdocker build -f docker/api.Dockerfile .\n").said());
    }

    @Test
    void aRuleOfAMakefileMakesItsTarget() throws IOException {
        assertEquals(List.of(), with("Makefile", "Dockerfile.dev: templates/Dockerfile.j2\n\t./render $< $@\n\nimage: Dockerfile.dev\n\tdocker build -f Dockerfile.dev .\n").said());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\tcp images/api.Dockerfile dist\n\tdocker build -f dist/api.Dockerfile dist\n",
        "\tmkdir -p .staging/crds && cp -R crds/ .staging/crds/\n\tdocker build -f images/api.Dockerfile .staging/crds/\n",
        "\tgit clone --depth 1 https://host/owner/tools.git\n\tdocker build tools/image\n",
        "\tcurl -sSL https://host/x.tgz | tar xz -C vendored\n\tdocker build vendored/image\n",
        "\t$(DOCKER_GO_BUILD) sh -c 'go run ./cmd'\n\t$(DOCKER_GO_BUILD) go generate ./cmd/\n",
        "\tdocker buildx build . \\\n\t  --platform={{ if arch == '' { \"amd64\" } else { arch } }} \\\n\t  --file=images/api.Dockerfile\n"})
    void whatARecipeMakesOrRunsIsNotMissing(String recipe) throws IOException {
        assertEquals(List.of(), with("Makefile", "image:\n" + recipe).said());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "docker build --file='docker/api.Dockerfile' .                                            | docker build --file='images/api.Dockerfile' .",
        "root=$(git rev-parse --show-toplevel)#build_image api \"$root/docker/api.Dockerfile\"      | root=$(git rev-parse --show-toplevel)#build_image api \"$root/images/api.Dockerfile\"",
        "here=$( cd \"${BASH_SOURCE[0]%/*}\" && pwd )#docker build -f \"$here/../docker/api.Dockerfile\" . | here=$( cd \"${BASH_SOURCE[0]%/*}\" && pwd )#docker build -f \"$here/../images/api.Dockerfile\" ."})
    void quotesAndKnownFoldersStay(String script, String mended) throws IOException {
        var checked = with("bin/build.sh", script.replace('#', '\n') + "\n");
        assertEquals(mended.replace('#', '\n') + "\n", checked.fixed().text("bin/build.sh"));
    }

    @Test
    void aMovedContextOfTestsIsSaid() throws IOException {
        assertEquals(List.of("context/missing test/docker/mockoidc"),
                Checked.of(folder, "test/run.sh", "cd $X\ndocker build -t x test/docker/mockoidc\ndocker build test/docker/invalid\n", "test/images/mockoidc/Dockerfile", "FROM scratch\n").said());
    }

    @Test
    void whatALinkOutOfTheTreeLeadsToCannotBeTold(@TempDir Path outside) throws IOException {
        java.nio.file.Files.writeString(outside.resolve("api.Dockerfile"), "FROM scratch\n");
        java.nio.file.Files.createSymbolicLink(folder.resolve("linked"), outside);
        assertEquals(List.of(), with("build.sh", "docker build -f linked/api.Dockerfile .\n").said());
    }

    @Test
    void bracesThatNeverCloseTakeNoTime() {
        assertTimeoutPreemptively(java.time.Duration.ofSeconds(20), () -> with("build.sh", "docker build -f " + "{{".repeat(100_000) + "\n"));
    }

    @Test
    void whatARecipeOnlyCopiesFromIsMissing() throws IOException {
        assertEquals(List.of("dockerfile/nowhere docker/gone.docker"),
                with("Makefile", "image:\n\tcp docker/x.service /usr/lib/docker/\n\tdocker build -f docker/gone.docker .\n").said());
    }

    @Test
    void imagesThatReadDockerfilesAndCodeAboutThemAreNone() throws IOException {
        assertEquals(List.of(), with("a.go", "frontends := []string{\"docker/dockerfile\", \"moby/dockerfile-upstream\", \"pkg/dockerfile.go\", \"@codemirror/legacy-modes/mode/dockerfile\"}\n").said());
    }

    @Test
    void aPathMayBeginWithTheNameOfTheTreesOwnFolder() throws IOException {
        String line = "docker build -f " + folder.getFileName() + "/images/api.Dockerfile .\n";
        assertEquals(List.of(), with("build.sh", line).said());
        assertEquals(1, with("build.sh", line.replace("images", "docker")).said().size());
    }

    @Test
    void examplesInValuesBuildNothing() throws IOException {
        assertEquals(List.of(), with("images.yaml", "example:\n- dockerfile: hello/api.Dockerfile\nimages:\n- dockerfile: images/api.Dockerfile\n").said());
    }

    @Test
    void longLinesAreReadLikeShortOnes() throws IOException {
        String pad = "x".repeat(3_900);
        assertEquals(List.of("dockerfile/missing docker/api.Dockerfile"), with("a.toml", "text = \"" + pad + "\"; f = 'docker/api.Dockerfile'\n").said());
        String names = "x".repeat(200_000);
        Checked.of(folder, "up.sh", "for f in " + names + "; do docker compose -f a.yml -f b.yml up; done\n", "compose.yaml",
                "services:\n  api:\n    build: {context: app, dockerfile: ../images/long.Dockerfile}\n", "app/x", "", "images/long.Dockerfile", "COPY " + names + " .\n");
    }
}
