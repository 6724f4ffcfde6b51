package python;

import java.util.Arrays;

/** The tokens of a text, one after the other, in arrays: a tree has millions of them, each of which lives only until it is parsed. */
final class Tokens {
    static final byte END = 0, NEWLINE = 1, INDENT = 2, DEDENT = 3, NAME = 4, KEYWORD = 5, NUMBER = 6, STRING = 7, OPERATOR = 8;

    private byte[] kinds = new byte[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private String[] words = new String[64];
    private int count;

    /** Adds a token that has a word. */
    void add(byte kind, int start, int end, String word) {
        if (count == kinds.length) {
            kinds = Arrays.copyOf(kinds, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            words = Arrays.copyOf(words, count * 2);
        }
        kinds[count] = kind;
        starts[count] = start;
        ends[count] = end;
        words[count++] = word;
    }

    void add(byte kind, int start, int end) {
        add(kind, start, end, "");
    }

    /** Adds a token that covers no text. */
    void add(byte kind, int at) {
        add(kind, at, at, "");
    }

    /** Whether a statement has begun that no line end has closed yet. */
    boolean isInLine() {
        return count > 0 && kinds[count - 1] != NEWLINE && kinds[count - 1] != DEDENT;
    }

    byte kind(int token) {
        return kinds[token];
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return ends[token];
    }

    /** The name, keyword or operator; empty for the rest. */
    String word(int token) {
        return words[token];
    }
}
