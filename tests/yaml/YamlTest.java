//SOURCES ../../lib/yaml/Yaml.java
package yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yaml.Node.Alias;
import yaml.Node.Entry;
import yaml.Node.Scalar;

class YamlTest {

    @Test
    void scalarsKnowTheirExactSource() {
        Yaml file = parse("a: plain text # comment\nb: 'single'\nc: \"dou\\tble\"\nd: [x, 'y']\n");
        assertEquals("plain text", source(file, "a"));
        assertEquals("'single'", source(file, "b"));
        assertEquals("\"dou\\tble\"", source(file, "c"));
        assertEquals("[x, 'y']", source(file, "d"));
        assertEquals("dou\tble", scalar(file, "c").value());
    }

    @Test
    void anchorsAndTagsAreNoPartOfTheSource() {
        Yaml file = parse("a: &one value\nb: !vault &two  'x'\nc: &three\n  k: v\nd: &four # why\n  text\ne: &five\nf: [&six s, !t t]\n");
        assertEquals("value", source(file, "a"));
        assertEquals(Optional.of("one"), get(file, "a").anchor());
        assertEquals("'x'", source(file, "b"));
        assertEquals(Optional.of("!vault"), get(file, "b").tag());
        assertEquals("k: v", source(file, "c"));
        assertEquals("text", source(file, "d"));
        assertEquals(6, get(file, "d").span().line());
        assertEquals("", source(file, "e"));
        assertEquals(List.of("s", "t"), get(file, "f").sequence().orElseThrow().items().stream().map(file::source).toList());
        assertEquals(List.of(), file.problems());
    }

    @Test
    void columnsCountCodePointsAndOffsetsCountUtf16Units() {
        Yaml file = parse("\uFEFFa: \"😀😀\"\r\nb: {c: 😀, d: here}\r\n");
        assertEquals("\"😀😀\"", source(file, "a"));
        assertEquals(4, get(file, "a").span().column());
        Node here = get(file, "b").get("d").orElseThrow();
        assertEquals("here", file.source(here));
        assertEquals(2, here.span().line());
        assertEquals(14, here.span().column());
    }

    @Test
    void anAliasKnowsWhereItsValueIsWrittenAndWhereItIsReached() {
        Yaml file = parse("x: &v text\ny: *v\n");
        Alias alias = assertInstanceOf(Alias.class, get(file, "y"));
        assertEquals(2, alias.span().line());
        assertEquals(1, alias.content().span().line());
        assertEquals("*v", file.source(alias));
    }

    @Test
    void mergeKeysStayVisibleAndCountAsTheSpecificationSays() {
        Yaml file = parse("a: &a {k: 1, l: 1}\nb: &b {l: 2, m: 2}\nc:\n  <<: [*a, *b]\n  k: own\n");
        var mapping = get(file, "c").mapping().orElseThrow();
        assertTrue(mapping.entries().get(0).isMerge());
        assertEquals(List.of("k=own", "l=1", "m=2"), mapping.merged().stream()
                .map(entry -> entry.name().orElseThrow() + "=" + entry.value().scalar().orElseThrow().value()).toList());
    }

    @Test
    void aDuplicateKeyIsReportedWithBothPlacesAndTheLastOneCounts() {
        Yaml file = parse("services:\n  a: 1\nnetworks: x\nservices:\n  b: 2\n");
        Problem problem = file.problems().get(0);
        assertEquals(Problem.Kind.DUPLICATE_KEY, problem.kind());
        assertEquals(4, problem.span().line());
        assertEquals(1, problem.first().orElseThrow().line());
        assertTrue(get(file, "services").get("b").isPresent());
        assertEquals(3, file.root().orElseThrow().entries().size());
        assertTrue(file.isComplete());
    }

    @Test
    void documentsBeforeABrokenOneAreRead() {
        Yaml file = parse("a: 1\n---\nb: 2\n---\nc: [1\n");
        assertEquals(2, file.documents().size());
        assertEquals(Problem.Kind.SYNTAX, file.problems().get(0).kind());
        assertFalse(file.isComplete());
    }

    @Test
    void aForbiddenCharacterHasItsPlace() {
        Problem problem = parse("a: 1\nb: \u0001\n").problems().get(0);
        assertEquals("the character U+0001 is not allowed", problem.message());
        assertEquals(List.of(2, 4), List.of(problem.span().line(), problem.span().column()));
    }

    @Test
    void anAliasWithoutAnchorIsReportedAndReadAsNull() {
        Yaml file = parse("a: *nowhere\nb: 1\n");
        assertEquals(Problem.Kind.UNDEFINED_ALIAS, file.problems().get(0).kind());
        assertEquals(Scalars.Type.NULL, scalar(file, "a").type());
        assertEquals("1", scalar(file, "b").value());
    }

    @Test
    void aValueThatContainsItselfIsReportedAndCutOff() {
        Yaml file = parse("a: &a\n  b: *a\n  c: &c [*c]\n");
        assertEquals(List.of(Problem.Kind.RECURSIVE_ALIAS, Problem.Kind.RECURSIVE_ALIAS), file.problems().stream().map(Problem::kind).toList());
        assertEquals(Scalars.Type.NULL, get(file, "a").get("b").orElseThrow().scalar().orElseThrow().type());
    }

    @Test
    void anAliasBombIsCutOffAndTheRestIsRead() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        Yaml file = parse(text + "end: here\n");
        assertEquals(List.of(Problem.Kind.ALIAS_BOMB), file.problems().stream().map(Problem::kind).toList());
        assertEquals("here", scalar(file, "end").value());
        assertTrue(weight(file.documents().get(0)) < 2 * Yaml.MAX_ALIASED_NODES);
    }

    private static long weight(Node node) {
        return 1 + node.mapping().map(mapping -> mapping.entries().stream().map(Entry::value).mapToLong(YamlTest::weight).sum()).orElse(0L)
                + node.sequence().map(list -> list.items().stream().mapToLong(YamlTest::weight).sum()).orElse(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void endlessNestingEndsWithAProblem(String opening) {
        Yaml file = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> parse(opening.repeat(1_000_000)));
        assertEquals(1, file.problems().size());
        assertFalse(file.isComplete());
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() {
        Yaml file = parse("a".repeat(Yaml.MAX_LENGTH + 1));
        assertEquals(Problem.Kind.TOO_LARGE, file.problems().get(0).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:\tb\n", "a:\t\n  b: c\n", "a: \"x\"\t\nb:\t\t1\n", "a: b\t# c\n"})
    void aTabMaySeparateAKeyFromItsValue(String text) {
        assertEquals(List.of(), parse(text).problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:\n\tb: c\n", "-\tx\n", "a:\n  - b\n\t- c\n"})
    void aTabIsNoIndentation(String text) {
        assertEquals(Problem.Kind.SYNTAX, parse(text).problems().get(0).kind());
    }

    @Test
    void emptyTextsAndCommentsHaveNoDocument() {
        assertEquals(List.of(), parse("").documents());
        assertEquals(List.of(), parse("# nothing\n").documents());
    }

    @Test
    void scalarTypesAreThoseOfTheCoreSchema() {
        Yaml file = parse("[~, yes, true, 12, 0o17, 1.5, '1', text, 2024-01-01, !!str 5, 3000:3000]\n");
        assertEquals("[NULL, STRING, BOOLEAN, INTEGER, INTEGER, FLOAT, STRING, STRING, STRING, STRING, STRING]",
                file.documents().get(0).sequence().orElseThrow().items().stream().map(item -> item.scalar().orElseThrow().type()).toList().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"image: {{ image }}\n", "a:\n  {{- if .Values.x }}\n  b: 1\n  {{- end }}\n", "{% if x %}\na: 1\n{% endif %}\n", "a:\n  image: {$IMAGE}\n"})
    void templatesAreRecognised(String text) {
        assertTrue(parse(text).isTemplate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"host: \"{{.Node.Hostname}}\"\n", "a: {b: {c: d}}\n", "a: b: c\n", "command: echo {{.ID}}\n", "a: \"{$B}\"\n", "a: {$B: c}\n"})
    void quotedBracesAndPlainMistakesAreNoTemplates(String text) {
        assertFalse(parse(text).isTemplate());
    }

    static Yaml parse(String text) {
        return Yaml.parse("test.yml", text);
    }

    private static Node get(Yaml file, String key) {
        return file.root().orElseThrow().get(key).orElseThrow();
    }

    private static Scalar scalar(Yaml file, String key) {
        return get(file, key).scalar().orElseThrow();
    }

    private static String source(Yaml file, String key) {
        return file.source(get(file, key));
    }
}
