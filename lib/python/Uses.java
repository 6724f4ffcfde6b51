package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Every use of a checked class in the tree, and what is set on such objects from outside. */
final class Uses implements Consumer<Use> {
    final List<Use.Read> reads = new ArrayList<>();
    final List<Use.Made> made = new ArrayList<>();
    private final Selection selection;
    private final Map<String, Set<ClassDef>> written = new HashMap<>();
    private final Set<String> writtenSomewhere = new HashSet<>();
    private final Set<ClassDef> writtenFreely = new HashSet<>();

    Uses(Selection selection) {
        this.selection = selection;
    }

    @Override
    public void accept(Use use) {
        if (use instanceof Use.Read read) {
            if (selection.holds(read.receiver())) {
                reads.add(read);
            }
        } else if (use instanceof Use.Made call) {
            if (selection.holds(call.of())) {
                made.add(call);
            }
        } else if (use instanceof Use.Written set) {
            Type.options(set.receiver()).forEach(option -> {
                if (option instanceof Type.Instance instance) {
                    written.computeIfAbsent(set.name(), key -> new HashSet<>()).add(instance.of());
                } else if (option instanceof Type.ClassObject object) {
                    written.computeIfAbsent(set.name(), key -> new HashSet<>()).add(object.of());
                } else if (Relevance.isLikely(set.path().substring(set.path().lastIndexOf('.') + 1))) {
                    writtenSomewhere.add(set.name());
                } else {
                    // a class's own code sets it on something: most often an object of its own, made by cls.__new__ or a copy
                    set.by().ifPresent(owner -> written.computeIfAbsent(set.name(), key -> new HashSet<>()).add(owner));
                }
            });
        } else if (use instanceof Use.WrittenAny set) {
            Type.options(set.receiver()).forEach(option -> {
                if (option instanceof Type.Instance instance) {
                    writtenFreely.add(instance.of());
                }
            });
        }
    }

    /** These and others. */
    Uses and(Uses others) {
        reads.addAll(others.reads);
        made.addAll(others.made);
        others.written.forEach((name, classes) -> written.computeIfAbsent(name, key -> new HashSet<>()).addAll(classes));
        writtenSomewhere.addAll(others.writtenSomewhere);
        writtenFreely.addAll(others.writtenFreely);
        return this;
    }

    /** Whether some code may set this attribute on an object of this class. */
    boolean sets(Shape shape, String name, Inference inference) {
        return writtenSomewhere.contains(name) || written.getOrDefault(name, Set.of()).stream().anyMatch(of -> related(shape, of, inference))
                || writtenFreely.stream().anyMatch(of -> related(shape, of, inference));
    }

    private static boolean related(Shape shape, ClassDef other, Inference inference) {
        return shape.lineage().contains(other) || inference.shape(other).lineage().contains(shape.of());
    }

    /** How many expectations were compared with what is declared. */
    int compared() {
        return reads.size() + made.stream().mapToInt(call -> call.call().arguments().size()).sum();
    }
}
