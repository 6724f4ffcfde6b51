//SOURCES ../../lib/demo/DemoBackend.java
//SOURCES ChatClient.java

package demo;

import static demo.ChatClient.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import demo.ChatClient.Received;
import demo.DemoOptions.UnknownType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentProtocolTest {

    private static DemoBackend backend;

    @BeforeAll
    static void start() throws Exception {
        backend = DemoBackend.start(DemoOptions.defaults());
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void welcomeSaysWhoIsConnectedAndWhatWillCome() {
        try (var client = ChatClient.connect(backend, "/ws", "demo-ann")) {
            JsonObject welcome = client.next();
            assertEquals("connection_established", type(welcome));
            assertEquals("ann", welcome.getString("user_id", ""));
            assertEquals("main", welcome.getString("mode", ""));
            assertFalse(welcome.getString("connection_id", "").isEmpty());
            assertFalse(welcome.getString("timestamp", "").isEmpty());
            assertEquals(Json.array("agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed"),
                    welcome.get("golden_path_events"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/ws, connection_established", "/websocket, connection_established",
        "/ws/factory, factory_connection_established", "/ws/isolated, isolated_connection_established",
        "/ws/test, legacy_connection_established"})
    void everyPathWelcomesInItsMode(String path, String welcome) {
        try (var client = ChatClient.connect(backend, path, "demo-ann")) {
            assertEquals(welcome, type(client.next()));
        }
    }

    @Test
    void pingComesBackWithItsTimestampAndTheUser() {
        try (var client = ChatClient.welcomed(backend, "ann")) {
            JsonObject pong = client.send("{'type': 'ping', 'timestamp': 17.5}").next();
            assertEquals("pong", type(pong));
            assertEquals(Json.parse("{\"timestamp\": 17.5, \"user_id\": \"ann\"}"), pong.get("data"));
        }
    }

    @Test
    void heartbeatIsAcknowledged() {
        try (var client = ChatClient.welcomed(backend, "ann")) {
            assertEquals("heartbeat_ack", type(client.send("{'type': 'heartbeat'}").next()));
        }
    }

    @Test
    void unknownTypeIsAcknowledgedOrRefusedAsAskedFor() throws Exception {
        try (var client = ChatClient.welcomed(backend, "ann")) {
            JsonObject ack = client.send("{'type': 'dance'}").next();
            assertEquals(List.of("ack", "dance", "acknowledged"),
                    List.of(type(ack), ack.getString("received_type", ""), ack.getString("status", "")));
        }
        try (var strict = DemoBackend.start(DemoOptions.defaults().withUnknownType(UnknownType.ERROR));
                var client = ChatClient.welcomed(strict, "ann")) {
            assertEquals("error_message", type(client.send("{'type': 'dance'}").next()));
            assertEquals(List.of(), client.typesBeforePong());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "[]", "'text'", "{}", "{'type': 5}", "{'type': 'agent_request'}",
        "{'type': 'agent_request', 'task': ['x']}", ""})
    void messageThatCannotBeUnderstoodGetsAnErrorAndTheConnectionLives(String message) {
        try (var client = ChatClient.welcomed(backend, "ann")) {
            JsonObject error = client.send(message).next();
            assertEquals("error_message", type(error));
            for (String field : List.of("error_code", "error_message", "details", "recovery_suggestions")) {
                assertTrue(error.names().contains(field), field);
            }
            assertEquals(List.of(), client.typesBeforePong());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/factory", "/ws/test"})
    void legacyAndFactoryCloseOnTextThatIsNotJson(String path) {
        try (var client = ChatClient.connect(backend, path, "demo-ann")) {
            assertEquals(1000, client.send("no JSON").closeCode());
        }
    }

    @Test
    void binaryMessageGetsAnError() {
        try (var client = ChatClient.welcomed(backend, "ann")) {
            assertEquals("error_message", type(client.sendBinary(new byte[] {1}).next()));
        }
    }

    @Test
    void legacyEchoesWithoutTokenAndNeverRunsAnAgent() {
        try (var client = ChatClient.connect(ChatClient.builder(), backend, "/ws/test")) {
            client.next();
            client.send("{'type': 'agent_request', 'task': 'x'}");
            assertEquals(new Received.Text("{\"type\": \"agent_request\", \"task\": \"x\"}"), client.receive());
            assertEquals(List.of(), client.typesBeforePong());
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void requestGetsTheFiveEventsWithItsIdsAndItsTask(Shape shape) throws Exception {
        try (var shaped = DemoBackend.start(DemoOptions.defaults().withShape(shape));
                var client = ChatClient.welcomed(shaped, "ann")) {
            client.send("{'type': 'agent_request', 'agent_name': 'triage', 'task': 'signature-7', 'thread_id': 'th', 'turn_id': 'tu'}");
            List<JsonObject> events = client.next(5);
            assertEquals(DemoProtocol.AGENT.events(), events.stream().map(AgentProtocolTest::eventName).toList());
            for (JsonObject event : events) {
                for (String id : List.of("\"user_id\":\"ann\"", "\"thread_id\":\"th\"", "\"turn_id\":\"tu\"",
                        "\"agent_name\":\"triage\"")) {
                    assertTrue(event.toString().contains(id), event + " lacks " + id);
                }
            }
            assertTrue(events.get(4).toString().contains("\"final_response\":\"Report for: signature-7\""));
            assertEquals(List.of(), client.typesBeforePong());
        }
    }

    @Test
    void roundsRepeatThoughtsAndToolPairs() throws Exception {
        try (var talkative = DemoBackend.start(DemoOptions.defaults().withRounds(2));
                var client = ChatClient.welcomed(talkative, "ann")) {
            client.send("{'type': 'agent_request', 'task': 'x'}");
            assertEquals(List.of("agent_started", "agent_thinking", "agent_thinking", "tool_executing", "tool_completed",
                    "tool_executing", "tool_completed", "agent_completed"), client.typesBeforePong());
        }
    }

    @Test
    void delayLetsOtherMessagesThroughAndKeepsTheOrder() throws Exception {
        try (var slow = DemoBackend.start(DemoOptions.defaults().withDelay(Duration.ofMillis(50)));
                var client = ChatClient.welcomed(slow, "ann")) {
            client.send("{'type': 'agent_request', 'task': 'x'}").send("{'type': 'ping'}");
            assertEquals("pong", type(client.next()));
            assertEquals(DemoProtocol.AGENT.events(), client.next(5).stream().map(ChatClient::type).toList());
        }
    }

    @Test
    void runsOfOneConnectionHaveIdsOfTheirOwn() {
        try (var client = ChatClient.welcomed(backend, "ann")) {
            String one = client.send("{'type': 'agent_request', 'task': 'x'}").next(5).get(0).getString("run_id", "");
            String two = client.send("{'type': 'agent_request', 'task': 'x'}").next(5).get(0).getString("run_id", "");
            assertNotEquals(one, two);
        }
    }

    @Test
    void tokenIsTakenFromHeaderSubprotocolAndQuery() {
        String jwt = "jwt." + Base64.getUrlEncoder().withoutPadding().encodeToString("demo-ann".getBytes(StandardCharsets.UTF_8));
        try (var header = ChatClient.connect(backend, "/ws", "demo-ann");
                var both = ChatClient.connect(ChatClient.builder().subprotocols("jwt-auth", jwt), backend, "/ws");
                var one = ChatClient.connect(ChatClient.builder().subprotocols("jwt-auth", jwt), backend, "/ws");
                var query = ChatClient.connect(ChatClient.builder(), backend, "/ws?token=demo-ann")) {
            for (var client : List.of(header, both, one, query)) {
                assertEquals("ann", client.next().getString("user_id", ""));
            }
            assertEquals("jwt-auth", both.subprotocol());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "", "demo-", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4iLCJleHAiOjk5OTk5OTk5OTk5fQ."})
    void tokenThatIsNotValidIsRefusedWith1008(String token) {
        var builder = token.equals("none") ? ChatClient.builder() : ChatClient.builder().header("Authorization", "Bearer " + token);
        try (var client = ChatClient.connect(builder, backend, "/ws")) {
            JsonObject error = client.next();
            assertEquals("authentication_error", type(error));
            assertTrue(error.getBoolean("retry_allowed", false));
            assertEquals(1008, client.closeCode());
        }
    }

    @Test
    void tokenOfAnotherBackendIsRefused() throws Exception {
        try (var other = DemoBackend.start(DemoOptions.defaults());
                var client = ChatClient.connect(backend, "/ws", other.token("ann"))) {
            assertEquals("authentication_error", type(client.next()));
        }
    }

    @Test
    void endingBackendSaysGoodbye() throws Exception {
        var ending = DemoBackend.start(DemoOptions.defaults());
        try (var client = ChatClient.welcomed(ending, "ann")) {
            ending.close();
            assertEquals(1001, client.closeCode());
        }
    }

    private static String eventName(JsonObject event) {
        JsonObject data = event.get("data") == null ? new JsonObject() : event.get("data").asObject();
        return data.getString("event", type(event));
    }
}
