//SOURCES ../../lib/python/ConfigCheck.java
package python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which declared name a misspelt one is taken for. */
class NearestTest {
    private static Optional<String> nearest(String name, String... declared) {
        return new Nearest(List.of(declared)).to(name);
    }

    @Test
    void oneSlipOfAnyKindIsForgiven() {
        for (String slip : List.of("timeot", "timeouts", "timeaut", "tiemout", "time_out", "Timeout")) {
            assertEquals(Optional.of("timeout"), nearest(slip, "timeout", "retries"), slip);
        }
    }

    @Test
    void twoSlipsAreForgivenInALongWordOnly() {
        assertEquals(Optional.of("authentication"), nearest("autentikation", "authentication"));
        assertEquals(Optional.empty(), nearest("tiemot", "timeout"));
    }

    @Test
    void otherDigitsAndOtherFirstLettersAreOtherNames() {
        assertEquals(Optional.empty(), nearest("layer_2", "layer_1"));
        assertEquals(Optional.empty(), nearest("min_size", "max_size"));
        assertEquals(Optional.empty(), nearest("cost_limit", "host_limit"));
    }

    @Test
    void shortNamesAreNotGuessed() {
        assertEquals(Optional.empty(), nearest("prt", "port"));
        assertEquals(Optional.empty(), nearest("hosts", "hst"));
    }

    @Test
    void nothingIsSaidWhenSeveralAreEquallyNear() {
        assertEquals(Optional.empty(), nearest("timeou", "timeout", "timeouq"));
    }
}
