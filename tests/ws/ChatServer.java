package ws;

import static ws.RawServer.frame;
import static ws.RawServer.say;
import static ws.RawServer.text;
import static ws.RawServer.upgraded;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.ParseException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An agent backend over bare sockets that is right in everything which a test does not override. It shares no code with what it tests. */
class ChatServer implements RawServer.Behaviour {

    static final List<String> EVENTS = List.of("agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed");

    /** Everybody who is connected, in the order of arrival. */
    final List<Client> clients = new CopyOnWriteArrayList<>();
    private final AtomicInteger arrivals = new AtomicInteger();

    /** One connection. */
    record Client(Socket socket, String user) {

        void say(JsonObject message) throws IOException {
            say(message.toString());
        }

        synchronized void say(String message) throws IOException {
            RawServer.say(socket, text(message));
        }

        void close(int code) throws IOException {
            RawServer.say(socket, RawServer.close(code, ""));
        }
    }

    @Override
    public void serve(Socket socket) throws Exception {
        say(socket, upgraded(RawServer.request(socket)));
        var client = new Client(socket, "u" + arrivals.incrementAndGet());
        clients.add(client);
        try {
            welcome(client);
            var in = new DataInputStream(socket.getInputStream());
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                byte[] payload = payload(in);
                switch (opcode) {
                    case 1 -> received(client, new String(payload, StandardCharsets.UTF_8));
                    case 8 -> {
                        say(socket, frame(0x88, payload));
                        return;
                    }
                    case 9 -> say(socket, frame(0x8a, payload));
                    case 10 -> pong(client);
                    default -> { }
                }
            }
        } finally {
            clients.remove(client);
            left(client);
        }
    }

    /** The payload of a masked frame (RFC 6455, section 5.3). */
    private static byte[] payload(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    private void received(Client client, String text) throws Exception {
        JsonObject message;
        try {
            message = Json.parse(text).asObject();
        } catch (ParseException notJson) {
            notJson(client);
            return;
        }
        switch (message.getString("type", "")) {
            case "agent_request" -> request(client, message);
            case "ping" -> ping(client);
            default -> unknown(client, message);
        }
    }

    void welcome(Client client) throws Exception {
        client.say(named("connection_established").add("user_id", client.user()));
    }

    void request(Client client, JsonObject request) throws Exception {
        for (String name : EVENTS) {
            event(client, name, request);
        }
    }

    void event(Client client, String name, JsonObject request) throws Exception {
        client.say(named(name).add("payload", ids(client, request).add("final_response", answer(request))));
    }

    JsonObject ids(Client client, JsonObject request) {
        return new JsonObject().add("user_id", client.user()).add("thread_id", request.get("thread_id")).add("turn_id", request.get("turn_id"));
    }

    String answer(JsonObject request) {
        return "About " + request.getString("task", "");
    }

    void ping(Client client) throws Exception {
        client.say(named("pong").add("data", new JsonObject().add("user_id", client.user())));
    }

    void notJson(Client client) throws Exception {
        client.say(named("error_message").add("error_code", "NOT_JSON"));
    }

    void unknown(Client client, JsonObject message) throws Exception {
        client.say(named("ack").add("received_type", message.get("type")).add("status", "acknowledged"));
    }

    void pong(Client client) throws Exception {
    }

    void left(Client client) throws Exception {
    }

    static JsonObject named(String type) {
        return new JsonObject().add("type", type);
    }

    /** A request of a conversation that is not under test. */
    static JsonObject elsewhere() {
        return new JsonObject().add("thread_id", "thread-elsewhere").add("turn_id", "turn-elsewhere").add("task", "something else");
    }
}
