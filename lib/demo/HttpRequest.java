package demo;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The head of an HTTP/1.1 request (RFC 9112).
 *
 * @param path the path, decoded
 * @param query what follows the question mark, as it came, empty without
 * @param headers values by name in any case; several fields of one name are joined by commas
 */
record HttpRequest(String method, String path, String query, Map<String, String> headers) {

    /** The bytes of a head that are waited for before the request is refused. */
    static final int LONGEST_HEAD = 16_384;

    private static final String JWT_SUBPROTOCOL = "jwt.";
    private static final String REALTIME_SUBPROTOCOL = "openai-insecure-api-key.";

    /** The length of the head in bytes, with the empty line that ends it, or -1 when it is not complete. */
    static int headLength(byte[] bytes, int length) {
        for (int i = 3; i < length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** The request of a complete head, empty when the bytes are no HTTP request. */
    static Optional<HttpRequest> parse(byte[] head, int length) {
        String[] lines = new String(head, 0, length, StandardCharsets.ISO_8859_1).split("\r\n");
        String[] start = lines[0].split(" ");
        if (start.length != 3 || !start[2].startsWith("HTTP/1.")) {
            return Optional.empty();
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                return Optional.empty();
            }
            headers.merge(line.substring(0, colon), line.substring(colon + 1).strip(), (one, two) -> one + ", " + two);
        }
        try {
            URI target = new URI(start[1]);
            return Optional.of(new HttpRequest(start[0], Optional.ofNullable(target.getPath()).orElse("/"),
                    Optional.ofNullable(target.getRawQuery()).orElse(""), headers));
        } catch (URISyntaxException notATarget) {
            return Optional.empty();
        }
    }

    /** A header's value, empty when there is none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean isUpgrade() {
        return header("Upgrade").toLowerCase(Locale.ROOT).contains("websocket");
    }

    /** The length of the body in bytes, -1 when the request does not say it as a plain number. */
    int contentLength() {
        String length = headers.getOrDefault("Content-Length", headers.containsKey("Transfer-Encoding") ? "unknown" : "0");
        return length.matches("[0-9]{1,9}") ? Integer.parseInt(length) : -1;
    }

    /** The access token: from the header, else from the offered subprotocols, else from the query. */
    Optional<String> token() {
        String authorization = header("Authorization");
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(authorization.substring(7).strip());
        }
        for (String offered : subprotocols()) {
            if (offered.startsWith(JWT_SUBPROTOCOL)) {
                return decoded(offered.substring(JWT_SUBPROTOCOL.length()));
            }
            if (offered.startsWith(REALTIME_SUBPROTOCOL)) {
                return Optional.of(offered.substring(REALTIME_SUBPROTOCOL.length()));
            }
        }
        return Arrays.stream(query.split("&")).filter(each -> each.startsWith("token="))
                .map(each -> URLDecoder.decode(each.substring("token=".length()), StandardCharsets.UTF_8)).findFirst();
    }

    /** The subprotocol to answer with: {@code jwt-auth} also when only {@code jwt.…} was offered, as some servers do. */
    Optional<String> chosenSubprotocol() {
        for (String offered : subprotocols()) {
            if (offered.equals("jwt-auth") || offered.startsWith(JWT_SUBPROTOCOL)) {
                return Optional.of("jwt-auth");
            }
            if (offered.equals("realtime")) {
                return Optional.of(offered);
            }
        }
        return Optional.empty();
    }

    private List<String> subprotocols() {
        var names = new ArrayList<String>();
        for (String name : header("Sec-WebSocket-Protocol").split(",")) {
            names.add(name.strip());
        }
        return names;
    }

    private static Optional<String> decoded(String base64url) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(base64url), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
