package python;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where an expression stands.
 *
 * @param values what names and paths such as {@code self.config} are known to be at this point; where it is silent, all
 *               assignments of a name count
 */
record Scope(Module module, Optional<ClassDef> owner, Optional<FunctionDef> function, Map<String, Type> values) {
    static Scope of(Module module) {
        return new Scope(module, Optional.empty(), Optional.empty(), Map.of());
    }

    static Scope of(ClassDef owner) {
        return new Scope(owner.module, Optional.of(owner), owner.within, Map.of());
    }

    static Scope of(FunctionDef function) {
        return new Scope(function.module, Optional.empty(), Optional.of(function), Map.of());
    }

    /** Where the annotations of a function stand: in its class, which its body does not see. */
    static Scope ofSignature(FunctionDef function) {
        return new Scope(function.module, function.owner, function.within.or(() -> function.owner.flatMap(owner -> owner.within)), Map.of());
    }

    Scope with(Map<String, Type> others) {
        return new Scope(module, owner, function, others);
    }

    /** This scope with a copy of its values, to be changed. */
    Scope copy() {
        return with(new TreeMap<>(values));
    }

    /** Gives the names of a target their types; only for a copy. */
    void bind(Expr target, Type type) {
        if (target instanceof Expr.Sequence sequence) {
            for (int i = 0; i < sequence.elements().size(); i++) {
                bind(sequence.elements().get(i), Type.part(type, i));
            }
        } else if (target instanceof Expr.Starred star) {
            bind(star.value(), Type.UNKNOWN);
        } else {
            target.path().ifPresent(path -> {
                forgetBelow(path);
                values.put(path, type);
            });
        }
    }

    /** Drops what is known of the attributes of a path, and of theirs. */
    private void forgetBelow(String path) {
        below(path).clear();
    }

    /** Drops what is known of the attributes of a path. */
    void forgetAttributes(String path) {
        below(path).keySet().removeIf(key -> key.indexOf('.', path.length() + 1) < 0);
    }

    boolean holdsBelow(String path) {
        return !below(path).isEmpty();
    }

    /** The attributes of a path; none where nothing is known at a point. */
    private Map<String, Type> below(String path) {
        // in the order of characters '/' comes right after '.'
        return values instanceof NavigableMap<String, Type> sorted ? sorted.subMap(path + ".", path + "/") : new TreeMap<>();
    }
}
