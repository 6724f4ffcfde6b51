package tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** The bytes of one file after the other, in a buffer that its thread uses again. */
final class Bytes {
    /** Larger files are not read: no text that people write is. */
    static final int LIMIT = 8 << 20;

    /** A file with a NUL byte in this many first bytes is binary; git and ripgrep judge alike. */
    private static final int PROBE = 8 << 10;

    private byte[] array = new byte[PROBE];
    private int length;

    void set(byte[] bytes) {
        if (array.length < bytes.length) {
            array = new byte[bytes.length];
        }
        System.arraycopy(bytes, 0, array, 0, bytes.length);
        length = bytes.length;
    }

    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    /**
     * Reads a regular file. Whether it is text is not looked at, since most files are not wanted anyway.
     *
     * @param size what the file system says; more is not read than this tells to expect, and of a larger file than the
     *             limit only the beginning
     */
    void read(String file, long size) throws IOException {
        int expected = size > LIMIT ? PROBE : (int) size;
        if (array.length <= expected) {
            array = new byte[Math.max(expected + 1, Math.min(LIMIT + 1, 2 * array.length))];
        }
        length = 0;
        try (FileInputStream in = new FileInputStream(file)) {
            // One byte more than expected, so that a file that grows is noticed.
            int count = in.read(array, 0, expected + 1);
            while (count > 0 && (length += count) < expected) {
                count = in.read(array, length, expected + 1 - length);
            }
        }
        if (length > expected && size <= LIMIT) {
            throw new IOException("grew while it was read");
        }
    }

    /** The charset of a file that starts with a byte order mark of UTF-16. */
    Optional<Charset> utf16() {
        if (length < 2) {
            return Optional.empty();
        }
        int mark = (array[0] & 0xff) << 8 | array[1] & 0xff;
        return mark == 0xfeff ? Optional.of(UTF_16BE) : mark == 0xfffe ? Optional.of(UTF_16LE) : Optional.empty();
    }

    boolean isBinary() {
        Optional<Charset> utf16 = utf16();
        if (utf16.isPresent()) {
            return strict(utf16.get()).filter(text -> text.indexOf('\0') < 0).isEmpty();
        }
        return beginsBinary();
    }

    /** The same, judged by the beginning alone. */
    boolean beginsBinary() {
        for (int i = 0, end = Math.min(length, PROBE); i < end; i++) {
            if (array[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Decodes without loss, see {@link TextFile}. */
    TextFile text(String path) {
        Optional<Charset> utf16 = utf16();
        if (utf16.isPresent()) {
            return new TextContent(path, new String(array, 0, length, utf16.get()), utf16.get());
        }
        String text = new String(array, 0, length, UTF_8);
        boolean valid = text.indexOf('\ufffd') < 0 || strict(UTF_8).isPresent();
        return valid ? new TextContent(path, text, UTF_8)
                : new TextContent(path, new String(array, 0, length, ISO_8859_1), ISO_8859_1);
    }

    /** Tells two contents apart that an editor or a checkout made; not meant against forgery. */
    long fingerprint() {
        CRC32 one = new CRC32();
        CRC32C two = new CRC32C();
        one.update(array, 0, length);
        two.update(array, 0, length);
        return one.getValue() << 32 ^ two.getValue() ^ (long) length << 20;
    }

    byte[] copy() {
        return Arrays.copyOf(array, length);
    }

    private Optional<String> strict(Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(array, 0, length)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
