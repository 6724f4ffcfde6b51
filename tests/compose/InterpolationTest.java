//SOURCES ../../lib/compose/Compose.java
package compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import compose.Variable.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {
    private static final Variables SET = Variables.of(Map.of("V", "value", "E", "", "N", "V"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "$V|value", "${V}|value", "a${V}b$V.c|avaluebvalue.c", "$U|``", "$$V|$V", "$${V}|${V}", "$$$V|$value",
        "${V:-d}|value", "${E:-d}|d", "${U:-d}|d", "${E-d}|``", "${U-d}|d",
        "${V:+r}|r", "${E:+r}|``", "${U:+r}|``", "${E+r}|r", "${U+r}|``", "${V:?e}|value", "${E?e}|``",
        "${U:-${E:-${V}}}|value", "${U:-a ${V} b}c|a value bc", "${U:-{\"a\": 1}|{\"a\": 1", "${U:-}|``", "${U:-a:-b}|a:-b", "${V}/${U:-x}/$V|value/x/value",
        "$(date) $1 $/ 5$|$(date) $1 $/ 5$"})
    void followsTheSpecification(String raw, String expected) {
        assertEquals(expected, Interpolation.of(raw, SET).text());
        assertEquals(List.of(), Interpolation.of(raw, SET).problems());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"${U:?say why}|the variable U must be set: say why", "${E:?}|the variable E must be set", "${U?}|the variable U must be set"})
    void aRequiredVariableWithoutValueIsAProblemButNotOfTheText(String raw, String message) {
        assertEquals(List.of(new Interpolation.Problem(message, false)), Interpolation.of(raw, SET).problems());
    }

    @ParameterizedTest
    @CsvSource({"${}", "${V", "${V.x}", "${1}", "${ V }", "${V:}", "${V!x}"})
    void bracesWithoutAVariableAreMalformed(String raw) {
        assertTrue(Interpolation.of(raw, SET).problems().get(0).malformed());
    }

    @Test
    void everyUseSaysWhereItsValueComesFrom() {
        var uses = Interpolation.of("${V}${U:-d}${W}${V:-d}", SET).variables();
        assertEquals(List.of("V DEFINED", "U DEFAULT", "W UNSET", "V DEFINED"), uses.stream().map(use -> use.name() + " " + use.origin()).toList());
    }

    @Test
    void aDefaultThatNamesAnUnsetVariableIsNotKnown() {
        assertEquals(List.of(Origin.UNSET, Origin.DEFAULT), Interpolation.of("${U:-${W}}", SET).variables().stream().map(Variable::origin).toList());
    }

    @Test
    void staysAsWrittenWhenAsked() {
        assertEquals("${V:-x}$", Interpolation.of("${V:-x}$", Variables.AS_WRITTEN).text());
    }
}
