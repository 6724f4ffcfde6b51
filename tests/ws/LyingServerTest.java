//SOURCES ../../lib/ws/GoldenPath.java
//SOURCES RawServer.java
//SOURCES Walk.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static ws.RawServer.close;
import static ws.RawServer.event;
import static ws.RawServer.frame;
import static ws.RawServer.request;
import static ws.RawServer.say;
import static ws.RawServer.swallow;
import static ws.RawServer.text;
import static ws.RawServer.untilRequest;
import static ws.RawServer.upgraded;
import static ws.RawServer.welcome;

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ws.GoldenPathResult.Step;

/** Servers that break every rule: each is named for what it does, in the step where it does it, and none makes a run hang. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LyingServerTest {

    static Stream<Arguments> lies() {
        var lies = new ArrayList<Arguments>();
        // before the upgrade
        lie(lies, "accepts and never answers", "connection UPGRADE_TIMEOUT", RawServer::swallow);
        lie(lies, "closes at once", "connection CLOSED_DURING_UPGRADE", RawServer::request);
        lie(lies, "answers half a head", "connection UPGRADE_TIMEOUT", socket -> {
            request(socket);
            say(socket, "HTTP/1.1 101 Switching");
            swallow(socket);
        });
        lie(lies, "trickles an endless head", "connection UPGRADE_TIMEOUT", socket -> {
            request(socket);
            say(socket, "HTTP/1.1 101 Switching Protocols\r\n");
            while (true) {
                say(socket, "X-Wait: a\r\n");
                TimeUnit.MILLISECONDS.sleep(50);
            }
        });
        lie(lies, "sends a head without end", "connection BAD_UPGRADE", socket -> {
            request(socket);
            say(socket, "HTTP/1.1 101 Switching Protocols\r\nX: " + "y".repeat(200_000));
            swallow(socket);
        });
        lie(lies, "speaks SSH", "connection NOT_HTTP", socket -> {
            request(socket);
            say(socket, "SSH-2.0-OpenSSH_9.2\r\n");
            swallow(socket);
        });
        lie(lies, "answers a TLS alert", "connection NOT_HTTP", socket -> {
            request(socket);
            say(socket, new byte[] {0x15, 3, 3, 0, 2, 2, 70});
        });
        lie(lies, "redirects", "connection UPGRADE_REDIRECT", answering("301 Moved Permanently\r\nLocation: https://elsewhere.example/ws"));
        lie(lies, "has an unknown status", "connection UPGRADE_REFUSED", answering("418 Teapot"));
        lie(lies, "answers 200 with a page", "connection UPGRADE_REFUSED", answering("200 OK\r\nContent-Type: text/html"));
        lie(lies, "has no content", "connection UPGRADE_REFUSED", answering("204 No Content"));
        lie(lies, "only ever says that it goes on", "connection UPGRADE_TIMEOUT", socket -> {
            request(socket);
            say(socket, "HTTP/1.1 100 Continue\r\n\r\n".repeat(5000));
            swallow(socket);
        });
        lie(lies, "sends no Sec-WebSocket-Accept", "connection BAD_UPGRADE", answering("101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade"));
        lie(lies, "sends a wrong Sec-WebSocket-Accept", "connection BAD_UPGRADE",
                answering("101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA"));
        lie(lies, "negotiates compression that was not offered", "connection BAD_UPGRADE",
                socket -> say(socket, upgraded(request(socket)).replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")));
        lie(lies, "chooses a subprotocol that was not offered", "connection BAD_UPGRADE",
                socket -> say(socket, upgraded(request(socket)).replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: soap\r\n\r\n")));
        lie(lies, "upgrades in HTTP/1.0", "connection BAD_UPGRADE", socket -> {
            say(socket, upgraded(request(socket)).replace("HTTP/1.1", "HTTP/1.0"));
            swallow(socket);
        });
        // before the welcome
        lie(lies, "resets after the upgrade", "connection CLOSED_BEFORE_WELCOME", socket -> {
            say(socket, upgraded(request(socket)));
            socket.setSoLinger(true, 0);
        });
        lie(lies, "only sends heartbeats", "connection NO_WELCOME", socket -> {
            say(socket, upgraded(request(socket)));
            while (true) {
                say(socket, text("{\"type\":\"heartbeat\"}"));
                TimeUnit.MILLISECONDS.sleep(50);
            }
        });
        lie(lies, "welcomes with a binary message", "connection BINARY", opening(frame(0x82, new byte[] {1, 2, 3})));
        lie(lies, "welcomes with a page", "connection BAD_JSON", opening(text("<html>hello</html>")));
        lie(lies, "welcomes with invalid UTF-8", "connection PROTOCOL_ERROR", opening(frame(0x81, new byte[] {(byte) 0xc3, 0x28})));
        lie(lies, "sends a masked frame", "connection PROTOCOL_ERROR", opening(new byte[] {(byte) 0x81, (byte) 0x82, 1, 2, 3, 4, 5, 6}));
        lie(lies, "uses a reserved bit", "connection PROTOCOL_ERROR", opening(frame(0xC1, "{}".getBytes(StandardCharsets.UTF_8))));
        lie(lies, "uses a reserved opcode", "connection PROTOCOL_ERROR", opening(frame(0x83, new byte[1])));
        lie(lies, "continues what was not begun", "connection PROTOCOL_ERROR", opening(frame(0x80, new byte[1])));
        lie(lies, "begins a message inside another", "connection PROTOCOL_ERROR",
                opening(join(frame(0x01, "{".getBytes(StandardCharsets.UTF_8)), text("{\"type\":\"connection_established\"}"))));
        lie(lies, "sends a ping of 200 bytes", "connection PROTOCOL_ERROR", opening(frame(0x89, new byte[200])));
        lie(lies, "closes with a code that must not be sent", "connection PROTOCOL_ERROR", opening(close(1006, "")));
        lie(lies, "closes with a code that does not exist", "connection PROTOCOL_ERROR", opening(close(77, "")));
        lie(lies, "closes with a reason that is not UTF-8", "connection PROTOCOL_ERROR", opening(frame(0x88, new byte[] {3, (byte) 0xe8, (byte) 0xff})));
        lie(lies, "closes with 1007 and no reason", "connection CLOSED_BEFORE_WELCOME", opening(close(1007, "")));
        lie(lies, "closes with 1007 and a reason", "connection CLOSED_BEFORE_WELCOME", opening(close(1007, "not UTF-8")));
        lie(lies, "closes with 4401", "connection AUTH_REFUSED", opening(close(4401, "token expired")));
        lie(lies, "welcomes with nothing", "connection BAD_JSON", opening(text("")));
        lie(lies, "closes without a code", "connection CLOSED_BEFORE_WELCOME", opening(frame(0x88, new byte[0])));
        lie(lies, "closes with half a code", "connection PROTOCOL_ERROR", opening(frame(0x88, new byte[] {3})));
        lie(lies, "welcomes and closes with half a code", "message PROTOCOL_ERROR", opening(welcome(), frame(0x88, new byte[] {3})));
        lie(lies, "welcomes and closes with 1008", "message AUTH_REFUSED", opening(welcome(), close(1008, "token expired")));
        lie(lies, "closes with 1008", "connection AUTH_REFUSED", opening(close(1008, "token expired")));
        lie(lies, "closes with 1011", "connection NOT_READY", opening(close(1011, "starting")));
        lie(lies, "sends a frame of 2^63 bytes", "connection TOO_BIG",
                opening(new byte[] {(byte) 0x81, 127, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0}));
        lie(lies, "never ends a fragmented message", "connection TOO_BIG", socket -> {
            say(socket, upgraded(request(socket)));
            say(socket, frame(0x01, new byte[1000]));
            while (true) {
                say(socket, frame(0x00, new byte[60_000]));
            }
        });
        lie(lies, "nests JSON 100,000 deep", "connection BAD_JSON", opening(text("[".repeat(100_000))));
        lie(lies, "floods with pings and never reads", "connection NO_WELCOME", socket -> {
            say(socket, upgraded(request(socket)));
            for (int i = 0; i < 2000; i++) {
                say(socket, frame(0x89, new byte[125]));
            }
            TimeUnit.SECONDS.sleep(20);
        });
        // after the request
        lie(lies, "says nothing more", "execution NO_EVENT", afterRequest());
        lie(lies, "answers with an error", "message SERVER_ERROR", afterRequest(text("{\"type\":\"error_message\",\"error_code\":\"NO\"}")));
        lie(lies, "closes in answer", "message CLOSED", afterRequest(close(1000, "bye")));
        lie(lies, "sends other messages for ever", "execution NO_EVENT", socket -> {
            untilRequest(socket);
            while (true) {
                say(socket, text("{\"type\":\"status\"}"));
                TimeUnit.MILLISECONDS.sleep(20);
            }
        });
        lie(lies, "thinks for ever", "events TOO_LONG", socket -> {
            untilRequest(socket);
            say(socket, event("agent_started"));
            for (int i = 0;; i++) {
                say(socket, text("{\"type\":\"agent_thinking\",\"n\":" + i + "}"));
                TimeUnit.MILLISECONDS.sleep(2);
            }
        });
        lie(lies, "trickles a message byte by byte", "events SILENCE", socket -> {
            untilRequest(socket);
            say(socket, event("agent_started"));
            for (byte one : event("agent_thinking")) {
                say(socket, new byte[] {one});
                TimeUnit.MILLISECONDS.sleep(100);
            }
            swallow(socket);
        });
        lie(lies, "half closes", "events LOST", socket -> {
            untilRequest(socket);
            say(socket, event("agent_started"));
            socket.shutdownOutput();
            swallow(socket);
        });
        lie(lies, "completes without anything else", "execution MISSING_EVENT", afterRequest(event("agent_completed")));
        lie(lies, "answers to somebody else's thread", "value WRONG_REQUEST", afterRequest(event("agent_started"), event("agent_thinking"),
                event("tool_executing"), event("tool_completed"),
                text("{\"type\":\"agent_completed\",\"final_response\":\"x\",\"thread_id\":\"thread-of-another\"}")));
        return lies.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void lieIsNamed(String name, String expected, RawServer.Behaviour behaviour) throws Exception {
        try (var server = new RawServer(behaviour)) {
            GoldenPathResult result = Walk.walk("--url", server.url(), "--only", "events", "--limit", "connect=700ms",
                    "--limit", "first-event=500ms", "--limit", "gap=1s", "--limit", "request=2s");
            Step failed = result.steps().stream().filter(step -> step.failure().isPresent()).findFirst().orElseThrow();
            assertEquals(expected, failed.name() + " " + failed.failure().orElseThrow().kind(), () -> failed.failure().toString());
        }
    }

    @Test
    void everythingInOneSegmentIsUnderstood() throws Exception {
        try (var server = new RawServer(socket -> {
            byte[] head = upgraded(request(socket)).getBytes(StandardCharsets.US_ASCII);
            say(socket, join(head, welcome(), frame(0x89, new byte[0]), text("[1, 2]"), text("{\"type\":\"heartbeat\"}")));
            int pong = 6;
            socket.getInputStream().readNBytes(pong + 1);
            say(socket, join(event("agent_started"), event("agent_thinking"), event("tool_executing"), text("{\"type\":\"heartbeat\"}"),
                    event("tool_completed"), frame(0x01, "{\"type\":\"agent_".getBytes(StandardCharsets.UTF_8)), frame(0x89, new byte[0]),
                    frame(0x80, "completed\",\"result\":\"yes\"}".getBytes(StandardCharsets.UTF_8))));
            swallow(socket);
        })) {
            assertEquals(Map.of(), Walk.failing(Walk.walk("--url", server.url(), "--only", "events")));
        }
    }

    @Test
    void aReplacementCharacterThatTheServerWroteIsText() throws Exception {
        try (var server = new RawServer(afterRequest(event("agent_started"), event("agent_thinking"), event("tool_executing"),
                event("tool_completed"), text("{\"type\":\"agent_completed\",\"result\":\"gr\u00fc\ufffd\ud83d\ude00\"}")))) {
            assertEquals(Map.of(), Walk.failing(Walk.walk("--url", server.url(), "--only", "events")));
        }
    }

    @Test
    void aStatusLineWithoutReasonIsAccepted() throws Exception {
        try (var server = new RawServer(socket -> {
            say(socket, upgraded(request(socket)).replace(" Switching Protocols", ""));
            say(socket, welcome());
            swallow(socket);
        })) {
            GoldenPathResult result = Walk.walk("--url", server.url(), "--only", "events", "--limit", "first-event=100ms");
            assertEquals(GoldenPathResult.Status.PASS, result.steps().get(1).status());
        }
    }

    @Test
    void interimAnswersBeforeTheUpgradeAreIgnored() throws Exception {
        try (var server = new RawServer(socket -> {
            String head = upgraded(request(socket));
            say(socket, "HTTP/1.1 100 Continue\r\n\r\n");
            TimeUnit.MILLISECONDS.sleep(20);
            say(socket, "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" + head);
            say(socket, welcome());
            swallow(socket);
        })) {
            GoldenPathResult result = Walk.walk("--url", server.url(), "--only", "events", "--limit", "first-event=100ms");
            assertEquals(GoldenPathResult.Status.PASS, result.steps().get(1).status());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "301 Moved Permanently%Location: https://app.example/ws?token=sesame&a=1 | the service moved: try --url wss://app.example/ws",
        "308 Permanent Redirect%Location: /v2/ws/ | the path moved on the same host: try --path /v2/ws/",
        "302 Found%Location: https://login.example/start?next=/ws | a login page stands before the service, at https://login.example/start: it wants a token, see --token-env",
        "502 Bad Gateway%Server: nginx/1.25 | nginx/1.25 answers in place of the backend, with the page 'All & sundry'",
        "404 Not Found | a proxy or a web page answers in place of the backend, with the page 'All & sundry'",
    })
    void theLikeliestCauseSaysWhoAnswersAndWhereToGo(String head, String cause) throws Exception {
        String page = "<!-- page -->\n<!DOCTYPE html>\n<html><head><style>a{}</style><title>\n All &amp;\nsundry</title></head>";
        try (var server = new RawServer(socket -> {
            request(socket);
            say(socket, "HTTP/1.1 " + head.replace("%", "\r\n") + "\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n"
                    + page.substring(0, 20) + "\r\n" + Integer.toHexString(page.length() - 20) + "\r\n" + page.substring(20) + "\r\n0\r\n\r\n");
            swallow(socket);
        })) {
            Failure failure = Walk.walk("--url", server.url()).steps().get(1).failure().orElseThrow();
            assertEquals(cause, failure.causes().get(0), failure.toString());
            assertFalse(failure.toString().contains("sesame"), failure.toString());
        }
    }

    static Stream<Arguments> causes() {
        var causes = new ArrayList<Arguments>();
        lie(causes, "wants a token", "no token was given", opening(close(1008, "who are you?")));
        lie(causes, "limits its connections", "the server or the proxy limits how many", answering("429 Too Many Requests"));
        lie(causes, "falls over the upgrade", "an exception in the server's connect handler", answering("500 Internal Server Error"));
        lie(causes, "never sees the headers of the upgrade", "the proxy does not forward the headers", answering("426 Upgrade Required"));
        lie(causes, "wants TLS, as nginx says it", "the port expects TLS", refusing("400 The plain HTTP request was sent to HTTPS port"));
        lie(causes, "wants TLS, as Go says it", "the port expects TLS", refusing("Client sent an HTTP request to an HTTPS server."));
        lie(causes, "wants a certificate", "the server asks for a certificate", refusing("<html><title>400 No required SSL certificate was sent</title></html>"));
        lie(causes, "closes with a code of its own", "the code is the server's own", opening(close(4001, "no")));
        lie(causes, "closes with 1011 in the middle of a request", "an exception in the server while", afterRequest(event("agent_started"), close(1011, "")));
        lie(causes, "reports an error at once", "the request lacks something", afterRequest(text("{\"type\":\"agent_error\"}")));
        lie(causes, "reports an error after the first event", "something the agent needs is down",
                afterRequest(event("agent_started"), text("{\"type\":\"agent_error\"}")));
        lie(causes, "names its welcome otherwise", "the welcome has another name here", opening(text("{\"type\":\"hello\"}")));
        return causes.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("causes")
    void theLikeliestCauseFitsWhatCame(String name, String cause, RawServer.Behaviour behaviour) throws Exception {
        try (var server = new RawServer(behaviour)) {
            Failure failure = Walk.walk("--url", server.url(), "--limit", "connect=300ms", "--only", "events").steps().stream()
                    .flatMap(step -> step.failure().stream()).findFirst().orElseThrow();
            assertTrue(failure.causes().get(0).startsWith(cause), failure.toString());
        }
    }

    @Test
    void messagesThatAreNoEventsOfTheRequestAreNamed() throws Exception {
        try (var server = new RawServer(afterRequest(text("{\"type\":\"agent.started\"}"), text("{\"type\":\"heartbeat\"}"), text("[]")))) {
            Failure failure = Walk.walk("--url", server.url(), "--limit", "first-event=200ms", "--only", "events").steps().get(3).failure().orElseThrow();
            assertEquals("only agent.started, heartbeat, a message without a name", failure.came());
        }
    }

    @Test
    void aRefusalShowsStatusLocationAndTheBeginningOfTheBody() throws Exception {
        try (var server = new RawServer(socket -> {
            request(socket);
            say(socket, "HTTP/1.1 503 Service Unavailable\r\nServer: nginx\r\nRetry-After: 30\r\nContent-Length: 26\r\n\r\n");
            TimeUnit.MILLISECONDS.sleep(50);
            say(socket, "upstream\u001b[31m not\r\nready!!");
        })) {
            Failure failure = Walk.walk("--url", server.url()).steps().get(1).failure().orElseThrow();
            assertEquals("HTTP 503 Service Unavailable, Retry-After: 30, Server: nginx, body: upstream\\u001b[31m not  ready!!", failure.came());
        }
    }

    @Test
    void nothingListeningIsRefused() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Failure failure = Walk.walk("--url", "ws://127.0.0.1:" + port).steps().get(1).failure().orElseThrow();
        assertEquals(Failure.Kind.REFUSED, failure.kind());
    }

    @Test
    void anUnknownNameIsNamed() throws Exception {
        Failure failure = Walk.walk("--url", "ws://no-such-host.invalid").steps().get(1).failure().orElseThrow();
        assertEquals(Failure.Kind.NAME_RESOLUTION, failure.kind());
        assertTrue(failure.came().contains("no-such-host.invalid"));
    }

    private static void lie(List<Arguments> lies, String name, String expected, RawServer.Behaviour behaviour) {
        lies.add(Arguments.of(name, expected, behaviour));
    }

    private static RawServer.Behaviour answering(String head) {
        return socket -> {
            request(socket);
            say(socket, "HTTP/1.1 " + head + "\r\nContent-Length: 5\r\n\r\nhello");
            swallow(socket);
        };
    }

    private static RawServer.Behaviour refusing(String body) {
        return socket -> {
            request(socket);
            say(socket, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            swallow(socket);
        };
    }

    private static RawServer.Behaviour opening(byte[]... frames) {
        return socket -> {
            say(socket, upgraded(request(socket)));
            say(socket, join(frames));
            swallow(socket);
        };
    }

    private static RawServer.Behaviour afterRequest(byte[]... frames) {
        return (Socket socket) -> {
            untilRequest(socket);
            say(socket, join(frames));
            swallow(socket);
        };
    }

    private static byte[] join(byte[]... parts) {
        var all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
