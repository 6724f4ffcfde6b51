package report;

/**
 * Where something stands.
 *
 * @param file   relative to the tree's root, with {@code /}
 * @param line   from 1
 * @param column from 1, in code points
 */
public record Place(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
