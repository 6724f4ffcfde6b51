package ws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request to open a WebSocket connection (RFC 6455, section 4.1). Secrets are among its fields, so it is made when it can be sent and not
 * kept: Java-WebSocket would hold it for as long as the connection lives.
 */
final class UpgradeRequest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 16;

    private final String path;
    private final List<String> subprotocols;
    private final String key;
    private final Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** @param headers may name another host; what makes the request an upgrade is not theirs to say */
    UpgradeRequest(String path, String host, Map<String, String> headers, List<String> subprotocols) {
        var nonce = new byte[KEY_BYTES];
        RANDOM.nextBytes(nonce);
        this.path = path;
        this.subprotocols = subprotocols;
        this.key = Base64.getEncoder().encodeToString(nonce);
        fields.put("Host", host);
        fields.putAll(headers);
        if (!subprotocols.isEmpty()) {
            fields.put("Sec-WebSocket-Protocol", String.join(", ", subprotocols));
        }
        fields.put("Upgrade", "websocket");
        fields.put("Connection", "Upgrade");
        fields.put("Sec-WebSocket-Version", "13");
        fields.put("Sec-WebSocket-Key", key);
    }

    String path() {
        return path;
    }

    /** Those that are offered. */
    List<String> subprotocols() {
        return subprotocols;
    }

    /** What the server must prove to have read. */
    String key() {
        return key;
    }

    ByteBuffer bytes() {
        var text = new StringBuilder(512).append("GET ").append(path).append(" HTTP/1.1\r\n");
        fields.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return ByteBuffer.wrap(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }
}
