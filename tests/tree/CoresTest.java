//SOURCES ../../lib/tree/Tree.java
package tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoresTest {
    private static final List<Integer> NUMBERS = IntStream.range(0, 1000).boxed().toList();

    @Test
    void resultsStandInTheOrderOfTheItems() {
        assertEquals(NUMBERS.stream().map(number -> 2 * number).toList(), Cores.map(NUMBERS, number -> 2 * number));
    }

    @Test
    void nothingGivesNothing() {
        assertEquals(List.of(), Cores.map(List.of(), item -> item));
    }

    @Test
    void everyItemIsTakenOnceAndTheFirstFailureIsTold() {
        Set<Integer> taken = ConcurrentHashMap.newKeySet();
        var failure = assertThrows(IllegalStateException.class, () -> Cores.map(NUMBERS, number -> {
            assertEquals(true, taken.add(number));
            if (number % 300 == 299) {
                throw new IllegalStateException("at " + number);
            }
            return number;
        }));
        assertEquals("at 299", failure.getMessage());
        assertEquals(NUMBERS.size(), taken.size());
    }

    @Test
    void workMayItselfUseAllCores() {
        assertEquals(NUMBERS.stream().map(number -> number % 7).toList(),
                Cores.map(NUMBERS.subList(0, 1000), number -> Cores.map(List.of(1, number % 7), item -> item).get(1)));
    }

    @Test
    void anInterruptIsKeptForTheCaller() {
        Thread.currentThread().interrupt();
        Cores.map(NUMBERS, number -> number);
        assertEquals(true, Thread.interrupted());
    }
}
