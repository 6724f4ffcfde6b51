package demo;

import java.time.Instant;
import java.util.List;

/** The backend's side of one connection: what it says at first and in answer to each message. It does no input or output. */
sealed interface Conversation permits AgentConversation, RealtimeConversation, AgUiConversation {

    /** Who is connected, and where. */
    record Session(String connectionId, String userId, Endpoint endpoint) {}

    /**
     * The answer to one message.
     *
     * @param run whether the steps are the events of a run, which faults may change
     */
    record Reply(boolean run, List<Step> steps) {
        static Reply run(List<Step> steps) {
            return new Reply(true, steps);
        }

        static Reply of(Step... steps) {
            return new Reply(false, List.of(steps));
        }
    }

    /** The welcome. */
    List<Step> opened(Instant now);

    /** The answer to a text message. */
    Reply received(String text, Instant now);

    /** The answer to a binary message, which none of the protocols has. */
    Reply receivedBinary(Instant now);

    /** What the backend says to a client that has been silent for a while. */
    List<Step> idle(Instant now);

    /** The refusal of a connection whose token is missing or not valid; it ends with close code 1008. */
    List<Step> refused(String reason, Instant now);
}
