//SOURCES ../../lib/demo/DemoBackend.java

package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {

    private static final List<AgentRun.Event> EVENTS = AgentRun.events(
            new AgentRun.Request("triage", "costs", "ann", "th", "tu"), "done", "run-1", 1, Instant.EPOCH, 1000);

    @Test
    void shapeAHasAPayload() {
        assertEquals("{\"type\":\"agent_started\",\"run_id\":\"run-1\",\"agent_name\":\"triage\",\"timestamp\":\"1970-01-01T00:00:01Z\","
                + "\"payload\":{\"user_id\":\"ann\",\"thread_id\":\"th\",\"turn_id\":\"tu\",\"status\":\"started\"}}",
                Shape.A.lay(EVENTS.get(0)).toString());
    }

    @Test
    void shapeBHasDataWithATypeOfItsOwnForThoughts() {
        assertEquals("{\"type\":\"agent_thinking\",\"data\":{\"user_id\":\"ann\",\"thread_id\":\"th\",\"turn_id\":\"tu\","
                + "\"run_id\":\"run-1\",\"agent_name\":\"triage\",\"thought\":\"Step 1 of: costs\",\"step\":1,\"type\":\"reasoning\"},"
                + "\"timestamp\":\"1970-01-01T00:00:02Z\",\"critical\":true,\"attempt\":1}",
                Shape.B.lay(EVENTS.get(1)).toString());
    }

    @Test
    void shapeCHidesTheNameBelowAnOuterType() {
        assertEquals("{\"type\":\"agent_progress\",\"data\":{\"event\":\"tool_executing\",\"user_id\":\"ann\",\"thread_id\":\"th\","
                + "\"turn_id\":\"tu\",\"run_id\":\"run-1\",\"agent_name\":\"triage\",\"tool_name\":\"usage_report\","
                + "\"parameters\":{\"month\":1}},\"timestamp\":\"1970-01-01T00:00:03Z\"}",
                Shape.C.lay(EVENTS.get(2)).toString());
        assertEquals("system_message", Shape.C.lay(EVENTS.get(4)).getString("type", ""));
    }

    @Test
    void shapeDIsFlat() {
        assertEquals("{\"type\":\"tool_completed\",\"user_id\":\"ann\",\"thread_id\":\"th\",\"turn_id\":\"tu\",\"run_id\":\"run-1\","
                + "\"agent_name\":\"triage\",\"timestamp\":\"1970-01-01T00:00:04Z\",\"tool_name\":\"usage_report\","
                + "\"results\":{\"rows\":[12,7,30]},\"duration\":1}",
                Shape.D.lay(EVENTS.get(3)).toString());
        assertEquals("done", Shape.D.lay(EVENTS.get(4)).getString("final_response", ""));
    }

    @Test
    void idThatWasNotSentDoesNotComeBack() {
        var bare = AgentRun.events(new AgentRun.Request("triage", "costs", "ann", "", ""), "", "run-1", 1, Instant.EPOCH, 0);
        assertEquals(List.of("type", "user_id", "run_id", "agent_name", "timestamp", "status"), Shape.D.lay(bare.get(0)).names());
    }
}
