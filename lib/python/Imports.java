package python;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tree.Change;
import tree.Edit;

/** What a module has to import before a field's type and default can stand in it: as other modules of the tree do, else as Python has it. */
final class Imports {
    private static final Set<String> BUILT_IN = Set.of("abs", "all", "any", "bool", "bytearray", "bytes", "chr", "complex", "dict", "enumerate",
            "filter", "float", "frozenset", "hex", "int", "iter", "len", "list", "map", "max", "memoryview", "min", "next", "object", "oct", "ord",
            "pow", "print", "range", "repr", "reversed", "round", "set", "slice", "sorted", "str", "sum", "tuple", "type", "zip");
    private static final Map<String, String> STANDARD = Stream.of("typing Any Callable ClassVar Dict FrozenSet Iterable List Literal Mapping Optional "
            + "Sequence Set Tuple Type Union", "pathlib Path PurePath", "datetime date datetime timedelta timezone", "decimal Decimal",
            "uuid UUID", "collections OrderedDict defaultdict deque").flatMap(line -> Stream.of(line.split(" ")).skip(1)
                    .map(name -> Map.entry(name, line.substring(0, line.indexOf(' '))))).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final List<Module> modules;

    /** @param modules of the tree, whose imports are followed */
    Imports(List<Module> modules) {
        this.modules = modules;
    }

    /** The names in some code that mean nothing in a module yet. */
    List<String> unknown(String code, Module module) {
        List<Expr> parts = Expressions.parse(code).map(Expr::in).orElse(List.of());
        Set<String> inside = parts.stream().flatMap(part -> part instanceof Expr.Lambda lambda
                ? lambda.parameters().stream().map(Expr.Parameter::name) : part instanceof Expr.Comprehension each
                ? each.clauses().stream().flatMap(clause -> Expr.names(clause.target()).stream()).map(Expr.Name::id) : Stream.of())
                .collect(Collectors.toSet());
        return parts.stream().filter(Expr.Name.class::isInstance).map(part -> ((Expr.Name) part).id()).distinct()
                .filter(name -> !BUILT_IN.contains(name) && !inside.contains(name) && !name.endsWith("Error") && !name.equals("field")
                        && !module.symbols.containsKey(name) && !module.symbols.containsKey("*")).toList();
    }

    /** The change that gives a module a name; empty when nobody says where it is from. */
    Optional<Change> of(String name, Module module) {
        Map<Symbol.Imported, Integer> votes = new LinkedHashMap<>();
        modules.stream().flatMap(other -> other.symbols.getOrDefault(name, List.of()).stream()).forEach(symbol -> {
            if (symbol instanceof Symbol.Imported found && found.level() == 0 && found.name().orElse(found.module()).equals(name)) {
                votes.merge(found, 1, Integer::sum);
            }
        });
        return votes.entrySet().stream().max(Comparator.comparingInt(Map.Entry::getValue)).map(Map.Entry::getKey)
                .or(() -> Optional.ofNullable(STANDARD.get(name)).map(library -> new Symbol.Imported(0, library, Optional.of(name))))
                .map(from -> from.name().isEmpty() ? line("import " + name, module) : from(from.module(), name, module));
    }

    private static Change from(String library, String name, Module module) {
        for (Stmt statement : module.syntax.body()) {
            boolean same = statement instanceof Stmt.ImportFrom from && from.level() == 0 && from.module().equals(library);
            if (same && module.text(statement).matches("[^\\n(\\\\]*")) {
                return new Edit(module.path(), statement.end(), statement.end(), ", " + name);
            }
        }
        return line("from " + library + " import " + name, module);
    }

    /** A line among the imports that a module begins with, else above its first statement that is no text. */
    private static Change line(String code, Module module) {
        String text = module.file.text();
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        List<Stmt> head = new ArrayList<>();
        for (Stmt statement : module.syntax.body()) {
            boolean begins = statement instanceof Stmt.Import || statement instanceof Stmt.ImportFrom || head.isEmpty()
                    && statement instanceof Stmt.Simple simple && simple.values().stream().anyMatch(Expr.Str.class::isInstance);
            if (!begins) {
                break;
            }
            head.add(statement);
        }
        if (head.isEmpty()) {
            int start = module.syntax.body().get(0).start();
            return new Edit(module.path(), start, start, code + lineEnd + lineEnd + lineEnd);
        }
        Stmt last = head.get(head.size() - 1);
        ClassBody.Lines lines = ClassBody.Lines.of(text, last);
        if (last instanceof Stmt.Import || last instanceof Stmt.ImportFrom from && !from.module().equals("__future__")) {
            // above it, as another name may be added at its end
            return new Edit(module.path(), lines.lineStart(), lines.lineStart(), code + lineEnd);
        }
        return new Edit(module.path(), lines.end(), lines.end(), (last instanceof Stmt.Simple ? lineEnd : "") + lineEnd + code);
    }
}
