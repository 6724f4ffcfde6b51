package tree;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A tree as a plan would leave it. */
final class PlannedTree extends ByteTree {
    private final ByteTree base;
    private final Effect effect;
    private final Map<String, Effect.Change> now = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private volatile List<String> files;

    PlannedTree(ByteTree base, Effect effect) {
        this.base = base;
        this.effect = effect;
        for (Effect.Change change : effect.changes()) {
            now.put(change.to(), change);
            change.before().filter(from -> !from.equals(change.to())).ifPresent(gone::add);
        }
    }

    @Override
    public Path root() {
        return base.root();
    }

    @Override
    public List<String> files() {
        // Made when needed: most views are only asked whether the plan fits.
        if (files == null) {
            Set<String> names = new TreeSet<>(base.files());
            names.removeAll(gone);
            effect.changes().stream().filter(Effect.Change::isNewName).map(Effect.Change::to).forEach(names::add);
            files = List.copyOf(names);
        }
        return files;
    }

    @Override
    public boolean isFile(String path) {
        Optional<String> file = path.endsWith("/") ? Optional.empty() : resolve(path);
        return file.isPresent() && (now.containsKey(file.get()) || base.isFile(file.get()));
    }

    @Override
    public boolean isDirectory(String path) {
        Optional<String> folder = resolve(path);
        return folder.isPresent() && (effect.newFolders().contains(folder.get()) || base.isDirectory(folder.get()));
    }

    @Override
    public List<Unreadable> problems() {
        return base.problems();
    }

    @Override
    Optional<String> resolve(String path) {
        Optional<String> normal = normal(path);
        if (normal.isEmpty()) {
            return normal;
        }
        Optional<String> known = base.resolve(normal.get()).filter(real -> !gone.contains(real) && !effect.emptied().contains(real));
        if (known.isPresent() || normal.get().isEmpty()) {
            return known;
        }
        // New here; its folder may be reached by a link.
        return resolve(folder(normal.get())).map(folder -> join(folder, name(normal.get())))
                .filter(real -> now.containsKey(real) || effect.newFolders().contains(real));
    }

    @Override
    boolean occupied(String path) {
        return now.containsKey(path) || effect.newFolders().contains(path)
                || !gone.contains(path) && !effect.emptied().contains(path) && base.occupied(path);
    }

    @Override
    Set<String> entries(String folder) {
        Set<String> names = new HashSet<>();
        if (!effect.newFolders().contains(folder)) {
            base.entries(folder).stream().filter(name -> occupied(join(folder, name))).forEach(names::add);
        }
        now.keySet().stream().filter(path -> folder(path).equals(folder)).map(ByteTree::name).forEach(names::add);
        effect.newFolders().stream().filter(path -> folder(path).equals(folder)).map(ByteTree::name).forEach(names::add);
        return names;
    }

    @Override
    boolean load(String path, Bytes into) {
        Effect.Change change = now.get(path);
        if (change != null && change.bytes().isPresent()) {
            into.set(change.bytes().get());
            return true;
        }
        return base.load(change == null ? path : change.before().orElse(path), into);
    }

    @Override
    boolean sameAsBefore(String path, Bytes bytes) {
        Effect.Change change = now.get(path);
        return change != null && change.bytes().isPresent()
                || base.sameAsBefore(change == null ? path : change.before().orElse(path), bytes);
    }

    @Override
    boolean isOnDisk(String path) {
        return !now.containsKey(path) && base.isOnDisk(path);
    }

    @Override
    Map<String, Long> unconcerned(List<List<String>> needles) {
        return base.unconcerned(needles);
    }

    @Override
    void problem(String path, String reason) {
        base.problem(path, reason);
    }
}
