//SOURCES ../../lib/demo/DemoBackend.java
//SOURCES ChatClient.java
//SOURCES RawClient.java

package demo;

import static demo.ChatClient.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.ParseException;
import demo.ChatClient.Received;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    private static final String REQUEST = "{'type': 'agent_request', 'task': 'signature-7'}";

    private static DemoBackend with(String... faults) throws Exception {
        return DemoBackend.start(DemoOptions.defaults().withFaults(List.of(faults).stream().map(Fault::parse).toList()));
    }

    @Test
    void noWelcome() throws Exception {
        try (var backend = with("no-welcome"); var client = ChatClient.connect(backend, "/ws", "demo-ann")) {
            assertEquals(List.of(), client.typesBeforePong());
        }
    }

    @ParameterizedTest
    @CsvSource({"close-before-welcome, 1000", "not-ready, 1011"})
    void closesBeforeTheWelcome(String fault, int code) throws Exception {
        try (var backend = with(fault); var client = ChatClient.connect(backend, "/ws", "demo-ann")) {
            assertEquals(code, assertInstanceOf(Received.Closed.class, client.receive()).code());
        }
    }

    @Test
    void notReadyShowsInHealth() throws Exception {
        try (var backend = with("not-ready")) {
            var ready = HttpRequest.newBuilder(URI.create(backend.url() + "/health/ready")).build();
            assertEquals(503, HttpClient.newHttpClient().send(ready, HttpResponse.BodyHandlers.ofString()).statusCode());
        }
    }

    @Test
    void authRefusedEvenWithAValidToken() throws Exception {
        try (var backend = with("auth-refused"); var client = ChatClient.connect(backend, "/ws", backend.token("ann"))) {
            assertEquals("authentication_error", type(client.next()));
            assertEquals(1008, client.closeCode());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 502, 503})
    void upgradeGetsAnHttpStatus(int status) throws Exception {
        try (var backend = with("http-" + status)) {
            var refused = assertThrows(CompletionException.class, () -> ChatClient.connect(backend, "/ws", "demo-ann"));
            assertEquals(status, assertInstanceOf(WebSocketHandshakeException.class, refused.getCause()).getResponse().statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "missing-event:agent_thinking, agent_started tool_executing tool_completed agent_completed",
        "missing-event:agent_completed, agent_started agent_thinking tool_executing tool_completed",
        "out-of-order, agent_started agent_thinking tool_completed tool_executing agent_completed",
        "duplicate, agent_started agent_started agent_thinking tool_executing tool_completed agent_completed",
        "silent-after:agent_thinking, agent_started agent_thinking",
        "empty-answer, agent_started agent_thinking tool_executing tool_completed agent_completed"})
    void runHasTheseEvents(String fault, String events) throws Exception {
        try (var backend = with(fault); var client = ChatClient.welcomed(backend, "ann")) {
            assertEquals(List.of(events.split(" ")), client.send(REQUEST).typesBeforePong());
        }
    }

    @Test
    void emptyAnswerIsEmpty() throws Exception {
        try (var backend = with("empty-answer"); var client = ChatClient.welcomed(backend, "ann")) {
            assertTrue(client.send(REQUEST).next(5).get(4).toString().contains("\"final_response\":\"\""));
        }
    }

    @Test
    void duplicateIsTheSameToTheLastByte() throws Exception {
        try (var backend = with("duplicate"); var client = ChatClient.welcomed(backend, "ann")) {
            assertEquals(client.send(REQUEST).receive(), client.receive());
        }
    }

    @Test
    void slowLetsAPingOvertakeTheRun() throws Exception {
        try (var backend = with("slow:100"); var client = ChatClient.welcomed(backend, "ann")) {
            assertEquals(List.of(), client.send(REQUEST).typesBeforePong());
            assertEquals(DemoProtocol.AGENT.events(), client.next(5).stream().map(ChatClient::type).toList());
        }
    }

    @Test
    void crossTalkReachesAnotherUserWhoIsConnected() throws Exception {
        try (var backend = with("cross-talk"); var ann = ChatClient.welcomed(backend, "ann");
                var alsoAnn = ChatClient.welcomed(backend, "ann"); var bob = ChatClient.welcomed(backend, "bob")) {
            assertEquals(DemoProtocol.AGENT.events(), ann.send(REQUEST).typesBeforePong());
            assertTrue(bob.next().toString().contains("signature-7"));
            assertEquals(List.of(), bob.typesBeforePong());
            assertEquals(List.of(), alsoAnn.typesBeforePong());
        }
    }

    @Test
    void crossTalkWaitsForAnotherUser() throws Exception {
        try (var backend = with("cross-talk"); var ann = ChatClient.welcomed(backend, "ann")) {
            assertEquals(DemoProtocol.AGENT.events(), ann.send(REQUEST).typesBeforePong());
            try (var annAgain = ChatClient.welcomed(backend, "ann"); var bob = ChatClient.welcomed(backend, "bob")) {
                assertTrue(bob.next().toString().contains("signature-7"));
                assertEquals(List.of(), annAgain.typesBeforePong());
            }
        }
    }

    @Test
    void dropAfterHitsTheFirstRunOfEachUser() throws Exception {
        try (var backend = with("drop-after:agent_thinking")) {
            for (String user : List.of("ann", "bob")) {
                String first = untilTheEnd(backend, user);
                assertTrue(first.contains("agent_thinking") && !first.contains("tool_completed"), first);
                try (var second = ChatClient.welcomed(backend, user)) {
                    assertEquals(DemoProtocol.AGENT.events(), second.send(REQUEST).typesBeforePong());
                }
            }
        }
    }

    @Test
    void dropAlwaysAfterHitsEveryRun() throws Exception {
        try (var backend = with("drop-always-after:agent_started")) {
            for (int i = 0; i < 2; i++) {
                String run = untilTheEnd(backend, "ann");
                assertTrue(run.contains("agent_started") && !run.contains("agent_thinking"), run);
            }
        }
    }

    /** What comes after a request until TCP ends. Raw, since the JDK's client may keep the end to itself when it comes with data. */
    private static String untilTheEnd(DemoBackend backend, String user) throws Exception {
        try (var client = RawClient.upgraded(backend.url(), "/ws?token=demo-" + user)) {
            client.readUntil("}");
            client.send(RawClient.frame(0x81, REQUEST.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
            String all = client.readAll();
            assertTrue(all.endsWith("}"), "a close frame follows: " + all);
            return all;
        }
    }

    @Test
    void badJsonIsCutShort() throws Exception {
        try (var backend = with("bad-json"); var client = ChatClient.welcomed(backend, "ann")) {
            assertEquals("agent_started", type(client.send(REQUEST).next()));
            String cut = assertInstanceOf(Received.Text.class, client.receive()).text();
            assertTrue(cut.startsWith("{\"type\":\"agent_thinking\""), cut);
            assertThrows(ParseException.class, () -> Json.parse(cut));
            assertEquals(List.of("tool_executing", "tool_completed", "agent_completed"), client.typesBeforePong());
        }
    }

    @Test
    void binaryComesAsABinaryMessage() throws Exception {
        try (var backend = with("binary"); var client = ChatClient.welcomed(backend, "ann")) {
            assertEquals("agent_started", type(client.send(REQUEST).next()));
            byte[] bytes = assertInstanceOf(Received.Binary.class, client.receive()).bytes();
            assertEquals("agent_thinking", type(Json.parse(new String(bytes, StandardCharsets.UTF_8)).asObject()));
        }
    }

    @Test
    void hugeFrameDeclaresMoreThanAnybodyTakes() throws Exception {
        try (var backend = with("huge-frame"); var client = RawClient.upgraded(backend.url(), "/ws?token=demo-ann")) {
            client.send(RawClient.frame(0x81, REQUEST.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
            assertTrue(client.readUntil("\u0081\u007f\0\0\u0001\0\0\0\0\0").contains("agent_started"));
        }
    }

    @Test
    void faultsAddUp() throws Exception {
        try (var backend = with("no-welcome", "missing-event:tool_completed", "duplicate");
                var client = ChatClient.connect(backend, "/ws", "demo-ann")) {
            assertEquals(List.of("agent_started", "agent_started", "agent_thinking", "tool_executing", "agent_completed"),
                    client.send(REQUEST).typesBeforePong());
        }
    }

    @ParameterizedTest
    @CsvSource({"nonsense, no-welcome", "slow, slow:MS", "slow:fast, 600000", "slow:600001, 600000", "slow:-1, 600000",
        "duplicate:x, duplicate", "missing-event, missing-event:EVENT", "'', no-welcome"})
    void wrongFaultIsExplained(String text, String explanation) {
        var wrong = assertThrows(IllegalArgumentException.class, () -> Fault.parse(text));
        assertTrue(wrong.getMessage().contains(explanation), wrong.getMessage());
    }

    @Test
    void eventThatTheProtocolDoesNotHaveIsExplained() {
        var wrong = assertThrows(IllegalArgumentException.class, () -> DemoOptions.defaults()
                .withProtocol(DemoProtocol.AG_UI).withFaults(Fault.parse("missing-event:agent_started")));
        assertTrue(wrong.getMessage().contains("RUN_STARTED"), wrong.getMessage());
    }

    @Test
    void faultReadsBackAsWritten() {
        for (String text : List.of("duplicate", "slow:5", "drop-after:agent_started")) {
            assertEquals(text, Fault.parse(text).toString());
        }
    }
}
