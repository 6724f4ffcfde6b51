package python;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            Shape shape = inference.shape(definition);
            known = shape.kind() != Shape.Kind.ENUM && shape.lineage().stream().anyMatch(options::matches);
            checked.put(definition, known);
        }
        return known;
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

    /** Names of subclasses, functions, module values and holders through which other files reach a checked object. */
    Set<String> related(List<Module> modules) {
        Set<String> names = new HashSet<>();
        for (Module module : modules) {
            inference.begin();
            for (FunctionDef function : module.functions) {
                inference.begin();
                if (gives(inference.result(function, Optional.empty()))) {
                    names.add(function.syntax.name());
                }
            }
            for (ClassDef definition : module.classes) {
                inference.begin();
                if (holds(definition) || reaches(definition)) {
                    names.add(definition.name());
                }
            }
            module.symbols.forEach((name, symbols) -> {
                if (symbols.stream().anyMatch(symbol -> symbol instanceof Symbol.Bound)
                        && inference.member(module, name).filter(this::gives).isPresent()) {
                    names.add(name);
                }
            });
        }
        names.removeIf(name -> name.startsWith("__") || name.startsWith("test_"));
        return names;
    }

    /** Whether an attribute of its objects, its own or inherited, holds a checked object. */
    private boolean reaches(ClassDef definition) {
        Shape shape = inference.shape(definition);
        Type object = new Type.Instance(definition, false);
        return shape.lineage().stream().flatMap(level -> level.members().values().stream()).flatMap(List::stream)
                .filter(member -> member.how() != ClassDef.How.METHOD && member.how() != ClassDef.How.CLASS)
                .map(ClassDef.Member::name).distinct().anyMatch(name -> gives(inference.attribute(object, name)));
    }

    /** The checked classes of these modules, in the order of the text. */
    Stream<ClassDef> in(List<Module> modules) {
        return modules.stream().flatMap(module -> module.classes.stream()).filter(this::holds);
    }
}
