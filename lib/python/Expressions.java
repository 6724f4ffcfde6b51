package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import python.Expr.Argument;
import python.Expr.Parameter;

/** The grammar of expressions, and of patterns, which look like them (The Python Language Reference, chapters 6 and 8.6). */
final class Expressions {
    private static final int COMPARISON = 4;
    private static final int PIPE = 5;
    private static final int POWER = 12;
    /** A chain of calls longer than this would only be written to exhaust the stack. */
    private static final int LONGEST_CHAIN = 2_000;
    /** A longer text names no attribute and is no annotation. */
    private static final int LONGEST_NAMING = 300;

    private final Cursor cursor;
    private boolean inPattern;

    Expressions(Cursor cursor) {
        this.cursor = cursor;
    }

    /** One expression, or several with commas as a tuple. */
    Expr list() {
        return listOf(this::element);
    }

    /** The targets of {@code for}, up to its {@code in}. */
    Expr targets() {
        return listOf(() -> cursor.is("*") ? starred(PIPE) : operation(PIPE));
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

    private Expr listOf(java.util.function.Supplier<Expr> element) {
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

    private boolean beginsExpression() {
        return switch (cursor.kind()) {
            case Lexer.NAME, Lexer.NUMBER, Lexer.STRING -> true;
            case Lexer.KEYWORD -> switch (cursor.word()) {
                case "None", "True", "False", "not", "lambda", "await", "yield" -> true;
                default -> false;
            };
            case Lexer.OPERATOR -> switch (cursor.word()) {
                case "(", "[", "{", "-", "+", "~", "*", "**", "..." -> true;
                default -> false;
            };
            default -> false;
        };
    }

    private Expr element() {
        return cursor.is("*") ? starred(PIPE) : cursor.is("yield") ? suspension() : named();
    }

    private Expr starred(int level) {
        int start = cursor.start();
        boolean mapping = cursor.is("**");
        cursor.advance();
        return new Expr.Starred(mapping ? operation(1) : operation(level), mapping, start, cursor.lastEnd());
    }

    /** {@code *test} or {@code **test} among arguments, where more may follow the star than in a display. */
    private Expr unpacked() {
        int start = cursor.start();
        boolean mapping = cursor.is("**");
        cursor.advance();
        return new Expr.Starred(test(), mapping, start, cursor.lastEnd());
    }

    /** {@code test}, {@code name := test}, or in a pattern {@code test as name}. */
    Expr named() {
        int start = cursor.start();
        Expr value = test();
        if (value instanceof Expr.Name name && cursor.accept(":=")) {
            return new Expr.Binding(name, test(), start, cursor.lastEnd());
        }
        if (inPattern && cursor.accept("as")) {
            int at = cursor.start();
            var name = new Expr.Name(cursor.expectName(), at, cursor.lastEnd());
            return new Expr.Binding(name, value, start, cursor.lastEnd());
        }
        return value;
    }

    Expr test() {
        cursor.descend();
        int start = cursor.start();
        Expr value = cursor.is("lambda") ? lambda() : operation(1);
        if (!inPattern && cursor.accept("if")) {
            Expr test = operation(1);
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
                String name = star == '*' && cursor.kind() != Lexer.NAME ? "" : cursor.expectName();
                Optional<Expr> annotation = annotated && cursor.accept(":")
                        ? Optional.of(cursor.is("*") ? starred(PIPE) : test()) : Optional.empty();
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
        if (cursor.kind() != Lexer.OPERATOR && cursor.kind() != Lexer.KEYWORD) {
            return 0;
        }
        return switch (cursor.word()) {
            case "or" -> 1;
            case "and" -> 2;
            case "not" -> cursor.nextIs(Lexer.KEYWORD, "in") ? COMPARISON : 0;
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

    private Expr primary() {
        int start = cursor.start();
        Expr value = atom();
        for (int links = 0; cursor.kind() == Lexer.OPERATOR; links++) {
            if (links > LONGEST_CHAIN) {
                throw cursor.error();
            }
            if (cursor.accept(".")) {
                int at = cursor.start();
                value = new Expr.Attribute(value, cursor.expectName(), at, start, cursor.lastEnd());
            } else if (cursor.accept("(")) {
                List<Argument> arguments = arguments();
                value = new Expr.Call(value, arguments, start, cursor.lastEnd());
            } else if (cursor.accept("[")) {
                Expr index = slices();
                cursor.expect("]");
                value = new Expr.Subscript(value, index, start, cursor.lastEnd());
            } else {
                return value;
            }
        }
        return value;
    }

    /** Arguments up to and including the closing parenthesis. */
    List<Argument> arguments() {
        cursor.descend();
        List<Argument> arguments = new ArrayList<>();
        while (!cursor.accept(")")) {
            int start = cursor.start();
            if (cursor.kind() == Lexer.NAME && cursor.nextIs(Lexer.OPERATOR, "=")) {
                String keyword = cursor.expectName();
                cursor.advance();
                Expr value = named();
                arguments.add(new Argument(keyword, value, start, cursor.lastEnd()));
            } else {
                Expr value = cursor.is("*") || cursor.is("**") ? unpacked() : named();
                if (cursor.is("for") || cursor.is("async")) {
                    value = comprehension('(', List.of(value), start);
                }
                arguments.add(new Argument("", value, start, cursor.lastEnd()));
            }
            if (!cursor.accept(",") && !cursor.is(")")) {
                throw cursor.error();
            }
        }
        cursor.ascend();
        return arguments;
    }

    private Expr slices() {
        int start = cursor.start();
        List<Expr> elements = new ArrayList<>(List.of(slice()));
        boolean tuple = false;
        while (cursor.accept(",")) {
            tuple = true;
            if (!cursor.is("]")) {
                elements.add(slice());
            }
        }
        return tuple ? new Expr.Sequence('(', elements, start, cursor.lastEnd()) : elements.get(0);
    }

    private Expr slice() {
        int start = cursor.start();
        List<Expr> parts = new ArrayList<>();
        if (!cursor.is(":")) {
            parts.add(element());
            if (!cursor.is(":")) {
                return parts.get(0);
            }
        }
        while (cursor.accept(":")) {
            if (!cursor.is(":") && !cursor.is("]") && !cursor.is(",")) {
                parts.add(test());
            }
        }
        return new Expr.Slice(parts, start, cursor.lastEnd());
    }

    private Expr atom() {
        int start = cursor.start();
        switch (cursor.kind()) {
            case Lexer.NAME -> {
                String name = cursor.expectName();
                return new Expr.Name(name, start, cursor.lastEnd());
            }
            case Lexer.NUMBER -> {
                cursor.advance();
                return new Expr.Constant(cursor.text.substring(start, cursor.lastEnd()), start, cursor.lastEnd());
            }
            case Lexer.STRING -> {
                return strings();
            }
            default -> {
                String word = cursor.word();
                switch (word) {
                    case "None", "True", "False", "..." -> {
                        cursor.advance();
                        return new Expr.Constant(word, start, cursor.lastEnd());
                    }
                    case "(" -> {
                        return display('(', ")");
                    }
                    case "[" -> {
                        return display('[', "]");
                    }
                    case "{" -> {
                        return braces();
                    }
                    default -> throw cursor.error();
                }
            }
        }
    }

    private Expr strings() {
        int start = cursor.start();
        List<Expr> fields = new ArrayList<>();
        Optional<String> value = Optional.of("");
        while (cursor.kind() == Lexer.STRING) {
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
            return Optional.of(new Expressions(inner).list());
        } catch (Cursor.SyntaxError broken) {
            return Optional.empty();
        }
    }

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

    private Expr braces() {
        int start = cursor.start();
        cursor.advance();
        cursor.descend();
        List<Expr> entries = new ArrayList<>();
        boolean mapping = cursor.is("}");
        Expr result = null;
        while (!cursor.accept("}")) {
            Expr entry = cursor.is("**") ? starred(1) : element();
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

    private Expr comprehension(char kind, List<Expr> results, int start) {
        List<Expr.Clause> clauses = new ArrayList<>();
        while (cursor.is("for") || cursor.is("async")) {
            int at = cursor.start();
            cursor.accept("async");
            cursor.expect("for");
            Expr target = targets();
            cursor.expect("in");
            Expr iterable = operation(1);
            // an iterable may itself be a conditional only in parentheses: here "if" begins a condition
            List<Expr> conditions = new ArrayList<>();
            while (cursor.accept("if")) {
                Expr condition = operation(1);
                conditions.add(condition instanceof Expr.Name name && cursor.accept(":=")
                        ? new Expr.Binding(name, test(), name.start(), cursor.lastEnd()) : condition);
            }
            clauses.add(new Expr.Clause(target, iterable, conditions, at, cursor.lastEnd()));
        }
        return new Expr.Comprehension(kind, List.copyOf(results), clauses, start, cursor.lastEnd());
    }

    private Expr suspension() {
        int start = cursor.start();
        cursor.expect("yield");
        boolean from = cursor.accept("from");
        Optional<Expr> value = beginsExpression() ? Optional.of(list()) : Optional.empty();
        return new Expr.Suspension(from ? "yield from" : "yield", value, start, cursor.lastEnd());
    }
}
