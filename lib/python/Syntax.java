package python;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The syntax of Python 3.14 as records, each with the span of text that it covers (UTF-16 offsets). What no check
 * needs is folded: the operators of a chain stand in one {@link Operation}, patterns of {@code match} are expressions.
 * Lists are copied so that they hold no more than they need: a large tree has millions of nodes.
 */
sealed interface Syntax {
    int start();

    int end();

    /** The nodes directly below, in the order of the text. */
    List<Syntax> children();

    /** Every expression below a node, outer ones first, nested functions and classes included. */
    static List<Expr> expressions(Syntax node) {
        List<Expr> found = new ArrayList<>();
        collect(node, found);
        return found;
    }

    private static void collect(Syntax node, List<Expr> into) {
        for (Syntax child : node.children()) {
            if (child instanceof Expr expression) {
                into.add(expression);
            }
            collect(child, into);
        }
    }

    private static List<Syntax> all(Object... parts) {
        int count = 0;
        for (Object part : parts) {
            count += part instanceof Collection<?> several ? several.size() : 1;
        }
        List<Syntax> nodes = new ArrayList<>(count);
        for (Object part : parts) {
            if (part instanceof Syntax node) {
                nodes.add(node);
            } else if (part instanceof Optional<?> maybe) {
                maybe.ifPresent(node -> nodes.add((Syntax) node));
            } else if (part instanceof Collection<?> several) {
                several.forEach(node -> nodes.add((Syntax) node));
            }
        }
        return nodes;
    }

    sealed interface Expr extends Syntax {}

    record Name(String id, int start, int end) implements Expr {
        public List<Syntax> children() {
            return List.of();
        }
    }

    /** A number, {@code None}, {@code True}, {@code False} or {@code ...}. */
    record Constant(String text, int start, int end) implements Expr {
        public List<Syntax> children() {
            return List.of();
        }

        boolean isNone() {
            return text.equals("None");
        }
    }

    /** Adjacent string literals as one; {@code value} is their text without quotes when none has escapes or fields. */
    record Str(Optional<String> value, List<Expr> fields, int start, int end) implements Expr {
        public Str {
            fields = List.copyOf(fields);
        }

        public List<Syntax> children() {
            return List.copyOf(fields);
        }
    }

    record Attribute(Expr value, String name, int nameStart, int start, int end) implements Expr {
        public List<Syntax> children() {
            return List.of(value);
        }
    }

    record Call(Expr function, List<Argument> arguments, int start, int end) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        public List<Syntax> children() {
            return arguments.isEmpty() ? List.of(function) : all(function, arguments);
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
        public List<Syntax> children() {
            return List.of(value);
        }
    }

    record Subscript(Expr value, Expr index, int start, int end) implements Expr {
        public List<Syntax> children() {
            return List.of(value, index);
        }
    }

    /** {@code *x} or {@code **x}. */
    record Starred(Expr value, boolean mapping, int start, int end) implements Expr {
        public List<Syntax> children() {
            return List.of(value);
        }
    }

    /** A tuple, list or set display. */
    record Sequence(char kind, List<Expr> elements, int start, int end) implements Expr {
        public Sequence {
            elements = List.copyOf(elements);
        }

        public List<Syntax> children() {
            return List.copyOf(elements);
        }
    }

    /** Keys and values in turn; {@code **x} stands alone as {@link Starred}. */
    record Dict(List<Expr> entries, int start, int end) implements Expr {
        public Dict {
            entries = List.copyOf(entries);
        }

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

        public List<Syntax> children() {
            return List.copyOf(operands);
        }

        boolean is(String operator) {
            return operators.get(0).equals(operator);
        }
    }

    record Conditional(Expr then, Expr test, Expr otherwise, int start, int end) implements Expr {
        public List<Syntax> children() {
            return List.of(then, test, otherwise);
        }
    }

    record Lambda(List<Parameter> parameters, Expr body, int start, int end) implements Expr {
        public Lambda {
            parameters = List.copyOf(parameters);
        }

        public List<Syntax> children() {
            return all(parameters, body);
        }
    }

    /** A comprehension; {@code kind} is {@code [}, <code>{</code>, {@code :} (a mapping) or {@code (} (a generator). */
    record Comprehension(char kind, List<Expr> results, List<Clause> clauses, int start, int end) implements Expr {
        public Comprehension {
            results = List.copyOf(results);
            clauses = List.copyOf(clauses);
        }

        public List<Syntax> children() {
            return all(results, clauses);
        }
    }

    record Clause(Expr target, Expr iterable, List<Expr> conditions, int start, int end) implements Syntax {
        public Clause {
            conditions = List.copyOf(conditions);
        }

        public List<Syntax> children() {
            return all(target, iterable, conditions);
        }
    }

    /** {@code await x}, {@code yield x} or {@code yield from x}. */
    record Suspension(String kind, Optional<Expr> value, int start, int end) implements Expr {
        public List<Syntax> children() {
            return all(value);
        }
    }

    /** {@code (name := value)}, and {@code value as name} in a pattern. */
    record Binding(Name target, Expr value, int start, int end) implements Expr {
        public List<Syntax> children() {
            return List.of(target, value);
        }
    }

    record Slice(List<Expr> parts, int start, int end) implements Expr {
        public Slice {
            parts = List.copyOf(parts);
        }

        public List<Syntax> children() {
            return List.copyOf(parts);
        }
    }

    sealed interface Stmt extends Syntax {}

    /** Statements that only hold expressions, and those that hold nothing: {@code pass}, {@code raise x}, {@code del x}. */
    record Simple(String keyword, List<Expr> values, int start, int end) implements Stmt {
        public Simple {
            values = List.copyOf(values);
        }

        public List<Syntax> children() {
            return List.copyOf(values);
        }
    }

    record Assign(List<Expr> targets, Expr value, int start, int end) implements Stmt {
        public Assign {
            targets = List.copyOf(targets);
        }

        public List<Syntax> children() {
            return all(targets, value);
        }
    }

    record Annotated(Expr target, Expr annotation, Optional<Expr> value, int start, int end) implements Stmt {
        public List<Syntax> children() {
            return all(target, annotation, value);
        }
    }

    record Augmented(Expr target, Expr value, int start, int end) implements Stmt {
        public List<Syntax> children() {
            return List.of(target, value);
        }
    }

    /** {@code import a.b as c}: one per module. */
    record Import(String module, Optional<String> alias, int start, int end) implements Stmt {
        public List<Syntax> children() {
            return List.of();
        }
    }

    /** {@code from ..module import a as b}; a star import has the one name {@code *}. */
    record ImportFrom(int level, String module, List<Imported> names, int start, int end) implements Stmt {
        public ImportFrom {
            names = List.copyOf(names);
        }

        public List<Syntax> children() {
            return List.of();
        }
    }

    record Imported(String name, String as) {}

    /** What holds statements: a branch of {@code if}, a loop, {@code with}, a {@code try} part, a case. */
    record Block(String keyword, List<Expr> heads, List<Stmt> body, int start, int end) implements Stmt {
        public Block {
            heads = List.copyOf(heads);
            body = List.copyOf(body);
        }

        public List<Syntax> children() {
            return all(heads, body);
        }
    }

    /** A compound statement as its parts: {@code if elif else}, {@code for else}, {@code try except else finally}, {@code match case}. */
    record Compound(String keyword, List<Block> parts, int start, int end) implements Stmt {
        public Compound {
            parts = List.copyOf(parts);
        }

        public List<Syntax> children() {
            return List.copyOf(parts);
        }
    }

    record Parameter(String name, char star, Optional<Expr> annotation, Optional<Expr> value, int start, int end)
            implements Syntax {
        public List<Syntax> children() {
            return all(annotation, value);
        }
    }

    record Function(String name, int nameStart, boolean async, List<Expr> decorators, List<Parameter> parameters,
            Optional<Expr> returns, List<Stmt> body, int start, int end) implements Stmt {
        public Function {
            decorators = List.copyOf(decorators);
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }

        public List<Syntax> children() {
            return all(decorators, parameters, returns, body);
        }
    }

    record Class(String name, int nameStart, List<Expr> decorators, List<Argument> bases, int headEnd, List<Stmt> body,
            int start, int end) implements Stmt {
        public Class {
            decorators = List.copyOf(decorators);
            bases = List.copyOf(bases);
            body = List.copyOf(body);
        }

        public List<Syntax> children() {
            return all(decorators, bases, body);
        }
    }

    /** A file's statements, and where it could not be parsed. */
    record File(List<Stmt> body, List<Integer> errors, int start, int end) implements Syntax {
        public File {
            body = List.copyOf(body);
            errors = List.copyOf(errors);
        }

        public List<Syntax> children() {
            return List.copyOf(body);
        }
    }
}
