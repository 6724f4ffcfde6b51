package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import report.Finding;
import report.Fix;
import tree.Change;
import tree.Edit;
import tree.Plan;

/** Finds for each finding the change that mends it, one change for all findings with one cause. */
final class Mending {
    /** More missing fields of one class than this are no slip that a fix could mend. */
    private static final int MOST_ADDED = 200;
    private static final Pattern KEYWORD_ONLY = Pattern.compile("kw_only\\s*=\\s*True");

    private final ConfigOptions options;
    private final Imports imports;
    private final Inference inference;
    private final List<Module> modules;
    private final Map<List<Object>, List<ReadCheck.Missing>> missing = new HashMap<>();
    private final Defaults defaults;
    private final Map<List<Object>, Optional<Fix>> fixes = new HashMap<>();
    private final Map<ClassDef, Integer> added = new HashMap<>();
    private final Map<ClassDef, ClassBody> bodies = new HashMap<>();
    private final Map<ClassDef, FieldStyle> styles = new HashMap<>();

    Mending(ConfigOptions options, Inference inference, Selection selection, List<Module> modules, List<ReadCheck.Missing> missing,
            List<Misplaced> misplaced) {
        this.options = options;
        this.imports = new Imports(modules);
        this.inference = inference;
        this.modules = modules;
        missing.forEach(found -> this.missing.computeIfAbsent(List.of(found.of(), found.read().name()), key -> new ArrayList<>()).add(found));
        this.defaults = new Defaults(options, inference, selection.in(modules).toList());
        for (Misplaced found : misplaced) {
            fixes.putIfAbsent(List.of(found.of(), found.name()), move(found));
        }
    }

    /** A typo is renamed where it is read; for anything else the class gets the field. */
    Finding mend(ReadCheck.Missing found, Finding finding) {
        if (finding.rule() == ConfigRules.TYPO) {
            return finding.withFix(rename(found));
        }
        String name = found.read().name();
        return declare(found.of(), name, missing.get(List.of(found.of(), name)).stream().map(ReadCheck.Missing::read).toList(), finding);
    }

    /** One change for each read; one for all of a file when not all are listed. */
    private Fix rename(ReadCheck.Missing found) {
        Use.Read read = found.read();
        String near = found.nearest().orElseThrow();
        String title = "Read " + near + " instead of " + read.name();
        List<ReadCheck.Missing> alike = missing.get(List.of(found.of(), read.name())).stream()
                .filter(other -> other.read().module() == read.module() && other.nearest().equals(found.nearest())).toList();
        return alike.size() <= ReadCheck.MOST_LISTED ? new Fix(title, Plan.of(renamed(read, near)))
                : fixes.computeIfAbsent(List.of(found.of(), read.name(), read.module(), near), key -> Optional.of(
                        new Fix(title, new Plan(alike.stream().<Change>map(other -> renamed(other.read(), near)).toList())))).orElseThrow();
    }

    private static Edit renamed(Use.Read read, String near) {
        boolean quoted = "\"'".indexOf(read.module().file.text().charAt(read.start())) >= 0;
        int quote = quoted ? 1 : 0;
        return new Edit(read.module().path(), read.start() + quote, read.end() - quote, near);
    }

    Finding mend(Misplaced found, Finding finding) {
        return fixes.get(List.of(found.of(), found.name())).map(finding::withFix).orElse(finding);
    }

    /** Gives a class a field. */
    Finding declare(ClassDef of, String name, List<Use.Read> reads, Finding finding) {
        return fixes.computeIfAbsent(List.of(of, name), key -> add(of, name, reads)).map(finding::withFix).orElse(finding);
    }

    private Optional<Fix> add(ClassDef of, String name, List<Use.Read> reads) {
        if (added.merge(of, 1, Integer::sum) > MOST_ADDED) {
            return Optional.empty();
        }
        // what is called is a method that is missing, not a field
        boolean called = reads.stream().anyMatch(Use.Read::isCalled);
        if (called && !options.defaults().containsKey(name) || !takesDefault(of)) {
            return Optional.empty();
        }
        return defaults.of(of, name, reads).flatMap(value -> styles.computeIfAbsent(of, key -> new FieldStyle(of, inference.shape(of), body(of)))
                .add(name, value).map(plan -> declaring(of, "Declare " + name + " in " + of.name() + " as " + value.origin(), value, plan)));
    }

    /** With the imports that the field needs; by hand if nobody says where a name in it is from. */
    private Fix declaring(ClassDef of, String title, Defaults.Value value, Plan plan) {
        List<Change> changes = new ArrayList<>(plan.changes());
        List<String> open = new ArrayList<>();
        Stream.concat(value.value().stream(), value.type().stream()).flatMap(code -> imports.unknown(code, of.module).stream()).distinct()
                .forEach(needed -> imports.of(needed, of.module).ifPresentOrElse(changes::add, () -> open.add(needed)));
        return open.isEmpty() ? new Fix(title, new Plan(changes), !value.guessed() || options.guess())
                : new Fix(title + ", once " + String.join(" and ", open) + " is imported there", plan, false);
    }

    private Optional<Fix> move(Misplaced found) {
        return !takesDefault(found.of()) ? Optional.empty() : Relocation.of(found, body(found.of()), inference.shape(found.of()))
                .map(plan -> new Fix("Move " + found.name() + " into " + found.of().name(), plan));
    }

    private ClassBody body(ClassDef of) {
        return bodies.computeIfAbsent(of, ClassBody::new);
    }

    /**
     * Whether the class can take a field with a default: it has a body, which broken code may lack, and no subclass has a field without
     * one, before which the default would stand, unless that is keyword-only.
     */
    private boolean takesDefault(ClassDef of) {
        Shape.Kind kind = inference.shape(of).kind();
        boolean ordered = kind == Shape.Kind.DATACLASS || kind == Shape.Kind.ATTRS;
        return !of.syntax.body().isEmpty() && !(ordered && modules.stream().flatMap(module -> module.classes.stream())
                .filter(other -> other != of && !other.syntax.bases().isEmpty() && inference.shape(other).lineage().contains(of))
                .anyMatch(other -> other.fields().stream().anyMatch(field -> isRequired(field, other.module)) && !isKeywordOnly(other)));
    }

    private static boolean isRequired(ClassDef.Member field, Module module) {
        return field.value().isEmpty() && !module.text(field.annotation().get()).contains("ClassVar");
    }

    private static boolean isKeywordOnly(ClassDef of) {
        return of.syntax.decorators().stream().anyMatch(decorator -> KEYWORD_ONLY.matcher(of.module.text(decorator)).find());
    }
}
