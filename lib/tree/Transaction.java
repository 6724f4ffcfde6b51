package tree;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
 * <p>Its state lies in {@code toolkit/} in git's own folder, or without git in {@code .toolkit/} at the root:
 * {@code new} while it is prepared (the tree is untouched), {@code journal} while it is carried out (renamed from {@code new},
 * so it is there as a whole or not at all), {@code finished} when the tree is as planned, {@code undo} when all is done.
 * A journal that is found by the next run is carried on, or, when it holds the mark {@code back}, taken back.
 *
 * <p>A file that is replaced keeps its mode, and its owner where the process may give files away; other hard links to it keep
 * the old content. Nothing is written through a symbolic link. Folders that lose their last file by a move are removed.
 * Entries of git's index move along with their files and keep their content.
 */
public final class Transaction {
    private static final String BACK = "back";
    private static final String CONTENTS = "contents";

    private final Path root;
    private final Path top;
    private final Path state;
    private final Steps steps;

    private Transaction(Path root, Steps steps) throws IOException {
        this.root = root.toRealPath();
        this.steps = steps;
        Optional<Path> git = Git.stateFolder(this.root);
        top = git.isPresent() ? Git.top(this.root).orElseThrow() : this.root;
        state = git.map(folder -> folder.resolve("toolkit")).orElse(this.root.resolve(".toolkit"));
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
        return transaction.isPending() ? transaction.locked(Transaction::finish) : Optional.empty();
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
        return new Transaction(root, steps).locked(Transaction::takeBack);
    }

    private interface Work<T> {
        T on(Transaction transaction) throws Refused, IOException;
    }

    /** One run at a time; the lock goes with the process, however it ends. */
    private <T> T locked(Work<T> work) throws Refused, IOException {
        if (!Files.isDirectory(state)) {
            Files.createDirectory(state, Durable.closed(state.getParent(), "rwx------"));
        }
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

    private boolean isPending() {
        return List.of("new", "journal", "finished", "discarded").stream().anyMatch(name -> Files.exists(state.resolve(name)));
    }

    private List<String> fix(DiskTree tree, Plan plan) throws Refused, IOException {
        finish();
        Map<String, byte[]> contents = new LinkedHashMap<>();
        List<Operation> operations;
        try {
            operations = operations(Effect.of(tree, plan), contents);
        } catch (IllegalArgumentException e) {
            throw new Refused(List.of(e.getMessage()));
        }
        if (!operations.isEmpty()) {
            begin(new Journal(UUID.randomUUID().toString(), inTop(""), false, operations), contents);
        }
        return List.of();
    }

    private List<String> takeBack() throws Refused, IOException {
        finish();
        Path undo = state.resolve("undo");
        if (!Files.exists(undo)) {
            throw new Refused(List.of("there is nothing to take back"));
        }
        Journal fix = Journal.read(undo);
        if (!fix.root().equals(inTop(""))) {
            throw new Refused(List.of("the last fix was made in " + top.resolve(fix.root()) + "; take it back there"));
        }
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (Operation operation : fix.operations()) {
            if (operation instanceof Operation.Replace replace) {
                contents.put(replace.before(), Files.readAllBytes(undo.resolve(CONTENTS).resolve(replace.before())));
                contents.put(replace.after(), Files.readAllBytes(undo.resolve(CONTENTS).resolve(replace.after())));
            } else if (operation instanceof Operation.Add add) {
                contents.put(add.content(), Files.readAllBytes(undo.resolve(CONTENTS).resolve(add.content())));
            }
        }
        Journal journal = fix.undoing(UUID.randomUUID().toString());
        begin(journal, contents);
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
        return paths.stream().map(path -> root.relativize(top.resolve(path)).toString().replace('\\', '/')).sorted().toList();
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
        return top.relativize(root.resolve(path)).toString().replace(root.getFileSystem().getSeparator(), "/");
    }

    /** Writes the journal, and carries it out. */
    private void begin(Journal journal, Map<String, byte[]> contents) throws Refused, IOException {
        Path folder = state.resolve("new");
        steps.reached("prepare");
        Files.createDirectories(folder.resolve(CONTENTS));
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            Durable.write(folder.resolve(CONTENTS).resolve(content.getKey()), content.getValue());
        }
        Durable.flushFolder(folder.resolve(CONTENTS));
        journal.write(folder);
        Durable.flushFolder(folder);
        List<String> differences = execution(folder, journal).verify(journal.operations());
        if (!differences.isEmpty()) {
            Durable.deleteAll(folder);
            throw new Refused(differences.stream().distinct().sorted().toList());
        }
        steps.reached("prepared");
        Durable.rename(folder, state.resolve("journal"));
        steps.reached("begun");
        carryOut(journal);
    }

    private void carryOut(Journal journal) throws IOException {
        Execution execution = execution(state.resolve("journal"), journal);
        try {
            for (Operation operation : journal.operations()) {
                execution.perform(operation);
            }
        } catch (IOException failure) {
            Durable.write(state.resolve("journal").resolve(BACK), new byte[0]);
            List<String> left = rollBack(journal);
            throw new RolledBack(failure, left);
        }
        steps.reached("done");
        Durable.rename(state.resolve("journal"), state.resolve("finished"));
        steps.reached("finished");
        keep();
    }

    /** The last transaction becomes the one that can be taken back, unless it has itself taken one back. */
    private void keep() throws IOException {
        Path finished = state.resolve("finished");
        Durable.deleteAll(state.resolve("undo"));
        steps.reached("forgot the one before");
        if (Journal.read(finished).isUndo()) {
            discard(finished);
        } else {
            Durable.rename(finished, state.resolve("undo"));
        }
    }

    /** What could not be taken back, since somebody else has changed it meanwhile. */
    private List<String> rollBack(Journal journal) throws IOException {
        Execution execution = execution(state.resolve("journal"), journal);
        List<String> left = new ArrayList<>();
        for (Operation operation : Operation.reversed(journal.operations())) {
            try {
                execution.perform(operation);
            } catch (Execution.Conflict e) {
                left.add(e.getMessage());
            }
        }
        steps.reached("taken back");
        discard(state.resolve("journal"));
        return left;
    }

    private void discard(Path folder) throws IOException {
        Durable.deleteAll(state.resolve("discarded"));
        Durable.rename(folder, state.resolve("discarded"));
        Durable.deleteAll(state.resolve("discarded"));
    }

    /** Brings whatever a killed run has left to its end. */
    private Optional<String> finish() throws IOException {
        Durable.deleteAll(state.resolve("new"));
        Durable.deleteAll(state.resolve("discarded"));
        if (Files.exists(state.resolve("finished"))) {
            keep();
            return Optional.of("The last fix had been interrupted after its last change; its journal was closed.");
        }
        Path folder = state.resolve("journal");
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        Journal journal = Journal.read(folder);
        if (Files.exists(folder.resolve(BACK))) {
            List<String> left = rollBack(journal);
            return Optional.of("An interrupted fix was taken back" + (left.isEmpty() ? "." : ", except that " + String.join(", ", left) + "."));
        }
        String what = "An interrupted " + (journal.isUndo() ? "undo" : "fix");
        try {
            carryOut(journal);
            return Optional.of(what + " was completed.");
        } catch (RolledBack e) {
            return Optional.of(what + " could not be completed: " + e.getMessage() + ".");
        }
    }

    /** The transaction failed, and the tree is as it was before. */
    private static final class RolledBack extends IOException {
        private static final long serialVersionUID = 1;

        RolledBack(IOException failure, List<String> left) {
            super(DiskTree.reason(failure) + "; everything was taken back"
                    + (left.isEmpty() ? "" : ", except that " + String.join(", ", left)), failure);
        }
    }

    private Execution execution(Path folder, Journal journal) {
        return new Execution(top, folder.resolve(CONTENTS), journal.id(), steps);
    }
}
