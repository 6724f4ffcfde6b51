//SOURCES ../../lib/demo/DemoBackend.java
//SOURCES ChatClient.java
//SOURCES RawClient.java

package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demo.DemoOptions.Keystore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private static final String PASSWORD = "correct-horse";

    @TempDir
    static Path folder;

    private static Keystore valid;

    @BeforeAll
    static void makeAuthority() throws Exception {
        keytool("authority.p12", "-genkeypair", "-alias", "authority", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
        keytool("authority.p12", "-exportcert", "-alias", "authority", "-file", "authority.pem");
        valid = keystore("valid", "IP:127.0.0.1");
    }

    /** A keystore with a certificate for an address, signed by the authority. */
    private static Keystore keystore(String name, String address, String... validity) throws Exception {
        String store = name + ".p12";
        keytool(store, "-genkeypair", "-alias", "backend", "-keyalg", "EC", "-dname", "CN=backend");
        keytool(store, "-certreq", "-alias", "backend", "-file", name + ".csr");
        keytool("authority.p12", Stream.concat(Stream.of("-gencert", "-alias", "authority", "-ext", "SAN=" + address,
                "-infile", name + ".csr", "-outfile", name + ".pem"), Stream.of(validity)).toArray(String[]::new));
        keytool(store, "-importcert", "-noprompt", "-alias", "authority", "-file", "authority.pem");
        keytool(store, "-importcert", "-alias", "backend", "-file", name + ".pem");
        return new Keystore(folder.resolve(store), PASSWORD);
    }

    private static void keytool(String store, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store, "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    private static HttpClient trusting(String version) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(valid.file())) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", store.getCertificate("authority"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance(version);
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void httpAndWebSocketGoThroughTls(String version) throws Exception {
        HttpClient http = trusting(version);
        try (var backend = DemoBackend.start(DemoOptions.defaults().withTls(valid))) {
            assertEquals("https", backend.url().getScheme());
            var health = HttpRequest.newBuilder(URI.create(backend.url() + "/health")).build();
            assertEquals("{\"status\":\"healthy\"}", http.send(health, HttpResponse.BodyHandlers.ofString()).body());
            try (var client = ChatClient.connect(http.newWebSocketBuilder(), backend, "/ws?token=demo-ann")) {
                client.next();
                client.send("{'type': 'agent_request', 'task': 'signature-7'}");
                assertEquals(DemoProtocol.AGENT.events(), client.typesBeforePong());
                assertEquals(1009, client.send("x".repeat(HttpRoutes.MAX_MESSAGE_BYTES + 1)).closeCode());
            }
        }
    }

    @Test
    void messagesLargerThanATlsRecordArrive() throws Exception {
        try (var backend = DemoBackend.start(DemoOptions.defaults().withTls(valid).withRounds(50));
                var client = ChatClient.connect(trusting("TLS").newWebSocketBuilder(), backend, "/ws?token=demo-ann")) {
            client.next();
            String task = "x".repeat(60_000);
            client.send("{'type': 'agent_request', 'task': '" + task + "'}");
            var events = client.next(1 + 50 + 2 * 50 + 1);
            assertTrue(events.get(events.size() - 1).toString().contains(task));
        }
    }

    @Test
    void unknownAuthorityIsSeenByTheClient() throws Exception {
        try (var backend = DemoBackend.start(DemoOptions.defaults().withTls(valid))) {
            assertRefused(HttpClient.newHttpClient(), backend, "PKIX path building failed");
        }
    }

    @Test
    void wrongHostIsSeenByTheClient() throws Exception {
        Keystore keystore = keystore("elsewhere", "DNS:elsewhere.example");
        try (var backend = DemoBackend.start(DemoOptions.defaults().withTls(keystore))) {
            assertRefused(trusting("TLS"), backend, "No subject alternative names matching IP address");
        }
    }

    @Test
    void expiredCertificateIsSeenByTheClient() throws Exception {
        Keystore keystore = keystore("expired", "IP:127.0.0.1", "-startdate", "-10d", "-validity", "5");
        try (var backend = DemoBackend.start(DemoOptions.defaults().withTls(keystore))) {
            assertRefused(trusting("TLS"), backend, "validity check failed");
        }
    }

    private static void assertRefused(HttpClient http, DemoBackend backend, String cause) {
        var refused = assertThrows(CompletionException.class,
                () -> ChatClient.connect(http.newWebSocketBuilder(), backend, "/ws?token=demo-ann"));
        String message = assertInstanceOf(SSLHandshakeException.class, refused.getCause()).getMessage();
        assertTrue(message.contains(cause), message);
    }

    @Test
    void clearTextOnATlsPortDoesNotDisturbTheOthers() throws Exception {
        try (var backend = DemoBackend.start(DemoOptions.defaults().withTls(valid));
                var client = ChatClient.connect(trusting("TLS").newWebSocketBuilder(), backend, "/ws?token=demo-ann")) {
            client.next();
            try (var raw = RawClient.connect(backend.url())) {
                raw.send("GET /health HTTP/1.1\r\n\r\n");
                assertFalse(raw.readAll().contains("healthy"));
            }
            assertEquals(List.of(), client.typesBeforePong());
        }
    }

    @Test
    void keystoreThatCannotBeUsedIsNamedWithoutItsPassword() throws Exception {
        Keystore missing = new Keystore(folder.resolve("missing.p12"), PASSWORD);
        Keystore locked = new Keystore(valid.file(), "guessed-horse");
        for (Keystore keystore : List.of(missing, locked)) {
            var unusable = assertThrows(IOException.class, () -> DemoBackend.start(DemoOptions.defaults().withTls(keystore)));
            assertTrue(unusable.getMessage().contains(keystore.file().toString()));
            assertFalse(unusable.getMessage().contains("horse"));
            assertFalse(keystore.toString().contains("horse"));
        }
    }
}
