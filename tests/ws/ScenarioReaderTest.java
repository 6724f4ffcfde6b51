//SOURCES ../../lib/ws/GoldenPath.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioReaderTest {

    private static final String GOOD = """
            welcome: none
            fields: {name: /type}
            send: [{type: ask, n: 3, "on": true, nothing: null, text: "${task}"}]
            events: [started, {event: [delta, piece], repeated: true}, {pair: [open, shut], required: false}, done]
            answer: {event: delta, text: /delta}
            """;

    static List<String> builtIn() {
        return ScenarioReader.BUILT_IN;
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void everyBuiltInScenarioIsValid(String name) {
        assertEquals(name, ScenarioReader.read(name).name());
    }

    @Test
    void scalarsKeepTheirTypeAndPlacesAreEscaped() {
        Template send = ScenarioReader.parse("a.yaml", GOOD).send().get(0);
        assertEquals("{\"type\":\"ask\",\"n\":3,\"on\":true,\"nothing\":null,\"text\":\"say \\\"hi\\\"\\n\"}", send.fill(name -> "say \"hi\"\n"));
    }

    @Test
    void aPlaceThatIsANumberIsOneWhereItStandsAlone() {
        String yaml = GOOD.replaceAll("send:.*", "send:\n  - {id: 0, text: \"\\${request}\"}\n  - id: \\${request}\n    at: \\${timestamp.ms}\n    label: r\\${n}");
        List<Template> send = ScenarioReader.parse("a.yaml", yaml).send();
        assertEquals("{\"id\":0,\"text\":\"7\"}", send.get(0).fill(name -> "7"));
        assertEquals("{\"id\":7,\"at\":7,\"label\":\"r7\"}", send.get(1).fill(name -> "7"));
    }

    @Test
    void aPrefixedMessageIsReadAsTheArrayOfPrefixAndJson() {
        Scenario scenario = ScenarioReader.parse("a.yaml", """
                framing: prefixed
                welcome: connected
                fields: {name: [/1/0, {at: /1/sid, name: connected}, /0], turn: /1/1/turn}
                send: [["42", [ask, {text: "${task}"}]], ["3"]]
                events: [done]
                answer: {event: done, text: /1/1/text}
                """);
        assertEquals(List.of("42[\"ask\",{\"text\":\"x\"}]", "3"), scenario.send().stream().map(send -> send.fill(name -> "x")).toList());
        var reader = new Message.Reader(scenario);
        assertEquals("done", reader.read("42[\"done\", {\"turn\": \"t1\"}]").name());
        assertEquals(Optional.of("t1"), reader.read("42[\"done\", {\"turn\": \"t1\"}]").turn());
        assertEquals("connected", reader.read("40{\"sid\": \"x\"}").name());
        assertEquals("2", reader.read("2").name());
        assertEquals(Message.Kind.NOT_JSON, reader.read("42[\"done\"").kind());
    }

    @Test
    void theLastEventEndsARequestUnlessSaidOtherwise() {
        assertEquals(Set.of("done"), ScenarioReader.parse("a.yaml", GOOD).ends());
        assertEquals(Set.of("shut"), ScenarioReader.parse("a.yaml", GOOD + "ends: shut\n").ends());
    }

    static final List<Arguments> WRONG = List.of(
            Arguments.of("", "a.yaml:1:1: the file is empty"),
            Arguments.of("- a", "a.yaml:1:1: this must be a mapping"),
            Arguments.of("a: [", "a.yaml:1:5: "),
            Arguments.of("evnts: []", "a.yaml:1:1: there is no 'evnts' here; allowed: name, description, connect"),
            Arguments.of("name: x\nname: y", "a.yaml:2:1: 'name' stands here a second time"),
            Arguments.of("name: x", "a.yaml:1:1: 'events' is missing here"),
            Arguments.of("events: []", "a.yaml:1:9: 'events' has no items"),
            Arguments.of(GOOD + "ends: []", "a.yaml:6:7: 'ends' has no items"),
            Arguments.of("events: [a, a]", "a.yaml:1:13: the event 'a' already has a place"),
            Arguments.of("events: [{pair: [a]}]", "a.yaml:1:17: a pair has two events"),
            Arguments.of("events: [{event: a, repeated: maybe}]", "a.yaml:1:31: this must be true or false, not 'maybe'"),
            Arguments.of(GOOD.replace("/type", "type"), "a.yaml:2:16: a JSON pointer starts with '/'"),
            Arguments.of(GOOD.replace("${task}", "${tsk}"), "a.yaml:3:59: there is no '${tsk}'; allowed: agent, email"),
            Arguments.of(GOOD.replace("event: delta", "event: detla"), "a.yaml:5:17: 'detla' is none of the events: started, delta, piece"),
            Arguments.of(GOOD + "limits: {gap: soon}", "a.yaml:6:15: The limit 'gap': 'soon' is no duration"),
            Arguments.of(GOOD + "limits: {gpa: 1s}", "a.yaml:6:10: there is no 'gpa' here; allowed: connect"),
            Arguments.of(GOOD + "connect: {path: ws}", "a.yaml:6:17: a path starts with '/'"),
            Arguments.of(GOOD + "connect: {headers: {a b: c}}", "a.yaml:6:26: 'a b' is no header name"),
            Arguments.of(GOOD + "connect: {path: /a b}", "a.yaml:6:17: a path starts with '/' and has no blanks"),
            Arguments.of(GOOD + "connect: {headers: {X-A: \"b\\r\\nHost: c\"}}", "a.yaml:6:26: a header holds ASCII on one line"),
            Arguments.of(GOOD + "connect: {subprotocols: [\"a, b\"]}", "a.yaml:6:26: 'a, b' is no subprotocol"),
            Arguments.of(GOOD + "connect: {auth: {cookie: x}}", "a.yaml:6:18: there is no 'cookie' here; allowed: header, subprotocol, query"),
            Arguments.of(GOOD + "framing: lines", "a.yaml:6:10: there is no framing 'lines'; allowed: json, prefixed"),
            Arguments.of(GOOD + "framing: prefixed", "a.yaml:3:8: with 'framing: prefixed' a message is a sequence"),
            Arguments.of(GOOD + "hello: [token]", "a.yaml:6:9: a message is a mapping or a sequence"),
            Arguments.of(GOOD + "replies: [{two: x}]", "a.yaml:6:12: there is no 'two' here; allowed: to, send"),
            Arguments.of(GOOD + "probes: [{name: x, send: y}]", "a.yaml:6:10: nothing would be an answer to this"),
            Arguments.of(GOOD + "probes: [{name: x, send: y, may-close: ture}]", "a.yaml:6:40: 'ture' is neither true nor false"),
            Arguments.of(GOOD.replace("/type", "{at: /type}"), "a.yaml:2:16: 'name' is missing here"),
            Arguments.of(GOOD.replace("\"${task}\"", "${task}"), "a.yaml:3:60: expected ',' or '}', but got {; inside braces or brackets a place"),
            Arguments.of(GOOD.replaceAll("send:.*", "send: &s [*s]"), "a.yaml:3:7: values are nested more than 100 deep"),
            Arguments.of(GOOD + "---\na: b", "a.yaml:7:1: a scenario is one document"));

    @ParameterizedTest
    @FieldSource("WRONG")
    void aMistakeIsSaidWithItsPlace(String yaml, String message) {
        String said = assertThrows(UsageException.class, () -> ScenarioReader.parse("a.yaml", yaml)).getMessage();
        assertTrue(said.startsWith(message), said);
    }

    @Test
    void anAliasBombIsRefused() {
        var yaml = new StringBuilder("send:\n  - a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            yaml.append("    a").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ", ").repeat(9)).append("*a").append(i - 1).append("]\n");
        }
        String bomb = GOOD.replaceAll("send:.*\n", yaml.toString());
        assertTrue(assertThrows(UsageException.class, () -> ScenarioReader.parse("a.yaml", bomb)).getMessage().contains("more than 10000 values"));
    }

    @Test
    void anUnreadableFileIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("latin.yaml"), new byte[] {(byte) 0xe4, ':'});
        assertTrue(assertThrows(UsageException.class, () -> ScenarioReader.read(file.toString())).getMessage().contains("not UTF-8"));
        assertTrue(assertThrows(UsageException.class, () -> ScenarioReader.read("no-such")).getMessage().contains("agent-chat, openai-realtime, ag-ui"));
    }
}
