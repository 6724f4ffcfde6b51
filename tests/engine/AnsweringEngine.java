package engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that answers as engines of other versions than the installed one do: it refuses the API versions that they
 * refuse, in their words, and has one container.
 */
final class AnsweringEngine implements AutoCloseable {
    private static final Pattern VERSIONED = Pattern.compile("/v1\\.(?<minor>\\d+)(?<rest>/.*)");
    private static final String LABELS = "{\"com.docker.compose.project\": \"shop\", \"com.docker.compose.service\": \"web\"}";

    private final HttpServer server;
    private final int oldest;
    private final int newest;

    /** @param oldest the second number of the oldest API version that it speaks; the first is 1 */
    AnsweringEngine(int oldest, int newest) throws IOException {
        this.oldest = oldest;
        this.newest = newest;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    Map<String, String> environment() {
        return Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        Matcher versioned = VERSIONED.matcher(path);
        int minor = versioned.matches() ? Integer.parseInt(versioned.group("minor")) : newest;
        if (minor > newest) {
            send(exchange, 400, "{\"message\":\"client version 1." + minor + " is too new. Maximum supported API version is 1." + newest + "\"}");
        } else if (minor < oldest) {
            send(exchange, 400, "{\"message\":\"client version 1." + minor + " is too old. Minimum supported API version is 1." + oldest
                    + ", please upgrade your client to a newer version\"}");
        } else {
            send(exchange, 200, switch (versioned.matches() ? versioned.group("rest") : path) {
                case "/_ping" -> "OK";
                case "/version" -> "{\"ApiVersion\": \"1." + newest + "\", \"MinAPIVersion\": \"1." + oldest + "\"}";
                case "/containers/json" -> "[{\"Id\": \"c1\", \"Names\": [\"/shop-web-1\"], \"Labels\": " + LABELS + "}]";
                case "/containers/c1/json" -> "{\"Id\": \"c1\", \"Name\": \"/shop-web-1\", \"State\": {\"Status\": \"running\"}, \"Config\": {\"Labels\": " + LABELS + "}}";
                default -> "{}";
            });
        }
    }

    private void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Api-Version", "1." + newest);
        exchange.getResponseHeaders().set("Content-Type", text.startsWith("O") ? "text/plain" : "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
