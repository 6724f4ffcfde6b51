package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import report.Finding;
import report.Place;
import report.Related;
import report.Rule;

/** Compares what is used with what is declared. */
final class Findings {
    /** More fields than this are listed for nobody. */
    private static final int MOST_AVAILABLE = 100;
    /** Among more names than these the nearest is not sought. */
    private static final int MOST_COMPARED = 1_000;
    /** Reads of one missing attribute that are listed of a file. */
    static final int MOST_ALIKE = 100;

    private final ConfigOptions options;
    private final Inference inference;
    private final Selection selection;
    private final Uses uses;
    private final Project project;
    private final Map<ClassDef, Set<ClassDef>> below = new HashMap<>();
    private final Map<ClassDef, List<String>> available = new HashMap<>();
    private final Map<ClassDef, Nearest> nearest = new HashMap<>();

    Findings(ConfigOptions options, Worker worker, Uses uses, Project project) {
        this.options = options;
        this.inference = worker.inference();
        this.selection = worker.selection();
        this.uses = uses;
        this.project = project;
        for (Module module : project.parsed()) {
            for (ClassDef definition : module.classes) {
                if (definition.syntax.bases().isEmpty()) {
                    continue;
                }
                List<ClassDef> lineage = inference.shape(definition).lineage();
                lineage.subList(1, lineage.size()).forEach(base -> below.computeIfAbsent(base, key -> new HashSet<>()).add(definition));
            }
        }
    }

    List<Finding> all() {
        List<Missing> missing = new ArrayList<>();
        uses.reads.forEach(read -> missing(read).filter(found -> !waived(read)).ifPresent(missing::add));
        List<Misplaced> misplaced = Misplaced.in(project.parsed(), selection, inference, missing);
        Mending mending = new Mending(options, inference, selection, project.parsed(), missing, misplaced);
        List<Finding> findings = new ArrayList<>();
        alike(missing).values().forEach(group -> {
            int hidden = Math.max(group.size() - MOST_ALIKE, 0);
            for (int i = 0; i < group.size() - hidden; i++) {
                String more = hidden > 0 && i == MOST_ALIKE - 1 ? " (and " + hidden + " more like it in this file)" : "";
                findings.add(mending.mend(group.get(i), undeclared(group.get(i), misplaced, more)));
            }
        });
        misplaced.forEach(found -> findings.add(mending.mend(found, found.finding())));
        uses.made.forEach(made -> findings.addAll(Arguments.of(made, this::excused, inference, options)));
        selection.in(project.parsed()).forEach(definition -> required(definition, mending, findings));
        project.parsed().forEach(module -> module.syntax.errors().stream().limit(1).forEach(offset -> findings.add(Finding.of(
                ConfigRules.UNPARSED, place(module, offset), module.path(), "the statement here does not parse; the rest of the file was checked"))));
        project.cut().forEach((path, why) -> findings.add(Finding.of(ConfigRules.UNPARSED, new Place(path, 1, 1), path, why)));
        return findings;
    }

    /** A read that none of the classes which its object can have declares. */
    record Missing(Use.Read read, ClassDef of, Optional<String> nearest) {}

    private Optional<Missing> missing(Use.Read read) {
        List<ClassDef> classes = new ArrayList<>();
        for (Type option : Type.options(read.receiver())) {
            if (option == Type.NONE) {
                continue;
            }
            ClassDef of = option instanceof Type.Instance instance ? instance.of() : option instanceof Type.ClassObject object ? object.of() : null;
            if (of == null) {
                return Optional.empty();
            }
            Shape shape = inference.shape(of);
            boolean key = read.form() == Use.Form.KEY;
            boolean exact = option instanceof Type.Instance instance ? instance.exact() : ((Type.ClassObject) option).exact();
            boolean silent = key && shape.kind() != Shape.Kind.TYPED_DICT || shape.has(read.name()) || uses.sets(shape, read.name(), inference)
                    || shape.kind() == Shape.Kind.ENUM || !exact && excused(shape, read.name(), option instanceof Type.ClassObject) || unsure(shape) && !options.strict();
            if (silent) {
                return Optional.empty();
            }
            classes.add(of);
        }
        Optional<ClassDef> of = classes.stream().filter(selection::holds).findFirst();
        return of.map(found -> new Missing(read, found, nearest(found).to(read.name()).filter(near -> isAlike(found, near, read))));
    }

    /** A method is meant where something is called, a field elsewhere; and no property reads itself. */
    private boolean isAlike(ClassDef of, String near, Use.Read read) {
        boolean method = inference.shape(of).members(near).get(0).node() instanceof Stmt.Function function
                && function.decorators().stream().map(Expr::lastName).noneMatch(FunctionDef.PROPERTY::contains);
        return method == read.isCalled() && read.in().filter(function -> function.syntax.name().equals(near)).isEmpty();
    }

    private List<String> available(ClassDef of) {
        return available.computeIfAbsent(of, key -> inference.shape(key).available().stream().limit(MOST_AVAILABLE).toList());
    }

    private Nearest nearest(ClassDef of) {
        return nearest.computeIfAbsent(of, key -> new Nearest(inference.shape(of).available().stream().limit(MOST_COMPARED).toList()));
    }

    private boolean waived(Use.Read read) {
        return uses.mocks(read.module(), read.name()) || Guards.waive(read.module(), read.start()) && !options.strict();
    }

    private static boolean unsure(Shape shape) {
        return shape.open().isPresent();
    }

    /** Whether the object may be of another class that has, or may have, the attribute. */
    private boolean excused(Shape shape, String name, boolean onClass) {
        Set<ClassDef> subclasses = below.getOrDefault(shape.of(), Set.of());
        boolean elsewhere = shape.isProtocol() || shape.isAbstract() && subclasses.stream().allMatch(sub -> inference.shape(sub).isAbstract());
        return elsewhere && !options.strict() || Stream.concat(subclasses.stream(), uses.standInsFor(shape.of()).stream())
                .anyMatch(other -> other != shape.of() && mayHave(other, name, onClass));
    }

    /** Whether it has the attribute, or may get it from its own code, from another base, or as a class from what decorates it. */
    private boolean mayHave(ClassDef other, String name, boolean onClass) {
        Shape shape = inference.shape(other);
        boolean mixed = other.syntax.bases().size() > 1;
        return shape.has(name) || other.isOpen() || (mixed || onClass) && shape.open().isPresent();
    }

    private boolean excused(ClassDef of, String name) {
        return excused(inference.shape(of), name, false);
    }

    /** The reads of one attribute of one class in one file. */
    private static Map<List<Object>, List<Missing>> alike(List<Missing> missing) {
        Map<List<Object>, List<Missing>> groups = new LinkedHashMap<>();
        missing.forEach(found -> groups.computeIfAbsent(List.of(found.read().module(), found.of(), found.read().name()), key -> new ArrayList<>())
                .add(found));
        return groups;
    }

    private Finding undeclared(Missing missing, List<Misplaced> misplaced, String more) {
        Use.Read read = missing.read();
        Shape shape = inference.shape(missing.of());
        Optional<Misplaced> stray = misplaced.stream().filter(found -> found.of() == missing.of() && found.name().equals(read.name())).findFirst();
        boolean typo = missing.nearest().isPresent() && stray.isEmpty();
        Rule rule = typo ? ConfigRules.TYPO : ConfigRules.UNDECLARED;
        String message = says(read, missing.of(), shape) + shape.open().map(why -> " (" + why + ")").orElse("")
                + (typo ? "; did you mean '" + missing.nearest().get() + "'?" : "") + more;
        List<Related> related = new ArrayList<>(List.of(new Related(place(missing.of()), "class " + missing.of().name() + " is defined here")));
        stray.ifPresent(found -> related.add(new Related(found.place(), "this looks like its field, in the wrong place")));
        List<String> available = new ArrayList<>(available(missing.of()));
        missing.nearest().ifPresent(near -> {
            available.remove(near);
            available.add(0, near);
        });
        return Finding.of(rule, place(read.module(), read.start()), missing.of().name() + "." + read.name(), message)
                .withAvailable(available).withRelated(related);
    }

    /** What Python says when the line runs. */
    private static String says(Use.Read read, ClassDef of, Shape shape) {
        if (read.form() == Use.Form.KEY) {
            return "KeyError: '" + read.name() + "': '" + of.name() + "' has no such key";
        } else if (read.form() == Use.Form.PATTERN) {
            return "'" + of.name() + "' object has no attribute '" + read.name() + "': this pattern never matches";
        }
        boolean onClass = Type.options(read.receiver()).stream().noneMatch(Type.Instance.class::isInstance);
        return onClass ? "type object '" + of.name() + "' has no attribute '" + read.name() + "'"
                : shape.kind() == Shape.Kind.TYPED_DICT ? "'dict' object has no attribute '" + read.name() + "' ('" + of.name() + "' is a TypedDict)"
                : "'" + of.name() + "' object has no attribute '" + read.name() + "'";
    }

    private void required(ClassDef definition, Mending mending, List<Finding> findings) {
        Shape shape = inference.shape(definition);
        for (String name : options.require()) {
            boolean asked = options.classes().isEmpty() || options.matches(definition);
            if (asked && !shape.has(name) && (shape.open().isEmpty() || options.strict())) {
                Finding finding = Finding.of(ConfigRules.REQUIRED, place(definition), definition.name() + "." + name,
                        "'" + definition.name() + "' does not declare '" + name + "', which is required").withAvailable(shape.available());
                findings.add(mending.declare(definition, name, List.of(), finding));
            }
        }
    }

    static Place place(ClassDef definition) {
        return place(definition.module, definition.syntax.nameStart());
    }

    static Place place(Module module, int offset) {
        return new Place(module.path(), module.file.line(offset), module.file.column(offset));
    }
}
