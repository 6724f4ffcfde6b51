package tree;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A tree that can hand out the bytes of its files; what follows from the bytes alone stands here. */
abstract sealed class ByteTree implements Tree permits DiskTree, PlannedTree {

    /** The path of the file or folder without any symbolic link, or empty when nothing exists there inside the root. */
    abstract Optional<String> resolve(String path);

    /** Whether anything at all has this name, be it a broken link. */
    abstract boolean occupied(String path);

    /** Names of everything in a folder, listed or not. */
    abstract Set<String> entries(String folder);

    /** Loads a file named without symbolic links, which may turn out to be binary; when it cannot, notes the problem and gives false. */
    abstract boolean load(String path, Bytes into);

    /** Notes that this text was handed out, so that a later change of the file is noticed. */
    abstract boolean sameAsBefore(String path, Bytes bytes);

    /** Whether the file is the one on disk, under its own name. */
    abstract boolean isOnDisk(String path);

    /** For each file on disk the visitors (as bits) with these strings that an earlier scan has found not to be concerned. */
    abstract Map<String, Long> unconcerned(List<List<String>> needles);

    abstract void problem(String path, String reason);

    @Override
    public final Optional<TextFile> read(String path) {
        Optional<String> file = isFile(path) ? resolve(path) : Optional.empty();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Bytes bytes = new Bytes();
        if (!load(file.get(), bytes)) {
            return Optional.empty();
        } else if (bytes.isBinary()) {
            problem(path, "is not a text file");
            return Optional.empty();
        }
        return text(path, file.get(), bytes);
    }

    /** The text, unless this tree has handed out another one for the same file. */
    final Optional<TextFile> text(String path, String file, Bytes bytes) {
        if (sameAsBefore(file, bytes)) {
            return Optional.of(bytes.text(path));
        }
        problem(path, "has changed while it was analysed");
        return Optional.empty();
    }

    @Override
    public final void scan(Collection<? extends Visitor> visitors) {
        new Scan(this, visitors).run();
    }

    @Override
    public final Tree after(Plan plan) {
        return new PlannedTree(this, Effect.of(this, plan));
    }

    /** The path without {@code .}, {@code ..} and doubled slashes; empty when it is absolute or leaves the root; {@code ""} is the root. */
    static Optional<String> normal(String path) {
        if (path.startsWith("/") || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            switch (segment) {
                case "", "." -> { }
                case ".." -> {
                    if (segments.pollLast() == null) {
                        return Optional.empty();
                    }
                }
                default -> segments.add(segment);
            }
        }
        return Optional.of(String.join("/", segments));
    }

    /** The folder that holds a file or folder; {@code ""} is the root. */
    static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String join(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
