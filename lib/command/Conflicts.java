package command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import tree.Change;
import tree.Create;
import tree.Edit;
import tree.Move;
import tree.Plan;

/** Plans that are taken together: the same change may stand in several, two changes of one thing may not. */
final class Conflicts {
    private final Map<String, NavigableMap<Integer, Edit>> replaced = new HashMap<>();
    private final Map<String, Change> sources = new HashMap<>();
    private final Map<String, Change> targets = new HashMap<>();

    /** Takes a plan, or says which path it would change otherwise than those before, and takes none of it. */
    Optional<String> take(Plan plan) {
        Optional<String> conflict = plan.changes().stream().filter(this::clashes).map(Change::path).findFirst();
        if (conflict.isEmpty()) {
            plan.changes().forEach(this::add);
        }
        return conflict;
    }

    private boolean clashes(Change change) {
        if (change instanceof Edit edit) {
            NavigableMap<Integer, Edit> edits = replaced.getOrDefault(edit.path(), new TreeMap<>());
            // What is taken does not overlap, so the last one that begins before this one's end has the furthest end.
            Map.Entry<Integer, Edit> last = edits.lowerEntry(edit.end());
            return last != null && !last.getValue().equals(edit) && last.getValue().end() > edit.start();
        }
        List<Optional<Change>> others = change instanceof Move move
                ? List.of(Optional.ofNullable(sources.get(move.path())), Optional.ofNullable(targets.get(move.to())))
                : List.of(Optional.ofNullable(targets.get(change.path())));
        return others.stream().flatMap(Optional::stream).anyMatch(other -> !other.equals(change));
    }

    private void add(Change change) {
        if (change instanceof Edit edit) {
            if (edit.end() > edit.start()) {
                replaced.computeIfAbsent(edit.path(), path -> new TreeMap<>()).put(edit.start(), edit);
            }
        } else if (change instanceof Move move) {
            sources.put(move.path(), move);
            targets.put(move.to(), move);
        } else if (change instanceof Create create) {
            targets.put(create.path(), create);
        }
    }
}
