package tree;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/** A decoded file. The indexes that places need are made when the first place is asked for. */
final class TextContent implements TextFile {
    private final String path;
    private final String text;
    private final Charset charset;
    private volatile int[] lineStarts;
    private volatile int[] supplementary;

    TextContent(String path, String text, Charset charset) {
        this.path = path;
        this.text = text;
        this.charset = charset;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Charset charset() {
        return charset;
    }

    @Override
    public int line(int offset) {
        Objects.checkIndex(offset, text.length() + 1);
        int found = Arrays.binarySearch(lineStarts(), offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    @Override
    public int column(int offset) {
        int start = lineStarts()[line(offset) - 1];
        if (start == 0 && offset > 0 && text.charAt(0) == '\ufeff') {
            start = 1;
        }
        return text.codePointCount(start, offset) + 1;
    }

    @Override
    public int offsetOfCodePoint(int index) {
        int[] wide = supplementary();
        int found = Arrays.binarySearch(wide, index);
        int offset = index + (found >= 0 ? found : -found - 1);
        return Objects.checkIndex(offset, text.length() + 1);
    }

    // Two threads may build an index twice; both come to the same.
    private int[] lineStarts() {
        int[] starts = lineStarts;
        if (starts == null) {
            starts = new int[8];
            int lines = 1;
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
                if (lines == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * lines);
                }
                starts[lines++] = end + 1;
            }
            starts = Arrays.copyOf(starts, lines);
            lineStarts = starts;
        }
        return starts;
    }

    /** Code point indexes of the characters that take two UTF-16 units, ascending. */
    private int[] supplementary() {
        int[] wide = supplementary;
        if (wide == null) {
            int[] points = text.codePoints().toArray();
            wide = IntStream.range(0, points.length).filter(i -> Character.isSupplementaryCodePoint(points[i])).toArray();
            supplementary = wide;
        }
        return wide;
    }

    @Override
    public String toString() {
        return path;
    }
}
