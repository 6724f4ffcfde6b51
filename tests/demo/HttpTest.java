//SOURCES ../../lib/demo/DemoBackend.java
//SOURCES ChatClient.java
//SOURCES RawClient.java

package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static DemoBackend backend;

    @BeforeAll
    static void start() throws Exception {
        backend = DemoBackend.start(DemoOptions.defaults());
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(backend.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> login(String body) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(backend.url() + "/auth/login"))
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))).build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({"/health, 200", "/health/ready, 200", "/ws/health, 200", "/ws/config, 200", "/ws, 426", "/nothing, 404",
        "/auth/login, 405"})
    void pathHasItsStatus(String path, int status) throws Exception {
        assertEquals(status, get(path).statusCode());
    }

    @Test
    void configurationSaysTheLimits() throws Exception {
        assertEquals(Json.parse("{\"heartbeat_interval\":30,\"connection_timeout\":300,\"max_message_size\":1048576}"),
                Json.parse(get("/ws/config").body()));
    }

    @Test
    void loginGivesATokenForAUserOfThatAddress() throws Exception {
        JsonObject ann = Json.parse(login("{'email': 'ann@example.com', 'password': 'any'}").body()).asObject();
        JsonObject again = Json.parse(login("{'email': 'ANN@example.com ', 'password': 'other'}").body()).asObject();
        JsonObject bob = Json.parse(login("{'email': 'bob@example.com', 'password': 'any'}").body()).asObject();
        assertEquals(900, ann.getInt("expires_in", 0));
        assertEquals("bearer", ann.getString("token_type", ""));
        assertFalse(ann.getString("refresh_token", "").isEmpty());
        String id = ann.get("user").asObject().getString("id", "");
        assertEquals(id, again.get("user").asObject().getString("id", ""));
        assertFalse(id.equals(bob.get("user").asObject().getString("id", "")));
        try (var client = ChatClient.connect(backend, "/ws", ann.getString("access_token", ""))) {
            assertEquals(id, client.next().getString("user_id", ""));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'email': 'a@b.c', 'password': 'wrong'} | 401", "{'email': 'a@b.c'} | 422",
        "{'email': 'a@b.c', 'password': ''} | 422", "{'email': '', 'password': 'x'} | 422", "[] | 422", "no JSON | 422"})
    void loginIsRefused(String body, int status) throws Exception {
        assertEquals(status, login(body).statusCode());
    }

    @Test
    void expiredTokenIsNobodys() {
        var tokens = new Tokens();
        String token = tokens.issue("ann", Instant.EPOCH);
        assertEquals("ann", tokens.user(token, Instant.EPOCH.plusSeconds(899)).orElse(""));
        assertTrue(tokens.user(token, Instant.EPOCH.plusSeconds(900)).isEmpty());
    }

    @Test
    void changedTokenIsNobodys() {
        var tokens = new Tokens();
        String token = tokens.issue("ann", Instant.now());
        String[] parts = token.split("\\.");
        String forged = new Tokens().issue("bob", Instant.now()).split("\\.")[1];
        assertTrue(tokens.user(parts[0] + "." + forged + "." + parts[2], Instant.now()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/", "/ws/", "/ws/other"})
    void upgradeOfAnUnknownPathGets403(String path) {
        var refused = assertThrows(CompletionException.class, () -> ChatClient.connect(backend, path, "demo-ann"));
        assertEquals(403, assertInstanceOf(WebSocketHandshakeException.class, refused.getCause()).getResponse().statusCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "hello\\r\\n\\r\\n | 400",
        "GET /health\\r\\n\\r\\n | 400",
        "GET http://[ HTTP/1.1\\r\\n\\r\\n | 400",
        "GET /health HTTP/1.1\\r\\nno colon\\r\\n\\r\\n | 400",
        "POST /auth/login HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | 411",
        "POST /auth/login HTTP/1.1\\r\\nContent-Length: -5\\r\\n\\r\\n | 411",
        "POST /auth/login HTTP/1.1\\r\\nContent-Length: 99999999\\r\\n\\r\\n | 413",
        "GET /ws HTTP/1.1\\r\\nUpgrade: websocket\\r\\nSec-WebSocket-Version: 13\\r\\n\\r\\n | 400",
        "GET /ws HTTP/1.1\\r\\nUpgrade: websocket\\r\\nSec-WebSocket-Version: 8\\r\\nSec-WebSocket-Key: x\\r\\n\\r\\n | 426"})
    void oddRequestGetsAnAnswerAndTheEnd(String request, int status) throws Exception {
        try (var client = RawClient.connect(backend.url())) {
            client.send(request.replace("\\r\\n", "\r\n"));
            assertTrue(client.readAll().startsWith("HTTP/1.1 " + status + " "));
        }
    }

    @Test
    void headWithoutEndIsRefused() throws Exception {
        try (var client = RawClient.connect(backend.url())) {
            client.send("GET / HTTP/1.1\r\nX: " + "x".repeat(20_000));
            assertTrue(client.readAll().startsWith("HTTP/1.1 431 "));
        }
    }

    @Test
    void requestMayComeByteByByte() throws Exception {
        try (var client = RawClient.connect(backend.url())) {
            client.socket().setTcpNoDelay(true);
            for (char each : "GET /health HTTP/1.1\r\nHost: x\r\n\r\n".toCharArray()) {
                client.send(String.valueOf(each));
            }
            assertTrue(client.readAll().endsWith("{\"status\":\"healthy\"}"));
        }
    }

    @Test
    void takenPortIsNamed() {
        int port = backend.url().getPort();
        var taken = assertThrows(IOException.class, () -> DemoBackend.start(DemoOptions.defaults().withPort(port)));
        assertTrue(taken.getMessage().contains("127.0.0.1:" + port), taken.getMessage());
    }

    @Test
    void closedBackendNoLongerListens() throws Exception {
        var closed = DemoBackend.start(DemoOptions.defaults());
        closed.close();
        closed.close();
        assertThrows(IOException.class, () -> RawClient.connect(closed.url()));
    }
}
