package python;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which classes are checked, and what leads to their objects. */
final class Selection {
    private final ConfigOptions options;
    private final Inference inference;
    private final Map<ClassDef, Boolean> checked = new HashMap<>();

    Selection(ConfigOptions options, Inference inference) {
        this.options = options;
        this.inference = inference;
    }

    /** A class that is asked for, or inherits from one that is, unless it is an enumeration. */
    boolean holds(ClassDef definition) {
        Boolean known = checked.get(definition);
        if (known == null) {
            // a class without bases needs no look at what it declares
            boolean alone = definition.syntax.bases().isEmpty() && !options.matches(definition);
            known = !alone && isChecked(inference.shape(definition));
            checked.put(definition, known);
        }
        return known;
    }

    private boolean isChecked(Shape shape) {
        return shape.kind() != Shape.Kind.ENUM && shape.lineage().stream().anyMatch(options::matches);
    }

    boolean holds(Type type) {
        return Type.options(type).stream().anyMatch(option -> option instanceof Type.Instance instance && holds(instance.of())
                || option instanceof Type.ClassObject object && holds(object.of()));
    }

    /** Whether some value of a checked class can be had from it. */
    private boolean gives(Type type) {
        return holds(type) || Type.options(type).stream().anyMatch(option -> option instanceof Type.Many many && gives(many.element())
                || option instanceof Type.Mapped mapped && gives(mapped.value())
                || option instanceof Type.Awaitable awaited && gives(awaited.result())
                || option instanceof Type.Manager manager && gives(manager.entered()));
    }

    /**
     * Names through which code reaches a checked object.
     *
     * @param names      of classes, functions and module values, by which other files are found; each with words of which
     *                   one stands in every file that has it from here: the module's, or the name alone where no import
     *                   need tell whence it comes
     * @param attributes that hold one
     */
    record Related(Map<String, Set<String>> names, Set<String> attributes) {
        private void add(String name, Module from, boolean everywhere) {
            if (!name.startsWith("__") && !name.startsWith("test_") && !name.equals("*")) {
                names.computeIfAbsent(name, key -> new HashSet<>()).add(everywhere ? name : from.importedAs().orElse(name));
            }
        }
    }

    /** Those which the relevant parts of these modules define. */
    Related related(List<Module> modules, Relevance relevance) {
        Related related = new Related(new HashMap<>(), new HashSet<>());
        for (Module module : modules) {
            if (relevance.touches(module)) {
                inference.within(module, () -> collect(module, relevance, related));
            }
        }
        return related;
    }

    private void collect(Module module, Relevance relevance, Related into) {
        for (FunctionDef function : module.functions) {
            inference.begin();
            if (relevance.touches(module, function.syntax) && gives(inference.result(function, Optional.empty()))) {
                collect(function, into);
            }
        }
        for (ClassDef definition : module.classes) {
            inference.begin();
            if (relevance.touches(module, definition.syntax)) {
                Set<String> holding = holding(definition);
                into.attributes().addAll(holding);
                if (holds(definition) || !holding.isEmpty()) {
                    into.add(definition.name(), module, false);
                }
            }
        }
        inference.begin();
        module.symbols.forEach((name, symbols) -> symbols.forEach(symbol -> {
            boolean value = symbol instanceof Symbol.Bound bound && relevance.touches(module, bound.statement());
            if (value && inference.member(module, name).filter(this::gives).isPresent()
                    || symbol instanceof Symbol.Imported imported && imported.name().filter(relevance::knows).isPresent()) {
                into.add(name, module, false);
            }
        }));
        module.globals.keySet().stream().filter(name -> inference.member(module, name).filter(this::gives).isPresent())
                .forEach(name -> into.add(name, module, false));
    }

    /** A method is reached through its class, a function of a module by its name; a local one stays where it is. */
    private static void collect(FunctionDef function, Related into) {
        String name = function.syntax.name();
        if (function.owner.isPresent()) {
            into.attributes().add(name);
            into.add(function.owner.get().name(), function.module, false);
        } else if (function.within.isPresent()) {
            into.attributes().add(name);
        } else {
            into.add(name, function.module, function.is("fixture") && function.module.path().endsWith("conftest.py"));
        }
    }

    /** The attributes of its objects, own and inherited, that hold a checked object. */
    private Set<String> holding(ClassDef definition) {
        Shape shape = inference.shape(definition);
        Type object = new Type.Instance(definition, false);
        return shape.lineage().stream().flatMap(level -> level.members().values().stream()).flatMap(List::stream)
                .filter(member -> member.how() != ClassDef.How.METHOD && member.how() != ClassDef.How.CLASS)
                .map(ClassDef.Member::name).distinct().filter(name -> gives(inference.attribute(object, name))).collect(Collectors.toSet());
    }

    /** The checked classes of these modules, in the order of the text. */
    Stream<ClassDef> in(List<Module> modules) {
        return modules.stream().flatMap(module -> module.classes.stream()).filter(this::holds);
    }
}
