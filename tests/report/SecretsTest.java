//SOURCES ../../lib/report/Report.java
package report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
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
}
