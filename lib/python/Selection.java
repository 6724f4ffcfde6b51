package python;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    boolean gives(Type type) {
        return holds(type) || Type.options(type).stream().anyMatch(option -> option instanceof Type.Many many && gives(many.element())
                || option instanceof Type.Mapped mapped && gives(mapped.value())
                || option instanceof Type.Awaitable awaited && gives(awaited.result())
                || option instanceof Type.Manager manager && gives(manager.entered()));
    }

    /** The checked classes of these modules, in the order of the text. */
    Stream<ClassDef> in(List<Module> modules) {
        return modules.stream().flatMap(module -> module.classes.stream()).filter(this::holds);
    }
}
