package python;

import java.util.List;
import java.util.Optional;
import tree.Change;
import tree.Edit;

/**
 * {@code dataclasses.field} as a module calls it.
 *
 * @param imports what imports it beside {@code dataclass} when it is not at hand yet
 */
record FieldFunction(String name, List<Change> imports) {
    /** Empty when the module imports nothing from {@code dataclasses}. */
    static Optional<FieldFunction> in(Module module) {
        if (module.symbols.containsKey("field")) {
            return Optional.of(new FieldFunction("field", List.of()));
        }
        for (Stmt statement : module.syntax.body()) {
            Optional<FieldFunction> found = statement instanceof Stmt.ImportFrom from && from.module().equals("dataclasses") ? beside(from, module)
                    : statement instanceof Stmt.Import all && all.module().equals("dataclasses")
                    ? Optional.of(new FieldFunction(all.alias().orElse("dataclasses") + ".field", List.of())) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<FieldFunction> beside(Stmt.ImportFrom from, Module module) {
        String text = module.file.text();
        return from.names().stream().filter(name -> name.name().equals("dataclass")).findFirst().flatMap(dataclass -> {
            int start = text.indexOf("dataclass", text.indexOf("import", from.start()));
            int end = start + ("dataclass" + (dataclass.as().equals("dataclass") ? "" : " as " + dataclass.as())).length();
            return start < 0 ? Optional.empty() : Optional.of(new FieldFunction("field", List.of(new Edit(module.path(), end, end, ", field"))));
        });
    }

    /** Whether it is called {@code field}, so that code from elsewhere can call it. */
    boolean isPlain() {
        return name.equals("field");
    }
}
