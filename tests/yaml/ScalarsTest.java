//SOURCES ../../lib/yaml/Yaml.java
package yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yaml.Node.Scalar;

class ScalarsTest {

    @Test
    void keepsTheStyleWhereTheValueAllowsIt() {
        assertEquals("a: new/path # why\n", replaced("a: old # why\n", "new/path"));
        assertEquals("a: 'it''s'\n", replaced("a: 'old'\n", "it's"));
        assertEquals("a: \"say \\\"hi\\\"\"\n", replaced("a: \"old\"\n", "say \"hi\""));
        assertEquals("a: {b: new}\n", replaced("a: {b: old}\n", "new"));
        assertEquals("a: &x new\r\nb: *x", replaced("a: &x old\r\nb: *x", "new"));
    }

    @Test
    void quotesAPlainValueThatWouldMeanSomethingElse() {
        assertEquals("a: 'yes'\n", replaced("a: old\n", "yes"));
        assertEquals("a: '8080'\n", replaced("a: old\n", "8080"));
        assertEquals("a: 8081\n", replaced("a: 8080\n", "8081"));
        assertEquals("a: 'x: y'\n", replaced("a: old\n", "x: y"));
        assertEquals("a: {b: 'x,y'}\n", replaced("a: {b: old}\n", "x,y"));
        assertEquals("a: ${X:-y}\n", replaced("a: old\n", "${X:-y}"));
        assertEquals("a: {b: '${X}'}\n", replaced("a: {b: old}\n", "${X}"));
    }

    @Test
    void writesIntoAnEmptyPlaceAndIntoBlocks() {
        assertEquals("a: new\nb: 1\n", replaced("a:\nb: 1\n", "new"));
        assertEquals("a: |\n  new\n  lines\nb: 1\n", replaced("a: |\n  old\nb: 1\n", "new\nlines\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "-", "- x", "-x", "#", "a #b", "a: b", "a:", "'", "\"", "it's \"so\"", "\\", "a\nb", "a\n", "\t", "null", "~", "true",
            "0x1F", "1e3", ".inf", "2024-01-01", "*a", "&a", "!t", "%x", "@x", "`", "[a]", "{a}", "a, b", "é😀", "\u0085", "\u0007", "? x", "<<", "=", "---", "...", "12:30"})
    void everyValueComesBackInEveryStyleAndNothingElseChanges(String value) {
        for (String text : new String[] {"a: old\nb: 1\n", "a: 'old'\nb: 1\n", "a: \"old\" # c\nb: 1\n", "a: {b: old, c: [d]}\n", "a: [old, x]\n",
                "a: &n old\nb: *n\n", "a: |\n    old\nb: 1\n", "a: >-\n  old\n  text\nb: 1\n", "a:\nb: 1\n", "? old\n: b\n", "- old\n- x\n", "a: |\n  old"}) {
            Yaml file = YamlTest.parse(text);
            Scalar old = first(file);
            String after = replaced(text, value);
            if (old.style() == Node.Style.LITERAL || old.style() == Node.Style.FOLDED) {
                continue; // chomping may add a line end; the check refuses that, see below
            }
            assertEquals(Optional.empty(), YamlCheck.difference(file, Map.of(old.span().start(), value), after), () -> text + " became " + after);
        }
    }

    @Test
    void theCheckRefusesWhatWasNotMeant() {
        Yaml file = YamlTest.parse("a: &x old\nb: *x\nc: [1, 2]\n");
        Map<Integer, String> meant = Map.of(first(file).span().start(), "new");
        assertEquals(Optional.empty(), YamlCheck.difference(file, meant, "a: &x new # fine\nb: *x\nc: [1, 2]\n"));
        for (String wrong : new String[] {"a: &x old\nb: *x\nc: [1, 2]\n", "a: new\nb: new\nc: [1, 2]\n", "a: &x new\nb: *x\nc: [1, '2']\n",
                "a: &x new\nb: *x\nc: [1, 2]\nd: 1\n", "a: &x new\nB: *x\nc: [1, 2]\n", "a: &x new\nb: *x\nc: [1\n", "a: &x new\na: *x\nc: [1, 2]\n"}) {
            assertNotEquals(Optional.empty(), YamlCheck.difference(file, meant, wrong), wrong);
        }
        assertNotEquals(Optional.empty(), YamlCheck.difference(file, Map.of(2, "x"), file.text()));
    }

    private static String replaced(String text, String value) {
        Yaml file = YamlTest.parse(text);
        Scalar old = first(file);
        return text.substring(0, old.span().start()) + Scalars.replacement(file, old, value) + text.substring(old.span().end());
    }

    /** The first scalar that is not a key of a block mapping. */
    private static Scalar first(Yaml file) {
        Node node = file.documents().get(0);
        while (!(node instanceof Scalar)) {
            if (node instanceof Node.Mapping mapping) {
                var entry = mapping.entries().get(0);
                node = entry.key().scalar().orElseThrow().value().equals("old") ? entry.key() : entry.value();
            } else {
                node = node.sequence().orElseThrow().items().get(0);
            }
        }
        return (Scalar) node;
    }
}
