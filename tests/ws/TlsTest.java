//SOURCES ../../lib/ws/GoldenPath.java
//SOURCES ../../lib/demo/DemoBackend.java
//SOURCES Certificates.java
//SOURCES RawServer.java
//SOURCES Walk.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demo.DemoBackend;
import demo.DemoOptions;
import demo.DemoOptions.Keystore;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ws.Failure.Kind;

/** Which certificates are believed, and what is said about those that are not. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTest {

    private static final String HERE = "ip:127.0.0.1,dns:localhost";

    @TempDir
    static Path folder;
    private static Certificates certificates;
    private static Path authority;
    private static Path good;

    @BeforeAll
    static void makeAuthority() throws Exception {
        certificates = new Certificates(folder);
        authority = certificates.authority("authority");
        good = certificates.server("good", authority, HERE);
    }

    @Test
    void aGivenAuthorityIsBelievedForLoginAndWebSocket() throws Exception {
        try (DemoBackend backend = serve(good)) {
            GoldenPathOptions options = Walk.plan("--ca", certificates.pem(authority).toString(), "--users", "20");
            options.aimAt(backend.url(), "agent-chat", "any");
            GoldenPathResult result = options.goldenPath(Map.of(), (phase, done, of) -> { }).run();
            assertEquals(Map.of(), Walk.failing(result));
            assertTrue(result.latency().get("tls").count() == 20);
        }
    }

    @Test
    void anUnknownAuthorityIsRefused() throws Exception {
        assertEquals(Kind.TLS_UNKNOWN_AUTHORITY, refusal(good));
    }

    @Test
    void anotherAuthorityIsRefused() throws Exception {
        Path other = certificates.authority("other");
        assertEquals(Kind.TLS_UNKNOWN_AUTHORITY, refusal(good, "--ca", certificates.pem(other).toString()));
    }

    @Test
    void aSelfSignedCertificateIsCalledSo() throws Exception {
        assertEquals(Kind.TLS_SELF_SIGNED, refusal(certificates.selfSigned("self", HERE)));
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        Path expired = certificates.server("expired", authority, HERE, "-startdate", "-10d", "-validity", "5");
        assertEquals(Kind.TLS_EXPIRED, refusal(expired, "--ca", certificates.pem(authority).toString()));
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        Path elsewhere = certificates.server("elsewhere", authority, "dns:elsewhere.example");
        try (DemoBackend backend = serve(elsewhere)) {
            Failure failure = failure(backend.url().toString(), "--ca", certificates.pem(authority).toString());
            assertEquals(Kind.TLS_WRONG_HOST, failure.kind());
            assertTrue(failure.came().startsWith("a certificate for elsewhere.example from CN=authority"), failure.came());
        }
    }

    @Test
    void insecureTakesEverythingAndSaysSo() throws Exception {
        try (DemoBackend backend = serve(certificates.selfSigned("any", "dns:elsewhere.example"))) {
            GoldenPathOptions options = Walk.plan("--insecure", "--only", "events");
            options.aimAt(backend.url(), "agent-chat", "any");
            GoldenPathResult result = options.goldenPath(Map.of(), (phase, done, of) -> { }).run();
            assertEquals(Map.of(), Walk.failing(result));
            assertTrue(result.notes().get(0).startsWith("--insecure"));
        }
    }

    @Test
    void aPortWithoutTlsIsNamed() throws Exception {
        try (var server = new RawServer(socket -> {
            RawServer.say(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        })) {
            assertEquals(Kind.TLS_NOT_SPOKEN, connection(server.url().replace("ws:", "wss:")));
        }
    }

    @Test
    void aPortThatKeepsSilentDuringTheHandshakeEndsAtTheLimit() throws Exception {
        try (var server = new RawServer(RawServer::swallow)) {
            assertEquals(Kind.TLS_TIMEOUT, connection(server.url().replace("ws:", "wss:")));
        }
    }

    @Test
    void plainTextAtATlsPortIsNamed() throws Exception {
        try (DemoBackend backend = serve(good)) {
            Failure failure = failure(backend.url().toString().replace("https:", "ws:"));
            assertTrue(failure.kind() == Kind.NOT_HTTP || failure.kind() == Kind.CLOSED_DURING_UPGRADE, failure.toString());
            assertEquals("the port expects TLS: use wss:// or https://", failure.causes().get(0));
        }
    }

    @Test
    void aServerThatKnowsNoNewTlsIsNamed() throws Exception {
        byte[] protocolVersion = {0x15, 3, 1, 0, 2, 2, 70};
        try (var server = new RawServer(socket -> {
            RawServer.say(socket, protocolVersion);
            RawServer.swallow(socket);
        })) {
            assertEquals("the server speaks neither TLS 1.2 nor TLS 1.3", failure(server.url().replace("ws:", "wss:")).causes().get(0));
        }
    }

    @Test
    void aServerThatWantsACertificateOfTheClientIsNamed() throws Exception {
        KeyStore keys = KeyStore.getInstance(good.toFile(), Certificates.PASSWORD.toCharArray());
        var managers = KeyManagerFactory.getInstance("SunX509");
        managers.init(keys, Certificates.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var listening = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        listening.setNeedClientAuth(true);
        try (var server = new RawServer(listening, RawServer::swallow)) {
            Failure failure = failure(server.url().replace("ws:", "wss:"), "--ca", certificates.pem(authority).toString());
            assertTrue(failure.causes().get(0).startsWith("the server asks for a certificate of the client"), failure.toString());
        }
    }

    @Test
    void aFileWithoutCertificatesIsAUsageError() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        assertTrue(assertThrows(UsageException.class, () -> Walk.walk("--url", "wss://127.0.0.1:1", "--ca", empty.toString()))
                .getMessage().contains("empty.pem"));
    }

    private static DemoBackend serve(Path keystore) throws Exception {
        return DemoBackend.start(DemoOptions.defaults().withTls(new Keystore(keystore, Certificates.PASSWORD)));
    }

    private static Kind refusal(Path keystore, String... options) throws Exception {
        try (DemoBackend backend = serve(keystore)) {
            return connection(backend.url().toString(), options);
        }
    }

    private static Kind connection(String url, String... options) throws Exception {
        return failure(url, options).kind();
    }

    private static Failure failure(String url, String... options) throws Exception {
        var all = new java.util.ArrayList<>(java.util.List.of("--url", url, "--limit", "connect=2s"));
        all.addAll(java.util.List.of(options));
        GoldenPathResult.Step step = Walk.walk(all.toArray(String[]::new)).steps().get(1);
        assertEquals("connection", step.name());
        return step.failure().orElseThrow();
    }
}
