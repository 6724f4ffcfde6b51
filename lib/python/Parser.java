package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import python.Stmt.Block;

/**
 * The grammar of a file and of compound statements (The Python Language Reference, chapter 8). A statement that does not
 * parse is left out and its place remembered; those around it, and those in its block, stay.
 */
final class Parser {
    /** As deep as CPython lets blocks stand in one another. */
    private static final int DEEPEST_BLOCK = 100;

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
    private final SimpleStatements simple;
    private final List<Integer> errors = new ArrayList<>();

    private Parser(String text) {
        this.cursor = new Cursor(text, Lexer.ofFile(text));
        this.expressions = new Expressions(cursor);
        this.simple = new SimpleStatements(cursor, expressions);
    }

    /** Parses a file; never fails, and takes time in proportion to its length. */
    static File parse(String text) {
        var parser = new Parser(text);
        List<Stmt> body = new ArrayList<>();
        while (parser.cursor.kind() != Tokens.END) {
            parser.statement(body);
        }
        return new File(body, parser.errors, 0, text.length());
    }

    private void statement(List<Stmt> into) {
        int before = cursor.position();
        int depth = cursor.depth();
        try {
            cursor.descend();
            if (!compound(into)) {
                simple.line(into);
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
        while (cursor.kind() != Tokens.NEWLINE && cursor.kind() != Tokens.END && cursor.kind() != Tokens.INDENT
                && cursor.kind() != Tokens.DEDENT) {
            cursor.advance();
        }
        cursor.accept(Tokens.NEWLINE);
        cursor.returnTo(depth);
        if (depth < DEEPEST_BLOCK && cursor.accept(Tokens.INDENT)) {
            statementsTo(Tokens.DEDENT, into);
        }
    }

    private void statementsTo(byte kind, List<Stmt> into) {
        while (cursor.kind() != kind && cursor.kind() != Tokens.END) {
            statement(into);
        }
        cursor.accept(kind);
    }

    /** False if no compound statement begins here. */
    private boolean compound(List<Stmt> into) {
        int start = cursor.start();
        if (cursor.is("@")) {
            into.add(decorated());
            return true;
        } else if (cursor.kind() == Tokens.NAME) {
            return cursor.isName("match") && match(into);
        } else if (cursor.kind() != Tokens.KEYWORD) {
            return false;
        }
        boolean async = cursor.is("async");
        if (async && cursor.nextIs(Tokens.KEYWORD, "def")) {
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

    /** The part that a keyword begins, and those that may follow it. */
    private Stmt parts(String keyword, List<String> following) {
        int start = cursor.start();
        List<Block> parts = new ArrayList<>(List.of(part(keyword)));
        while (cursor.kind() == Tokens.KEYWORD && following.contains(cursor.word())) {
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
                        heads.add(expressions.name());
                    }
                }
            }
            default -> { }
        }
        List<Stmt> body = block();
        return new Block(keyword, heads, body, start, cursor.lastEnd());
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
        if (!cursor.accept(Tokens.NEWLINE)) {
            simple.line(body);
        } else if (cursor.accept(Tokens.INDENT)) {
            statementsTo(Tokens.DEDENT, body);
        } else {
            errors.add(cursor.start());
        }
        return body;
    }

    private Stmt decorated() {
        int start = cursor.start();
        List<Expr> decorators = new ArrayList<>();
        while (cursor.accept("@")) {
            decorators.add(expressions.named());
            cursor.accept(Tokens.NEWLINE);
        }
        return cursor.is("class") ? classDefinition(decorators, start) : function(decorators, start);
    }

    private Stmt function(List<Expr> decorators, int start) {
        boolean async = cursor.accept("async");
        cursor.expect("def");
        int nameStart = cursor.start();
        String name = cursor.expectName();
        cursor.skipBrackets();
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
        cursor.skipBrackets();
        List<Expr.Argument> bases = cursor.accept("(") ? expressions.arguments() : List.of();
        int headEnd = cursor.end();
        List<Stmt> body = block();
        return new Stmt.Class(name, nameStart, decorators, bases, headEnd, body, start, end(body));
    }

    private int end(List<Stmt> body) {
        return body.isEmpty() ? cursor.lastEnd() : body.get(body.size() - 1).end();
    }

    /** False, with the cursor where it was, if {@code match} is a word like any other here. */
    private boolean match(List<Stmt> into) {
        int start = cursor.start();
        Optional<Expr> subject = subject();
        if (subject.isEmpty()) {
            return false;
        }
        List<Block> parts = new ArrayList<>();
        parts.add(new Block("match", List.of(subject.get()), List.of(), start, subject.get().end()));
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
        if (!cursor.accept(Tokens.DEDENT)) {
            throw cursor.error();
        }
        return true;
    }

    /** What {@code match} looks at; empty, with the cursor where it was, unless a subject, a colon and a {@code case} follow. */
    private Optional<Expr> subject() {
        int before = cursor.position();
        int depth = cursor.depth();
        try {
            cursor.advance();
            Expr subject = expressions.list();
            cursor.expect(":");
            if (cursor.accept(Tokens.NEWLINE) && cursor.accept(Tokens.INDENT) && cursor.isName("case")) {
                return Optional.of(subject);
            }
        } catch (Cursor.SyntaxError plainWord) {
            cursor.returnTo(depth);
        }
        cursor.rewind(before);
        return Optional.empty();
    }
}
