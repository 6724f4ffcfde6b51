package tree;

/**
 * Replaces a span of one file's text.
 *
 * @param path  the file, relative to the tree's root, with {@code /}
 * @param start first replaced UTF-16 unit of {@link TextFile#text()}
 * @param end   the unit after the last replaced one; equal to {@code start} for an insertion
 * @param text  what stands there afterwards
 */
public record Edit(String path, int start, int end, String text) implements Change {
    public Edit {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + ".." + end + " of " + path);
        }
    }

    /** Spread well, as renamings of one word stand at even distances. */
    @Override
    public int hashCode() {
        return (path.hashCode() * 31 + text.hashCode()) * 31 + start * 0x9E3779B1 + Integer.rotateLeft(end * 0x85EBCA6B, 15);
    }
}
