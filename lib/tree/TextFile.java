package tree;

import java.nio.charset.Charset;

/**
 * A file's text, decoded without loss: encoding {@link #text()} with {@link #charset()} gives the file's bytes again.
 * Invalid UTF-8 is read as ISO-8859-1, so that even then an edit leaves every other byte as it was. A byte order mark
 * is the text's first character.
 */
public interface TextFile {
    /** Relative to the tree's root, with {@code /}. */
    String path();

    String text();

    Charset charset();

    /** Line of a UTF-16 offset, from 1. */
    int line(int offset);

    /** Column of a UTF-16 offset in its line, from 1, in code points; a byte order mark has no width. */
    int column(int offset);

    /** The UTF-16 offset of a code point index, as snakeyaml's marks count. */
    int offsetOfCodePoint(int index);
}
