package report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A group of test cases, as JUnit XML has it.
 *
 * @param at         when it began
 * @param properties name and value in turn
 * @param out        what it said, a line each
 * @param err        what else a reader should know, a line each
 */
public record TestSuite(String name, Instant at, double seconds, List<String> properties, List<Case> cases, List<String> out, List<String> err) {
    public TestSuite {
        properties = List.copyOf(properties);
        cases = List.copyOf(cases);
        out = List.copyOf(out);
        err = List.copyOf(err);
    }

    /** @param problem empty for a case that passed */
    public record Case(String group, String name, double seconds, Optional<Problem> problem) {
        public static Case passed(String group, String name, double seconds) {
            return new Case(group, name, seconds, Optional.empty());
        }
    }

    /** Why a case did not pass. */
    public sealed interface Problem {
        /** @param type of which kind @param detail everything about it, in lines */
        record Failed(String type, String message, String detail) implements Problem {}

        /** It was not tried. */
        record Skipped(String reason) implements Problem {}
    }
}
