package demo;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Events like those of OpenAI's Realtime API, for text. {@code session.created} is the welcome. The client sends
 * {@code conversation.item.create} with {@code item.content[].text}, which {@code conversation.item.added} and
 * {@code conversation.item.done} acknowledge, then {@code response.create}; the run answers the last item. The
 * {@code metadata} of {@code response.create} comes back in {@code response.created} and {@code response.done}.
 */
final class RealtimeConversation implements Conversation {

    private static final int LONGEST_TEXT = 65_536;

    private final Session session;
    private final DemoOptions options;
    private String question = "";
    private int events;
    private int items;
    private int responses;

    RealtimeConversation(Session session, DemoOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public List<Step> opened(Instant now) {
        return List.of(step(0, event("session.created").add("session", new JsonObject()
                .add("object", "realtime.session")
                .add("type", "realtime")
                .add("id", "sess_" + session.connectionId())
                .add("model", "demo")
                .add("output_modalities", new JsonArray().add("text"))
                .add("expires_at", now.getEpochSecond() + Tokens.LIFETIME_SECONDS))));
    }

    @Override
    public Reply received(String text, Instant now) {
        Incoming message;
        try {
            message = Incoming.parse(text);
        } catch (ParseException notJson) {
            return error("invalid_json", "The event is not JSON: " + notJson.getMessage(), "");
        }
        String clientEvent = message.string("event_id").orElse("");
        String type = message.string("type").orElse("");
        return switch (type) {
            case "session.update" -> Reply.of(step(0, event("session.updated").add("session", message.object("session").json())));
            case "conversation.item.create" -> item(message.object("item"), clientEvent);
            case "response.create" -> respond(message.object("response").object("metadata").json(), clientEvent);
            default -> error("invalid_value", "There is no client event '" + type + "'", clientEvent);
        };
    }

    @Override
    public Reply receivedBinary(Instant now) {
        return error("invalid_value", "Events are text", "");
    }

    @Override
    public List<Step> idle(Instant now) {
        return List.of();
    }

    @Override
    public List<Step> refused(String reason, Instant now) {
        return List.of(error("invalid_api_key", reason, "").steps().get(0), Step.close(1008, reason));
    }

    private Reply item(Incoming item, String clientEvent) {
        String text = item.lastOf("content").string("text").orElse("");
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            return error("invalid_value", "An item needs content with a text of 1 to " + LONGEST_TEXT + " characters", clientEvent);
        }
        question = text;
        JsonObject stored = new JsonObject().add("id", item.string("id").orElse("item_" + session.connectionId() + "_" + ++items))
                .add("object", "realtime.item").add("type", "message").add("status", "completed").add("role", "user")
                .add("content", new JsonArray().add(new JsonObject().add("type", "input_text").add("text", text)));
        return Reply.of(
                step(0, event("conversation.item.added").add("item", stored)),
                step(0, event("conversation.item.done").add("item", stored)));
    }

    private Reply respond(JsonObject metadata, String clientEvent) {
        if (question.isEmpty()) {
            return error("invalid_value", "There is no item to answer", clientEvent);
        }
        String answer = options.emptyAnswer() ? "" : AgentRun.answer(question);
        String responseId = "resp_" + session.connectionId() + "_" + ++responses;
        String itemId = "item_" + session.connectionId() + "_" + ++items;
        JsonObject part = new JsonObject().add("type", "output_text").add("text", answer);
        JsonObject done = message(itemId, "completed", new JsonArray().add(part));
        var run = new ArrayList<JsonObject>();
        run.add(event("response.created").add("response", response(responseId, "in_progress", new JsonArray(), metadata)));
        run.add(event("response.output_item.added").add("response_id", responseId).add("output_index", 0)
                .add("item", message(itemId, "in_progress", new JsonArray())));
        run.add(ofPart("response.content_part.added", responseId, itemId)
                .add("part", new JsonObject().add("type", "output_text").add("text", "")));
        for (String delta : AgentRun.pieces(answer)) {
            run.add(ofPart("response.output_text.delta", responseId, itemId).add("delta", delta));
        }
        run.add(ofPart("response.output_text.done", responseId, itemId).add("text", answer));
        run.add(ofPart("response.content_part.done", responseId, itemId).add("part", part));
        run.add(event("response.output_item.done").add("response_id", responseId).add("output_index", 0).add("item", done));
        run.add(event("response.done").add("response", response(responseId, "completed", new JsonArray().add(done), metadata)));
        return Reply.run(run.stream().map(each -> step(options.delay().toMillis(), each)).toList());
    }

    private JsonObject event(String type) {
        return new JsonObject().add("type", type).add("event_id", "event_" + session.connectionId() + "_" + ++events);
    }

    private JsonObject ofPart(String type, String responseId, String itemId) {
        return event(type).add("response_id", responseId).add("item_id", itemId).add("output_index", 0).add("content_index", 0);
    }

    private static JsonObject message(String id, String status, JsonArray content) {
        return new JsonObject().add("id", id).add("object", "realtime.item").add("type", "message").add("status", status)
                .add("role", "assistant").add("content", content);
    }

    private static JsonObject response(String id, String status, JsonArray output, JsonObject metadata) {
        return new JsonObject().add("object", "realtime.response").add("id", id).add("status", status).add("output", output)
                .add("metadata", metadata);
    }

    private Reply error(String code, String text, String clientEvent) {
        return Reply.of(step(0, event("error").add("error", new JsonObject()
                .add("type", "invalid_request_error")
                .add("code", code)
                .add("message", text)
                .add("event_id", clientEvent.isEmpty() ? Json.NULL : Json.value(clientEvent)))));
    }

    private static Step step(long delayMillis, JsonObject event) {
        return Step.text(delayMillis, event.getString("type", ""), event);
    }
}
