package tree;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Applies a plan to the files on disk, all or nothing, also when the process is killed or the power fails.
 *
 * <p>Its journal lies in {@code toolkit/} in git's own folder, or without git in {@code .toolkit/} at the root.
 *
 * <p>A file that is replaced keeps its mode, and its owner where the process may give files away; other hard links to it keep
 * the old content. Nothing is written through a symbolic link. Folders that lose their last file by a move are removed.
 * Entries of git's index move along with their files and keep their content.
 */
public final class Transaction {
    private static final String NOTHING = "there is nothing to take back";

    private final Path root;
    private final Path top;
    private final Path state;
    private final WriteAheadLog log;

    private Transaction(Path root, Steps steps) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(root.toString());
        }
        this.root = root.toRealPath();
        Optional<Path> git = Git.stateFolder(this.root);
        top = git.isPresent() ? Git.top(this.root).orElseThrow() : this.root;
        state = git.map(folder -> folder.resolve("toolkit")).orElse(this.root.resolve(".toolkit"));
        log = new WriteAheadLog(top, state, steps);
    }

    /** Is told of every step, before or after it; a test ends the process there. */
    interface Steps {
        void reached(String step) throws IOException;
    }

    /**
     * Does what the plan says.
     *
     * @param tree the files as they were analysed; not a view of them with another plan
     * @throws Refused     when a file has changed since then, the plan does not fit, or another run is at work; nothing was written
     * @throws IOException when something failed under way, and all was taken back
     */
    public static void apply(Tree tree, Plan plan) throws Refused, IOException {
        apply(tree, plan, step -> { });
    }

    static void apply(Tree tree, Plan plan, Steps steps) throws Refused, IOException {
        if (!(tree instanceof DiskTree files)) {
            throw new IllegalArgumentException("a plan is applied to files on disk");
        }
        new Transaction(tree.root(), steps).locked(transaction -> transaction.fix(files, plan));
    }

    /**
     * Finishes what a killed run has left; called at the start of every run.
     *
     * @return what was done, as a sentence for the user; empty when nothing was left
     * @throws Refused when another run is at work
     */
    public static Optional<String> recover(Path root) throws Refused, IOException {
        return recover(root, step -> { });
    }

    static Optional<String> recover(Path root, Steps steps) throws Refused, IOException {
        Transaction transaction = new Transaction(root, steps);
        return transaction.log.isPending() ? transaction.locked(locked -> locked.log.finish()) : Optional.empty();
    }

    /**
     * Takes the last plan back that was applied to this root: contents, modes, places and entries in git's index.
     *
     * @return the paths that changed, relative to the root
     * @throws Refused when there is nothing to take back, or a file has changed since; nothing was written
     */
    public static List<String> undo(Path root) throws Refused, IOException {
        return undo(root, step -> { });
    }

    static List<String> undo(Path root, Steps steps) throws Refused, IOException {
        Transaction transaction = new Transaction(root, steps);
        if (!Files.exists(transaction.state)) {
            throw new Refused(List.of(NOTHING));
        }
        return transaction.locked(Transaction::takeBack);
    }

    private interface Work<T> {
        T on(Transaction transaction) throws Refused, IOException;
    }

    /** One run at a time; the lock goes with the process, however it ends. */
    private <T> T locked(Work<T> work) throws Refused, IOException {
        Files.createDirectories(state, Durable.closed(state.getParent(), "rwx------"));
        try (FileChannel channel = FileChannel.open(state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            if (lock == null) {
                throw new Refused(List.of(root + " is being changed by another run; try again when it has ended"));
            }
            return work.on(this);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private List<String> fix(DiskTree tree, Plan plan) throws Refused, IOException {
        log.finish();
        Map<String, byte[]> contents = new LinkedHashMap<>();
        List<Operation> operations;
        try {
            operations = operations(Effect.of(tree, plan), contents);
        } catch (IllegalArgumentException e) {
            throw new Refused(List.of(e.getMessage()));
        }
        if (!operations.isEmpty()) {
            log.begin(new Journal(UUID.randomUUID().toString(), inTop(""), false, operations), contents);
        }
        return List.of();
    }

    private List<String> takeBack() throws Refused, IOException {
        log.finish();
        Journal fix = log.last().orElseThrow(() -> new Refused(List.of(NOTHING)));
        if (!fix.root().equals(inTop(""))) {
            throw new Refused(List.of("the last fix was made in " + top.resolve(fix.root()) + "; take it back there"));
        }
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (Operation operation : fix.operations()) {
            if (operation instanceof Operation.Replace replace) {
                contents.put(replace.before(), log.lastContent(replace.before()));
                contents.put(replace.after(), log.lastContent(replace.after()));
            } else if (operation instanceof Operation.Add add) {
                contents.put(add.content(), log.lastContent(add.content()));
            }
        }
        Journal journal = fix.undoing(UUID.randomUUID().toString());
        log.begin(journal, contents);
        return paths(journal);
    }

    private List<String> paths(Journal journal) {
        List<String> paths = new ArrayList<>();
        for (Operation operation : journal.operations()) {
            if (operation instanceof Operation.Replace replace) {
                paths.add(replace.path());
            } else if (operation instanceof Operation.Rename rename) {
                paths.remove(rename.from());
                paths.add(rename.to());
            } else if (operation instanceof Operation.Remove remove) {
                paths.add(remove.path());
            }
        }
        return paths.stream().map(path -> relative(root, top.resolve(path))).sorted().toList();
    }

    private List<Operation> operations(Effect effect, Map<String, byte[]> contents) throws IOException {
        List<Operation> folders = new ArrayList<>();
        List<Operation> renames = new ArrayList<>();
        List<Operation> writes = new ArrayList<>();
        Map<String, String> moved = new LinkedHashMap<>();
        effect.newFolders().forEach(folder -> folders.add(new Operation.MakeFolder(inTop(folder), -1)));
        for (Effect.Change change : effect.changes()) {
            String to = inTop(change.to());
            String before = change.text().map(text -> put(contents, text.text().getBytes(text.charset()))).orElse("");
            if (change.isMove()) {
                String from = inTop(change.before().orElseThrow());
                moved.put(from, to);
                renames.add(new Operation.Rename(from, to, before.isEmpty() ? Durable.hash(top.resolve(from)) : before));
            }
            if (change.bytes().isPresent()) {
                String after = put(contents, change.bytes().get());
                if (change.before().isEmpty()) {
                    writes.add(new Operation.Add(to, after));
                } else if (!before.equals(after)) {
                    writes.add(new Operation.Replace(to, before, after));
                }
            }
        }
        List<Operation> all = new ArrayList<>(folders);
        all.addAll(renames);
        all.addAll(writes);
        for (String folder : effect.emptied()) {
            all.add(new Operation.RemoveFolder(inTop(folder), mode(root.resolve(folder))));
        }
        List<GitIndex.Entry> entries = moved.isEmpty() || top.equals(state.getParent()) ? List.of() : GitIndex.entries(top, moved);
        if (!entries.isEmpty()) {
            all.add(new Operation.MoveInIndex(entries));
        }
        return all;
    }

    private static String put(Map<String, byte[]> contents, byte[] bytes) {
        String hash = Durable.hash(bytes);
        contents.put(hash, bytes);
        return hash;
    }

    private static int mode(Path folder) throws IOException {
        return Durable.hasModes(folder) ? (int) Files.getAttribute(folder, "unix:mode", LinkOption.NOFOLLOW_LINKS) : -1;
    }

    /** A path of the tree, relative to the top of the work tree. */
    private String inTop(String path) {
        return relative(top, root.resolve(path));
    }

    private static String relative(Path folder, Path path) {
        return folder.relativize(path).toString().replace(folder.getFileSystem().getSeparator(), "/");
    }
}
