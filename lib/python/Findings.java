package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import python.ReadCheck.Missing;
import report.Finding;
import report.Place;
import report.Related;
import report.Rule;

/** What is to be said of a tree, rule by rule, with the changes that mend it. */
final class Findings {
    /** More fields than this are listed for nobody. */
    private static final int MOST_AVAILABLE = 100;

    private final ConfigOptions options;
    private final Inference inference;
    private final Selection selection;
    private final Uses uses;
    private final Project project;
    private final Substitutes substitutes;
    private final Map<ClassDef, List<String>> available = new HashMap<>();

    Findings(ConfigOptions options, Worker worker, Uses uses, Project project) {
        this.options = options;
        this.inference = worker.inference();
        this.selection = worker.selection();
        this.uses = uses;
        this.project = project;
        this.substitutes = new Substitutes(project.parsed(), inference, uses, options.strict());
    }

    List<Finding> all() {
        List<Missing> missing = new ReadCheck(options, inference, selection, uses, substitutes).missing();
        List<Misplaced> misplaced = Misplaced.in(project.parsed(), selection, inference, missing);
        Mending mending = new Mending(options, inference, selection, project.parsed(), missing, misplaced);
        List<Finding> findings = new ArrayList<>();
        alike(missing).values().forEach(group -> undeclared(group, misplaced, mending, findings));
        misplaced.forEach(found -> findings.add(mending.mend(found, found.finding())));
        uses.made.forEach(made -> findings.addAll(Arguments.of(made, substitutes, inference, options)));
        selection.in(project.parsed()).forEach(definition -> required(definition, mending, findings));
        unparsed(findings);
        return findings;
    }

    private void unparsed(List<Finding> into) {
        project.parsed().forEach(module -> module.syntax.errors().stream().limit(1).forEach(offset -> into.add(Finding.of(
                ConfigRules.UNPARSED, module.place(offset), module.path(), "the statement here does not parse; the rest of the file was checked"))));
        project.cut().forEach((path, why) -> into.add(Finding.of(ConfigRules.UNPARSED, new Place(path, 1, 1), path, why)));
    }

    /** The reads of one attribute of one class in one file. */
    private static Map<List<Object>, List<Missing>> alike(List<Missing> missing) {
        Map<List<Object>, List<Missing>> groups = new LinkedHashMap<>();
        missing.forEach(found -> groups.computeIfAbsent(List.of(found.read().module(), found.of(), found.read().name()), key -> new ArrayList<>())
                .add(found));
        return groups;
    }

    private void undeclared(List<Missing> group, List<Misplaced> misplaced, Mending mending, List<Finding> into) {
        int hidden = Math.max(group.size() - ReadCheck.MOST_LISTED, 0);
        for (int i = 0; i < group.size() - hidden; i++) {
            String more = hidden > 0 && i == ReadCheck.MOST_LISTED - 1 ? " (and " + hidden + " more like it in this file)" : "";
            into.add(mending.mend(group.get(i), undeclared(group.get(i), misplaced, more)));
        }
    }

    private Finding undeclared(Missing missing, List<Misplaced> misplaced, String more) {
        Use.Read read = missing.read();
        Shape shape = inference.shape(missing.of());
        Optional<Misplaced> stray = misplaced.stream().filter(found -> found.of() == missing.of() && found.name().equals(read.name())).findFirst();
        boolean typo = missing.nearest().isPresent() && stray.isEmpty();
        Rule rule = typo ? ConfigRules.TYPO : ConfigRules.UNDECLARED;
        String message = says(read, missing.of(), shape) + shape.open().map(why -> " (" + why + ")").orElse("")
                + (typo ? "; did you mean '" + missing.nearest().get() + "'?" : "") + more;
        List<Related> related = new ArrayList<>(List.of(missing.of().definition()));
        stray.ifPresent(found -> related.add(new Related(found.place(), "this looks like its field, in the wrong place")));
        List<String> available = new ArrayList<>(available(missing.of()));
        missing.nearest().ifPresent(near -> {
            available.remove(near);
            available.add(0, near);
        });
        return Finding.of(rule, read.module().place(read.start()), missing.of().name() + "." + read.name(), message)
                .withAvailable(available).withRelated(related);
    }

    private List<String> available(ClassDef of) {
        return available.computeIfAbsent(of, key -> inference.shape(key).available().stream().limit(MOST_AVAILABLE).toList());
    }

    /** What Python says when the line runs. */
    private static String says(Use.Read read, ClassDef of, Shape shape) {
        if (read.form() == Use.Form.KEY) {
            return "KeyError: '" + read.name() + "': '" + of.name() + "' has no such key";
        } else if (read.form() == Use.Form.PATTERN) {
            return "'" + of.name() + "' object has no attribute '" + read.name() + "': this pattern never matches";
        }
        String lacks = " has no attribute '" + read.name() + "'";
        boolean onClass = Type.options(read.receiver()).stream().noneMatch(Type.Instance.class::isInstance);
        return onClass ? "type object '" + of.name() + "'" + lacks
                : shape.kind() == Shape.Kind.TYPED_DICT ? "'dict' object" + lacks + " ('" + of.name() + "' is a TypedDict)"
                : "'" + of.name() + "' object" + lacks;
    }

    private void required(ClassDef definition, Mending mending, List<Finding> findings) {
        Shape shape = inference.shape(definition);
        for (String name : options.require()) {
            boolean asked = options.classes().isEmpty() || options.matches(definition);
            if (asked && !shape.has(name) && (shape.open().isEmpty() || options.strict())) {
                Finding finding = Finding.of(ConfigRules.REQUIRED, definition.place(), definition.name() + "." + name,
                        "'" + definition.name() + "' does not declare '" + name + "', which is required").withAvailable(shape.available());
                findings.add(mending.declare(definition, name, List.of(), finding));
            }
        }
    }
}
