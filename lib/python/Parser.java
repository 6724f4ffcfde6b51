package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import python.Stmt.Block;

/**
 * The grammar of statements (The Python Language Reference, chapters 7 and 8). A statement that does not parse is left
 * out and its place remembered; those around it, and those in its block, stay.
 */
final class Parser {
    /** A file's statements, and where it could not be parsed. */
    record File(List<Stmt> body, List<Integer> errors, int start, int end) implements Syntax {
        File {
            body = List.copyOf(body);
            errors = List.copyOf(errors);
        }

        @Override
        public List<Syntax> children() {
            return List.copyOf(body);
        }
    }

    private final Cursor cursor;
    private final Expressions expressions;
    private final List<Integer> errors = new ArrayList<>();

    private Parser(String text) {
        this.cursor = new Cursor(text, Lexer.ofFile(text));
        this.expressions = new Expressions(cursor);
    }

    /** Parses a file; never fails, and takes time in proportion to its length. */
    static File parse(String text) {
        var parser = new Parser(text);
        List<Stmt> body = new ArrayList<>();
        while (parser.cursor.kind() != Lexer.END) {
            parser.statement(body);
        }
        return new File(body, parser.errors, 0, text.length());
    }

    /** Parses one expression, such as an annotation in quotes; empty when it is none. Offsets are those of {@code text}. */
    static Optional<Expr> expression(String text, int from, int to) {
        var cursor = new Cursor(text, Lexer.ofExpression(text, from, to));
        try {
            Expr value = new Expressions(cursor).list();
            boolean closed = Expr.below(value).stream().allMatch(part -> isClosed(part, text)) && isClosed(value, text);
            return closed && cursor.kind() == Lexer.END ? Optional.of(value) : Optional.empty();
        } catch (Cursor.SyntaxError broken) {
            return Optional.empty();
        }
    }

    private static boolean isClosed(Expr expression, String text) {
        return !(expression instanceof Expr.Str) || Strings.isClosed(text, expression.start(), expression.end());
    }

    private void statement(List<Stmt> into) {
        int before = cursor.position();
        int depth = cursor.depth();
        try {
            cursor.descend();
            if (!compound(into)) {
                simpleLine(into);
            }
        } catch (Cursor.SyntaxError broken) {
            errors.add(broken.offset);
            recover(before, into, depth);
        }
        cursor.returnTo(depth);
    }

    /** Goes on after the line of a broken statement, keeping what stands in its block. */
    private void recover(int before, List<Stmt> into, int depth) {
        if (cursor.position() == before) {
            cursor.advance();
        }
        while (cursor.kind() != Lexer.NEWLINE && cursor.kind() != Lexer.END && cursor.kind() != Lexer.INDENT
                && cursor.kind() != Lexer.DEDENT) {
            cursor.advance();
        }
        cursor.accept(Lexer.NEWLINE);
        cursor.returnTo(depth);
        if (depth < 100 && cursor.accept(Lexer.INDENT)) {
            statementsTo(Lexer.DEDENT, into);
        }
    }

    private void statementsTo(byte kind, List<Stmt> into) {
        while (cursor.kind() != kind && cursor.kind() != Lexer.END) {
            statement(into);
        }
        cursor.accept(kind);
    }

    private boolean compound(List<Stmt> into) {
        int start = cursor.start();
        if (cursor.is("@")) {
            List<Expr> decorators = new ArrayList<>();
            while (cursor.accept("@")) {
                decorators.add(expressions.named());
                cursor.accept(Lexer.NEWLINE);
            }
            into.add(cursor.is("class") ? classDefinition(decorators, start) : function(decorators, start));
            return true;
        }
        if (cursor.kind() == Lexer.NAME) {
            return cursor.isName("match") && match(into);
        }
        if (cursor.kind() != Lexer.KEYWORD) {
            return false;
        }
        boolean async = cursor.is("async");
        if (async && cursor.nextIs(Lexer.KEYWORD, "def")) {
            into.add(function(List.of(), start));
            return true;
        }
        if (async) {
            cursor.advance();
        }
        switch (cursor.word()) {
            case "def" -> into.add(function(List.of(), start));
            case "class" -> into.add(classDefinition(List.of(), start));
            case "if" -> into.add(parts("if", List.of("elif", "else")));
            case "while" -> into.add(parts("while", List.of("else")));
            case "try" -> into.add(parts("try", List.of("except", "else", "finally")));
            case "for" -> into.add(parts("for", List.of("else")));
            case "with" -> into.add(parts("with", List.of()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private Stmt parts(String keyword, List<String> following) {
        int start = cursor.start();
        List<Block> parts = new ArrayList<>(List.of(part(keyword)));
        while (cursor.kind() == Lexer.KEYWORD && following.contains(cursor.word())) {
            parts.add(part(cursor.word()));
        }
        return new Stmt.Compound(keyword, parts, start, parts.get(parts.size() - 1).end());
    }

    private Block part(String keyword) {
        int start = cursor.start();
        cursor.expect(keyword);
        List<Expr> heads = new ArrayList<>();
        switch (keyword) {
            case "if", "elif", "while" -> heads.add(expressions.named());
            case "for" -> {
                heads.add(expressions.targets());
                cursor.expect("in");
                heads.add(expressions.list());
            }
            case "with" -> withItems(heads);
            case "except" -> {
                cursor.accept("*");
                if (!cursor.is(":")) {
                    heads.add(expressions.list());
                    if (cursor.accept("as")) {
                        heads.add(name());
                    }
                }
            }
            default -> { }
        }
        List<Stmt> body = block();
        return new Block(keyword, heads, body, start, cursor.lastEnd());
    }

    private Expr name() {
        int at = cursor.start();
        return new Expr.Name(cursor.expectName(), at, cursor.lastEnd());
    }

    /** Each item gives two heads: the context manager, then its target or {@code None}. */
    private void withItems(List<Expr> heads) {
        int before = cursor.position();
        if (cursor.accept("(")) {
            try {
                do {
                    if (cursor.is(")")) {
                        break;
                    }
                    withItem(heads);
                } while (cursor.accept(","));
                cursor.expect(")");
                if (cursor.is(":")) {
                    return;
                }
            } catch (Cursor.SyntaxError plainExpression) {
                // "with (yield x): ..." and the like: read again as expressions
            }
            heads.clear();
            cursor.rewind(before);
        }
        do {
            withItem(heads);
        } while (cursor.accept(","));
    }

    private void withItem(List<Expr> heads) {
        heads.add(expressions.test());
        int at = cursor.lastEnd();
        heads.add(cursor.accept("as") ? expressions.targetsOfOne() : new Expr.Constant("None", at, at));
    }

    private List<Stmt> block() {
        cursor.expect(":");
        List<Stmt> body = new ArrayList<>();
        if (!cursor.accept(Lexer.NEWLINE)) {
            simpleLine(body);
        } else if (cursor.accept(Lexer.INDENT)) {
            statementsTo(Lexer.DEDENT, body);
        } else {
            errors.add(cursor.start());
        }
        return body;
    }

    private Stmt function(List<Expr> decorators, int start) {
        boolean async = cursor.accept("async");
        cursor.expect("def");
        int nameStart = cursor.start();
        String name = cursor.expectName();
        typeParameters();
        cursor.expect("(");
        var parameters = expressions.parameters(")", true);
        Optional<Expr> returns = cursor.accept("->") ? Optional.of(expressions.list()) : Optional.empty();
        List<Stmt> body = block();
        return new Stmt.Function(name, nameStart, async, decorators, parameters, returns, body, start, end(body));
    }

    private Stmt classDefinition(List<Expr> decorators, int start) {
        cursor.expect("class");
        int nameStart = cursor.start();
        String name = cursor.expectName();
        typeParameters();
        List<Expr.Argument> bases = cursor.accept("(") ? expressions.arguments() : List.of();
        int headEnd = cursor.end();
        List<Stmt> body = block();
        return new Stmt.Class(name, nameStart, decorators, bases, headEnd, body, start, end(body));
    }

    private int end(List<Stmt> body) {
        return body.isEmpty() ? cursor.lastEnd() : body.get(body.size() - 1).end();
    }

    /** {@code [T: bound, *Ts]}: nothing that a check needs. */
    private void typeParameters() {
        if (!cursor.accept("[")) {
            return;
        }
        for (int depth = 1; depth > 0;) {
            if (cursor.kind() == Lexer.END || cursor.kind() == Lexer.NEWLINE) {
                throw cursor.error();
            }
            depth += cursor.is("[") ? 1 : cursor.is("]") ? -1 : 0;
            cursor.advance();
        }
    }

    /** {@code match} is a word like any other unless a subject, a colon and a {@code case} follow. */
    private boolean match(List<Stmt> into) {
        int before = cursor.position();
        int start = cursor.start();
        int depth = cursor.depth();
        Expr subject;
        try {
            cursor.advance();
            subject = expressions.list();
            cursor.expect(":");
            boolean cases = cursor.accept(Lexer.NEWLINE) && cursor.accept(Lexer.INDENT) && cursor.isName("case");
            if (!cases) {
                throw cursor.error();
            }
        } catch (Cursor.SyntaxError plainWord) {
            cursor.rewind(before);
            cursor.returnTo(depth);
            return false;
        }
        List<Block> parts = new ArrayList<>();
        parts.add(new Block("match", List.of(subject), List.of(), start, subject.end()));
        while (cursor.isName("case")) {
            int at = cursor.start();
            cursor.advance();
            List<Expr> heads = new ArrayList<>(List.of(expressions.patterns()));
            if (cursor.accept("if")) {
                heads.add(expressions.named());
            }
            List<Stmt> body = block();
            parts.add(new Block("case", heads, body, at, cursor.lastEnd()));
        }
        into.add(new Stmt.Compound("match", parts, start, cursor.lastEnd()));
        if (!cursor.accept(Lexer.DEDENT)) {
            throw cursor.error();
        }
        return true;
    }

    private void simpleLine(List<Stmt> into) {
        do {
            if (cursor.kind() == Lexer.NEWLINE) {
                break;
            }
            into.addAll(simple());
        } while (cursor.accept(";"));
        if (!cursor.accept(Lexer.NEWLINE) && cursor.kind() != Lexer.END) {
            throw cursor.error();
        }
    }

    private List<Stmt> simple() {
        int start = cursor.start();
        if (cursor.kind() == Lexer.KEYWORD) {
            String word = cursor.word();
            switch (word) {
                case "import" -> {
                    return imports();
                }
                case "from" -> {
                    return List.of(importFrom());
                }
                case "pass", "break", "continue" -> {
                    cursor.advance();
                    return List.of(new Stmt.Simple(word, List.of(), start, cursor.lastEnd()));
                }
                case "return", "raise", "del", "assert", "global", "nonlocal" -> {
                    cursor.advance();
                    List<Expr> values = new ArrayList<>();
                    while (cursor.kind() != Lexer.NEWLINE && !cursor.is(";") && cursor.kind() != Lexer.END) {
                        values.add(expressions.list());
                        if (!cursor.accept("from") && !cursor.accept(",")) {
                            break;
                        }
                    }
                    return List.of(new Stmt.Simple(word, values, start, cursor.lastEnd()));
                }
                default -> { }
            }
        }
        if (cursor.isName("type") && cursor.nextKind() == Lexer.NAME) {
            cursor.advance();
            Expr target = name();
            typeParameters();
            cursor.expect("=");
            return List.of(new Stmt.Assign(List.of(target), expressions.test(), start, cursor.lastEnd()));
        }
        return List.of(assignmentOrExpression(start));
    }

    private Stmt assignmentOrExpression(int start) {
        Expr first = expressions.list();
        if (cursor.accept(":")) {
            Expr annotation = expressions.test();
            Optional<Expr> value = cursor.accept("=") ? Optional.of(expressions.list()) : Optional.empty();
            return new Stmt.Annotated(first, annotation, value, start, cursor.lastEnd());
        }
        if (cursor.is("=")) {
            List<Expr> chain = new ArrayList<>(List.of(first));
            while (cursor.accept("=")) {
                chain.add(expressions.list());
            }
            return new Stmt.Assign(chain.subList(0, chain.size() - 1), chain.get(chain.size() - 1), start, cursor.lastEnd());
        }
        String word = cursor.word();
        if (cursor.kind() == Lexer.OPERATOR && word.length() > 1 && word.endsWith("=") && !":= == != <= >=".contains(word)) {
            cursor.advance();
            return new Stmt.Augmented(first, expressions.list(), start, cursor.lastEnd());
        }
        return new Stmt.Simple("", List.of(first), start, cursor.lastEnd());
    }

    private List<Stmt> imports() {
        List<Stmt> imports = new ArrayList<>();
        int start = cursor.start();
        cursor.expect("import");
        do {
            String module = dotted();
            Optional<String> alias = cursor.accept("as") ? Optional.of(cursor.expectName()) : Optional.empty();
            imports.add(new Stmt.Import(module, alias, start, cursor.lastEnd()));
        } while (cursor.accept(","));
        return imports;
    }

    private Stmt importFrom() {
        int start = cursor.start();
        cursor.expect("from");
        int level = 0;
        while (cursor.is(".") || cursor.is("...")) {
            level += cursor.word().length();
            cursor.advance();
        }
        String module = cursor.is("import") ? "" : dotted();
        cursor.expect("import");
        List<Stmt.Imported> names = new ArrayList<>();
        if (cursor.accept("*")) {
            names.add(new Stmt.Imported("*", "*"));
        } else {
            boolean parenthesised = cursor.accept("(");
            do {
                if (parenthesised && cursor.is(")")) {
                    break;
                }
                String name = cursor.expectName();
                names.add(new Stmt.Imported(name, cursor.accept("as") ? cursor.expectName() : name));
            } while (cursor.accept(","));
            if (parenthesised) {
                cursor.expect(")");
            }
        }
        return new Stmt.ImportFrom(level, module, names, start, cursor.lastEnd());
    }

    private String dotted() {
        var name = new StringBuilder(cursor.expectName());
        while (cursor.accept(".")) {
            name.append('.').append(cursor.expectName());
        }
        return name.toString();
    }
}
