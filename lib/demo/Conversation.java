package demo;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The backend's side of one connection: what it says at first and in answer to each message. It does no input or output. */
sealed interface Conversation permits AgentConversation, RealtimeConversation, AgUiConversation {

    /** The modes of a WebSocket connection; its path decides which. */
    enum Endpoint {
        MAIN, FACTORY, ISOLATED, LEGACY;

        /** As the welcome's {@code mode} says it. */
        String mode() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean needsToken() {
            return this != LEGACY;
        }

        String welcomeType() {
            return this == MAIN ? "connection_established" : mode() + "_connection_established";
        }

        /** The legacy and the factory mode close with 1000 on text that is not JSON, the others answer with an error. */
        boolean closesOnBadJson() {
            return this == LEGACY || this == FACTORY;
        }
    }

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

    /** A JSON object from a client, read without trust in what its members are. */
    record Incoming(JsonObject json) {

        /**
         * Reads a message; JSON that is no object counts as an object without members.
         *
         * @throws com.eclipsesource.json.ParseException when the text is not JSON
         */
        static Incoming parse(String text) {
            return of(Json.parse(text));
        }

        /** The string with this name, empty when there is none or it is something else. */
        Optional<String> string(String name) {
            JsonValue value = json.get(name);
            return value != null && value.isString() ? Optional.of(value.asString()) : Optional.empty();
        }

        /** The object with this name, without members when there is none or it is something else. */
        Incoming object(String name) {
            return of(json.get(name));
        }

        /** The last object of the array with this name, without members when there is none. */
        Incoming lastOf(String name) {
            JsonValue value = json.get(name);
            return of(value != null && value.isArray() && !value.asArray().isEmpty()
                    ? value.asArray().get(value.asArray().size() - 1) : null);
        }

        private static Incoming of(JsonValue value) {
            return new Incoming(value != null && value.isObject() ? value.asObject() : new JsonObject());
        }
    }
}
