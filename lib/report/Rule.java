package report;

/**
 * A kind of finding with a stable name.
 *
 * @param name     {@code family/kind}, for example {@code dockerfile/missing}
 * @param severity what its findings have unless one says otherwise
 * @param summary  one line for {@code --list-rules}
 * @param help     what it means, why it matters, how to mend it and how to silence it; a few plain sentences
 */
public record Rule(String name, Severity severity, String summary, String help) {}
