package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** String literals: where one ends, what it says, and the replacement fields of an f-string (PEP 498 and PEP 701). */
final class Strings {
    /** f-strings in f-strings; more is legal since Python 3.12, but nobody could read it. */
    private static final int DEEPEST = 4;
    /** The longest field, so that a brace that never closes costs no more than this. */
    private static final int LONGEST_FIELD = 2_000;

    private Strings() {}

    /** A span of text. */
    record Span(int start, int end) {}

    /** The offset after the literal that begins (with its prefix) at {@code start}; an unclosed one ends with its line. */
    static int end(String text, int start, int limit) {
        int end = closed(text, start, limit, 0);
        if (end >= 0) {
            return end;
        }
        int quoteAt = quote(text, start);
        boolean triple = isTriple(text, quoteAt, limit);
        int from = quoteAt + (triple ? 3 : 1);
        // braces that don't match may still be an ordinary text
        int plain = scan(text, from, limit, text.charAt(quoteAt), triple, false, 0);
        if (plain >= 0 || triple) {
            return plain >= 0 ? plain : limit;
        }
        int at = from;
        while (at < limit && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    /** The offset after the literal, or -1 if it does not end; tried once for a place, so that no text takes long. */
    private static int closed(String text, int start, int limit, int level) {
        int quoteAt = quote(text, start);
        boolean triple = isTriple(text, quoteAt, limit);
        boolean fields = isFormatted(text, start, quoteAt) && level < DEEPEST;
        return scan(text, quoteAt + (triple ? 3 : 1), limit, text.charAt(quoteAt), triple, fields, level);
    }

    /** Whether the literals that begin at {@code start}, one after the other, end where they should. */
    static boolean isClosed(String text, int start, int end) {
        int at = start;
        while (at >= 0 && at < end) {
            at = closed(text, at, end, 0);
            while (at >= 0 && at < end && " \t\r\n\\".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
        return at == end;
    }

    private static boolean isTriple(String text, int quoteAt, int limit) {
        return quoteAt + 3 <= limit && text.charAt(quoteAt + 1) == text.charAt(quoteAt) && text.charAt(quoteAt + 2) == text.charAt(quoteAt);
    }

    /** The offset after the closing quote, or -1. */
    private static int scan(String text, int from, int limit, char quote, boolean triple, boolean fields, int level) {
        for (int at = from; at < limit; at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at += at + 2 < limit && text.charAt(at + 1) == '\r' && text.charAt(at + 2) == '\n' ? 2 : 1;
            } else if (c == quote && (!triple || at + 2 < limit && text.charAt(at + 1) == quote && text.charAt(at + 2) == quote)) {
                return at + (triple ? 3 : 1);
            } else if (!triple && (c == '\n' || c == '\r')) {
                return -1;
            } else if (fields && c == '{') {
                if (at + 1 < limit && text.charAt(at + 1) == '{') {
                    at++;
                } else {
                    int close = fieldEnd(text, at + 1, limit, quote, triple, level);
                    if (close < 0) {
                        return -1;
                    }
                    at = close;
                }
            }
        }
        return -1;
    }

    /** Where the brace stands that closes a field, or -1. */
    private static int fieldEnd(String text, int from, int textEnd, char quote, boolean triple, int level) {
        int limit = Math.min(textEnd, from + LONGEST_FIELD);
        int depth = 0;
        boolean format = false;
        for (int at = from; at < limit; at++) {
            char c = text.charAt(at);
            if (format && depth == 0) {
                if (c == '{') {
                    int close = level < DEEPEST ? fieldEnd(text, at + 1, limit, quote, triple, level + 1) : -1;
                    if (close < 0) {
                        return -1;
                    }
                    at = close;
                } else if (c == '}') {
                    return at;
                } else if (c == quote && !triple || c == '\n' && !triple) {
                    return -1;
                }
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == '}' && depth == 0) {
                return at;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (c == ':' && depth == 0) {
                format = true;
            } else if (c == '#') {
                while (at + 1 < limit && text.charAt(at + 1) != '\n') {
                    at++;
                }
            } else if (c == '"' || c == '\'') {
                int inner = closed(text, prefixStart(text, at, from), limit, level + 1);
                if (inner < 0) {
                    return -1;
                }
                at = inner - 1;
            }
        }
        return -1;
    }

    private static int prefixStart(String text, int quoteAt, int from) {
        int at = quoteAt;
        while (at > from && quoteAt - at < 2 && "rRbBuUfFtT".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at > from && Character.isUnicodeIdentifierPart(text.charAt(at - 1)) ? quoteAt : at;
    }

    private static int quote(String text, int start) {
        int at = start;
        while (text.charAt(at) != '"' && text.charAt(at) != '\'') {
            at++;
        }
        return at;
    }

    private static boolean isFormatted(String text, int start, int quoteAt) {
        for (int at = start; at < quoteAt; at++) {
            if ("fFtT".indexOf(text.charAt(at)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** What a literal says, when it has neither escapes nor fields; a bytes literal says nothing. */
    static Optional<String> value(String text, int start, int end) {
        int quoteAt = quote(text, start);
        String prefix = text.substring(start, quoteAt).toLowerCase(java.util.Locale.ROOT);
        if (prefix.contains("b") || prefix.contains("f") || prefix.contains("t")) {
            return Optional.empty();
        }
        int width = text.startsWith(text.substring(quoteAt, quoteAt + 1).repeat(3), quoteAt) && end - quoteAt >= 6 ? 3 : 1;
        if (end - quoteAt < 2 * width) {
            return Optional.empty();
        }
        String inside = text.substring(quoteAt + width, end - width);
        return inside.indexOf('\\') >= 0 ? Optional.empty() : Optional.of(inside);
    }

    /** The expressions in the fields of an f-string, those in format specifications too. */
    static List<Span> fields(String text, int start, int end) {
        int quoteAt = quote(text, start);
        List<Span> spans = new ArrayList<>();
        if (isFormatted(text, start, quoteAt)) {
            char quote = text.charAt(quoteAt);
            boolean triple = text.startsWith(String.valueOf(quote).repeat(3), quoteAt) && end - quoteAt >= 6;
            collect(text, quoteAt + (triple ? 3 : 1), end - (triple ? 3 : 1), quote, triple, spans, 0);
        }
        return spans;
    }

    private static void collect(String text, int from, int to, char quote, boolean triple, List<Span> spans, int level) {
        for (int at = from; at < to; at++) {
            if (text.charAt(at) != '{') {
                continue;
            }
            if (at + 1 < to && text.charAt(at + 1) == '{' && level == 0) {
                at++;
                continue;
            }
            int close = fieldEnd(text, at + 1, to, quote, triple, 0);
            if (close < 0 || level > DEEPEST) {
                return;
            }
            int expressionEnd = expressionEnd(text, at + 1, close);
            spans.add(new Span(at + 1, expressionEnd));
            collect(text, expressionEnd, close, quote, triple, spans, level + 1);
            at = close;
        }
    }

    /** Where the conversion, the format specification or the {@code =} of a debugging field begins. */
    private static int expressionEnd(String text, int from, int close) {
        int depth = 0;
        for (int at = from; at < close; at++) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                at = end(text, prefixStart(text, at, from), close) - 1;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (depth == 0 && (c == ':' || c == '!' && text.charAt(at + 1) != '=')) {
                return at;
            } else if (depth == 0 && c == '=' && isDebugging(text, at, from, close)) {
                return at;
            }
        }
        return close;
    }

    private static boolean isDebugging(String text, int equals, int from, int close) {
        int after = equals + 1;
        while (after < close && text.charAt(after) == ' ') {
            after++;
        }
        char before = equals > from ? text.charAt(equals - 1) : ' ';
        return "=!<>:".indexOf(before) < 0 && (after == close || text.charAt(after) == '!' || text.charAt(after) == ':');
    }
}
