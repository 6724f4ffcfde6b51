package demo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The protocols that the backend speaks, with the events of a run in the order in which they come. */
public enum DemoProtocol {

    /** The agent chat protocol at {@code /ws} and its other modes; see {@link AgentConversation}. */
    AGENT("agent", List.of("agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed")),

    /** OpenAI-Realtime-like events at {@code /v1/realtime} and {@code /ws}; see {@link RealtimeConversation}. */
    OPENAI_REALTIME("openai-realtime", List.of("response.created", "response.output_item.added", "response.content_part.added",
            "response.output_text.delta", "response.output_text.done", "response.content_part.done",
            "response.output_item.done", "response.done")),

    /** AG-UI-like events at {@code /ag-ui} and {@code /ws}; see {@link AgUiConversation}. */
    AG_UI("ag-ui", List.of("RUN_STARTED", "TOOL_CALL_START", "TOOL_CALL_ARGS", "TOOL_CALL_END", "TOOL_CALL_RESULT",
            "TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_END", "RUN_FINISHED"));

    private final String label;
    private final List<String> events;

    DemoProtocol(String label, List<String> events) {
        this.label = label;
        this.events = events;
    }

    /**
     * The protocol of a name on the command line.
     *
     * @throws IllegalArgumentException with the names that there are
     */
    public static DemoProtocol parse(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no protocol '" + label + "', only "
                        + Arrays.stream(values()).map(DemoProtocol::toString).collect(Collectors.joining(", "))));
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return label;
    }

    /** The names of the events of a run, each once. */
    public List<String> events() {
        return events;
    }

    /** The endpoint at a URL path, empty where there is none. */
    Optional<Endpoint> endpoint(String path) {
        return Optional.ofNullable(switch (this) {
            case AGENT -> switch (path) {
                case "/ws", "/websocket" -> Endpoint.MAIN;
                case "/ws/factory" -> Endpoint.FACTORY;
                case "/ws/isolated" -> Endpoint.ISOLATED;
                case "/ws/test" -> Endpoint.LEGACY;
                default -> null;
            };
            case OPENAI_REALTIME -> path.equals("/v1/realtime") || path.equals("/ws") ? Endpoint.MAIN : null;
            case AG_UI -> path.equals("/ag-ui") || path.equals("/ws") ? Endpoint.MAIN : null;
        });
    }

    /** The backend's side of one new connection. */
    Conversation converse(Conversation.Session session, DemoOptions options) {
        return switch (this) {
            case AGENT -> new AgentConversation(session, options);
            case OPENAI_REALTIME -> new RealtimeConversation(session, options);
            case AG_UI -> new AgUiConversation(session, options);
        };
    }
}
