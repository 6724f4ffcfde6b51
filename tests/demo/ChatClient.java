package demo;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client on the JDK's own WebSocket, which reads one message at a time. */
final class ChatClient implements AutoCloseable {

    sealed interface Received {
        record Text(String text) implements Received {}

        record Binary(byte[] bytes) implements Received {}

        /** The code is 1006 when there was no close frame. */
        record Closed(int code, String reason) implements Received {}
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LinkedBlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private ChatClient(WebSocket.Builder builder, URI uri) {
        socket = builder.buildAsync(uri, new Listener()).join();
    }

    /** Connects with a token in the header, and does not wait for the welcome. */
    static ChatClient connect(DemoBackend backend, String path, String token) {
        return connect(HTTP.newWebSocketBuilder().header("Authorization", "Bearer " + token), backend, path);
    }

    static ChatClient connect(WebSocket.Builder builder, DemoBackend backend, String path) {
        return new ChatClient(builder, URI.create(backend.url().toString().replaceFirst("^http", "ws") + path));
    }

    static WebSocket.Builder builder() {
        return HTTP.newWebSocketBuilder();
    }

    /** Connects to /ws as a user and takes the welcome. */
    static ChatClient welcomed(DemoBackend backend, String user) {
        ChatClient client = connect(backend, "/ws", "demo-" + user);
        client.next();
        return client;
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    ChatClient send(String text) {
        socket.sendText(text.replace('\'', '"'), true).join();
        return this;
    }

    ChatClient sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    Received receive() {
        try {
            Received next = received.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came within 20 s");
            }
            return next;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    JsonObject next() {
        Received next = receive();
        if (next instanceof Received.Text text) {
            return Json.parse(text.text()).asObject();
        }
        throw new AssertionError("no text message but " + next);
    }

    List<JsonObject> next(int count) {
        var messages = new ArrayList<JsonObject>();
        for (int i = 0; i < count; i++) {
            messages.add(next());
        }
        return messages;
    }

    /** The types of the messages up to the answer to a ping that is sent now. */
    List<String> typesBeforePong() {
        send("{'type': 'ping'}");
        var types = new ArrayList<String>();
        for (String type = type(next()); !type.equals("pong"); type = type(next())) {
            types.add(type);
        }
        return types;
    }

    /** The close code, after whatever else comes. */
    int closeCode() {
        while (true) {
            if (receive() instanceof Received.Closed closed) {
                return closed.code();
            }
        }
    }

    static String type(JsonObject message) {
        return message.getString("type", "");
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(new Received.Text(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            received.add(new Received.Binary(bytes));
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            received.add(new Received.Closed(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable problem) {
            received.add(new Received.Closed(1006, String.valueOf(problem.getMessage())));
        }
    }
}
