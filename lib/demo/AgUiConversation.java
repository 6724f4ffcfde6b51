package demo;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Events like those of the Agent User Interaction protocol (AG-UI), one a text message. The welcome is a {@code CUSTOM} event
 * named {@code connection_established} with {@code value.userId}. The client sends a run's input: {@code threadId},
 * {@code runId} and {@code messages}, the last of which has the task as its {@code content}. {@code RUN_FINISHED} has the whole
 * answer in {@code result.answer}; an input that is not one gets {@code RUN_ERROR}.
 */
final class AgUiConversation implements Conversation {

    private static final int LONGEST_TEXT = 65_536;
    private static final String TOOL = "usage_report";

    private final Session session;
    private final DemoOptions options;
    private int runs;

    AgUiConversation(Session session, DemoOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public List<Step> opened(Instant now) {
        return List.of(step(0, event("CUSTOM", now).add("name", "connection_established").add("value",
                new JsonObject().add("connectionId", session.connectionId()).add("userId", session.userId()))));
    }

    @Override
    public Reply received(String text, Instant now) {
        Incoming input;
        try {
            input = Incoming.parse(text);
        } catch (ParseException notJson) {
            return error("INVALID_JSON", "The input is not JSON: " + notJson.getMessage(), now);
        }
        String task = input.lastOf("messages").string("content").orElse("");
        if (task.isBlank() || task.length() > LONGEST_TEXT) {
            return error("INVALID_INPUT", "The last message needs a content of 1 to " + LONGEST_TEXT + " characters", now);
        }
        String defaultRun = "run-" + session.connectionId() + "-" + ++runs;
        return run(task, input.string("threadId").orElse("thread-" + session.connectionId()),
                input.string("runId").orElse(defaultRun), now);
    }

    @Override
    public Reply receivedBinary(Instant now) {
        return error("INVALID_INPUT", "The input is text", now);
    }

    @Override
    public List<Step> idle(Instant now) {
        return List.of();
    }

    @Override
    public List<Step> refused(String reason, Instant now) {
        return List.of(error("UNAUTHENTICATED", reason, now).steps().get(0), Step.close(1008, reason));
    }

    private Reply run(String task, String threadId, String runId, Instant now) {
        String answer = options.emptyAnswer() ? "" : AgentRun.answer(task);
        String messageId = runId + "-answer";
        var run = new ArrayList<JsonObject>();
        run.add(event("RUN_STARTED", now).add("threadId", threadId).add("runId", runId));
        for (int round = 1; round <= options.rounds(); round++) {
            String call = runId + "-call-" + round;
            run.add(event("TOOL_CALL_START", now).add("toolCallId", call).add("toolCallName", TOOL));
            run.add(event("TOOL_CALL_ARGS", now).add("toolCallId", call).add("delta", "{\"month\":" + round + "}"));
            run.add(event("TOOL_CALL_END", now).add("toolCallId", call));
            run.add(event("TOOL_CALL_RESULT", now).add("messageId", call + "-result").add("toolCallId", call)
                    .add("content", "{\"rows\":[12,7,30]}").add("role", "tool"));
        }
        run.add(event("TEXT_MESSAGE_START", now).add("messageId", messageId).add("role", "assistant"));
        for (String delta : AgentRun.pieces(answer)) {
            run.add(event("TEXT_MESSAGE_CONTENT", now).add("messageId", messageId).add("delta", delta));
        }
        run.add(event("TEXT_MESSAGE_END", now).add("messageId", messageId));
        run.add(event("RUN_FINISHED", now).add("threadId", threadId).add("runId", runId)
                .add("result", new JsonObject().add("answer", answer)));
        return Reply.run(run.stream().map(each -> step(options.delay().toMillis(), each)).toList());
    }

    private static Reply error(String code, String text, Instant now) {
        return Reply.of(step(0, event("RUN_ERROR", now).add("message", text).add("code", code)));
    }

    private static JsonObject event(String type, Instant now) {
        return new JsonObject().add("type", type).add("timestamp", now.toEpochMilli());
    }

    private static Step step(long delayMillis, JsonObject event) {
        return Step.text(delayMillis, event.getString("type", ""), event);
    }
}
