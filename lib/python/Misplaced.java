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
    private static final Set<String> ENDS = Set.of("return", "raise");
    private static final Set<String> MAKES_FIELD = Set.of("field", "Field", "Factory");

    /** Those of these modules: never read where they stand, and either read from the class, or beyond reach and made as a field. */
    static List<Misplaced> in(List<Module> modules, Selection selection, Inference inference, List<ReadCheck.Missing> missing) {
        List<Misplaced> found = new ArrayList<>();
        for (Module module : modules) {
            List<ClassDef> classes = module.classes.stream().filter(selection::holds).toList();
            if (!classes.isEmpty()) {
                module.functions.stream().map(function -> function.syntax)
                        .filter(function -> function.body().stream().anyMatch(Misplaced::holdsField))
                        .forEach(function -> new Search(classes, inference, missing, places(function), found).block(function.body()));
            }
        }
        return found;
    }

    private static boolean holdsField(Syntax node) {
        return node instanceof Stmt.Annotated || node instanceof Stmt && !(node instanceof Stmt.Function)
                && node.children().stream().anyMatch(Misplaced::holdsField);
    }

    /** Where each name stands in a function. */
    private static Map<String, Set<Integer>> places(Stmt.Function function) {
        Map<String, Set<Integer>> places = new HashMap<>();
        Expr.names(function).forEach(name -> places.computeIfAbsent(name.id(), key -> new HashSet<>()).add(name.start()));
        return places;
    }

    /** The search of one function for fields of these classes. */
    private record Search(List<ClassDef> classes, Inference inference, List<ReadCheck.Missing> missing, Map<String, Set<Integer>> places,
            List<Misplaced> found) {
        void block(List<Stmt> statements) {
            boolean unreachable = false;
            for (Stmt statement : statements) {
                if (statement instanceof Stmt.Annotated field && field.target() instanceof Expr.Name name) {
                    boolean read = places.getOrDefault(name.id(), Set.of()).stream().anyMatch(place -> place != name.start());
                    Optional<ClassDef> meant = read ? Optional.empty() : meant(field, name.id(), unreachable);
                    if (meant.isPresent()) {
                        found.add(new Misplaced(meant.get(), field, name.id(), statements, unreachable));
                    }
                } else if (statement instanceof Stmt.Compound compound) {
                    compound.parts().forEach(part -> block(part.body()));
                }
                unreachable |= statement instanceof Stmt.Simple simple && ENDS.contains(simple.keyword());
            }
        }

        private Optional<ClassDef> meant(Stmt.Annotated field, String name, boolean unreachable) {
            Optional<ClassDef> read = missing.stream().filter(lacking -> lacking.read().name().equals(name) && classes.contains(lacking.of()))
                    .map(ReadCheck.Missing::of).findFirst();
            boolean made = field.value().filter(value -> value instanceof Expr.Call call && MAKES_FIELD.contains(call.lastName())).isPresent();
            return read.isPresent() || !unreachable || !made ? read : classes.stream()
                    .filter(of -> of.syntax.start() < field.start() && !inference.shape(of).has(name)).reduce((first, second) -> second);
        }
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
