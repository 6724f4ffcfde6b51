package demo;

import com.eclipsesource.json.JsonObject;

/**
 * One thing that the backend does on a connection.
 *
 * @param delayMillis pause since the step before it
 * @param event the name of the event or message type that it delivers, empty when it delivers none
 * @param action what is done
 */
record Step(long delayMillis, String event, Action action) {

    sealed interface Action {
        /** A text message. */
        record Text(String text) implements Action {}

        /** A binary message. */
        record Binary(byte[] bytes) implements Action {}

        /** Bytes that go to the socket as they are, whether they make a WebSocket frame or not. */
        record Raw(byte[] bytes) implements Action {}

        /** A text message that goes to another user's connection. */
        record Leak(String text) implements Action {}

        /** The closing handshake, with a code of RFC 6455, section 7.4. */
        record Close(int code, String reason) implements Action {}

        /** The end of the TCP connection without a close frame. */
        record Drop() implements Action {}
    }

    static Step text(long delayMillis, String event, JsonObject message) {
        return new Step(delayMillis, event, new Action.Text(message.toString()));
    }

    static Step close(int code, String reason) {
        return new Step(0, "", new Action.Close(code, reason));
    }

    Step with(Action action) {
        return new Step(delayMillis, event, action);
    }

    Step later(long millis) {
        return new Step(delayMillis + millis, event, action);
    }
}
