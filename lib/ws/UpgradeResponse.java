package ws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ws.Failure.Kind;

/**
 * A server's answer to an upgrade request, read before Java-WebSocket sees it: the library refuses whatever is not a
 * perfect 101 without saying what it was.
 *
 * @param version such as HTTP/1.1
 * @param status the HTTP status, 0 when the answer is not HTTP
 * @param headers by lower-case name, several values joined by a comma
 * @param headLength bytes up to and with the empty line
 */
record UpgradeResponse(String version, int status, String reason, Map<String, String> headers, int headLength) {

    static final int LONGEST_HEAD = 16 * 1024;
    private static final UpgradeResponse NO_HTTP = new UpgradeResponse("", 0, "", Map.of(), 0);
    private static final UpgradeResponse ENDLESS = new UpgradeResponse("", 0, "", Map.of(), LONGEST_HEAD);
    private static final Pattern LOGIN_PAGE = Pattern.compile("(?i)log-?in|sign-?in|\\bsso\\b|\\bauth|oauth|saml|//(accounts|login)\\.");
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** The answer once its head is complete or cannot become one; empty while more bytes are needed. */
    static Optional<UpgradeResponse> parse(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, LONGEST_HEAD), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/".substring(0, Math.min(5, text.length())))) {
            return Optional.of(NO_HTTP);
        }
        if (end >= 0) {
            return Optional.of(parse(text, end));
        }
        return bytes.length > LONGEST_HEAD ? Optional.of(ENDLESS) : Optional.empty();
    }

    /** @param end where the empty line begins */
    private static UpgradeResponse parse(String text, int end) {
        int at = text.indexOf("\r\n") + 2;
        String[] first = text.substring(0, at - 2).split(" ", 3);
        if (first.length < 2 || !isStatus(first[1])) {
            return NO_HTTP;
        }
        var headers = new HashMap<String, String>();
        while (at < end) {
            int lineEnd = text.indexOf("\r\n", at);
            int colon = text.indexOf(':', at);
            if (colon > at && colon < lineEnd) {
                headers.merge(text.substring(at, colon).strip().toLowerCase(Locale.ROOT), text.substring(colon + 1, lineEnd).strip(),
                        (one, other) -> one + ", " + other);
            }
            at = lineEnd + 2;
        }
        return new UpgradeResponse(first[0], Integer.parseInt(first[1]), first.length > 2 ? first[2].strip() : "", headers, end + 4);
    }

    private static boolean isStatus(String text) {
        if (text.length() != 3 || text.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether it only says that an answer will come (RFC 9110, section 15.2). */
    boolean isInterim() {
        return status / 100 == 1 && status != 101;
    }

    boolean isChunked() {
        return header("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked");
    }

    /** Bytes of body to expect: as the head announces, any number when it only says that there is one. */
    int bodyLength() {
        String length = header("content-length");
        return length.matches("[0-9]{1,8}") ? Integer.parseInt(length) : isChunked() || !header("content-type").isEmpty() ? Integer.MAX_VALUE : 0;
    }

    /** What to do about a redirect; empty when it is none. */
    Optional<String> redirection() {
        String place = header("location").split("[?#]", 2)[0];
        if (status / 100 != 3 || place.isEmpty()) {
            return Optional.empty();
        }
        if (LOGIN_PAGE.matcher(place).find()) {
            return Optional.of("a login page stands before the service, at " + place + ": it wants a token, see --token-env");
        }
        return Optional.of(place.startsWith("/") ? "the path moved on the same host: try --path " + place
                : "the service moved: try --url " + place.replaceFirst("(?i)^http", "ws"));
    }

    /** Who answers in place of the backend. @param page the title of the HTML page that came */
    String standIn(String page) {
        return (header("server").isEmpty() ? "a proxy or a web page" : header("server")) + " answers in place of the backend"
                + (page.isEmpty() ? "" : ", with the page '" + page + "'");
    }

    /** Status line and whatever in the head says more. */
    String summary() {
        return "HTTP " + status + (reason.isEmpty() ? "" : " " + reason) + Stream.of("Location", "Retry-After", "WWW-Authenticate", "Server")
                .filter(name -> !header(name.toLowerCase(Locale.ROOT)).isEmpty())
                .map(name -> ", " + name + ": " + header(name.toLowerCase(Locale.ROOT))).collect(Collectors.joining());
    }

    /**
     * What is wrong with this answer to a request (RFC 6455, section 4.1); empty when nothing is.
     *
     * @param key the request's Sec-WebSocket-Key
     * @param offered the subprotocols that were offered
     */
    Optional<Failure> problem(String key, List<String> offered) {
        String expected = "HTTP 101 Switching Protocols";
        if (this == ENDLESS) {
            return bad("an HTTP head of at most " + LONGEST_HEAD + " bytes", "a longer one");
        }
        if (status != 101) {
            var refused = new Failure(kind(), expected, status == 0 ? "" : summary());
            return Optional.of(cause().map(refused::because).orElse(refused));
        }
        if (version.equals("HTTP/1.0")) {
            return bad("an answer in HTTP/1.1", "one in HTTP/1.0, which has no 101");
        }
        if (!header("upgrade").equalsIgnoreCase("websocket")
                || !header("connection").toLowerCase(Locale.ROOT).contains("upgrade")) {
            return bad("headers Upgrade: websocket and Connection: Upgrade",
                    "Upgrade: " + header("upgrade") + ", Connection: " + header("connection"));
        }
        if (!header("sec-websocket-accept").equals(accept(key))) {
            return bad("Sec-WebSocket-Accept made from the request's key",
                    header("sec-websocket-accept").isEmpty() ? "no Sec-WebSocket-Accept" : "another Sec-WebSocket-Accept");
        }
        if (!header("sec-websocket-extensions").isEmpty()) {
            return bad("no extension, none was offered", "Sec-WebSocket-Extensions: " + header("sec-websocket-extensions"));
        }
        String chosen = header("sec-websocket-protocol");
        if (!chosen.isEmpty() && !offered.contains(chosen)) {
            return bad("one of the subprotocols offered, or none", "Sec-WebSocket-Protocol: " + chosen);
        }
        return Optional.empty();
    }

    private Kind kind() {
        return switch (status) {
            case 0 -> Kind.NOT_HTTP;
            case 401, 407 -> Kind.UPGRADE_UNAUTHORIZED;
            case 403 -> Kind.UPGRADE_FORBIDDEN;
            case 404 -> Kind.UPGRADE_NOT_FOUND;
            case 502, 504 -> Kind.UPGRADE_BAD_GATEWAY;
            case 503 -> Kind.UPGRADE_UNAVAILABLE;
            default -> status / 100 == 3 ? Kind.UPGRADE_REDIRECT : Kind.UPGRADE_REFUSED;
        };
    }

    /** What a status says beyond its kind. */
    private Optional<String> cause() {
        return switch (status) {
            case 426 -> Optional.of("the proxy does not forward the headers Upgrade and Connection");
            case 429 -> Optional.of("the server or the proxy limits how many connections may come: fewer --users, a longer --ramp, or wait");
            case 500 -> Optional.of("an exception in the server's connect handler: see its log");
            default -> Optional.empty();
        };
    }

    private static Optional<Failure> bad(String expected, String came) {
        return Optional.of(new Failure(Kind.BAD_UPGRADE, expected, came));
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
