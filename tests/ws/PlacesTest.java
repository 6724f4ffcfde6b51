//SOURCES ../../lib/ws/GoldenPath.java
//SOURCES RawServer.java
//SOURCES Walk.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server sees of the places that a scenario has outside of its messages. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlacesTest {

    private static final String ANSWER = """
            welcome: none
            fields: {name: /type}
            send: [{type: ask}]
            events: [done]
            answer: {event: done, text: /text}
            """;

    @TempDir
    Path folder;

    @Test
    void theUpgradeIsFilledInAndEncodedForWhereItStands() throws Exception {
        Path scenario = scenario("""
                connect:
                  path: /rooms/${thread}/${user}?key=${env.KEY}
                  headers: {X-Request: "${uuid}", X-Key: "${env.KEY}", X-Agent: "${agent} ${n}"}
                  auth: {subprotocol: ["v1.${n}", "key.${token}"]}
                """);
        var seen = new AtomicReference<String>();
        try (var server = new RawServer(socket -> refuse(socket, seen, "403 Forbidden", ""))) {
            GoldenPathResult result = Walk.walk(Map.of("KEY", "a key\nof two&lines", "T", "sesame"), "--url", server.url().replace("/ws", ""),
                    "--scenario", scenario.toString(), "--token-env", "T");
            String head = seen.get();
            assertTrue(head.matches("(?s)GET /rooms/thread-gp[0-9a-f]+-1-0z/golden-path-user-1\\?key=a%20key%0Aof%20two%26lines HTTP/1.1\r\n.*"), head);
            assertTrue(head.matches("(?s).*\r\nX-Request: [0-9a-f]{8}-[0-9a-f-]{27}\r\n.*"), head);
            assertTrue(head.contains("\r\nX-Key: a key of two&lines\r\n"), head);
            assertTrue(head.contains("\r\nX-Agent: assistant 1\r\n"), head);
            assertTrue(head.contains("\r\nSec-WebSocket-Protocol: v1.1, key.sesame\r\n"), head);
            assertEquals(Map.of("step:connection", "UPGRADE_FORBIDDEN"), Walk.failing(result));
        }
    }

    @Test
    void aLoginGoesToTheScenariosPathWithMoreThanAnAddressAndAPassword() throws Exception {
        Path scenario = scenario("login: {path: /sessions/new, body: {name: \"${email}\", secret: \"${password}\", tenant: \"${env.TENANT}\", number: \"${n}\"}}\n");
        var seen = new AtomicReference<String>();
        String answer = "{\"access_token\": \"abcd\"}";
        try (var server = new RawServer(socket -> refuse(socket, seen, "200 OK\r\nContent-Length: " + answer.length(), answer))) {
            String url = server.url().replace("/ws", "");
            Walk.walk(Map.of("PASSWORD", "pw-pw-pw", "TENANT", "north"), "--url", url, "--login-url", url.replace("ws:", "http:"), "--email", "u${n}@x.example",
                    "--password-env", "PASSWORD", "--scenario", scenario.toString(), "--only", "events");
            assertTrue(seen.get().startsWith("POST /sessions/new HTTP/1.1\r\n"), seen.get());
            assertTrue(seen.get().endsWith("{\"name\":\"u1@x.example\",\"secret\":\"pw-pw-pw\",\"tenant\":\"north\",\"number\":\"1\"}"), seen.get());
        }
    }

    private Path scenario(String beginning) throws Exception {
        return Files.writeString(folder.resolve("own.yaml"), beginning + ANSWER);
    }

    /** Keeps the first request, with the body that its head announces, and answers. */
    private static void refuse(Socket socket, AtomicReference<String> seen, String head, String body) throws Exception {
        String request = RawServer.request(socket);
        String length = request.replaceAll("(?is).*\r\ncontent-length: *([0-9]+).*", "$1");
        request += length.equals(request) ? "" : new String(socket.getInputStream().readNBytes(Integer.parseInt(length)));
        seen.compareAndSet(null, request);
        RawServer.say(socket, "HTTP/1.1 " + head + "\r\n\r\n" + body);
        RawServer.swallow(socket);
    }
}
