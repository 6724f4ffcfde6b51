package python;

import java.util.Arrays;
import java.util.Set;

/**
 * Cuts Python text into tokens, with the indentation as tokens of its own (The Python Language Reference, chapter 2).
 * It never fails: an unknown character is an operator that no rule of the grammar takes, an unclosed bracket ends before
 * the next word that can only begin a statement.
 */
final class Lexer {
    private static final Set<String> KEYWORDS = Set.of("False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
            "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
            "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield");

    /** Those that can only begin a statement, so that no bracket is still open before one. */
    private static final Set<String> BEGIN_STATEMENT = Set.of("assert", "break", "class", "continue", "def", "del", "elif", "except",
            "finally", "global", "import", "nonlocal", "pass", "raise", "return", "try", "while", "with");

    private static final String[] LONG_OPERATORS = {"**=", "//=", ">>=", "<<=", "...", "->", ":=", "==", "!=", "<=", ">=",
        "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", "**", "//", "<<", ">>"};

    private static final String[] ONE_CHARACTER = new String[128];

    static {
        for (char c = 0; c < 128; c++) {
            ONE_CHARACTER[c] = String.valueOf(c);
        }
    }

    private final String text;
    private final int limit;
    private int position;
    private int depth;
    private int[] indents = new int[16];
    private int indentCount = 1;
    private final WordPool pool;
    private final Tokens tokens = new Tokens();

    private Lexer(String text, int from, int to, int depth) {
        this.text = text;
        this.position = from;
        this.limit = to;
        this.depth = depth;
        this.pool = new WordPool(text);
    }

    /** The tokens of a file. */
    static Tokens ofFile(String text) {
        var lexer = new Lexer(text, text.startsWith("\uFEFF") ? 1 : 0, text.length(), 0);
        lexer.indentation();
        return lexer.run();
    }

    /** The tokens of an expression inside a string, where line ends mean nothing. */
    static Tokens ofExpression(String text, int from, int to) {
        return new Lexer(text, from, to, 1).run();
    }

    private Tokens run() {
        while (position < limit) {
            char c = text.charAt(position);
            if (c == ' ' || c == '\t' || c == '\f') {
                position++;
            } else if (c == '#') {
                skipComment();
            } else if (isLineEnd(c)) {
                newLine();
            } else if (c == '\\' && position + 1 < limit && isLineEnd(text.charAt(position + 1))) {
                position++;
                lineEnd();
            } else if (Character.isUnicodeIdentifierStart(c) || c == '_' || Character.isHighSurrogate(c)) {
                wordOrString();
            } else if (isDigit(c) || c == '.' && position + 1 < limit && isDigit(text.charAt(position + 1))) {
                number();
            } else if (c == '"' || c == '\'') {
                string(position);
            } else {
                operator(c);
            }
        }
        if (depth == 0 && tokens.isInLine()) {
            tokens.add(Tokens.NEWLINE, limit);
        }
        for (; indentCount > 1; indentCount--) {
            tokens.add(Tokens.DEDENT, limit);
        }
        tokens.add(Tokens.END, limit);
        return tokens;
    }

    /** Ends the statement, unless a bracket is open. */
    private void newLine() {
        int at = position;
        lineEnd();
        if (depth == 0) {
            tokens.add(Tokens.NEWLINE, at);
            indentation();
        } else {
            closeBeforeStatement();
        }
    }

    /** Measures the next line that has code, a tab reaching to the next multiple of eight. */
    private void indentation() {
        int column = 0;
        while (position < limit) {
            char c = text.charAt(position);
            if (c == ' ') {
                column++;
            } else if (c == '\t') {
                column = (column / 8 + 1) * 8;
            } else if (c == '\f') {
                column = 0;
            } else if (c == '#') {
                skipComment();
                continue;
            } else if (isLineEnd(c)) {
                lineEnd();
                column = 0;
                continue;
            } else {
                break;
            }
            position++;
        }
        if (position >= limit) {
            return;
        }
        if (column > indents[indentCount - 1]) {
            if (indentCount == indents.length) {
                indents = Arrays.copyOf(indents, indentCount * 2);
            }
            indents[indentCount++] = column;
            tokens.add(Tokens.INDENT, position);
        }
        while (column < indents[indentCount - 1]) {
            indentCount--;
            tokens.add(Tokens.DEDENT, position);
        }
    }

    /** Where the next line begins with a word that can only begin a statement, a bracket was left open. */
    private void closeBeforeStatement() {
        int at = position;
        while (at < limit && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        int end = at;
        while (end < limit && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
            end++;
        }
        boolean whole = end == limit || !Character.isUnicodeIdentifierPart(text.charAt(end)) && text.charAt(end) != '=';
        if (end > at && whole && BEGIN_STATEMENT.contains(text.substring(at, end)) && limit == text.length()) {
            depth = 0;
            tokens.add(Tokens.NEWLINE, position);
            indentation();
        }
    }

    private void skipComment() {
        while (position < limit && !isLineEnd(text.charAt(position))) {
            position++;
        }
    }

    private void lineEnd() {
        boolean two = text.charAt(position) == '\r' && position + 1 < limit && text.charAt(position + 1) == '\n';
        position += two ? 2 : 1;
    }

    private void wordOrString() {
        int start = position;
        int hash = 0;
        while (position < limit) {
            char c = text.charAt(position);
            if (!(c < 128 ? isWord(c) : Character.isUnicodeIdentifierPart(c) || Character.isSurrogate(c))) {
                break;
            }
            hash = hash * 31 + c;
            position++;
        }
        int length = position - start;
        if (length <= 2 && position < limit && (text.charAt(position) == '"' || text.charAt(position) == '\'')
                && isPrefix(start, length)) {
            string(start);
            return;
        }
        String word = pool.word(start, length, hash);
        tokens.add(KEYWORDS.contains(word) ? Tokens.KEYWORD : Tokens.NAME, start, position, word);
    }

    private boolean isPrefix(int start, int length) {
        for (int i = start; i < start + length; i++) {
            if ("rRbBuUfFtT".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private void number() {
        int start = position;
        boolean hexadecimal = isOfBase(start, "x");
        boolean whole = !isOfBase(start, "xob");
        while (position < limit) {
            char c = text.charAt(position);
            boolean exponent = !hexadecimal && (c | 32) == 'e';
            boolean sign = (c == '+' || c == '-') && !hexadecimal && (text.charAt(position - 1) | 32) == 'e';
            // "1if x else y" is legal: only some letters belong to a number, and a second point begins an attribute
            boolean letter = hexadecimal ? "abcdefABCDEFxX_".indexOf(c) >= 0 : exponent || "jJxXoObB_".indexOf(c) >= 0;
            if (!isDigit(c) && !letter && !sign && !(c == '.' && whole)) {
                break;
            }
            whole &= c != '.' && !exponent;
            position++;
        }
        tokens.add(Tokens.NUMBER, start, position);
    }

    /** Whether a number begins with 0 and one of these letters, so that a point after it begins an attribute. */
    private boolean isOfBase(int start, String letters) {
        return start + 1 < limit && text.charAt(start) == '0' && letters.indexOf(text.charAt(start + 1) | 32) >= 0;
    }

    private void string(int start) {
        position = Strings.end(text, start, limit);
        tokens.add(Tokens.STRING, start, position);
    }

    private void operator(char c) {
        int start = position;
        if (c == '(' || c == '[' || c == '{') {
            depth++;
        } else if (c == ')' || c == ']' || c == '}') {
            depth = Math.max(depth - 1, 0);
        } else {
            for (String operator : LONG_OPERATORS) {
                if (operator.charAt(0) == c && text.startsWith(operator, start) && start + operator.length() <= limit) {
                    position += operator.length();
                    tokens.add(Tokens.OPERATOR, start, position, operator);
                    return;
                }
            }
        }
        position++;
        tokens.add(Tokens.OPERATOR, start, position, c < 128 ? ONE_CHARACTER[c] : "?");
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || isDigit(c);
    }
}
