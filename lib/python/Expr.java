package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An expression (The Python Language Reference, chapter 6). The operators of a chain stand in one {@link Operation}; the
 * patterns of {@code match}, which look like expressions, are some too.
 */
sealed interface Expr extends Syntax {
    /** {@code a.b.c} for a chain of names, else empty. */
    default Optional<String> path() {
        return Optional.empty();
    }

    /** The last name of a chain, for a call of what is called: {@code fixture} of {@code pytest.fixture(scope="module")}; else {@code ?}. */
    default String lastName() {
        return "?";
    }

    /** What a string literal says that has neither escapes nor fields; empty for anything else. */
    default Optional<String> literal() {
        return Optional.empty();
    }

    /** Every expression below a node, outer ones first, nested functions and classes included. */
    static List<Expr> below(Syntax node) {
        List<Expr> found = new ArrayList<>();
        collect(node, found);
        return found;
    }

    /** An expression and every one below it. */
    static List<Expr> in(Expr expression) {
        List<Expr> found = new ArrayList<>(List.of(expression));
        collect(expression, found);
        return found;
    }

    /** Every name below a node. */
    static List<Name> names(Syntax node) {
        return below(node).stream().filter(Name.class::isInstance).map(Name.class::cast).toList();
    }

    private static void collect(Syntax node, List<Expr> into) {
        for (Syntax child : node.children()) {
            if (child instanceof Expr expression) {
                into.add(expression);
            }
            collect(child, into);
        }
    }

    record Name(String id, int start, int end) implements Expr {
        @Override
        public Optional<String> path() {
            return Optional.of(id);
        }

        @Override
        public String lastName() {
            return id;
        }
    }

    /** A number, {@code None}, {@code True}, {@code False} or {@code ...}. */
    record Constant(String text, int start, int end) implements Expr {
        boolean isNone() {
            return text.equals("None");
        }
    }

    /** Adjacent string literals as one; {@code value} is their text without quotes when none has escapes or fields. */
    record Str(Optional<String> value, List<Expr> fields, int start, int end) implements Expr {
        public Str {
            fields = List.copyOf(fields);
        }

        @Override
        public List<Syntax> children() {
            return List.copyOf(fields);
        }

        @Override
        public Optional<String> literal() {
            return value;
        }
    }

    record Attribute(Expr value, String name, int nameStart, int start, int end) implements Expr {
        @Override
        public List<Syntax> children() {
            return List.of(value);
        }

        @Override
        public Optional<String> path() {
            return value.path().map(path -> path + "." + name);
        }

        @Override
        public String lastName() {
            return name;
        }
    }

    record Call(Expr function, List<Argument> arguments, int start, int end) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Syntax> children() {
            return arguments.isEmpty() ? List.of(function) : Syntax.nodes(function, arguments);
        }

        @Override
        public String lastName() {
            return function.lastName();
        }

        /** Whether it calls one of these by its plain name, as functions of Python itself are called. */
        boolean calls(Set<String> functions) {
            return function instanceof Name name && functions.contains(name.id());
        }

        /** The positional argument at an index from 0; empty also when an unpacked one before it hides which that is. */
        Optional<Expr> positional(int index) {
            int left = index;
            for (Argument argument : arguments) {
                if (argument.value() instanceof Starred) {
                    return Optional.empty();
                } else if (argument.keyword().isEmpty() && left-- == 0) {
                    return Optional.of(argument.value());
                }
            }
            return Optional.empty();
        }

        Optional<Expr> keyword(String name) {
            return arguments.stream().filter(a -> a.keyword().equals(name)).findFirst().map(Argument::value);
        }
    }

    /** An argument of a call or a class; {@code keyword} is empty for a positional one. */
    record Argument(String keyword, Expr value, int start, int end) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(value);
        }
    }

    record Subscript(Expr value, Expr index, int start, int end) implements Expr {
        @Override
        public List<Syntax> children() {
            return List.of(value, index);
        }
    }

    /** {@code *x} or {@code **x}. */
    record Starred(Expr value, boolean mapping, int start, int end) implements Expr {
        @Override
        public List<Syntax> children() {
            return List.of(value);
        }
    }

    /** A tuple, list or set display. */
    record Sequence(char kind, List<Expr> elements, int start, int end) implements Expr {
        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public List<Syntax> children() {
            return List.copyOf(elements);
        }
    }

    /** Keys and values in turn; {@code **x} stands alone as {@link Starred}. */
    record Dict(List<Expr> entries, int start, int end) implements Expr {
        public Dict {
            entries = List.copyOf(entries);
        }

        @Override
        public List<Syntax> children() {
            return List.copyOf(entries);
        }
    }

    /** A chain of operators of one precedence: {@code or}, {@code and}, {@code not}, comparisons, {@code |}, arithmetic. */
    record Operation(List<String> operators, List<Expr> operands, int start, int end) implements Expr {
        public Operation {
            operators = List.copyOf(operators);
            operands = List.copyOf(operands);
        }

        @Override
        public List<Syntax> children() {
            return List.copyOf(operands);
        }

        boolean is(String operator) {
            return operators.get(0).equals(operator);
        }
    }

    record Conditional(Expr then, Expr test, Expr otherwise, int start, int end) implements Expr {
        @Override
        public List<Syntax> children() {
            return List.of(then, test, otherwise);
        }
    }

    record Lambda(List<Parameter> parameters, Expr body, int start, int end) implements Expr {
        public Lambda {
            parameters = List.copyOf(parameters);
        }

        @Override
        public List<Syntax> children() {
            return Syntax.nodes(parameters, body);
        }
    }

    /** A comprehension; {@code kind} is {@code [}, <code>{</code>, {@code :} (a mapping) or {@code (} (a generator). */
    record Comprehension(char kind, List<Expr> results, List<Clause> clauses, int start, int end) implements Expr {
        public Comprehension {
            results = List.copyOf(results);
            clauses = List.copyOf(clauses);
        }

        @Override
        public List<Syntax> children() {
            return Syntax.nodes(results, clauses);
        }
    }

    record Clause(Expr target, Expr iterable, List<Expr> conditions, int start, int end) implements Syntax {
        public Clause {
            conditions = List.copyOf(conditions);
        }

        @Override
        public List<Syntax> children() {
            return Syntax.nodes(target, iterable, conditions);
        }
    }

    /** {@code await x}, {@code yield x} or {@code yield from x}. */
    record Suspension(String kind, Optional<Expr> value, int start, int end) implements Expr {
        @Override
        public List<Syntax> children() {
            return Syntax.nodes(value);
        }
    }

    /** {@code (name := value)}, and {@code value as name} in a pattern. */
    record Binding(Name target, Expr value, int start, int end) implements Expr {
        @Override
        public List<Syntax> children() {
            return List.of(target, value);
        }
    }

    record Slice(List<Expr> parts, int start, int end) implements Expr {
        public Slice {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Syntax> children() {
            return List.copyOf(parts);
        }
    }

    record Parameter(String name, char star, Optional<Expr> annotation, Optional<Expr> value, int start, int end)
            implements Syntax {
        @Override
        public List<Syntax> children() {
            return Syntax.nodes(annotation, value);
        }
    }
}
