//SOURCES ../../lib/python/ConfigCheck.java
package python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Texts that are one expression, as annotations in quotes and values on a command line are. */
class ExpressionsTest {
    private static Expr parse(String text) {
        return Expressions.parse(text).orElseThrow();
    }

    @Test
    void whatIsNotOneWholeExpressionIsNone() {
        for (String text : List.of("", "a b", "x = 1", "f(", "'open", "f'{a'", "return 1", "[1, 2", "a)")) {
            assertEquals(Optional.empty(), Expressions.parse(text), text);
        }
    }

    @Test
    void lineEndsMeanNothingInside() {
        assertEquals("a.b", parse(" a .\n b ").path().orElseThrow());
    }

    @Test
    void eachPartCoversTheTextThatIsItAlone() {
        String text = "f(a, [b, {'c': d}])[e if g else h] + -i ** 2";
        for (Expr part : Expr.in(parse(text))) {
            assertEquals(part.getClass(), parse(text.substring(part.start(), part.end())).getClass());
        }
    }

    @Test
    void operatorsBindAsInPython() {
        Expr.Operation or = (Expr.Operation) parse("a or b and not c == d | e");
        Expr.Operation and = (Expr.Operation) or.operands().get(1);
        Expr.Operation not = (Expr.Operation) and.operands().get(1);
        Expr.Operation equal = (Expr.Operation) not.operands().get(0);
        assertEquals(List.of("or", "and", "not", "==", "|"), List.of(or.operators().get(0), and.operators().get(0), not.operators().get(0),
                equal.operators().get(0), ((Expr.Operation) equal.operands().get(1)).operators().get(0)));
    }

    @Test
    void namesPathsAndLiteralsAreReadFromWhatTheyStandIn() {
        assertEquals(Optional.of("self.config.host"), parse("self.config.host").path());
        assertEquals(Optional.empty(), parse("self.load().host").path());
        assertEquals("fixture", parse("pytest.fixture(scope='module')").lastName());
        assertEquals(Optional.of("ab"), parse("'a' \"b\"").literal());
        assertEquals(Optional.empty(), parse("'a\\n'").literal());
        assertEquals(Optional.empty(), parse("f'{a}'").literal());
    }

    @Test
    void positionalArgumentsAreCountedUpToAnUnpackedOne() {
        Expr.Call call = (Expr.Call) parse("f(a, k=b, c, *d, e)");
        assertEquals(List.of("a", "c"), List.of(call.positional(0).orElseThrow().lastName(), call.positional(1).orElseThrow().lastName()));
        assertEquals(Optional.empty(), call.positional(2));
        assertEquals("b", call.keyword("k").orElseThrow().lastName());
    }
}
