package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import report.Finding;
import report.Place;

/**
 * An annotated field that stands in a function although a class of its file lacks it.
 *
 * @param of    the class it was meant for
 * @param block the statements among which it stands
 */
record Misplaced(ClassDef of, Stmt.Annotated field, String name, List<Stmt> block, boolean unreachable) {
    /** Those of these modules: never read where they stand, and either read from the class, or beyond reach and made with {@code field(…)}. */
    static List<Misplaced> in(List<Module> modules, Selection selection, Inference inference, List<ReadCheck.Missing> missing) {
        List<Misplaced> found = new ArrayList<>();
        for (Module module : modules) {
            List<ClassDef> classes = module.classes.stream().filter(selection::holds).toList();
            if (!classes.isEmpty()) {
                for (FunctionDef function : module.functions) {
                    if (function.syntax.body().stream().noneMatch(Misplaced::holdsField)) {
                        continue;
                    }
                    Map<String, Set<Integer>> names = new HashMap<>();
                    Expr.below(function.syntax).forEach(expression -> {
                        if (expression instanceof Expr.Name name) {
                            names.computeIfAbsent(name.id(), key -> new HashSet<>()).add(name.start());
                        }
                    });
                    search(function.syntax.body(), names, classes, inference, missing, found);
                }
            }
        }
        return found;
    }

    private static boolean holdsField(Syntax node) {
        return node instanceof Stmt.Annotated || node instanceof Stmt && !(node instanceof Stmt.Function)
                && node.children().stream().anyMatch(Misplaced::holdsField);
    }

    private static void search(List<Stmt> block, Map<String, Set<Integer>> names, List<ClassDef> classes, Inference inference,
            List<ReadCheck.Missing> missing, List<Misplaced> into) {
        boolean unreachable = false;
        for (Stmt statement : block) {
            if (statement instanceof Stmt.Annotated field && field.target() instanceof Expr.Name name) {
                boolean read = names.getOrDefault(name.id(), Set.of()).stream().anyMatch(place -> place != name.start());
                if (!read) {
                    boolean beyond = unreachable;
                    meant(field, name.id(), beyond, classes, inference, missing)
                            .ifPresent(of -> into.add(new Misplaced(of, field, name.id(), block, beyond)));
                }
            } else if (statement instanceof Stmt.Compound compound) {
                compound.parts().forEach(part -> search(part.body(), names, classes, inference, missing, into));
            }
            unreachable |= !FunctionDef.fallsThrough(List.of(statement));
        }
    }

    private static Optional<ClassDef> meant(Stmt.Annotated field, String name, boolean unreachable, List<ClassDef> classes, Inference inference,
            List<ReadCheck.Missing> missing) {
        Optional<ClassDef> read = missing.stream().filter(found -> found.read().name().equals(name) && classes.contains(found.of()))
                .map(ReadCheck.Missing::of).findFirst();
        boolean made = field.value().filter(value -> value instanceof Expr.Call call
                && List.of("field", "Field", "Factory").contains(call.lastName())).isPresent();
        return read.isPresent() || !unreachable || !made ? read : classes.stream()
                .filter(of -> of.syntax.start() < field.start() && !inference.shape(of).has(name)).reduce((first, second) -> second);
    }

    Place place() {
        return of.module.place(field.start());
    }

    Finding finding() {
        return Finding.of(ConfigRules.MISPLACED, place(), of.name() + "." + name,
                "'" + name + "' stands in a function" + (unreachable ? " after its end" : "") + ", where nothing reads it; '"
                + of.name() + "' lacks a field of that name")
                .withRelated(List.of(of.definition()));
    }
}
