package demo;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The agent chat protocol. The client sends {@code agent_request} with {@code task}, and as it likes {@code agent_name},
 * {@code user_id}, {@code thread_id} and {@code turn_id}, which come back in every event of the run.
 */
final class AgentConversation implements Conversation {

    /** Longer tasks are refused, in UTF-16 units: a task comes back twice, and an answer must stay below the message limit. */
    private static final int LONGEST_TASK = 65_536;

    private final Session session;
    private final DemoOptions options;
    private int runs;

    AgentConversation(Session session, DemoOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public List<Step> opened(Instant now) {
        var events = new JsonArray();
        DemoProtocol.AGENT.events().forEach(events::add);
        String type = session.endpoint().welcomeType();
        return List.of(Step.text(0, type, message(type, now)
                .add("connection_id", session.connectionId())
                .add("user_id", session.userId())
                .add("mode", session.endpoint().mode())
                .add("golden_path_events", events)));
    }

    @Override
    public Reply received(String text, Instant now) {
        Incoming received;
        try {
            received = Incoming.parse(text);
        } catch (ParseException notJson) {
            return session.endpoint().closesOnBadJson() ? Reply.of(Step.close(1000, "not JSON"))
                    : error("INVALID_JSON", "The message is not JSON: " + notJson.getMessage(), now);
        }
        String type = received.string("type").orElse("");
        boolean echoes = session.endpoint() == Endpoint.LEGACY && !type.equals("ping") && !type.equals("heartbeat");
        return echoes ? Reply.of(new Step(0, type, new Step.Action.Text(text))) : switch (type) {
            case "ping" -> answer(message("pong", now).add("data", new JsonObject()
                    .add("timestamp", Optional.ofNullable(received.json().get("timestamp")).orElse(Json.value(now.toString())))
                    .add("user_id", session.userId())));
            case "heartbeat" -> answer(message("heartbeat_ack", now));
            case "heartbeat_ack", "pong" -> Reply.of();
            case "" -> error("INVALID_MESSAGE", "A message is a JSON object with a type", now);
            case "agent_request" -> run(received, now);
            default -> unknown(type, now);
        };
    }

    @Override
    public Reply receivedBinary(Instant now) {
        return error("BINARY_NOT_SUPPORTED", "Messages are text", now);
    }

    @Override
    public List<Step> idle(Instant now) {
        return answer(message("heartbeat", now)).steps();
    }

    @Override
    public List<Step> refused(String reason, Instant now) {
        return List.of(
                Step.text(0, "authentication_error", message("authentication_error", now)
                        .add("error_code", "AUTHENTICATION_FAILED")
                        .add("error_message", reason)
                        .add("retry_allowed", true)),
                Step.close(1008, reason));
    }

    private Reply run(Incoming received, Instant now) {
        String task = received.string("task").orElse("");
        if (task.isBlank() || task.length() > LONGEST_TASK) {
            return error("INVALID_REQUEST", "An agent_request needs a task of 1 to " + LONGEST_TASK + " characters", now);
        }
        var request = new AgentRun.Request(
                received.string("agent_name").orElse("assistant"),
                task,
                received.string("user_id").orElse(session.userId()),
                received.string("thread_id").orElse(""),
                received.string("turn_id").orElse(""));
        String runId = "run-" + session.connectionId() + "-" + ++runs;
        String answer = options.emptyAnswer() ? "" : AgentRun.answer(task);
        long delayMillis = options.delay().toMillis();
        var steps = new ArrayList<Step>();
        for (var event : AgentRun.events(request, answer, runId, options.rounds(), now, delayMillis)) {
            steps.add(Step.text(delayMillis, event.name(), options.shape().lay(event)));
        }
        return Reply.run(steps);
    }

    private Reply unknown(String type, Instant now) {
        return switch (options.unknownType()) {
            case ACK -> answer(message("ack", now).add("received_type", type).add("status", "acknowledged"));
            case ERROR -> error("UNKNOWN_MESSAGE_TYPE", "There is no message type " + type, now);
        };
    }

    private static Reply error(String code, String text, Instant now) {
        return answer(message("error_message", now)
                .add("error_code", code)
                .add("error_message", text)
                .add("details", new JsonObject())
                .add("recovery_suggestions", new JsonArray().add("Send a JSON object with a known type")));
    }

    private static Reply answer(JsonObject message) {
        return Reply.of(Step.text(0, message.getString("type", ""), message));
    }

    private static JsonObject message(String type, Instant now) {
        return new JsonObject().add("type", type).add("timestamp", now.toString());
    }
}
