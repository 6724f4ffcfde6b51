package demo;

import java.util.List;
import java.util.Optional;

/** The protocols that the backend speaks, with the events of a run in the order in which they come. */
public enum DemoProtocol {

    /** The agent chat protocol; see {@link AgentConversation}. */
    AGENT("agent", List.of("agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed"));

    private final String label;
    private final List<String> events;

    DemoProtocol(String label, List<String> events) {
        this.label = label;
        this.events = events;
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
        return switch (path) {
            case "/ws", "/websocket" -> Optional.of(Endpoint.MAIN);
            case "/ws/factory" -> Optional.of(Endpoint.FACTORY);
            case "/ws/isolated" -> Optional.of(Endpoint.ISOLATED);
            case "/ws/test" -> Optional.of(Endpoint.LEGACY);
            default -> Optional.empty();
        };
    }

    /** The backend's side of one new connection. */
    Conversation converse(Conversation.Session session, DemoOptions options) {
        return switch (this) {
            case AGENT -> new AgentConversation(session, options);
        };
    }
}
