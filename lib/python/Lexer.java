package python;

import java.util.Arrays;
import java.util.Map;

/**
 * Cuts Python text into tokens, with the indentation as tokens of its own (The Python Language Reference, chapter 2).
 * It never fails: an unknown character is an operator that no rule of the grammar takes, an unclosed bracket ends before
 * the next word that can only begin a statement.
 */
final class Lexer {
    static final byte END = 0, NEWLINE = 1, INDENT = 2, DEDENT = 3, NAME = 4, KEYWORD = 5, NUMBER = 6, STRING = 7, OPERATOR = 8;

    /** Keywords, and whether one can only begin a statement, so that no bracket is still open before it. */
    private static final Map<String, Boolean> KEYWORDS = Map.ofEntries(
            word("False", false), word("None", false), word("True", false), word("and", false), word("as", false),
            word("assert", true), word("async", false), word("await", false), word("break", true), word("class", true),
            word("continue", true), word("def", true), word("del", true), word("elif", true), word("else", false),
            word("except", true), word("finally", true), word("for", false), word("from", false), word("global", true),
            word("if", false), word("import", true), word("in", false), word("is", false), word("lambda", false),
            word("nonlocal", true), word("not", false), word("or", false), word("pass", true), word("raise", true),
            word("return", true), word("try", true), word("while", true), word("with", true), word("yield", false));

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

    private byte[] kinds = new byte[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private String[] words = new String[64];
    private int count;

    private String[] names = new String[256];
    private int nameCount;

    private Lexer(String text, int from, int to, int depth) {
        this.text = text;
        this.position = from;
        this.limit = to;
        this.depth = depth;
    }

    /** The tokens of a file. */
    static Lexer ofFile(String text) {
        var lexer = new Lexer(text, text.startsWith("\uFEFF") ? 1 : 0, text.length(), 0);
        lexer.indentation();
        lexer.run();
        return lexer;
    }

    /** The tokens of an expression inside a string, where line ends mean nothing. */
    static Lexer ofExpression(String text, int from, int to) {
        var lexer = new Lexer(text, from, to, 1);
        lexer.run();
        return lexer;
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

    /** The word, operator or number; empty for the rest. */
    String word(int token) {
        return words[token];
    }

    private void run() {
        while (position < limit) {
            char c = text.charAt(position);
            if (c == ' ' || c == '\t' || c == '\f') {
                position++;
            } else if (c == '#') {
                skipComment();
            } else if (c == '\n' || c == '\r') {
                int at = position;
                lineEnd();
                if (depth == 0) {
                    add(NEWLINE, at, at, "");
                    indentation();
                } else {
                    closeBeforeStatement();
                }
            } else if (c == '\\' && position + 1 < limit && isLineEnd(text.charAt(position + 1))) {
                position++;
                lineEnd();
            } else if (Character.isUnicodeIdentifierStart(c) || c == '_' || Character.isHighSurrogate(c)) {
                wordOrString();
            } else if (c >= '0' && c <= '9' || c == '.' && position + 1 < limit && isDigit(text.charAt(position + 1))) {
                number();
            } else if (c == '"' || c == '\'') {
                string(position);
            } else {
                operator(c);
            }
        }
        if (depth == 0 && count > 0 && kinds[count - 1] != NEWLINE && kinds[count - 1] != DEDENT) {
            add(NEWLINE, limit, limit, "");
        }
        for (; indentCount > 1; indentCount--) {
            add(DEDENT, limit, limit, "");
        }
        add(END, limit, limit, "");
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
            } else if (c == '\n' || c == '\r') {
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
            add(INDENT, position, position, "");
        }
        while (column < indents[indentCount - 1]) {
            indentCount--;
            add(DEDENT, position, position, "");
        }
    }

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
        if (end > at && whole && KEYWORDS.getOrDefault(text.substring(at, end), false) && limit == text.length()) {
            depth = 0;
            add(NEWLINE, position, position, "");
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
        String word = intern(start, length, hash);
        add(KEYWORDS.containsKey(word) ? KEYWORD : NAME, start, position, word);
    }

    private boolean isPrefix(int start, int length) {
        for (int i = start; i < start + length; i++) {
            if ("rRbBuUfFtT".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** One String per distinct word, so that a file's names cost memory once. */
    private String intern(int start, int length, int hash) {
        int slot = (hash ^ hash >>> 15) & names.length - 1;
        while (names[slot] != null) {
            if (names[slot].length() == length && text.startsWith(names[slot], start)) {
                return names[slot];
            }
            slot = slot + 1 & names.length - 1;
        }
        String word = text.substring(start, start + length);
        names[slot] = word;
        if (++nameCount * 2 > names.length) {
            String[] old = names;
            names = new String[old.length * 2];
            for (String name : old) {
                if (name != null) {
                    int at = (name.hashCode() ^ name.hashCode() >>> 15) & names.length - 1;
                    while (names[at] != null) {
                        at = at + 1 & names.length - 1;
                    }
                    names[at] = name;
                }
            }
        }
        return word;
    }

    private void number() {
        int start = position;
        boolean hexadecimal = hexadecimal(start);
        boolean whole = !hexadecimal;
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
        add(NUMBER, start, position, "");
    }

    private boolean hexadecimal(int start) {
        return start + 1 < limit && text.charAt(start) == '0' && (text.charAt(start + 1) | 32) == 'x';
    }

    private void string(int start) {
        position = Strings.end(text, start, limit);
        add(STRING, start, position, "");
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
                    add(OPERATOR, start, position, operator);
                    return;
                }
            }
        }
        position++;
        add(OPERATOR, start, position, c < 128 ? ONE_CHARACTER[c] : "?");
    }

    private void add(byte kind, int start, int end, String word) {
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

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || isDigit(c);
    }

    private static Map.Entry<String, Boolean> word(String word, boolean beginsStatement) {
        return Map.entry(word, beginsStatement);
    }
}
