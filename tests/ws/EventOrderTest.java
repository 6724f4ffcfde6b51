//SOURCES ../../lib/ws/GoldenPath.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** s, t, x, c and f stand for agent_started, agent_thinking, tool_executing, tool_completed and agent_completed. */
class EventOrderTest {

    private static final Scenario AGENT = ScenarioReader.read("agent-chat");
    private static final Map<String, String> LETTERS = Map.of("s", "agent_started", "t", "agent_thinking",
            "x", "tool_executing", "c", "tool_completed", "f", "agent_completed");

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "stxcf,     none",
        "stttxcxcf, none",
        "stxctxctf, none",
        "stxxccf,   none",
        "sxcf,      MISSING_EVENT:agent_thinking",
        "txcf,      MISSING_EVENT:agent_started",
        "stxc,      MISSING_EVENT:agent_completed",
        "stf,       MISSING_EVENT:tool_executing MISSING_EVENT:tool_completed",
        "stcf,      MISSING_EVENT:tool_executing WRONG_ORDER:tool_completed",
        "stxf,      MISSING_EVENT:tool_completed",
        "stxxcf,    MISSING_EVENT:tool_completed",
        "stcxf,     WRONG_ORDER:tool_completed",
        "sxtcf,     WRONG_ORDER:tool_executing",
        "tsxcf,     WRONG_ORDER:agent_thinking",
        "stxfc,     WRONG_ORDER:tool_completed",
        "sstxcf,    DUPLICATE:agent_started",
        "stxcff,    DUPLICATE:agent_completed",
        "stxcft,    WRONG_ORDER:agent_thinking",
    })
    void orderIsJudged(String letters, String expected) {
        assertEquals(expected == null ? "" : expected, judged(turn(letters, 1)));
    }

    @ParameterizedTest
    @CsvSource({"14999, ''", "15001, GAP:agent_thinking"})
    void aGapAboveTheLimitIsNamed(double gap, String expected) {
        List<Trace.Event> events = List.of(new Trace.Event(0, "agent_started", 0, false), new Trace.Event(gap, "agent_thinking", gap, false),
                new Trace.Event(gap, "tool_executing", 0, false), new Trace.Event(gap, "tool_completed", 0, false), new Trace.Event(gap, "agent_completed", 0, false));
        assertEquals(expected, judged(turn(events)));
    }

    private static String judged(Trace.Turn turn) {
        return EventOrder.problems(turn, AGENT, Limits.Profile.STAGING.limits()).stream()
                .map(problem -> problem.failure().kind() + ":" + problem.event()).collect(Collectors.joining(" "));
    }

    private static Trace.Turn turn(String letters, double gap) {
        var events = new ArrayList<Trace.Event>();
        Arrays.stream(letters.split("")).forEach(letter -> events.add(new Trace.Event(events.size() * gap, LETTERS.get(letter), events.isEmpty() ? 0 : gap, false)));
        return turn(events);
    }

    private static Trace.Turn turn(List<Trace.Event> events) {
        return new Trace.Turn(1, 0, events, events.size(), OptionalDouble.of(1), "answer", Optional.empty(), true, true, Optional.empty(), List.of());
    }
}
