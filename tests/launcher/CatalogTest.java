//SOURCES Call.java
package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the catalog, called from where no checkout is. A command whose description ends with
 * {@value #LOCAL} is made from sources that only a folder can list, and is left out.
 */
class CatalogTest {

    private static final String LOCAL = "(needs a checkout)";

    /**
     * Each file of a command is one request on its first remote run. One idea stands in one file, which makes about a hundred and
     * fifty for a command of its own, some more for the one that brings a grammar of Python, and three hundred and sixty for those
     * that speak of all commands: a few seconds on a distant server, once in twelve hours. Above this somebody should ask why.
     */
    private static final int MOST_REQUESTS = 375;

    private static final Path REPOSITORY = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void serveTheRepository() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        jbang("jbang", "version").output();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = REPOSITORY.resolve(exchange.getRequestURI().getPath().substring(1)).normalize();
            if (file.startsWith(REPOSITORY) && Files.isRegularFile(file)) {
                requests.add(exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(200, Math.max(Files.size(file), 1));
                Files.copy(file, exchange.getResponseBody());
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCommandRunsFromARemoteCatalogWithAnEmptyCache() throws IOException {
        String catalog = "http://127.0.0.1:" + server.getAddress().getPort() + "/jbang-catalog.json";
        return remoteCommands().map(name -> dynamicTest(name, () -> {
            requests.clear();
            assertHelps(jbang(name, name + "@" + catalog, "--help"));
            assertTrue(requests.size() <= MOST_REQUESTS, requests.size() + " requests: " + requests);
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandRunsFromThePathOfACheckout() throws IOException {
        return remoteCommands().map(name -> dynamicTest(name, () ->
                assertHelps(jbang("local", name + "@" + REPOSITORY, "--help"))));
    }

    @Test
    void onlyToolsForTheCheckoutItselfNeedOne() throws IOException {
        for (JsonObject.Member alias : aliases()) {
            JsonObject entry = alias.getValue().asObject();
            boolean local = entry.getString("description", "").endsWith(LOCAL);
            assertEquals(local, entry.getString("script-ref", "").startsWith("tests/"), alias.getName());
        }
    }

    @Test
    void anEntryHasNothingThatWouldResolveInTheFolderOfTheCaller() throws IOException {
        var allowed = List.of("script-ref", "description", "interactive");
        for (JsonObject.Member alias : aliases()) {
            assertTrue(allowed.containsAll(alias.getValue().asObject().names()), alias.getName());
            assertFalse(alias.getValue().asObject().getString("description", "").isBlank(), alias.getName());
        }
    }

    private void assertHelps(Call call) throws Exception {
        Call.Outcome outcome = call.reading("/exit\n".getBytes()).run();
        assertEquals(0, outcome.status(), outcome.err());
        assertFalse(outcome.out().isBlank(), "no help: " + outcome.err());
    }

    /** A call from an empty folder, with a cache of its own. */
    private Call jbang(String cache, String... arguments) throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        return Call.of(empty, REPOSITORY.resolve("jbang").toString(), arguments).with(Map.of(
                "JBANG_DIR", folder.resolve("jbang").toString(), "JBANG_CACHE_DIR", folder.resolve(cache).toString(),
                // Each call compiles a command from nothing: the JVMs that do it live for seconds.
                "JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"));
    }

    private static Stream<String> remoteCommands() throws IOException {
        return Stream.of(aliases()).flatMap(entries -> entries.names().stream()
                .filter(name -> !entries.get(name).asObject().getString("description", "").endsWith(LOCAL)));
    }

    private static JsonObject aliases() throws IOException {
        return Json.parse(Files.readString(REPOSITORY.resolve("jbang-catalog.json"))).asObject().get("aliases").asObject();
    }
}
