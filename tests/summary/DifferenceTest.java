//SOURCES ../../lib/summary/ExecutionSummary.java
package summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {
    @ParameterizedTest
    @CsvSource({
        "./docker/auth.Dockerfile, dockerfiles/auth.Dockerfile, docker, dockerfiles",
        "docker/web.Dockerfile, dockerfiles/web.Dockerfile, docker, dockerfiles",
        "a/b/c/Dockerfile, a/x/c/Dockerfile, b, x",
        "backend, alpine-test-backend, '', alpine-test-",
        "auth, alpine-test-auth, '', alpine-test-",
        "backend, backend-service, '', -service",
        "docker/Dockerfile, Dockerfile, docker/, ''",
    })
    void namesThatChangedAlikeDifferAlike(String expected, String existing, String was, String is) {
        Difference difference = Difference.of(expected, existing);
        assertEquals(was, difference.expected());
        assertEquals(is, difference.existing());
    }

    @Test
    void namesWithNothingInCommonShareNoChange() {
        assertFalse(Difference.of("redis", "postgres").isPart(), "the last letter alone is no word");
        assertFalse(Difference.of("backend", "backend").isPart());
    }
}
