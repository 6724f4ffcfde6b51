package summary;

/**
 * A command that proves something.
 *
 * @param proves what it proves when it ends with 0
 * @param result what this run has seen of it already; empty when nothing
 */
public record Validation(String command, String proves, String result) {}
