//SOURCES ../../lib/commandline/CommandLines.java
package commandline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tree.Tree;

class PathVariablesTest {
    @TempDir
    Path root;

    private Optional<String> led(String script, String path) throws IOException {
        Path file = Files.createDirectories(root.resolve("ci/bin")).resolve("up.sh");
        Files.writeString(file, script);
        return PathVariables.of(Tree.open(root).read("ci/bin/up.sh").orElseThrow(), path).flatMap(known -> known.from("work"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "DIR=\"$(cd \"$(dirname \"$0\")\" && pwd)\"                             | $DIR/x.yml               | ci/bin/x.yml",
        "DIR=$(cd \"$(dirname \"${BASH_SOURCE[0]}\")/..\" >/dev/null 2>&1 && pwd) | ${DIR}/x.yml             | ci/x.yml",
        "DIR=$(dirname $(dirname $(readlink -f $0)))                            | $DIR/x.yml               | ci/x.yml",
        "bin=$( cd \"${BASH_SOURCE[0]%/*}\" && pwd )#root=$( cd \"$bin\"/../.. && pwd ) | $root/x.yml       | x.yml",
        "ROOT=$(git rev-parse --show-toplevel)                                  | $ROOT/a/x.yml            | a/x.yml",
        "readonly D=deploy#F=$D/local                                           | ${F}/x.yml               | work/deploy/local/x.yml",
        "                                                                       | $(dirname \"$0\")/../x.yml | ci/x.yml",
        "                                                                       | $GITHUB_WORKSPACE/a/x.yml | a/x.yml",
        "                                                                       | ${{ github.workspace }}/x.yml | x.yml",
        "                                                                       | $(CURDIR)/x.yml          | work/x.yml",
        "                                                                       | ${PWD}/../x.yml          | x.yml",
        "                                                                       | a/x.yml                  | work/a/x.yml"})
    void theTextTellsTheFolder(String script, String path, String expected) throws IOException {
        assertEquals(Optional.of(expected), led(script == null ? "" : script.replace('#', '\n'), path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$UNSET/x.yml", "$1/x.yml", "/abs/x.yml", "$HOME/x.yml", "$A/x.yml", "$TWO/x.yml", "${F}.yml", "$TWO$UNSET/x.yml", "https://host/x.yml"})
    void whatItDoesNotTellIsLeftOpen(String path) throws IOException {
        assertEquals(Optional.empty(), led("A=$B\nB=$A\nTWO=one\nTWO=other\nF=file\n", path));
    }

    @Test
    void aVariableThatIsGivenTheSameTwiceIsKnown() throws IOException {
        assertEquals(Optional.of("work/a/x.yml"), led("D=a\nD=a\n", "$D/x.yml"));
    }
}
