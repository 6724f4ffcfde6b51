//SOURCES ../../lib/dockerfile/Dockerfiles.java
package dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
    @ParameterizedTest
    @CsvSource({"a/b/x, c/b/x, 2", "b/x, a/b/x, 2", "x, x, 1", "ab/x, b/x, 1", "a/x, a/y, 0", "a/bx, a/x, 0", "a/b/x, a/b/x, 3"})
    void theEndOfTwoPathsIsComparedByWholeParts(String one, String other, int common) {
        assertEquals(common, Paths.commonEnd(one, other));
        assertEquals(common, Paths.commonEnd(other, one));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "a/Dockerfile.dev", "api.Dockerfile", "Dockerfile-mariner", "Containerfile", "api.dockerfile", "Dockerfile.py3"})
    void theseAreNamesOfDockerfiles(String path) {
        assertEquals(true, Paths.isDockerfile(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.md", "api.Dockerfile.dockerignore", "Dockerfile.j2", "dockerfiles", "test_dockerfile.py", "Dockerfile.tmpl"})
    void theseAreNot(String path) {
        assertEquals(false, Paths.isDockerfile(path));
    }

    @ParameterizedTest
    @CsvSource({"'', images/x, images/x", "docker, images/x, ../images/x", "a/b, a/x, ../x", "a, a/x, x"})
    void aRelativePathTakesAsFewStepsUpAsItCan(String folder, String file, String path) {
        assertEquals(path, Paths.relative(folder, file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup_2024/x", "a/old/x", "my-archive/x", "x.bak", "a/deprecated/x", "a/x.yml.backup-123", ".github/workflows/x.yml.disabled"})
    void putAwayIsWhatTheNameSays(String path) {
        assertEquals(true, Paths.isShelved(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"threshold/x", "fold/x", "golden/x", "backupper/x"})
    void aWordInsideAnotherSaysNothing(String path) {
        assertEquals(false, Paths.isShelved(path));
    }
}
