//SOURCES ../../lib/compose/Compose.java
//SOURCES Trees.java
package compose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tree.Tree;

class DotEnvTest {
    @TempDir
    Path root;

    @Test
    void readsEveryFormOfAValue() throws IOException {
        assertEquals(Map.of("A", "1", "B", "two words", "C", "with # hash", "D", "x", "E", "", "F", "yaml", "G", "a#b", "H", "", "I", "it's"), values("""
                # a comment
                A=1
                export B = two words   # comment

                C="with # hash"
                D='x' # comment
                E=
                F: yaml
                G=a#b
                H=# only a comment
                I="it's"
                no assignment at all
                """));
    }

    @Test
    void quotedValuesSpanLinesAndOnlyDoubleQuotesEscape() throws IOException {
        assertEquals(Map.of("A", "one\ntwo", "B", "say \"hi\"\tand $X", "C", "raw \\n $A", "D", "end"), values("""
                A="one
                two"
                B="say \\"hi\\"\\tand \\$X"
                C='raw \\n $A'
                D=end
                """));
    }

    @Test
    void interpolatesFromWhatStandsBefore() throws IOException {
        assertEquals(Map.of("A", "1", "B", "1-2", "C", "1", "D", "d"), values("A=1\nB=${A}-2\nC=\"$A\"\nD=${NONE:-d}\n"));
    }

    @Test
    void lineEndsAndTheByteOrderMarkAreNoPartOfAValue() throws IOException {
        assertEquals(Map.of("A", "1", "B", "2"), values("\uFEFFA=1\r\nB=\"2\"\r\n"));
    }

    @Test
    void aDefinitionKnowsItsPlace() throws IOException {
        new Trees(root).with(".env", "X=1\nexport NAME = 'v' # c\n");
        var definition = DotEnv.parse(Tree.open(root).read(".env").orElseThrow(), Variables.NONE).get("NAME");
        assertEquals(".env:2:15", definition.place().orElseThrow().toString());
        assertEquals("'v'", definition.raw());
    }

    private Map<String, String> values(String text) throws IOException {
        new Trees(root).with(".env", text);
        Map<String, String> values = new TreeMap<>();
        DotEnv.parse(Tree.open(root).read(".env").orElseThrow(), Variables.NONE).forEach((name, definition) -> values.put(name, definition.value()));
        return values;
    }
}
