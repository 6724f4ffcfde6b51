//SOURCES ../../lib/ws/GoldenPath.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String TOKEN = "tok/en+\"42\"";

    @Test
    void aKnownSecretIsMaskedInEveryFormThatIsSent() {
        var secrets = new Secrets().know(TOKEN);
        String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));
        assertEquals("a *** b *** c *** d jwt.***", secrets.mask("a " + TOKEN + " b tok%2Fen%2B%2242%22 c tok/en+\\\"42\\\" d jwt." + base64));
    }

    @Test
    void theLongerOfTwoSecretsWithOneBeginningIsMaskedWhole() {
        assertEquals("***, ***, user-1", new Secrets().know("user").know("user-12").mask("user-12, user, user-1").replace("***-1", "user-1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "Authorization: Bearer abc.def-ghi                 | Authorization: Bearer ***",
        "wss://me:pw@host/ws                               | wss://***@host/ws",
        "GET /ws?token=abc&x=1                             | GET /ws?token=***&x=1",
        "/ws?access_token=abc                              | /ws?access_token=***",
        "{\"refresh_token\": \"abc\", \"n\": 1}            | {\"refresh_token\": \"***\", \"n\": 1}",
        "{\"password\":\"a b c\"}                          | {\"password\":\"***\"}",
        "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig-x_y! | got ***!",
        "two tokens were counted                           | two tokens were counted",
    })
    void whatLooksLikeASecretIsMasked(String text, String masked) {
        assertEquals(masked, new Secrets().mask(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJ", "Bearer ", "://", "?token", "\"password\" : \"", "\"\\\\", "a@"})
    void noTextMakesMaskingSlow(String part) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new Secrets().know("secret").mask(part.repeat(100_000)));
    }

    @Test
    void anExcerptCannotSteerATerminal() {
        assertEquals("a\\u001b[2Jb c\\u202e", new Secrets().excerpt("a\u001b[2Jb\nc\u202e", 80));
    }

    @Test
    void aSecretThatTheCutGoesThroughIsMaskedToo() {
        assertFalse(new Secrets().know("0123456789").excerpt("x".repeat(75) + "0123456789", 80).contains("01234"));
    }
}
