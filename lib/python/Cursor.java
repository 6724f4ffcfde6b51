package python;

/** A place among the tokens of a text, and how deep the grammar has descended there. */
final class Cursor {
    /** CPython refuses more than 200 nested brackets and 100 indentations; the stack of a thread holds this easily. */
    private static final int DEEPEST = 300;

    final String text;
    private final Tokens tokens;
    private int at;
    private int depth;

    Cursor(String text, Tokens tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    /** No rule of the grammar fits here; caught where a statement begins. */
    static final class SyntaxError extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int offset;

        SyntaxError(int offset) {
            super("syntax error", null, false, false);
            this.offset = offset;
        }
    }

    byte kind() {
        return tokens.kind(at);
    }

    String word() {
        return tokens.word(at);
    }

    int start() {
        return tokens.start(at);
    }

    int end() {
        return tokens.end(at);
    }

    /** Where the token before this one ends. */
    int lastEnd() {
        return at == 0 ? 0 : tokens.end(at - 1);
    }

    int position() {
        return at;
    }

    void rewind(int position) {
        at = position;
    }

    void advance() {
        if (kind() != Tokens.END) {
            at++;
        }
    }

    /** Whether this token is the keyword or operator; a name or a string never is. */
    boolean is(String word) {
        return (kind() == Tokens.OPERATOR || kind() == Tokens.KEYWORD) && word().equals(word);
    }

    boolean isName(String word) {
        return kind() == Tokens.NAME && word().equals(word);
    }

    boolean nextIs(byte kind, String word) {
        return kind() != Tokens.END && tokens.kind(at + 1) == kind && tokens.word(at + 1).equals(word);
    }

    byte nextKind() {
        return kind() == Tokens.END ? Tokens.END : tokens.kind(at + 1);
    }

    boolean accept(String word) {
        if (!is(word)) {
            return false;
        }
        at++;
        return true;
    }

    boolean accept(byte kind) {
        if (kind() != kind) {
            return false;
        }
        advance();
        return true;
    }

    void expect(String word) {
        if (!accept(word)) {
            throw error();
        }
    }

    String expectName() {
        if (kind() != Tokens.NAME) {
            throw error();
        }
        String name = word();
        at++;
        return name;
    }

    /** Passes over type parameters, {@code [T: bound, *Ts]}, if there are any: no check needs them. */
    void skipBrackets() {
        if (!accept("[")) {
            return;
        }
        for (int open = 1; open > 0; advance()) {
            if (kind() == Tokens.END || kind() == Tokens.NEWLINE) {
                throw error();
            }
            open += is("[") ? 1 : is("]") ? -1 : 0;
        }
    }

    SyntaxError error() {
        return new SyntaxError(start());
    }

    void descend() {
        if (++depth > DEEPEST) {
            throw error();
        }
    }

    void ascend() {
        depth--;
    }

    int depth() {
        return depth;
    }

    void returnTo(int earlierDepth) {
        depth = earlierDepth;
    }
}
