//SOURCES ../../lib/dockerfile/Dockerfiles.java
//SOURCES Checked.java
package dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dockerfile.Dockerfiles.To;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MendingTest {
    private static final String IMAGE = "FROM scratch\n";

    @TempDir
    Path folder;

    private static String build(String... dockerfiles) {
        StringBuilder text = new StringBuilder("services:\n");
        for (int i = 0; i < dockerfiles.length; i++) {
            text.append("  s").append(i).append(":\n    build:\n      context: .\n      dockerfile: ").append(dockerfiles[i]).append('\n');
        }
        return text.toString();
    }

    /** Sixteen of seventeen references dead, fifteen with a file elsewhere, one good: as a real repository had them. */
    private String[] mission() {
        String[] files = new String[2 * 9];
        String[] names = {"auth", "backend", "frontend", "migration", "worker"};
        for (int i = 0; i < names.length; i++) {
            files[2 * i] = "dockerfiles/" + names[i] + ".Dockerfile";
            files[2 * i + 1] = IMAGE;
        }
        String[] rest = {"compose.yaml", build("./docker/auth.Dockerfile", "./docker/backend.Dockerfile", "./dockerfiles/frontend.Dockerfile", "docker/worker.Dockerfile"),
            "compose.test.yaml", build("docker/auth.Dockerfile", "docker/backend.Dockerfile", "docker/frontend.Dockerfile", "docker/migration.Dockerfile", "docker/worker.Dockerfile",
                    "docker/load-tester.Dockerfile"),
            "compose.ci.yaml", build("docker/auth.Dockerfile", "docker/backend.Dockerfile", "docker/frontend.Dockerfile", "docker/migration.Dockerfile", "docker/worker.Dockerfile"),
            "compose.staging.yaml", build("docker/auth.Dockerfile", "docker/backend.Dockerfile")};
        System.arraycopy(rest, 0, files, 10, rest.length);
        return files;
    }

    @Test
    void fifteenOfSixteenDeadReferencesAreMendedAndTheGoodOneStaysGood() throws IOException {
        for (To to : To.values()) {
            Path root = folder.resolve(to.toString());
            var checked = Checked.of(Checked.to(to), root, mission());
            assertEquals(15, checked.findings().stream().filter(finding -> finding.rule() == Rules.MISSING).count(), to.toString());
            assertEquals(List.of("dockerfile/nowhere docker/load-tester.Dockerfile"), checked.fixed().said(), to.toString());
        }
    }

    @Test
    void filesMovedToTheirReferencesTakeTheGoodReferenceAlong() throws IOException {
        var fixed = Checked.of(Checked.to(To.REFERENCES), folder, mission()).fixed();
        assertTrue(fixed.tree().isFile("docker/frontend.Dockerfile"), fixed.files());
        assertTrue(fixed.text("compose.yaml").contains("dockerfile: ./docker/frontend.Dockerfile"));
    }

    @Test
    void aMovedFileTakesItsIgnoreFileAlongAndItsOtherReferencesFollow() throws IOException {
        var fixed = Checked.of(Checked.to(To.REFERENCES), folder, "compose.yaml", build("docker/api.Dockerfile"), "images/api.Dockerfile", IMAGE,
                "images/api.Dockerfile.dockerignore", "*.log\n", "build.sh", "docker build -f ./images/api.Dockerfile .\n", "README.md", "See images/api.Dockerfile.\n").fixed();
        assertTrue(fixed.tree().isFile("docker/api.Dockerfile.dockerignore"), fixed.files());
        assertEquals("docker build -f ./docker/api.Dockerfile .\n", fixed.text("build.sh"));
        assertEquals("See docker/api.Dockerfile.\n", fixed.text("README.md"));
        assertEquals(List.of(), fixed.said());
    }

    @Test
    void autoChangesLeastAndSaysWhy() throws IOException {
        var many = Checked.of(folder.resolve("many"), "a.compose.yaml", build("docker/api.Dockerfile"), "b.compose.yaml", build("docker/api.Dockerfile"),
                "c.compose.yaml", build("docker/api.Dockerfile"), "images/api.Dockerfile", IMAGE);
        assertEquals("Move images/api.Dockerfile to docker/api.Dockerfile (1 change; rewriting every reference takes 3)", many.findings().get(0).fix().orElseThrow().title());
        var few = Checked.of(folder.resolve("few"), "compose.yaml", build("docker/api.Dockerfile"), "build.sh", "docker build -f images/api.Dockerfile .\n", "images/api.Dockerfile", IMAGE);
        assertEquals("Name images/api.Dockerfile (1 change; moving the files takes 2)", few.only().fix().orElseThrow().title());
    }

    @Test
    void filesOfAFolderThatWentAsAWholeStayInIt() throws IOException {
        String services = "services:\n  db:\n    build:\n      context: docker/db\n  api:\n    build:\n      context: .\n      dockerfile: docker/api.Dockerfile\n";
        var checked = Checked.of(folder, "a.compose.yaml", services, "b.compose.yaml", build("docker/api.Dockerfile"), "c.compose.yaml", build("docker/api.Dockerfile"),
                "containers/api.Dockerfile", IMAGE, "containers/db/Dockerfile", IMAGE);
        var fixed = checked.fixed();
        assertEquals(List.of(), fixed.said());
        assertTrue(fixed.tree().isFile("containers/api.Dockerfile"), fixed.files());
        assertEquals(services.replace("docker/", "containers/"), fixed.text("a.compose.yaml"));
    }

    @Test
    void aFileStaysWhereAPathWithAVariableMayLeadToIt() throws IOException {
        var checked = Checked.of(Checked.to(To.REFERENCES), folder, "a.compose.yaml", build("docker/api.Dockerfile"), "b.compose.yaml", build("docker/api.Dockerfile"),
                "c.compose.yaml", build("docker/api.Dockerfile"), "images/api.Dockerfile", IMAGE, "build.sh", "docker build -f images/$NAME.Dockerfile .\n");
        assertTrue(checked.findings().get(0).fix().orElseThrow().title().contains("cannot be moved: what build.sh:1:17 names may be it"));
        assertTrue(checked.fixed().tree().isFile("images/api.Dockerfile"));
    }

    @Test
    void aFileIsNotMovedOntoAnother() throws IOException {
        var checked = Checked.of(Checked.to(To.REFERENCES), folder, "compose.yaml", build("Api.Dockerfile"), "api.dockerfile", IMAGE);
        assertTrue(checked.tree().isFile("api.dockerfile"));
        assertEquals(List.of(), checked.fixed().said());
    }

    @Test
    void severalFilesOfOneNameAreAmbiguousAndLeftAlone() throws IOException {
        var checked = Checked.of(folder, "compose.yaml", build("docker/api.Dockerfile"), "one/api.Dockerfile", IMAGE, "two/api.Dockerfile", IMAGE);
        assertEquals("dockerfile/ambiguous", checked.only().rule().name());
        assertEquals(List.of("one/api.Dockerfile", "two/api.Dockerfile"), checked.only().available());
        assertTrue(checked.only().fix().isEmpty());
    }

    @Test
    void inARepositoryOfManyAppsEachKeepsItsOwnDockerfile() throws IOException {
        var checked = Checked.of(Checked.to(To.FILES), folder, "a/compose.yaml", build("docker/web.Dockerfile"), "b/compose.yaml", build("web.Dockerfile"),
                "a/dockerfiles/web.Dockerfile", IMAGE, "b/dockerfiles/web.Dockerfile", IMAGE);
        assertEquals(build("dockerfiles/web.Dockerfile"), checked.fixed().text("a/compose.yaml"));
        assertEquals(build("dockerfiles/web.Dockerfile"), checked.fixed().text("b/compose.yaml"));
    }

    @Test
    void foldersOfDockerfilesThatTellMoreAreNotTakenForOneAnother() throws IOException {
        var checked = Checked.of(folder, "compose.yaml", build("docker/web.Dockerfile"), "docker-dev/web.Dockerfile", IMAGE, "docker-prod/web.Dockerfile", IMAGE);
        assertEquals("dockerfile/ambiguous", checked.only().rule().name());
        var twice = Checked.of(folder.resolve("twice"), "compose.yaml", build("docker/web.Dockerfile"), "containers/web.Dockerfile", IMAGE,
                "dockerfiles/web.Dockerfile", IMAGE);
        assertEquals("dockerfile/ambiguous", twice.only().rule().name());
    }

    @Test
    void theFolderThatOtherRepairsLeadToDecides() throws IOException {
        var checked = Checked.of(Checked.to(To.FILES), folder, "compose.yaml", build("docker/api.Dockerfile", "docker/web.Dockerfile"),
                "images/api.Dockerfile", IMAGE, "other/api.Dockerfile", IMAGE, "images/web.Dockerfile", IMAGE);
        assertEquals(build("images/api.Dockerfile", "images/web.Dockerfile"), checked.fixed().text("compose.yaml"));
    }

    @Test
    void archivesAndFixturesAreNoCandidates() throws IOException {
        assertEquals(List.of("dockerfile/nowhere docker/api.Dockerfile"), Checked.of(folder, "compose.yaml", build("docker/api.Dockerfile"),
                "backup_2024/api.Dockerfile", IMAGE, "testdata/api.Dockerfile", IMAGE, "node_modules/x/api.Dockerfile", IMAGE).said());
    }

    @Test
    void aNameThatEveryImageHasIsNoEvidence() throws IOException {
        var checked = Checked.of(folder, "compose.yaml", build("docker/Dockerfile"), "elsewhere/Dockerfile", IMAGE);
        assertEquals(List.of("dockerfile/nowhere docker/Dockerfile"), checked.said());
    }

    @Test
    void capitalLettersAreTheOnlyDifference() throws IOException {
        var checked = Checked.of(Checked.to(To.FILES), folder, "compose.yaml", build("Docker/Api.Dockerfile"), "docker/api.Dockerfile", IMAGE);
        assertEquals(build("docker/api.Dockerfile"), checked.fixed().text("compose.yaml"));
    }

    @Test
    void aNameOfTheSameWordsIsMentionedAndNotTaken() throws IOException {
        var checked = Checked.of(folder, "compose.yaml", build("Dockerfile.api"), "images/api.Dockerfile", IMAGE);
        assertEquals("dockerfile/ambiguous", checked.only().rule().name());
        assertTrue(checked.only().fix().isEmpty());
    }

    @Test
    void onlyTheAskedKindsAreReportedAndTheOthersStillFollowAMove() throws IOException {
        var checked = Checked.of(new Dockerfiles(To.REFERENCES, List.of(), Set.of(Kind.COMPOSE), false), folder, "compose.yaml", build("docker/api.Dockerfile"),
                "images/api.Dockerfile", IMAGE, "good.sh", "docker build -f images/api.Dockerfile .\n", "dead.sh", "docker build -f gone/x.Dockerfile .\n");
        assertEquals(List.of("dockerfile/missing docker/api.Dockerfile"), checked.said());
        assertFalse(checked.fixed().text("good.sh").contains("images/"));
    }

    @Test
    void aFolderThatWasRenamedIsFollowedByAllThatLayInIt() throws IOException {
        var checked = Checked.of(Checked.to(Dockerfiles.To.FILES), folder, "containers/Dockerfile", "FROM scratch\n", "containers/api.Dockerfile", "FROM scratch\n",
                "containers/sub/Dockerfile", "FROM scratch\n", "sub/Dockerfile", "FROM scratch\n",
                "build.sh", "docker build -f docker/Dockerfile .\ndocker build -f docker/api.Dockerfile .\ndocker build -f docker/sub/Dockerfile docker/sub/\n");
        assertEquals("docker build -f containers/Dockerfile .\ndocker build -f containers/api.Dockerfile .\ndocker build -f containers/sub/Dockerfile containers/sub/\n",
                checked.fixed().text("build.sh"));
        assertEquals(List.of(), checked.fixed().said());
    }

    @Test
    void aNameInTheOtherConventionIsTheSameFileWhenItTellsEnough() throws IOException {
        String build = "services:\n  api:\n    build: {context: ., dockerfile: Dockerfile.api-dev}\n";
        assertEquals("    build: {context: ., dockerfile: docker/api-dev.Dockerfile}", Checked.of(Checked.to(Dockerfiles.To.FILES), folder, "compose.yaml", build,
                "docker/api-dev.Dockerfile", "FROM scratch\n").fixed().line("compose.yaml", 3));
        assertEquals("dockerfile/ambiguous", Checked.of(folder.resolve("short"), "compose.yaml", build.replace("api-dev", "dev"),
                "web/dev.Dockerfile", "FROM scratch\n").only().rule().name());
        assertEquals("dockerfile/ambiguous", Checked.of(folder.resolve("other"), "compose.yaml", build, "docker/dev-api.Dockerfile", "FROM scratch\n").only().rule().name());
    }

    @Test
    void aRenamedContextIsOnlyGuessedAt() throws IOException {
        var finding = Checked.of(folder, "compose.yaml", "services:\n  api:\n    build: ./services/identity\n", "services/identity-service/Dockerfile", "FROM scratch\n",
                "services/web/Dockerfile", "FROM scratch\n").only();
        assertEquals(List.of("services/identity-service"), finding.available());
        assertTrue(finding.fix().isEmpty());
    }

    @Test
    void theOnlyDockerfileOfAFolderIsAGuessWhenItsNameChanged() throws IOException {
        var finding = Checked.of(folder, "compose.yaml", "services:\n  api:\n    build: {context: ., dockerfile: worker/Dockerfile}\n",
                "worker/Dockerfile.worker", "FROM scratch\n").only();
        assertEquals("dockerfile/ambiguous", finding.rule().name());
        assertEquals(List.of("worker/Dockerfile.worker"), finding.available());
        assertTrue(finding.fix().isEmpty());
    }

    @Test
    void theOtherLinesOfAMakefileTellWhereItIsRun() throws IOException {
        var finding = Checked.of(folder, "mk/images.mk", "a:\n\t$(OCI_BUILD) -f app/a.Dockerfile .\nb:\n\t$(OCI_BUILD) -f app/b.Dockerfile .\n",
                "app/a.Dockerfile", "FROM scratch\n").only();
        assertTrue(finding.message().contains("there is no app/b.Dockerfile"), finding.message());
    }
}
