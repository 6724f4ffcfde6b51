package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The grammar of atoms: names, literals, displays and comprehensions (The Python Language Reference, chapter 6.2). What
 * stands inside them, any expression again, is left to a subclass.
 */
abstract class Atoms {
    /** A longer text names no attribute and is no annotation. */
    private static final int LONGEST_NAMING = 300;

    final Cursor cursor;

    Atoms(Cursor cursor) {
        this.cursor = cursor;
    }

    /** An element of a display: {@code *x}, {@code yield x} or what {@link #named} takes. */
    abstract Expr element();

    /** {@code test}, {@code name := test}, or in a pattern {@code test as name}. */
    abstract Expr named();

    /** An expression without commas: a conditional, a lambda or operators. */
    abstract Expr test();

    /** Operators from {@code or} on, without {@code if}. */
    abstract Expr disjunction();

    /** The targets of {@code for}, up to its {@code in}. */
    abstract Expr targets();

    /** The expressions at another place, such as the field of an f-string. */
    abstract Expr listAt(Cursor other);

    /** Whether an expression can begin at this token. */
    final boolean beginsExpression() {
        return switch (cursor.kind()) {
            case Tokens.NAME, Tokens.NUMBER, Tokens.STRING -> true;
            case Tokens.KEYWORD -> switch (cursor.word()) {
                case "None", "True", "False", "not", "lambda", "await", "yield" -> true;
                default -> false;
            };
            case Tokens.OPERATOR -> switch (cursor.word()) {
                case "(", "[", "{", "-", "+", "~", "*", "**", "..." -> true;
                default -> false;
            };
            default -> false;
        };
    }

    /** A name, a literal, or what stands in brackets. */
    final Expr atom() {
        return switch (cursor.kind()) {
            case Tokens.NAME -> name();
            case Tokens.NUMBER -> constant(cursor.text.substring(cursor.start(), cursor.end()));
            case Tokens.STRING -> strings();
            default -> switch (cursor.word()) {
                case "None", "True", "False", "..." -> constant(cursor.word());
                case "(" -> display('(', ")");
                case "[" -> display('[', "]");
                case "{" -> braces();
                default -> throw cursor.error();
            };
        };
    }

    final Expr.Name name() {
        int start = cursor.start();
        return new Expr.Name(cursor.expectName(), start, cursor.lastEnd());
    }

    private Expr constant(String word) {
        int start = cursor.start();
        cursor.advance();
        return new Expr.Constant(word, start, cursor.lastEnd());
    }

    /** Adjacent literals, with the expressions in the fields of those that are formatted. */
    private Expr strings() {
        int start = cursor.start();
        List<Expr> fields = new ArrayList<>();
        Optional<String> value = Optional.of("");
        while (cursor.kind() == Tokens.STRING) {
            boolean prose = cursor.end() - cursor.start() > LONGEST_NAMING;
            Optional<String> part = prose ? Optional.empty() : Strings.value(cursor.text, cursor.start(), cursor.end());
            value = value.flatMap(before -> part.map(before::concat));
            for (Strings.Span span : Strings.fields(cursor.text, cursor.start(), cursor.end())) {
                field(span).ifPresent(fields::add);
            }
            cursor.advance();
        }
        return new Expr.Str(value, fields, start, cursor.lastEnd());
    }

    private Optional<Expr> field(Strings.Span span) {
        var inner = new Cursor(cursor.text, Lexer.ofExpression(cursor.text, span.start(), span.end()));
        inner.returnTo(cursor.depth());
        try {
            inner.descend();
            return Optional.of(listAt(inner));
        } catch (Cursor.SyntaxError broken) {
            return Optional.empty();
        }
    }

    /** What stands in parentheses or square brackets. */
    private Expr display(char kind, String closing) {
        int start = cursor.start();
        cursor.advance();
        cursor.descend();
        List<Expr> elements = new ArrayList<>();
        boolean comma = false;
        Expr result = null;
        while (!cursor.accept(closing)) {
            elements.add(element());
            if (cursor.is("for") || cursor.is("async")) {
                result = comprehension(kind, elements, start);
                cursor.expect(closing);
                break;
            }
            if (cursor.accept(",")) {
                comma = true;
            } else if (!cursor.is(closing)) {
                throw cursor.error();
            }
        }
        cursor.ascend();
        if (result != null) {
            return result;
        }
        boolean parenthesised = kind == '(' && elements.size() == 1 && !comma;
        return parenthesised ? elements.get(0) : new Expr.Sequence(kind, elements, start, cursor.lastEnd());
    }

    private Expr unpackedMapping() {
        int start = cursor.start();
        cursor.advance();
        return new Expr.Starred(disjunction(), true, start, cursor.lastEnd());
    }

    /** A set, a dictionary or a comprehension of either. */
    private Expr braces() {
        int start = cursor.start();
        cursor.advance();
        cursor.descend();
        List<Expr> entries = new ArrayList<>();
        boolean mapping = cursor.is("}");
        Expr result = null;
        while (!cursor.accept("}")) {
            Expr entry = cursor.is("**") ? unpackedMapping() : element();
            mapping |= entry instanceof Expr.Starred star && star.mapping();
            entries.add(entry);
            if (cursor.accept(":")) {
                mapping = true;
                entries.add(named());
            }
            if (cursor.is("for") || cursor.is("async")) {
                result = comprehension(mapping ? ':' : '{', entries, start);
                cursor.expect("}");
                break;
            }
            if (!cursor.accept(",") && !cursor.is("}")) {
                throw cursor.error();
            }
        }
        cursor.ascend();
        if (result != null) {
            return result;
        }
        return mapping ? new Expr.Dict(entries, start, cursor.lastEnd())
                : new Expr.Sequence('{', entries, start, cursor.lastEnd());
    }

    /** The clauses of a comprehension, whose results stand before them. */
    final Expr comprehension(char kind, List<Expr> results, int start) {
        List<Expr.Clause> clauses = new ArrayList<>();
        while (cursor.is("for") || cursor.is("async")) {
            int at = cursor.start();
            cursor.accept("async");
            cursor.expect("for");
            Expr target = targets();
            cursor.expect("in");
            Expr iterable = disjunction();
            // an iterable may itself be a conditional only in parentheses: here "if" begins a condition
            List<Expr> conditions = new ArrayList<>();
            while (cursor.accept("if")) {
                Expr condition = disjunction();
                conditions.add(condition instanceof Expr.Name name && cursor.accept(":=")
                        ? new Expr.Binding(name, test(), name.start(), cursor.lastEnd()) : condition);
            }
            clauses.add(new Expr.Clause(target, iterable, conditions, at, cursor.lastEnd()));
        }
        return new Expr.Comprehension(kind, List.copyOf(results), clauses, start, cursor.lastEnd());
    }
}
