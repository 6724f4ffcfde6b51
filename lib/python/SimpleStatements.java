package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The grammar of simple statements (The Python Language Reference, chapter 7). */
final class SimpleStatements {
    private final Cursor cursor;
    private final Expressions expressions;

    SimpleStatements(Cursor cursor, Expressions expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    /** Statements up to the end of a line, with semicolons between them. */
    void line(List<Stmt> into) {
        do {
            if (cursor.kind() == Tokens.NEWLINE) {
                break;
            }
            into.addAll(simple());
        } while (cursor.accept(";"));
        if (!cursor.accept(Tokens.NEWLINE) && cursor.kind() != Tokens.END) {
            throw cursor.error();
        }
    }

    private List<Stmt> simple() {
        int start = cursor.start();
        if (cursor.isName("type") && cursor.nextKind() == Tokens.NAME) {
            return List.of(typeAlias());
        } else if (cursor.kind() != Tokens.KEYWORD) {
            return List.of(assignmentOrExpression(start));
        }
        return switch (cursor.word()) {
            case "import" -> imports();
            case "from" -> List.of(importFrom());
            case "pass", "break", "continue", "return", "raise", "del", "assert", "global", "nonlocal" -> List.of(keyword());
            default -> List.of(assignmentOrExpression(start));
        };
    }

    /** A statement that its keyword names, with the expressions that follow it. */
    private Stmt keyword() {
        int start = cursor.start();
        String word = cursor.word();
        cursor.advance();
        List<Expr> values = new ArrayList<>();
        boolean alone = List.of("pass", "break", "continue").contains(word);
        while (!alone && cursor.kind() != Tokens.NEWLINE && !cursor.is(";") && cursor.kind() != Tokens.END) {
            values.add(expressions.list());
            if (!cursor.accept("from") && !cursor.accept(",")) {
                break;
            }
        }
        return new Stmt.Simple(word, values, start, cursor.lastEnd());
    }

    /** {@code type Name[T] = value} (PEP 695). */
    private Stmt typeAlias() {
        int start = cursor.start();
        cursor.advance();
        Expr target = expressions.name();
        cursor.skipBrackets();
        cursor.expect("=");
        return new Stmt.Assign(List.of(target), expressions.test(), start, cursor.lastEnd());
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
        if (cursor.kind() == Tokens.OPERATOR && word.length() > 1 && word.endsWith("=") && !":= == != <= >=".contains(word)) {
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
