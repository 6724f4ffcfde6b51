//SOURCES ../../lib/report/Report.java
package report;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://me:word@host/x.git              | https://***@host/x.git
            https://token@host/x.git                | https://***@host/x.git
            wss://h/ws?token=word&user=1            | wss://h/ws?token=***&user=1
            wss://h/ws?a=1&access_token=word        | wss://h/ws?a=1&access_token=***
            Authorization: Bearer abc.def           | Authorization: Bearer ***
            git@github.com:o/r.git#v1               | git@github.com:o/r.git#v1
            https://github.com/o/r.git#main:docker  | https://github.com/o/r.git#main:docker
            token budget of 5                       | token budget of 5
            """)
    void addressesAndHeadersLoseTheirSecrets(String text, String masked) {
        assertEquals(masked, Secrets.masked(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            c.yml | ` POSTGRES_PASSWORD: word`        | ` POSTGRES_PASSWORD: ***`
            c.yml | `+  - API_KEY=word`               | `+  - API_KEY=***`
            c.yml | `  DB_PASSWORD: "word"`           | `  DB_PASSWORD: "***"`
            c.yml | `  A: ${DB_PASSWORD:-word}`       | `  A: ${DB_PASSWORD:-***}`
            c.yml | `  PASSWORD: ${DB_PASSWORD}`      | `  PASSWORD: ${DB_PASSWORD}`
            c.yml | `  DB_PASSWORD_FILE: *anchor`     | `  DB_PASSWORD_FILE: *anchor`
            c.yml | `  e: {A: b, PASSWORD: word}`     | `  e: {A: b, PASSWORD: ***`
            c.yml | `secrets:`                        | `secrets:`
            c.yml | `  image: redis:7`                | `  image: redis:7`
            run.sh | `docker run --password=word x`   | `docker run --password=*** x`
            a.py  | `    jwt_secret: str = "word"`    | `    jwt_secret: str = "***"`
            a.py  | `    jwt_secret: SecretStr`       | `    jwt_secret: SecretStr`
            a.py  | `    key = config.jwt_secret`     | `    key = config.jwt_secret`
            """)
    void linesOfFilesLoseTheValuesThatSecretsAreGiven(String file, String line, String masked) {
        assertEquals(masked, Secrets.maskedLine(file, line));
    }

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
        "https://x.example/eyJ.py and eyJabc               | https://x.example/eyJ.py and eyJabc",
        "two tokens were counted                           | two tokens were counted",
        "Bearer realm=\"x\", error=\"invalid_token\"        | Bearer realm=\"x\", error=\"invalid_token\"",
        "Bearer abc=\"                                     | Bearer ***\"",
        "no login with DB_PASSWORD=abc, user=me            | no login with DB_PASSWORD=***, user=me",
        "max_tokens=4096 is too much, token=None           | max_tokens=4096 is too much, token=None",
    })
    void whatLooksLikeASecretIsMasked(String text, String masked) {
        assertEquals(masked, new Secrets().mask(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJ", "Bearer ", "://", "?token", "\"password\" : \"", "\"\\\\", "a@", "authorization: ", "token=", "token_"})
    void noTextMakesMaskingSlow(String part) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new Secrets().know("secret").mask(part.repeat(100_000)));
    }

    @Test
    void anExcerptCannotSteerATerminal() {
        assertEquals("a\\u001b[2Jb c\\u202e", new Secrets().excerpt("a\u001b[2Jb\nc\u202e", 80));
    }

    @Test
    void whatACutLeftOfALongSecretIsMaskedToo() {
        String token = "Qx" + "Zk9".repeat(1000);
        Secrets secrets = new Secrets().know(token);
        assertEquals("bad ***", secrets.mask("bad " + token.substring(0, 1500)));
        assertEquals("*** and ***…", secrets.excerpt(token + " and " + token, 300));
        assertEquals("Qx is none", secrets.mask("Qx is none"));
    }

    @Test
    void aSecretThatTheCutGoesThroughIsMaskedToo() {
        assertFalse(new Secrets().know("0123456789").excerpt("x".repeat(75) + "0123456789", 80).contains("01234"));
    }
}
