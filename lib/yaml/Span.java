package yaml;

/**
 * A stretch of a file's text.
 *
 * @param start  first UTF-16 unit
 * @param end    the unit after the last; equal to {@code start} for a value that is not written, as in {@code key:}
 * @param line   of the start, from 1
 * @param column of the start, from 1, in code points
 */
public record Span(int start, int end, int line, int column) {}
