package python;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import report.Place;
import tree.TextFile;

/** A parsed file: its names, and one definition for each class and function in it. */
final class Module {
    final TextFile file;
    final Parser.File syntax;
    final Map<String, List<Symbol>> symbols;
    /** Assignments that functions make to the module's names with {@code global}. */
    final Map<String, List<GlobalAssignment>> globals = new LinkedHashMap<>();
    final List<ClassDef> classes = new ArrayList<>();
    final List<FunctionDef> functions = new ArrayList<>();
    private final Map<Syntax, ClassDef> classOf = new IdentityHashMap<>();
    private final Map<Syntax, FunctionDef> functionOf = new IdentityHashMap<>();

    record GlobalAssignment(FunctionDef function, Symbol symbol) {}

    private Module(TextFile file, Parser.File syntax) {
        this.file = file;
        this.syntax = syntax;
        this.symbols = Symbol.in(syntax.body());
        syntax.body().forEach(statement -> define(statement, null, null));
    }

    static Module of(TextFile file) {
        return new Module(file, Parser.parse(file.text()));
    }

    String path() {
        return file.path();
    }

    /** The word that an import of it holds; none for an {@code __init__}, which the modules beside it import as a mere dot. */
    String importedAs() {
        String name = path().substring(path().lastIndexOf('/') + 1, path().length() - ".py".length());
        return name.equals("__init__") ? "" : name;
    }

    /** A node as written. */
    String text(Syntax node) {
        return file.text().substring(node.start(), node.end());
    }

    Place place(int offset) {
        return new Place(path(), file.line(offset), file.column(offset));
    }

    ClassDef define(Stmt.Class syntax) {
        return classOf.get(syntax);
    }

    FunctionDef define(Stmt.Function syntax) {
        return functionOf.get(syntax);
    }

    private void define(Syntax node, ClassDef owner, FunctionDef within) {
        if (node instanceof Stmt.Class found) {
            var definition = new ClassDef(this, found, within);
            classOf.put(found, definition);
            classes.add(definition);
            found.body().forEach(child -> define(child, definition, within));
        } else if (node instanceof Stmt.Function found) {
            var definition = new FunctionDef(this, found, owner, within);
            functionOf.put(found, definition);
            functions.add(definition);
            if (owner != null) {
                owner.methods.add(definition);
            }
            found.body().forEach(child -> define(child, null, definition));
        } else if (node instanceof Stmt.Compound || node instanceof Stmt.Block) {
            for (Syntax child : node.children()) {
                define(child, owner, within);
            }
        } else if (within != null && node instanceof Stmt.Simple simple && simple.keyword().equals("global")) {
            var locals = Symbol.in(within.syntax.body());
            Expr.names(simple).stream().map(Expr.Name::id)
                    .forEach(name -> locals.getOrDefault(name, List.of()).forEach(symbol -> {
                        within.globals.add(name);
                        globals.computeIfAbsent(name, key -> new ArrayList<>()).add(new GlobalAssignment(within, symbol));
                    }));
        }
    }
}
