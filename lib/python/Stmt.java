package python;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A statement, simple or compound (The Python Language Reference, chapters 7 and 8). */
sealed interface Stmt extends Syntax {
    /** Statements that only hold expressions, and those that hold nothing: {@code pass}, {@code raise x}, {@code del x}. */
    record Simple(String keyword, List<Expr> values, int start, int end) implements Stmt {
        public Simple {
            values = List.copyOf(values);
        }

        /** Whether what stands after it in its block is never reached. */
        boolean leaves() {
            return keyword.equals("return") || keyword.equals("raise") || keyword.equals("continue") || keyword.equals("break");
        }

        @Override
        public List<Syntax> children() {
            return List.copyOf(values);
        }
    }

    record Assign(List<Expr> targets, Expr value, int start, int end) implements Stmt {
        public Assign {
            targets = List.copyOf(targets);
        }

        /** The attributes among its targets. */
        List<Expr.Attribute> attributes() {
            return targets.stream().filter(Expr.Attribute.class::isInstance).map(Expr.Attribute.class::cast).toList();
        }

        @Override
        public List<Syntax> children() {
            return Syntax.nodes(targets, value);
        }
    }

    record Annotated(Expr target, Expr annotation, Optional<Expr> value, int start, int end) implements Stmt {
        @Override
        public List<Syntax> children() {
            return Syntax.nodes(target, annotation, value);
        }
    }

    record Augmented(Expr target, Expr value, int start, int end) implements Stmt {
        @Override
        public List<Syntax> children() {
            return List.of(target, value);
        }
    }

    /** {@code import a.b as c}: one per module. */
    record Import(String module, Optional<String> alias, int start, int end) implements Stmt {}

    /** {@code from ..module import a as b}; a star import has the one name {@code *}. */
    record ImportFrom(int level, String module, List<Imported> names, int start, int end) implements Stmt {
        public ImportFrom {
            names = List.copyOf(names);
        }

        @Override
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

        /** What a loop or a context manager assigns to; of the heads of {@code with} every second is one. */
        List<Expr> targets() {
            return switch (keyword) {
                case "for" -> List.of(heads.get(0));
                case "with" -> IntStream.range(0, heads.size()).filter(i -> i % 2 == 1).mapToObj(heads::get).toList();
                default -> List.of();
            };
        }

        @Override
        public List<Syntax> children() {
            return Syntax.nodes(heads, body);
        }
    }

    /** A compound statement as its parts: {@code if elif else}, {@code for else}, {@code try except else finally}, {@code match case}. */
    record Compound(String keyword, List<Block> parts, int start, int end) implements Stmt {
        public Compound {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Syntax> children() {
            return List.copyOf(parts);
        }
    }

    record Function(String name, int nameStart, boolean async, List<Expr> decorators, List<Expr.Parameter> parameters,
            Optional<Expr> returns, List<Stmt> body, int start, int end) implements Stmt {
        public Function {
            decorators = List.copyOf(decorators);
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }

        @Override
        public List<Syntax> children() {
            return Syntax.nodes(decorators, parameters, returns, body);
        }
    }

    record Class(String name, int nameStart, List<Expr> decorators, List<Expr.Argument> bases, int headEnd, List<Stmt> body,
            int start, int end) implements Stmt {
        public Class {
            decorators = List.copyOf(decorators);
            bases = List.copyOf(bases);
            body = List.copyOf(body);
        }

        @Override
        public List<Syntax> children() {
            return Syntax.nodes(decorators, bases, body);
        }
    }
}
