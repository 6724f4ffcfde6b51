package python;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The names under which modules give others what leads to a checked object. */
final class Exports {
    private final Project project;
    private final Selection selection;
    private final Inference inference;
    private final Relevance relevance;
    private final Map<String, Set<String>> names = new HashMap<>();
    private final Map<String, Set<String>> holders = new HashMap<>();
    private final Set<String> attributes = new HashSet<>();

    private Exports(Project project, Worker worker, Relevance relevance) {
        this.project = project;
        this.selection = worker.selection();
        this.inference = worker.inference();
        this.relevance = relevance;
    }

    /** Those of the relevant parts of these modules. */
    static Exports of(List<Module> modules, Project project, Relevance relevance, Worker worker) {
        Exports exports = new Exports(project, worker, relevance);
        modules.stream().filter(relevance::touches).forEach(module -> worker.inference().within(module, () -> exports.add(module)));
        return exports;
    }

    /**
     * Those of classes, functions and module values, by which other files are found; each with words of which one stands
     * in every file that has it from here: the module's, or the name alone where no import need tell whence it comes.
     */
    Map<String, Set<String>> names() {
        return names;
    }

    /** Those of functions and module values that give an object which holds a checked one, to be had by an attribute. */
    Map<String, Set<String>> holders() {
        return holders;
    }

    /** Those of attributes and methods, which alone say nothing about a file. */
    Set<String> attributes() {
        return attributes;
    }

    private void add(Module module) {
        String beside = isImportedWhole(module) ? "" : module.importedAs();
        for (FunctionDef function : module.functions) {
            inference.begin();
            if (relevance.touches(module, function.syntax)) {
                add(function, inference.result(function, Optional.empty()), beside);
            }
        }
        for (ClassDef definition : module.classes) {
            inference.begin();
            if (relevance.touches(module, definition.syntax)) {
                Set<String> holding = holding(definition);
                attributes.addAll(holding);
                if (selection.holds(definition) || !holding.isEmpty()) {
                    add(names, definition.name(), beside);
                }
            }
        }
        inference.begin();
        module.symbols.forEach((name, symbols) -> symbols.forEach(symbol -> {
            if (symbol instanceof Symbol.Imported imported && imported.name().filter(relevance::knows).isPresent()) {
                add(names, name, beside);
            } else if (symbol instanceof Symbol.Bound bound && relevance.touches(module, bound.statement())) {
                inference.member(module, name).ifPresent(type -> add(name, type, beside));
            }
        }));
        module.globals.keySet().forEach(name -> inference.member(module, name).ifPresent(type -> add(name, type, beside)));
    }

    /** A method is reached through its class, a function of a module by its name; a local one stays where it is. */
    private void add(FunctionDef function, Type result, String beside) {
        String name = function.syntax.name();
        if (function.owner.isEmpty() && function.within.isEmpty()) {
            add(name, result, function.is("fixture") && function.module.path().endsWith("conftest.py") ? "" : beside);
        } else if (selection.gives(result)) {
            attributes.add(name);
            function.owner.ifPresent(owner -> add(names, owner.name(), beside));
        }
    }

    private void add(String name, Type given, String beside) {
        if (selection.gives(given)) {
            add(names, name, beside);
        } else if (Type.options(given).stream().anyMatch(option -> option instanceof Type.Instance instance && relevance.knows(instance.of().name()))) {
            add(holders, name, beside);
        }
    }

    private static void add(Map<String, Set<String>> names, String name, String beside) {
        if (!name.startsWith("__") && !name.startsWith("test_") && !name.equals("*")) {
            names.computeIfAbsent(name, key -> new HashSet<>()).add(beside.isEmpty() ? name : beside);
        }
    }

    /** Whether its package takes all its names, so that others import them without naming the module. */
    private boolean isImportedWhole(Module module) {
        String init = Project.join(Project.folder(module.path()), "__init__.py");
        return project.isFile(init) && project.module(init).filter(package_ ->
                package_.symbols.getOrDefault("*", List.of()).stream().anyMatch(symbol -> symbol instanceof Symbol.Imported star
                        && ("." + star.module()).endsWith("." + module.importedAs()))).isPresent();
    }

    /** The attributes of its objects, own and inherited, that hold a checked object. */
    private Set<String> holding(ClassDef definition) {
        Shape shape = inference.shape(definition);
        Type object = new Type.Instance(definition, false);
        return shape.lineage().stream().flatMap(level -> level.members().values().stream()).flatMap(List::stream)
                .filter(member -> member.how() != ClassDef.How.METHOD && member.how() != ClassDef.How.CLASS)
                .map(ClassDef.Member::name).distinct().filter(name -> selection.gives(inference.attribute(object, name))).collect(Collectors.toSet());
    }
}
