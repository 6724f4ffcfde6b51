package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpgradeRequestTest {

    private static String sent(UpgradeRequest request) {
        return new String(request.bytes().array(), StandardCharsets.UTF_8);
    }

    private static UpgradeRequest with(Map<String, String> headers, String... subprotocols) {
        return new UpgradeRequest("/ws?a=b", "chat.example:8443", headers, List.of(subprotocols));
    }

    @Test
    void itHasWhatSection41OfTheRfcDemands() {
        UpgradeRequest request = with(Map.of());
        String text = sent(request);
        assertTrue(text.startsWith("GET /ws?a=b HTTP/1.1\r\n"), text);
        assertTrue(text.endsWith("\r\n\r\n"), text);
        for (String line : List.of("Host: chat.example:8443", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + request.key())) {
            assertTrue(text.contains("\r\n" + line + "\r\n"), line + " in " + text);
        }
        assertEquals(16, Base64.getDecoder().decode(request.key()).length);
    }

    @Test
    void eachHasAKeyOfItsOwn() {
        assertNotEquals(with(Map.of()).key(), with(Map.of()).key());
    }

    @Test
    void aHeaderMayNameAnotherHostInAnyCase() {
        String text = sent(with(Map.of("host", "virtual.example")));
        assertTrue(text.toLowerCase(Locale.ROOT).contains("\r\nhost: virtual.example\r\n"), text);
        assertEquals(-1, text.indexOf("chat.example"));
    }

    @Test
    void noHeaderTakesTheUpgradeAway() {
        UpgradeRequest request = with(Map.of("upgrade", "h2c", "CONNECTION", "close", "sec-websocket-version", "8", "Sec-Websocket-Key", "mine"));
        String text = sent(request).replace(request.key(), "").toLowerCase(Locale.ROOT);
        for (String gone : List.of("h2c", "close", ": 8\r\n", "mine")) {
            assertEquals(-1, text.indexOf(gone), gone);
        }
    }

    @Test
    void subprotocolsAreOfferedInTheirOrder() {
        String text = sent(with(Map.of("Authorization", "Bearer über"), "chat", "v2.chat"));
        assertTrue(text.contains("\r\nSec-WebSocket-Protocol: chat, v2.chat\r\n"), text);
        assertTrue(text.contains("\r\nAuthorization: Bearer über\r\n"), text);
    }
}
