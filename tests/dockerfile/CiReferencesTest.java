//SOURCES ../../lib/dockerfile/Dockerfiles.java
//SOURCES Checked.java
package dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import report.Severity;

class CiReferencesTest {
    private static final String IMAGE = "FROM scratch\n";

    @TempDir
    Path folder;

    private Checked workflow(String steps, String... files) throws IOException {
        String[] all = new String[files.length + 2];
        System.arraycopy(files, 0, all, 0, files.length);
        all[files.length] = ".github/workflows/ci.yml";
        all[files.length + 1] = steps;
        return Checked.of(Checked.to(Dockerfiles.To.FILES), folder, all);
    }

    @Test
    void theFileOfABuildActionIsRelativeToTheRoot() throws IOException {
        var checked = workflow("""
                jobs:
                  build:
                    steps:
                      - uses: docker/build-push-action@v6
                        with:
                          context: ./app
                          file: ./docker/api.Dockerfile
                """, "app/main.py", "", "images/api.Dockerfile", IMAGE);
        assertEquals(List.of("dockerfile/missing ./docker/api.Dockerfile"), checked.said());
        assertEquals("          file: ./images/api.Dockerfile", checked.fixed().line(".github/workflows/ci.yml", 7));
    }

    @Test
    void aBuildActionWithoutAFileTakesTheOneOfItsContext() throws IOException {
        String steps = "jobs:\n  build:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: app\n";
        assertEquals(List.of("dockerfile/nowhere Dockerfile"), workflow(steps, "app/main.py", "").said());
        assertEquals(List.of(), workflow(steps, "app/Dockerfile", IMAGE).said());
    }

    @ParameterizedTest
    @ValueSource(strings = {"${{ github.repository }}", "${{ inputs.repo || github.repository }}", "${{ github.event.pull_request.head.repo.full_name }}",
        "${{ needs.pr.outputs.head_repo }}", "${{ fromJSON(steps.pr.outputs.json).headRepository.nameWithOwner }}"})
    void aCheckoutOfThisRepositoryOrItsForkIsThisTree(String repository) throws IOException {
        String steps = "jobs:\n  build:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          repository: " + repository
                + "\n      - uses: docker/build-push-action@v6\n        with:\n          file: docker/api.Dockerfile\n";
        assertEquals(List.of("dockerfile/missing docker/api.Dockerfile"), workflow(steps, "images/api.Dockerfile", IMAGE).said());
    }

    @ParameterizedTest
    @ValueSource(strings = {"other/tools", "${{ github.repository_owner }}/tools", "${{ inputs.tools }}"})
    void aCheckoutOfAnotherRepositoryIsNot(String repository) throws IOException {
        String steps = "jobs:\n  build:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          repository: " + repository
                + "\n      - uses: docker/build-push-action@v6\n        with:\n          file: docker/api.Dockerfile\n";
        assertEquals(List.of(), workflow(steps, "images/api.Dockerfile", IMAGE).said());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "uses: docker/metadata-action@v5\n        with:\n          context: workflow",
        "uses: docker/build-push-action@v6\n        with:\n          file: ${{ github.workspace }}/src/github.com/owner/name/docker/api.Dockerfile"})
    void whatLeadsToNoFolderOfThisTreeIsLeftAlone(String step) throws IOException {
        assertEquals(List.of(), workflow("jobs:\n  build:\n    steps:\n      - " + step + "\n", "images/api.Dockerfile", IMAGE).said());
    }

    @Test
    void aMatrixValueIsRewrittenInTheMatrix() throws IOException {
        var checked = workflow("""
                jobs:
                  build:
                    strategy:
                      matrix:
                        include:
                          - name: api
                            file: docker/api.Dockerfile
                          - name: web
                            file: images/web.Dockerfile
                    steps:
                      - uses: docker/build-push-action@v6
                        with:
                          file: ${{ matrix.file }}
                """, "images/api.Dockerfile", IMAGE, "images/web.Dockerfile", IMAGE);
        assertEquals(List.of("dockerfile/missing docker/api.Dockerfile"), checked.said());
        assertEquals("            file: images/api.Dockerfile", checked.fixed().line(".github/workflows/ci.yml", 7));
    }

    @Test
    void everyCombinationOfAMatrixIsLookedUp() throws IOException {
        var checked = workflow("""
                jobs:
                  build:
                    strategy:
                      matrix:
                        service: [api, gone]
                    steps:
                      - uses: docker/build-push-action@v6
                        with:
                          file: ${{ github.workspace }}/docker/${{ matrix.service }}.Dockerfile
                """, "docker/api.Dockerfile", IMAGE);
        assertEquals(1, checked.findings().size());
        assertEquals(9, checked.only().place().line());
    }

    @Test
    void aRunLineStartsInItsWorkingDirectory() throws IOException {
        String steps = "defaults:\n  run:\n    working-directory: app\njobs:\n  build:\n    steps:\n      - run: |\n          docker build \\\n            -f docker/api.Dockerfile .\n";
        assertEquals(List.of(), workflow(steps, "app/docker/api.Dockerfile", IMAGE).said());
        assertEquals(List.of("dockerfile/missing docker/api.Dockerfile"), Checked.of(folder.resolve("b"), ".github/workflows/ci.yml", steps, "docker/api.Dockerfile", IMAGE).said());
    }

    @Test
    void aCheckoutElsewhereLeavesThePathOpen() throws IOException {
        assertEquals(List.of(), workflow("""
                jobs:
                  build:
                    steps:
                      - uses: actions/checkout@v4
                        with: {path: src}
                      - run: docker build -f src/docker/api.Dockerfile src
                      - uses: docker/build-push-action@v6
                        with: {file: docker/api.Dockerfile}
                """, "nested/docker/api.Dockerfile", IMAGE, "nested/src/docker/api.Dockerfile", IMAGE).said());
    }

    @Test
    void whatAnEarlierStepPreparesIsNotReported() throws IOException {
        assertEquals(List.of(), workflow("""
                jobs:
                  build:
                    steps:
                      - run: python make_context.py --build_folder out/runtime
                      - uses: docker/build-push-action@v6
                        with: {context: out/runtime}
                """, "out/runtime/readme.txt", "").said());
    }

    @Test
    void theProgramDockerIsNoStepThatPreparesAFolderOfItsName() throws IOException {
        assertEquals(Severity.ERROR, workflow("""
                jobs:
                  build:
                    steps:
                      - run: docker version
                      - run: docker build -f docker/api.Dockerfile .
                """, "images/api.Dockerfile", IMAGE).severity());
    }

    @Test
    void gitLabScriptsKeepTheirFolderFromLineToLine() throws IOException {
        assertEquals(List.of("dockerfile/missing docker/web.Dockerfile"), Checked.of(folder, ".gitlab-ci.yml", """
                build:
                  script:
                    - cd app
                    - docker build -f docker/api.Dockerfile .
                    - docker build -f docker/web.Dockerfile .
                """, "app/docker/api.Dockerfile", IMAGE, "images/web.Dockerfile", IMAGE).said());
    }

    @Test
    void cloudBuildNamesDockerfilesInArgumentsAndKanikoOptions() throws IOException {
        var checked = Checked.of(Checked.to(Dockerfiles.To.FILES), folder, "cloudbuild.yaml", """
                steps:
                - name: cloud-builders/docker
                  args: ['build', '-t', 'x', '-f', 'docker/api.Dockerfile', '.']
                - name: kaniko-project/executor:latest
                  args:
                  - --dockerfile=docker/web.Dockerfile
                  - --context=.
                """, "images/api.Dockerfile", IMAGE, "images/web.Dockerfile", IMAGE);
        assertEquals(List.of("dockerfile/missing docker/api.Dockerfile", "dockerfile/missing docker/web.Dockerfile"), checked.said());
        assertEquals("  - --dockerfile=images/web.Dockerfile", checked.fixed().line("cloudbuild.yaml", 6));
        assertEquals("  args: ['build', '-t', 'x', '-f', 'images/api.Dockerfile', '.']", checked.fixed().line("cloudbuild.yaml", 3));
    }

    @Test
    void skaffoldResolvesDockerfilesInTheContext() throws IOException {
        var checked = Checked.of(folder, "deploy/skaffold.yaml", """
                apiVersion: skaffold/v4beta1
                build:
                  artifacts:
                  - image: api
                    context: ../api
                    docker: {dockerfile: docker/Dockerfile.dev}
                  - image: web
                    context: ../web
                  - image: java
                    context: ../java
                    jib: {}
                """, "api/docker/Dockerfile.dev", IMAGE, "web/index.html", "", "java/pom.xml", "");
        assertEquals(List.of("dockerfile/nowhere Dockerfile"), checked.said());
    }

    @Test
    void aDevContainerHasCommentsAndPathsOfItsOwnFolder() throws IOException {
        var checked = Checked.of(folder, ".devcontainer/devcontainer.json", "{\n\t// what we build\n\t\"build\": {\n\t\t\"dockerfile\": \"dev.Dockerfile\", /* here */\n\t\t\"context\": \"..\",\n\t}\n}\n",
                "images/dev.Dockerfile", IMAGE);
        assertEquals("\t\t\"dockerfile\": \"../images/dev.Dockerfile\", /* here */", checked.fixed().line(".devcontainer/devcontainer.json", 4));
    }

    @Test
    void bakeTargetsInheritContextAndDockerfile() throws IOException {
        var checked = Checked.of(Checked.to(Dockerfiles.To.FILES), folder, "docker-bake.hcl", """
                variable "DIR" {
                  default = "app"
                }
                target "_common" {
                  dockerfile = "docker/api.Dockerfile"
                }
                target "api" {
                  inherits = ["_common"]
                  context = DIR
                }
                target "inline" {
                  context = "app"
                  dockerfile-inline = "FROM scratch"
                }
                """, "app/images/api.Dockerfile", IMAGE);
        assertEquals(List.of("dockerfile/missing docker/api.Dockerfile"), checked.said());
        assertEquals("  dockerfile = \"images/api.Dockerfile\"", checked.fixed().line("docker-bake.hcl", 5));
    }

    @Test
    void bakeFilesMayBeJson() throws IOException {
        assertEquals(List.of("dockerfile/missing docker/api.Dockerfile"), Checked.of(folder, "docker-bake.json",
                "{\"target\": {\"api\": {\"context\": \".\", \"dockerfile\": \"docker/api.Dockerfile\"}}}", "images/api.Dockerfile", IMAGE).said());
    }

    @Test
    void valuesUnderAKeyCalledDockerfileAreReferences() throws IOException {
        var checked = Checked.of(folder, "config/build.yaml", "build:\n  dockerfile_api: ./docker/api.Dockerfile\n", "images/api.Dockerfile", IMAGE);
        assertEquals(List.of("dockerfile/missing ./docker/api.Dockerfile"), checked.said());
    }

    @Test
    void aTemplateIsNotRead() throws IOException {
        assertEquals(List.of(), Checked.of(folder, "chart/templates/build.yaml", "dockerfile: {{ .Values.docker/file }}/x.Dockerfile\n{{- if x }}\n").said());
    }

    @Test
    void aCheckoutInAFolderIsThisTree() throws IOException {
        var checked = workflow("""
                jobs:
                  build:
                    steps:
                      - uses: actions/checkout@v4
                        with: {path: release}
                      - uses: docker/build-push-action@v6
                        with:
                          context: release
                          file: release/docker/api.Dockerfile
                      - run: docker build -f images/api.Dockerfile .
                        working-directory: release
                """, "images/api.Dockerfile", IMAGE);
        assertEquals(List.of("dockerfile/missing docker/api.Dockerfile"), checked.said());
        assertEquals("          file: release/images/api.Dockerfile", checked.fixed().line(".github/workflows/ci.yml", 9));
    }

    @Test
    void aCheckoutOfAnotherRepositoryIsNot() throws IOException {
        assertEquals(List.of(), workflow("""
                jobs:
                  build:
                    steps:
                      - uses: actions/checkout@v4
                        with: {path: other, repository: "${{ env.OTHER }}"}
                      - uses: docker/build-push-action@v6
                        with: {context: other, file: other/docker/api.Dockerfile}
                """, "images/api.Dockerfile", IMAGE).said());
    }

    @Test
    void excludedCombinationsOfAMatrixAreNotBuilt() throws IOException {
        assertEquals(List.of("dockerfile/ambiguous Dockerfile.web-alpine"), workflow("""
                jobs:
                  build:
                    strategy:
                      matrix:
                        image: [api, web]
                        os: [debian, alpine]
                        exclude:
                          - {image: api, os: alpine}
                    steps:
                      - uses: docker/build-push-action@v6
                        with: {file: "Dockerfile.${{ matrix.image }}-${{ matrix.os }}"}
                """, "Dockerfile.api-debian", IMAGE, "Dockerfile.web-debian", IMAGE).said());
    }
}
