package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import python.Expr.Parameter;

/**
 * The grammar of expressions above their primaries, and of patterns, which look like them (The Python Language Reference,
 * chapters 6.4 to 6.16 and 8.6).
 */
final class Expressions extends Primaries {
    private static final int OR = 1;
    private static final int COMPARISON = 4;
    private static final int PIPE = 5;
    private static final int POWER = 12;

    private boolean inPattern;

    Expressions(Cursor cursor) {
        super(cursor);
    }

    /** Parses a text that is one expression, such as an annotation in quotes; empty when it is none. */
    static Optional<Expr> parse(String text) {
        var cursor = new Cursor(text, Lexer.ofExpression(text, 0, text.length()));
        try {
            Expr value = new Expressions(cursor).list();
            boolean closed = Expr.in(value).stream().allMatch(part -> isClosed(part, text));
            return closed && cursor.kind() == Tokens.END ? Optional.of(value) : Optional.empty();
        } catch (Cursor.SyntaxError broken) {
            return Optional.empty();
        }
    }

    private static boolean isClosed(Expr expression, String text) {
        return !(expression instanceof Expr.Str) || Strings.isClosed(text, expression.start(), expression.end());
    }

    /** One expression, or several with commas as a tuple. */
    Expr list() {
        return listOf(this::element);
    }

    @Override
    Expr listAt(Cursor other) {
        return new Expressions(other).list();
    }

    @Override
    Expr targets() {
        return listOf(() -> cursor.is("*") ? starred() : operation(PIPE));
    }

    /** One target, as after {@code as} in a {@code with}. */
    Expr targetsOfOne() {
        return operation(PIPE);
    }

    /** The patterns of a {@code case}. */
    Expr patterns() {
        inPattern = true;
        try {
            return list();
        } finally {
            inPattern = false;
        }
    }

    private Expr listOf(Supplier<Expr> element) {
        int start = cursor.start();
        Expr first = element.get();
        if (!cursor.is(",")) {
            return first;
        }
        List<Expr> elements = new ArrayList<>(List.of(first));
        while (cursor.accept(",") && beginsExpression()) {
            elements.add(element.get());
        }
        return new Expr.Sequence('(', elements, start, cursor.lastEnd());
    }

    @Override
    Expr element() {
        return cursor.is("*") ? starred() : cursor.is("yield") ? suspension() : named();
    }

    private Expr starred() {
        int start = cursor.start();
        cursor.advance();
        return new Expr.Starred(operation(PIPE), false, start, cursor.lastEnd());
    }

    @Override
    Expr named() {
        int start = cursor.start();
        Expr value = test();
        if (value instanceof Expr.Name name && cursor.accept(":=")) {
            return new Expr.Binding(name, test(), start, cursor.lastEnd());
        }
        if (inPattern && cursor.accept("as")) {
            return new Expr.Binding(name(), value, start, cursor.lastEnd());
        }
        return value;
    }

    @Override
    Expr test() {
        cursor.descend();
        int start = cursor.start();
        Expr value = cursor.is("lambda") ? lambda() : disjunction();
        if (!inPattern && cursor.accept("if")) {
            Expr test = disjunction();
            cursor.expect("else");
            value = new Expr.Conditional(value, test, test(), start, cursor.lastEnd());
        }
        cursor.ascend();
        return value;
    }

    private Expr lambda() {
        int start = cursor.start();
        cursor.expect("lambda");
        List<Parameter> parameters = parameters(":", false);
        return new Expr.Lambda(parameters, test(), start, cursor.lastEnd());
    }

    /** Parameters up to and including the closing token. */
    List<Parameter> parameters(String closing, boolean annotated) {
        List<Parameter> parameters = new ArrayList<>();
        while (!cursor.accept(closing)) {
            int start = cursor.start();
            if (cursor.accept("/")) {
                parameters.add(new Parameter("", '/', Optional.empty(), Optional.empty(), start, cursor.lastEnd()));
            } else {
                char star = cursor.accept("*") ? '*' : cursor.accept("**") ? '#' : ' ';
                String name = star == '*' && cursor.kind() != Tokens.NAME ? "" : cursor.expectName();
                Optional<Expr> annotation = annotated && cursor.accept(":")
                        ? Optional.of(cursor.is("*") ? starred() : test()) : Optional.empty();
                Optional<Expr> value = cursor.accept("=") ? Optional.of(test()) : Optional.empty();
                parameters.add(new Parameter(name, star, annotation, value, start, cursor.lastEnd()));
            }
            if (!cursor.accept(",") && !cursor.is(closing)) {
                throw cursor.error();
            }
        }
        return parameters;
    }

    private static int precedence(Cursor cursor) {
        if (cursor.kind() != Tokens.OPERATOR && cursor.kind() != Tokens.KEYWORD) {
            return 0;
        }
        return switch (cursor.word()) {
            case "or" -> OR;
            case "and" -> 2;
            case "not" -> cursor.nextIs(Tokens.KEYWORD, "in") ? COMPARISON : 0;
            case "in", "is", "<", ">", "<=", ">=", "==", "!=" -> COMPARISON;
            case "|" -> PIPE;
            case "^" -> 6;
            case "&" -> 7;
            case "<<", ">>" -> 8;
            case "+", "-" -> 9;
            case "*", "/", "//", "%", "@" -> 10;
            case "**" -> POWER;
            default -> 0;
        };
    }

    @Override
    Expr disjunction() {
        return operation(OR);
    }

    /** Operators of at least this precedence; equal ones in a row become one node, so that no chain is deep. */
    private Expr operation(int least) {
        int start = cursor.start();
        Expr left = unary();
        for (int level = precedence(cursor); level >= least && level > 0; level = precedence(cursor)) {
            List<String> operators = new ArrayList<>();
            List<Expr> operands = new ArrayList<>(List.of(left));
            while (precedence(cursor) == level) {
                operators.add(operator());
                operands.add(operation(level + 1));
            }
            left = new Expr.Operation(operators, operands, start, cursor.lastEnd());
        }
        return left;
    }

    private String operator() {
        String word = cursor.word();
        cursor.advance();
        if (word.equals("not")) {
            cursor.advance();
            return "not in";
        }
        return word.equals("is") && cursor.accept("not") ? "is not" : word;
    }

    private Expr unary() {
        int start = cursor.start();
        String word = cursor.word();
        boolean negation = cursor.is("not");
        if (negation || cursor.is("-") || cursor.is("+") || cursor.is("~")) {
            cursor.descend();
            cursor.advance();
            Expr operand = operation(negation ? COMPARISON : POWER);
            cursor.ascend();
            return new Expr.Operation(List.of(word), List.of(operand), start, cursor.lastEnd());
        }
        if (cursor.accept("await")) {
            Expr value = primary();
            return new Expr.Suspension("await", Optional.of(value), start, cursor.lastEnd());
        }
        return primary();
    }

    private Expr suspension() {
        int start = cursor.start();
        cursor.expect("yield");
        boolean from = cursor.accept("from");
        Optional<Expr> value = beginsExpression() ? Optional.of(list()) : Optional.empty();
        return new Expr.Suspension(from ? "yield from" : "yield", value, start, cursor.lastEnd());
    }
}
