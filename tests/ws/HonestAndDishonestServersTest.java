//SOURCES ../../lib/ws/GoldenPath.java
//SOURCES ChatServer.java
//SOURCES RawServer.java
//SOURCES Walk.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static ws.ChatServer.EVENTS;
import static ws.ChatServer.elsewhere;
import static ws.ChatServer.named;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ws.GoldenPathResult.Status;

/** Servers whose messages are well formed: those that only seem to work must not pass, and those that talk a lot must not fail. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HonestAndDishonestServersTest {

    private static final String PASS = "";

    /** What a server says in answer to a message that is not JSON. */
    private static ChatServer toNotJson(JsonObject answer) {
        return new ChatServer() {
            @Override
            void notJson(Client client) throws Exception {
                client.say(answer);
            }
        };
    }

    /** What a server says in answer to an unknown type. */
    private static ChatServer toUnknown(JsonObject... answers) {
        return new ChatServer() {
            @Override
            void unknown(Client client, JsonObject message) throws Exception {
                for (JsonObject answer : answers) {
                    client.say(answer);
                }
            }
        };
    }

    /** A server whose events of one name are changed. */
    private static ChatServer with(String event, String member, JsonValue value) {
        return new ChatServer() {
            @Override
            void event(Client client, String name, JsonObject request) throws Exception {
                JsonObject payload = ids(client, request).add("final_response", answer(request));
                client.say(named(name).add("payload", name.equals(event) ? payload.set(member, value) : payload));
            }
        };
    }

    /** A server that closes on text that is not JSON. */
    private static ChatServer closing(String welcome, int code) {
        return new ChatServer() {
            @Override
            void welcome(Client client) throws Exception {
                client.say(named(welcome).add("user_id", client.user()));
            }

            @Override
            void notJson(Client client) throws Exception {
                if (code == 0) {
                    client.socket().close();
                } else {
                    client.close(code);
                }
            }
        };
    }

    static Stream<Arguments> servers() {
        var all = new ArrayList<Arguments>();
        errors(all);
        events(all);
        answers(all);
        return all.stream();
    }

    private static void errors(List<Arguments> all) {
        server(all, "is right", PASS, new ChatServer());
        server(all, "answers an unknown type with an error", PASS, toUnknown(named("error_message")));
        server(all, "wraps its errors", PASS, toNotJson(named("system_message").add("data", named("connection_error"))));
        server(all, "wraps its acknowledgements", PASS, toUnknown(named("system_message").add("data", named("x").add("event", "ack"))));
        server(all, "says much before it answers", PASS, toUnknown(named("heartbeat"), named("status"), named("ack")));
        server(all, "is silent on an unknown type", "check:errors=NO_ANSWER", toUnknown());
        server(all, "sends a heartbeat in place of an answer", "check:errors=NO_ANSWER", toUnknown(named("heartbeat")));
        server(all, "sends an event in place of an answer", "check:errors=NO_ANSWER", toUnknown(named("agent_thinking")));
        server(all, "sends a pong in place of an answer", "check:errors=NO_ANSWER", toNotJson(named("pong")));
        server(all, "sends its welcome in place of an answer", "check:errors=NO_ANSWER", toNotJson(named("connection_established")));
        server(all, "sends a message without a name in place of an answer", "check:errors=NO_ANSWER", toNotJson(new JsonObject()));
        server(all, "acknowledges what is not JSON", "check:errors=NO_ANSWER", toNotJson(named("ack")));
        server(all, "closes on what is not JSON, as the factory mode does", PASS, closing("factory_connection_established", 1000));
        server(all, "closes on what is not JSON, in the main mode", "check:errors=CLOSED", closing("connection_established", 1000));
        server(all, "falls over what is not JSON", "check:errors=LOST", closing("factory_connection_established", 0));
        server(all, "calls what is not JSON an internal error", "check:errors=NOT_READY", closing("factory_connection_established", 1011));
    }

    private static void events(List<Arguments> all) {
        server(all, "thinks 300 times", PASS, new ChatServer() {
            @Override
            void event(Client client, String name, JsonObject request) throws Exception {
                for (int i = 0; i < (name.equals("agent_thinking") ? 300 : 1); i++) {
                    client.say(named(name).add("payload", ids(client, request).add("i", i).add("final_response", "yes")));
                }
            }
        });
        server(all, "uses 150 tools", PASS, new ChatServer() {
            @Override
            void request(Client client, JsonObject request) throws Exception {
                event(client, EVENTS.get(0), request);
                for (int i = 0; i < 150; i++) {
                    for (String name : EVENTS.subList(1, 4)) {
                        event(client, name, request);
                    }
                }
                event(client, EVENTS.get(4), request);
            }
        });
        server(all, "is out of order after 300 thoughts", "check:events=WRONG_ORDER step:events=WRONG_ORDER", new ChatServer() {
            @Override
            void request(Client client, JsonObject request) throws Exception {
                event(client, EVENTS.get(0), request);
                for (int i = 0; i < 300; i++) {
                    client.say(named("agent_thinking").add("i", i));
                }
                for (int next : new int[] {3, 2, 3, 4}) {
                    event(client, EVENTS.get(next), request);
                }
            }
        });
        server(all, "mixes in another run of the same user", PASS, new ChatServer() {
            @Override
            void event(Client client, String name, JsonObject request) throws Exception {
                super.event(client, name, request);
                super.event(client, name, elsewhere());
            }
        });
        server(all, "is still at another run of the same user", PASS, new ChatServer() {
            @Override
            void request(Client client, JsonObject request) throws Exception {
                event(client, "agent_thinking", elsewhere());
                super.request(client, request);
                event(client, "agent_completed", elsewhere());
            }
        });
        server(all, "replays an earlier conversation after its welcome", PASS, new ChatServer() {
            @Override
            void welcome(Client client) throws Exception {
                super.welcome(client);
                super.request(client, elsewhere());
            }
        });
        server(all, "tells a story without listening", "check:events=MISSING_EVENT step:execution=NO_EVENT", new ChatServer() {
            @Override
            void welcome(Client client) throws Exception {
                var story = new ByteArrayOutputStream();
                story.writeBytes(RawServer.welcome());
                EVENTS.forEach(name -> story.writeBytes(RawServer.event(name)));
                RawServer.say(client.socket(), story.toByteArray());
            }

            @Override
            void request(Client client, JsonObject request) {
                // everything was said before
            }
        });
        server(all, "refuses after its welcome", "check:errors=NO_ANSWER check:events=MISSING_EVENT step:message=SERVER_ERROR", new ChatServer() {
            @Override
            void welcome(Client client) throws Exception {
                super.welcome(client);
                client.say(named("authentication_error"));
                client.socket().getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        });
        server(all, "thinks the same twice", PASS, thinkingTwice(named("agent_thinking")));
        server(all, "sends one thought twice", "check:events=DUPLICATE step:events=DUPLICATE",
                thinkingTwice(named("agent_thinking").add("timestamp", "2026-01-01T00:00:00.123Z")));
        server(all, "completes twice", "check:events=DUPLICATE step:events=DUPLICATE", new ChatServer() {
            @Override
            void request(Client client, JsonObject request) throws Exception {
                super.request(client, request);
                event(client, "agent_completed", request);
            }
        });
    }

    /** A server whose second thought is like the first one to the last byte. */
    private static ChatServer thinkingTwice(JsonObject thought) {
        return new ChatServer() {
            @Override
            void event(Client client, String name, JsonObject request) throws Exception {
                if (name.equals("agent_thinking")) {
                    client.say(thought);
                    client.say(thought);
                } else {
                    super.event(client, name, request);
                }
            }
        };
    }

    private static void answers(List<Arguments> all) {
        String end = "agent_completed";
        server(all, "answers with an object", PASS, with(end, "final_response", new JsonObject().add("text", "yes")));
        server(all, "answers with a number", PASS, with(end, "final_response", Json.value(42)));
        server(all, "answers in another field when there is no final response", PASS, with(end, "final_response", Json.NULL, "result", Json.value("yes")));
        server(all, "answers with an empty text beside a result", "step:completion=EMPTY_ANSWER",
                with(end, "final_response", Json.value(""), "result", new JsonObject().add("duration", 3)));
        server(all, "answers with blanks", "step:completion=EMPTY_ANSWER", with(end, "final_response", Json.value(" \n\u00a0\u2003\u200b\ufeff")));
        server(all, "answers with an object of nothing", "step:completion=EMPTY_ANSWER",
                with(end, "final_response", Json.parse("{\"text\": \"\", \"parts\": [\"\", null, {}]}")));
        server(all, "names somebody else's turn in its answer", "step:value=WRONG_REQUEST", with(end, "turn_id", Json.value("turn-elsewhere")));
        server(all, "names somebody else's thread in its answer", "step:value=WRONG_REQUEST", with(end, "thread_id", Json.value("thread-elsewhere")));
        server(all, "names no user in its welcome and its own ids later", PASS, new ChatServer() {
            @Override
            void welcome(Client client) throws Exception {
                client.say(named("connection_established"));
            }
        });
        server(all, "makes the answer to a user's earlier request", "check:concurrency=WRONG_REQUEST", new ChatServer() {
            @Override
            void request(Client client, JsonObject request) throws Exception {
                String task = request.getString("task", "");
                for (String name : EVENTS) {
                    client.say(named(name).add("payload", new JsonObject().add("final_response", task.replaceFirst("-[2-9]+z", "-1z"))));
                }
            }
        });
    }

    private static ChatServer with(String event, String member, JsonValue value, String second, JsonValue other) {
        return new ChatServer() {
            @Override
            void event(Client client, String name, JsonObject request) throws Exception {
                JsonObject payload = ids(client, request);
                client.say(named(name).add("payload", name.equals(event) ? payload.set(member, value).set(second, other) : payload));
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void itIsSeenForWhatItIs(String name, String expected, ChatServer behaviour) throws Exception {
        try (var server = new RawServer(behaviour)) {
            assertEquals(expected, described(walk(server, "--only", "events,concurrency,isolation,errors", "--users", "2", "--requests", "2")));
        }
    }

    @Test
    void aLeakOfTheLastUsersAnswerIsStillSeen() throws Exception {
        var leaking = new ChatServer() {
            @Override
            void request(Client client, JsonObject request) throws Exception {
                super.request(client, request);
                // a moment later, when the last user has all that was asked for
                TimeUnit.MILLISECONDS.sleep(5);
                for (Client other : clients) {
                    if (other != client) {
                        other.say(named("agent_completed").add("payload", new JsonObject().add("final_response", answer(request))));
                    }
                }
            }
        };
        try (var server = new RawServer(leaking)) {
            assertEquals("check:isolation=FOREIGN", described(walk(server, "--only", "isolation", "--users", "2")));
            GoldenPathResult oneToken = Walk.walk(Map.of("T", "sesame"), "--url", server.url(), "--token-env", "T", "--only", "isolation", "--users", "2");
            String cause = oneToken.checks().get(2).failures().get(0).causes().get(0);
            assertTrue(cause.startsWith("one token for all users"), cause);
        }
    }

    /** A server that sends what is a user's to each of his connections, as one with several windows open wants it. */
    private static ChatServer sendingToAllOfAUsersConnections(int users) {
        return new ChatServer() {
            private String owner(Client client) {
                return "person " + Integer.parseInt(client.user().substring(1)) % users;
            }

            @Override
            void welcome(Client client) throws Exception {
                client.say(named("connection_established").add("user_id", owner(client)));
            }

            @Override
            void event(Client client, String name, JsonObject request) throws Exception {
                for (Client other : clients) {
                    if (owner(other).equals(owner(client))) {
                        other.say(named(name).add("payload", ids(client, request).set("user_id", owner(client)).add("final_response", answer(request))));
                    }
                }
            }
        };
    }

    @Test
    void connectionsOfOneUserProveNothingAboutIsolation() throws Exception {
        try (var server = new RawServer(sendingToAllOfAUsersConnections(1))) {
            GoldenPathResult result = walk(server, "--only", "concurrency,isolation", "--users", "3");
            assertEquals("", described(result));
            GoldenPathResult.Check isolation = result.checks().get(2);
            assertEquals(GoldenPathResult.Status.SKIPPED, isolation.status());
            assertTrue(isolation.detail().startsWith("not provable: all users are person 0 to the server"), isolation.detail());
        }
    }

    @Test
    void aUsersOwnEventsOnHisOtherConnectionAreNoLeak() throws Exception {
        try (var server = new RawServer(sendingToAllOfAUsersConnections(2))) {
            GoldenPathResult.Check isolation = walk(server, "--only", "isolation", "--users", "4").checks().get(2);
            assertEquals(GoldenPathResult.Status.PASS, isolation.status(), isolation.toString());
            assertTrue(isolation.detail().contains("each of his connections"), isolation.detail());
        }
    }

    @Test
    void eventsThatSayNothingOfTheirUserProveNoIsolation() throws Exception {
        var anonymous = new ChatServer() {
            @Override
            void event(Client client, String name, JsonObject request) throws Exception {
                client.say(named(name).add("payload", new JsonObject().add("final_response", "yes")));
            }
        };
        try (var server = new RawServer(anonymous)) {
            GoldenPathResult result = walk(server, "--only", "isolation", "--users", "2");
            assertTrue(result.passed());
            assertEquals("not provable: no event names its user or bears a signature", result.checks().get(2).detail());
        }
    }

    @Test
    void usersWhoseEventsAreMixedAreToldWhy() throws Exception {
        var mixing = new ChatServer() {
            private final List<JsonObject> together = new ArrayList<>();
            private boolean walked;

            @Override
            synchronized void request(Client client, JsonObject request) throws Exception {
                if (!walked) {
                    walked = true;
                    super.request(client, request);
                } else if (together.add(request) && together.size() == 4) {
                    for (String name : EVENTS) {
                        for (JsonObject each : together) {
                            tellAll(name, name.equals("agent_completed") ? answer(each) : "");
                        }
                    }
                }
            }

            private void tellAll(String name, String answer) throws Exception {
                for (Client client : clients) {
                    client.say(named(name).add("payload", new JsonObject().add("final_response", answer)));
                }
            }
        };
        try (var server = new RawServer(mixing)) {
            GoldenPathResult result = walk(server, "--only", "concurrency,isolation", "--users", "4");
            assertEquals(GoldenPathResult.Status.FAIL, result.checks().get(2).status());
            Failure failure = result.checks().get(1).failures().get(0);
            assertEquals(Failure.Kind.DUPLICATE, failure.kind());
            assertEquals("events of other users came among them: see the check isolation", failure.causes().get(0));
        }
    }

    @Test
    void aUserWhoIsWelcomedAsAnotherOneIsNoticed() throws Exception {
        var confused = new ChatServer() {
            @Override
            void welcome(Client client) throws Exception {
                client.say(named("connection_established").add("user_id", "alice"));
            }

            @Override
            JsonObject ids(Client client, JsonObject request) {
                return super.ids(client, request).set("user_id", "alice");
            }
        };
        try (var server = new RawServer(confused)) {
            Map<String, String> tokens = Map.of("TOKENS", token("alice") + "\n" + token("bob"));
            GoldenPathResult result = Walk.walk(tokens, "--url", server.url(), "--token-env", "TOKENS", "--users", "2", "--only", "isolation");
            assertEquals("check:isolation=FOREIGN", described(result));
        }
    }

    @Test
    void aConnectionThatWaitsForItsUpgradeIsNotCountedAsOpen() throws Exception {
        var arrivals = new AtomicInteger();
        var crowded = new ChatServer() {
            @Override
            public void serve(Socket socket) throws Exception {
                // The user of the steps and the first of the crowd.
                if (arrivals.incrementAndGet() <= 2) {
                    super.serve(socket);
                } else {
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            }
        };
        try (var server = new RawServer(crowded)) {
            GoldenPathResult result = Walk.walk(Map.of("T", token("alice")), "--url", server.url(), "--token-env", "T", "--users", "3",
                    "--only", "concurrency", "--limit", "connect=500ms");
            assertEquals("check:concurrency=UPGRADE_TIMEOUT", described(result));
            assertEquals(1, result.checks().get(1).measured().get("at-once"));
        }
    }

    @Test
    void aReconnectedUserNeedsTheWholeAnswer() throws Exception {
        var cut = new AtomicBoolean();
        var forgetful = new ChatServer() {
            @Override
            void left(Client client) {
                cut.set(true);
            }

            @Override
            void request(Client client, JsonObject request) throws Exception {
                if (cut.get()) {
                    event(client, "agent_completed", request);
                } else {
                    super.request(client, request);
                }
            }
        };
        try (var server = new RawServer(forgetful)) {
            GoldenPathResult result = walk(server, "--only", "reconnect");
            assertEquals("check:reconnect=MISSING_EVENT", described(result));
            String cause = result.checks().get(4).failures().get(0).causes().get(0);
            assertTrue(cause.startsWith("the server still counts on the connection that was cut"), cause);
        }
    }

    @Test
    void aServerThatKnowsNoPingIsNotSaidToIgnoreAProbe() throws Exception {
        var pingless = new ChatServer() {
            @Override
            void ping(Client client) {
                // it has never heard of it
            }
        };
        try (var server = new RawServer(pingless)) {
            Failure failure = walk(server, "--only", "errors").checks().get(3).failures().get(0);
            assertEquals("an answer to a ping after 'the welcome' within 500 ms", failure.expected());
            assertTrue(failure.causes().get(0).startsWith("the server knows no such ping"), failure.toString());
        }
    }

    @Test
    void otherProbesAreSentOnANewConnectionAfterAnAllowedClose() throws Exception {
        var unknown = new AtomicInteger();
        var factory = new ChatServer() {
            @Override
            void welcome(Client client) throws Exception {
                client.say(named("factory_connection_established").add("user_id", client.user()));
            }

            @Override
            void notJson(Client client) throws Exception {
                client.close(1000);
            }

            @Override
            void unknown(Client client, JsonObject message) throws Exception {
                unknown.incrementAndGet();
                super.unknown(client, message);
            }
        };
        try (var server = new RawServer(factory)) {
            GoldenPathResult result = walk(server, "--only", "errors");
            assertEquals("not JSON: close 1000; unknown type: ack; ping answered after each", result.checks().get(3).detail());
            assertEquals(1, unknown.get());
        }
    }

    @Test
    void anAnswerThatIsNotSignedIsNotCalledSo() throws Exception {
        var unsigned = new ChatServer() {
            @Override
            void event(Client client, String name, JsonObject request) throws Exception {
                client.say(named(name).add("payload", name.equals("agent_started") ? ids(client, request) : new JsonObject().add("final_response", "yes")));
            }
        };
        try (var server = new RawServer(unsigned)) {
            String value = walk(server, "--only", "events").steps().get(6).detail();
            assertTrue(value.startsWith("nothing in the answer names"), value);
        }
    }

    private static GoldenPathResult walk(RawServer server, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("--url", server.url(), "--limit", "answer=500ms", "--limit", "first-event=2s", "--limit", "gap=2s"));
        arguments.addAll(List.of(more));
        return Walk.walk(arguments.toArray(String[]::new));
    }

    private static String described(GoldenPathResult result) {
        return new TreeMap<>(Walk.failing(result)).entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    /** A JSON Web Token of a user, which nobody has signed. */
    private static String token(String subject) {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"none\"}".getBytes()) + "." + base64.encodeToString(("{\"sub\":\"" + subject + "\"}").getBytes()) + ".x";
    }

    private static void server(List<Arguments> all, String name, String expected, ChatServer behaviour) {
        all.add(Arguments.of(name, expected, behaviour));
    }
}
