package tree;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a fix does to the tree, as a value: it can be compared, shown as a diff, tried in memory and applied all-or-nothing. */
public record Plan(List<Change> changes) {
    public static final Plan NOTHING = new Plan(List.of());

    public Plan {
        changes = List.copyOf(changes);
    }

    public static Plan of(Change... changes) {
        return new Plan(List.of(changes));
    }

    /** Both plans; a change that stands in both is done once. */
    public Plan and(Plan other) {
        Set<Change> both = new LinkedHashSet<>(changes);
        both.addAll(other.changes);
        return new Plan(List.copyOf(both));
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    public List<Edit> edits() {
        return only(Edit.class);
    }

    public List<Move> moves() {
        return only(Move.class);
    }

    public List<Create> creates() {
        return only(Create.class);
    }

    /** The files that it changes, moves or makes, by their paths before and after. */
    public Set<String> files() {
        Set<String> files = new LinkedHashSet<>();
        changes.forEach(change -> files.add(change.path()));
        moves().forEach(move -> files.add(move.to()));
        return files;
    }

    private <T extends Change> List<T> only(Class<T> kind) {
        return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
