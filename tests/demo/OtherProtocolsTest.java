//SOURCES ../../lib/demo/DemoBackend.java
//SOURCES ChatClient.java

package demo;

import static demo.ChatClient.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherProtocolsTest {

    private static final String ITEM = "{'type': 'conversation.item.create', 'item': {'type': 'message', 'role': 'user', "
            + "'content': [{'type': 'input_text', 'text': 'costs of May, signature-7'}]}}";
    private static final String RESPONSE = "{'type': 'response.create', 'response': {'metadata': {'turn': 'tu'}}}";
    private static final String INPUT = "{'threadId': 'th', 'runId': 'ru', 'state': {}, 'tools': [], 'context': [], "
            + "'messages': [{'id': 'm1', 'role': 'user', 'content': 'costs of May, signature-7'}]}";

    private static DemoBackend speaking(DemoProtocol protocol, String... faults) throws Exception {
        return DemoBackend.start(DemoOptions.defaults().withProtocol(protocol)
                .withFaults(List.of(faults).stream().map(Fault::parse).toList()));
    }

    private static List<JsonObject> until(ChatClient client, String lastType) {
        var events = new ArrayList<JsonObject>();
        do {
            events.add(client.next());
        } while (!type(events.get(events.size() - 1)).equals(lastType));
        return events;
    }

    private static List<String> eachOnce(List<JsonObject> events) {
        return List.copyOf(new LinkedHashSet<>(events.stream().map(ChatClient::type).toList()));
    }

    /** The types of the events, where the pieces of the text that follow each other count as one. */
    private static List<String> eachInARow(List<JsonObject> events) {
        var types = new ArrayList<String>();
        for (JsonObject event : events) {
            boolean again = !types.isEmpty() && types.get(types.size() - 1).equals(type(event));
            if (!again || !type(event).equals("TEXT_MESSAGE_CONTENT")) {
                types.add(type(event));
            }
        }
        return types;
    }

    private static String joined(List<JsonObject> events, String type) {
        var text = new StringBuilder();
        events.stream().filter(event -> type(event).equals(type)).forEach(event -> text.append(event.getString("delta", "")));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/realtime?model=demo", "/ws"})
    void realtimeSessionAnswersAnItem(String path) throws Exception {
        try (var backend = speaking(DemoProtocol.OPENAI_REALTIME); var client = ChatClient.connect(backend, path, "demo-ann")) {
            assertEquals("session.created", type(client.next()));
            assertEquals(List.of("conversation.item.added", "conversation.item.done"),
                    client.send(ITEM).next(2).stream().map(ChatClient::type).toList());
            List<JsonObject> run = until(client.send(RESPONSE), "response.done");
            assertEquals(DemoProtocol.OPENAI_REALTIME.events(), eachOnce(run));
            assertEquals("Report for: costs of May, signature-7", joined(run, "response.output_text.delta"));
            JsonObject done = run.get(run.size() - 1).get("response").asObject();
            assertEquals("completed", done.getString("status", ""));
            assertEquals(Json.parse("{\"turn\":\"tu\"}"), done.get("metadata"));
            assertEquals("Report for: costs of May, signature-7", done.get("output").asArray().get(0).asObject()
                    .get("content").asArray().get(0).asObject().getString("text", ""));
            assertEquals(run.size(), run.stream().map(event -> event.getString("event_id", "")).distinct().count());
            for (JsonObject event : run.subList(1, run.size() - 1)) {
                assertEquals(done.getString("id", "?"), event.getString("response_id", ""));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "{'type': 'dance', 'event_id': 'e1'}", "{'type': 'response.create'}",
        "{'type': 'conversation.item.create'}"})
    void realtimeErrorKeepsTheConnection(String message) throws Exception {
        try (var backend = speaking(DemoProtocol.OPENAI_REALTIME); var client = ChatClient.connect(backend, "/ws", "demo-ann")) {
            client.next();
            JsonObject error = client.send(message).next();
            assertEquals("error", type(error));
            assertEquals("invalid_request_error", error.get("error").asObject().getString("type", ""));
            assertEquals("session.updated", type(client.send("{'type': 'session.update', 'session': {}}").next()));
        }
    }

    @Test
    void realtimeTokenMayComeAsASubprotocol() throws Exception {
        try (var backend = speaking(DemoProtocol.OPENAI_REALTIME); var client = ChatClient.connect(
                ChatClient.builder().subprotocols("realtime", "openai-insecure-api-key.demo-ann"), backend, "/v1/realtime")) {
            assertEquals("session.created", type(client.next()));
            assertEquals("realtime", client.subprotocol());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ag-ui", "/ws"})
    void agUiRunHasItsEvents(String path) throws Exception {
        try (var backend = speaking(DemoProtocol.AG_UI); var client = ChatClient.connect(backend, path, "demo-ann")) {
            JsonObject welcome = client.next();
            assertEquals("CUSTOM", type(welcome));
            assertEquals("ann", welcome.get("value").asObject().getString("userId", ""));
            List<JsonObject> run = until(client.send(INPUT), "RUN_FINISHED");
            assertEquals(DemoProtocol.AG_UI.events(), eachOnce(run));
            assertEquals("Report for: costs of May, signature-7", joined(run, "TEXT_MESSAGE_CONTENT"));
            JsonObject finished = run.get(run.size() - 1);
            assertEquals(List.of("th", "ru"), List.of(finished.getString("threadId", ""), finished.getString("runId", "")));
            assertEquals(joined(run, "TEXT_MESSAGE_CONTENT"), finished.get("result").asObject().getString("answer", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "{}", "{'messages': []}", "{'messages': ['x']}", "{'messages': [{'content': 5}]}"})
    void agUiErrorKeepsTheConnection(String message) throws Exception {
        try (var backend = speaking(DemoProtocol.AG_UI); var client = ChatClient.connect(backend, "/ws", "demo-ann")) {
            client.next();
            assertEquals("RUN_ERROR", type(client.send(message).next()));
            assertEquals("RUN_STARTED", type(client.send(INPUT).next()));
        }
    }

    @ParameterizedTest
    @EnumSource(DemoProtocol.class)
    void everyProtocolRefusesAMissingToken(DemoProtocol protocol) throws Exception {
        try (var backend = speaking(protocol); var client = ChatClient.connect(ChatClient.builder(), backend, "/ws")) {
            assertTrue(type(client.next()).toLowerCase().contains("error"));
            assertEquals(1008, client.closeCode());
        }
    }

    @ParameterizedTest
    @CsvSource({"missing-event:TEXT_MESSAGE_END, 'RUN_STARTED TOOL_CALL_START TOOL_CALL_ARGS TOOL_CALL_END TOOL_CALL_RESULT "
            + "TEXT_MESSAGE_START TEXT_MESSAGE_CONTENT RUN_FINISHED'",
        "out-of-order, 'RUN_STARTED TOOL_CALL_START TOOL_CALL_ARGS TOOL_CALL_END TOOL_CALL_RESULT "
            + "TEXT_MESSAGE_START TEXT_MESSAGE_CONTENT TEXT_MESSAGE_END TEXT_MESSAGE_CONTENT RUN_FINISHED'",
        "empty-answer, 'RUN_STARTED TOOL_CALL_START TOOL_CALL_ARGS TOOL_CALL_END TOOL_CALL_RESULT "
            + "TEXT_MESSAGE_START TEXT_MESSAGE_CONTENT TEXT_MESSAGE_END RUN_FINISHED'",
        "duplicate, 'RUN_STARTED RUN_STARTED TOOL_CALL_START TOOL_CALL_ARGS TOOL_CALL_END TOOL_CALL_RESULT "
            + "TEXT_MESSAGE_START TEXT_MESSAGE_CONTENT TEXT_MESSAGE_END RUN_FINISHED'"})
    void faultsWorkOnAnyProtocol(String fault, String events) throws Exception {
        try (var backend = speaking(DemoProtocol.AG_UI, fault); var client = ChatClient.connect(backend, "/ws", "demo-ann")) {
            client.next();
            assertEquals(List.of(events.split(" ")), eachInARow(until(client.send(INPUT), "RUN_FINISHED")));
        }
    }
}
