package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every use of a checked class in the tree, and what is set on such objects from outside. */
final class Uses implements Consumer<Use> {
    final List<Use.Read> reads = new ArrayList<>();
    final List<Use.Made> made = new ArrayList<>();
    private final Selection selection;
    private final Writes written = new Writes(new HashMap<>(), new HashSet<>());
    private final Writes forced = new Writes(new HashMap<>(), new HashSet<>());
    private final Set<String> writtenSomewhere = new HashSet<>();
    private final Map<ClassDef, Set<ClassDef>> standIns = new HashMap<>();
    private final Set<List<Object>> mocked = new HashSet<>();

    /** What is set on objects of which classes: by name, and by names that are computed. */
    private record Writes(Map<String, Set<ClassDef>> named, Set<ClassDef> freely) {
        void add(String name, ClassDef of) {
            named.computeIfAbsent(name, key -> new HashSet<>()).add(of);
        }

        void addAll(Writes others) {
            others.named.forEach((name, classes) -> named.computeIfAbsent(name, key -> new HashSet<>()).addAll(classes));
            freely.addAll(others.freely);
        }

        boolean cover(Shape shape, String name, Inference inference) {
            return Stream.concat(named.getOrDefault(name, Set.of()).stream(), freely.stream())
                    .anyMatch(other -> shape.lineage().contains(other) || inference.shape(other).lineage().contains(shape.of()));
        }
    }

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
            Type.options(set.receiver()).forEach(option -> written(set, option));
        } else if (use instanceof Use.WrittenAny set) {
            Type.options(set.receiver()).forEach(option -> {
                if (option instanceof Type.Instance instance) {
                    (set.forced() ? forced : written).freely().add(instance.of());
                }
            });
        } else if (use instanceof Use.StandIn seen) {
            standIns.computeIfAbsent(seen.declared(), key -> new HashSet<>()).add(seen.other());
        } else if (use instanceof Use.Mocked mock) {
            mocked.add(List.of(mock.module(), mock.name()));
        }
    }

    private void written(Use.Written set, Type option) {
        if (option instanceof Type.Instance instance) {
            (set.forced() ? forced : written).add(set.name(), instance.of());
        } else if (option instanceof Type.ClassObject object) {
            forced.add(set.name(), object.of());
        } else if (set.path().equals(Use.Written.ANYWHERE) || Relevance.isLikely(set.path().substring(set.path().lastIndexOf('.') + 1))) {
            writtenSomewhere.add(set.name());
        } else {
            // a class's own code sets it on something: most often an object of its own, made by cls.__new__ or a copy
            set.by().ifPresent(owner -> written.add(set.name(), owner));
        }
    }

    /** These and others. */
    Uses and(Uses others) {
        reads.addAll(others.reads);
        made.addAll(others.made);
        written.addAll(others.written);
        forced.addAll(others.forced);
        writtenSomewhere.addAll(others.writtenSomewhere);
        others.standIns.forEach((declared, classes) -> standIns.computeIfAbsent(declared, key -> new HashSet<>()).addAll(classes));
        mocked.addAll(others.mocked);
        return this;
    }

    /** Whether some code may set this attribute on an object of this class. */
    boolean sets(Shape shape, String name, Inference inference) {
        return forced.cover(shape, name, inference)
                || !shape.refuses(name) && (writtenSomewhere.contains(name) || written.cover(shape, name, inference));
    }

    /** Classes of objects that are found where this one is declared. */
    Set<ClassDef> standInsFor(ClassDef declared) {
        return standIns.getOrDefault(declared, Set.of());
    }

    /** Whether a mock in the module has an attribute of this name. */
    boolean mocks(Module module, String name) {
        return mocked.contains(List.of(module, name));
    }

    /** How many expectations were compared with what is declared. */
    int compared() {
        return reads.size() + made.stream().mapToInt(call -> call.call().arguments().size()).sum();
    }
}
