package python;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The classes whose objects stand where another is declared: its subclasses, and those that the code puts there all the same. */
final class Substitutes {
    private final Inference inference;
    private final Uses uses;
    private final boolean strict;
    private final Map<ClassDef, Set<ClassDef>> subclasses = new HashMap<>();

    Substitutes(List<Module> modules, Inference inference, Uses uses, boolean strict) {
        this.inference = inference;
        this.uses = uses;
        this.strict = strict;
        modules.stream().flatMap(module -> module.classes.stream()).filter(definition -> !definition.syntax.bases().isEmpty()).forEach(definition ->
                inference.shape(definition).lineage().stream().skip(1)
                        .forEach(base -> subclasses.computeIfAbsent(base, key -> new HashSet<>()).add(definition)));
    }

    /**
     * Whether an object declared as of this class may be of another that has, or may have, the attribute.
     *
     * @param onClass whether it is read from the class itself rather than from an object
     */
    boolean mayHave(Shape declared, String name, boolean onClass) {
        Set<ClassDef> below = subclasses.getOrDefault(declared.of(), Set.of());
        boolean elsewhere = declared.isProtocol() || declared.isAbstract() && below.stream().allMatch(sub -> inference.shape(sub).isAbstract());
        return elsewhere && !strict || Stream.concat(below.stream(), uses.standInsFor(declared.of()).stream())
                .anyMatch(other -> other != declared.of() && mayHave(other, name, onClass));
    }

    /** Whether it has the attribute, or may get it from its own code, from another base, or as a class from what decorates it. */
    private boolean mayHave(ClassDef other, String name, boolean onClass) {
        Shape shape = inference.shape(other);
        boolean mixed = other.syntax.bases().size() > 1;
        return shape.has(name) || other.isOpen() || (mixed || onClass) && shape.open().isPresent();
    }
}
