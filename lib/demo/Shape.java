package demo;

import com.eclipsesource.json.JsonObject;

/** The four layouts in which servers deliver the same agent event. */
public enum Shape {

    /** {@code {type, run_id, agent_name, timestamp, payload: {…}}}. */
    A {
        @Override
        JsonObject lay(AgentRun.Event event) {
            return new JsonObject()
                    .add("type", event.name())
                    .add("run_id", event.runId())
                    .add("agent_name", event.request().agentName())
                    .add("timestamp", event.timestamp().toString())
                    .add("payload", ids(event).merge(event.fields()));
        }
    },

    /** {@code {type, data: {…}, timestamp, critical, attempt}}; the data of a thought has a type of its own, "reasoning". */
    B {
        @Override
        JsonObject lay(AgentRun.Event event) {
            JsonObject data = ids(event).add("run_id", event.runId()).add("agent_name", event.request().agentName())
                    .merge(event.fields());
            if (event.name().equals("agent_thinking")) {
                data.add("type", "reasoning");
            }
            return new JsonObject()
                    .add("type", event.name())
                    .add("data", data)
                    .add("timestamp", event.timestamp().toString())
                    .add("critical", true)
                    .add("attempt", 1);
        }
    },

    /** An outer type that says nothing, the event's name in {@code data.event}. */
    C {
        @Override
        JsonObject lay(AgentRun.Event event) {
            boolean edge = event.name().equals("agent_started") || event.name().equals("agent_completed");
            JsonObject data = new JsonObject().add("event", event.name()).merge(ids(event))
                    .add("run_id", event.runId()).add("agent_name", event.request().agentName()).merge(event.fields());
            return new JsonObject()
                    .add("type", edge ? "system_message" : "agent_progress")
                    .add("data", data)
                    .add("timestamp", event.timestamp().toString());
        }
    },

    /** Everything beside {@code type}. */
    D {
        @Override
        JsonObject lay(AgentRun.Event event) {
            return new JsonObject().add("type", event.name()).merge(ids(event))
                    .add("run_id", event.runId()).add("agent_name", event.request().agentName())
                    .add("timestamp", event.timestamp().toString())
                    .merge(event.fields());
        }
    };

    /** The event as this shape sends it. */
    abstract JsonObject lay(AgentRun.Event event);

    private static JsonObject ids(AgentRun.Event event) {
        var ids = new JsonObject().add("user_id", event.request().userId());
        if (!event.request().threadId().isEmpty()) {
            ids.add("thread_id", event.request().threadId());
        }
        if (!event.request().turnId().isEmpty()) {
            ids.add("turn_id", event.request().turnId());
        }
        return ids;
    }
}
