package demo;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Computes the events of an agent's run from the request alone. */
final class AgentRun {

    private static final int MOST_PIECES = 8;
    private static final String TOOL = "usage_report";

    private AgentRun() {}

    /** What a user asked for; an id that the request does not have is empty. */
    record Request(String agentName, String task, String userId, String threadId, String turnId) {}

    /**
     * One event, before a shape gives it its layout.
     *
     * @param fields what this event has beyond the names and ids that all have
     */
    record Event(String name, String runId, Request request, Instant timestamp, JsonObject fields) {}

    /** An answer that has the task in it, so that a client can tell its own from another's. */
    static String answer(String task) {
        return "Report for: " + task;
    }

    /** The answer cut into words as a stream delivers it, at most eight pieces, at least one. */
    static List<String> pieces(String answer) {
        return List.of(answer.split("(?<= )", MOST_PIECES));
    }

    /** The events of a run in their order: started, thinking, pairs of tool events, completed. */
    static List<Event> events(Request request, String answer, String runId, int rounds, Instant start, long delayMillis) {
        var events = new ArrayList<Event>();
        add(events, "agent_started", request, runId, start, delayMillis,
                new JsonObject().add("status", "started"));
        for (int round = 1; round <= rounds; round++) {
            add(events, "agent_thinking", request, runId, start, delayMillis,
                    new JsonObject().add("thought", "Step " + round + " of: " + request.task()).add("step", round));
        }
        for (int round = 1; round <= rounds; round++) {
            add(events, "tool_executing", request, runId, start, delayMillis,
                    new JsonObject().add("tool_name", TOOL)
                            .add("parameters", new JsonObject().add("month", round)));
            add(events, "tool_completed", request, runId, start, delayMillis,
                    new JsonObject().add("tool_name", TOOL)
                            .add("results", new JsonObject().add("rows", Json.array(12, 7, 30)))
                            .add("duration", delayMillis / 1000.0));
        }
        add(events, "agent_completed", request, runId, start, delayMillis,
                new JsonObject().add("final_response", answer)
                        .add("duration", events.size() * delayMillis / 1000.0));
        return events;
    }

    private static void add(List<Event> events, String name, Request request, String runId, Instant start,
            long delayMillis, JsonObject fields) {
        Instant timestamp = start.plusMillis((events.size() + 1) * delayMillis);
        events.add(new Event(name, runId, request, timestamp, fields));
    }
}
