//SOURCES ../../lib/command/StaticCommand.java
package command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "dockerfile/missing, dockerfile/missing, true",
        "dockerfile/*, dockerfile/missing, true",
        "dockerfile/*, context/missing, false",
        "dockerfile/mis, dockerfile/missing, false",
        "a.b, axb, false",
    })
    void aRuleIsNamedWholeOrWithStars(String glob, String rule, boolean matches) {
        assertEquals(matches, Glob.rule(glob).matcher(rule).matches());
    }

    @ParameterizedTest
    @CsvSource({
        "tests, tests/a/b.yml, true",
        "tests/, tests/b.yml, true",
        "./tests, tests/b.yml, true",
        "tests, mytests/b.yml, false",
        "*.yml, a.yml, true",
        "*.yml, a/b.yml, false",
        "**/*.yml, a.yml, true",
        "**/*.yml, a/b/c.yml, true",
        "a/**, a/b/c.yml, true",
        "a?.yml, ab.yml, true",
        "a?.yml, a/.yml, false",
        "a(b, a(b, true",
    })
    void aPathIsMatchedAsInGitignore(String glob, String path, boolean matches) {
        assertEquals(matches, Glob.path(glob).matcher(path).matches());
    }
}
