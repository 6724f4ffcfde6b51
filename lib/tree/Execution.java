package tree;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Carries operations out. Each looks first at what is already done, so that a list may be run again after a kill. */
final class Execution {
    private final Path top;
    private final Path contents;
    private final String id;
    private final Transaction.Steps steps;

    /**
     * @param top      of the work tree
     * @param contents the folder that holds every content under its hash
     * @param id       for the names of temporary files
     */
    Execution(Path top, Path contents, String id, Transaction.Steps steps) {
        this.top = top;
        this.contents = contents;
        this.id = id;
        this.steps = steps;
    }

    /** What on disk is not as the operations expect to find it, one line each. */
    List<String> verify(List<Operation> operations) throws IOException {
        List<String> differences = new ArrayList<>();
        Map<String, String> expected = new HashMap<>();
        Set<String> vacated = new HashSet<>();
        for (Operation operation : operations) {
            if (operation instanceof Operation.Replace replace) {
                verifyContent(replace.path(), replace.before(), expected, differences);
                expected.put(replace.path(), replace.after());
            } else if (operation instanceof Operation.Rename rename) {
                verifyContent(rename.from(), rename.content(), expected, differences);
                verifyFree(rename.to(), vacated, differences);
                vacated.add(rename.from());
                expected.put(rename.to(), rename.content());
            } else if (operation instanceof Operation.Remove remove) {
                verifyContent(remove.path(), remove.content(), expected, differences);
                vacated.add(remove.path());
            } else if (operation instanceof Operation.Add add) {
                verifyFree(add.path(), vacated, differences);
                expected.put(add.path(), add.content());
            }
        }
        return differences;
    }

    private void verifyContent(String path, String content, Map<String, String> expected, List<String> differences) throws IOException {
        String now = expected.containsKey(path) ? expected.get(path) : Durable.hash(top.resolve(path));
        if (!now.equals(content)) {
            differences.add(path + (Files.exists(top.resolve(path)) ? " has changed meanwhile" : " is gone"));
        }
    }

    private void verifyFree(String path, Set<String> vacated, List<String> differences) {
        if (!vacated.contains(path) && exists(top.resolve(path))) {
            differences.add(path + " exists already");
        }
    }

    /**
     * Does what is not done yet.
     *
     * @throws Conflict when the file is neither as it was nor as it is to be; nothing was done to it
     */
    void perform(Operation operation) throws IOException {
        if (operation instanceof Operation.MakeFolder make) {
            makeFolder(top.resolve(make.path()), make.mode());
        } else if (operation instanceof Operation.RemoveFolder remove) {
            removeFolder(top.resolve(remove.path()));
        } else if (operation instanceof Operation.Rename rename) {
            rename(rename);
        } else if (operation instanceof Operation.Replace replace) {
            replace(replace);
        } else if (operation instanceof Operation.Add add) {
            add(add);
        } else if (operation instanceof Operation.Remove remove) {
            remove(remove);
        } else if (operation instanceof Operation.MoveInIndex move) {
            steps.reached("index");
            GitIndex.move(top, move.entries());
            steps.reached("index moved");
        }
    }

    private void makeFolder(Path folder, int mode) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        steps.reached("make folder");
        Files.createDirectory(folder);
        if (mode >= 0) {
            Files.setAttribute(folder, "unix:mode", mode);
        }
        Durable.flushFolder(folder.getParent());
    }

    private void removeFolder(Path folder) throws IOException {
        steps.reached("remove folder");
        try {
            if (Files.deleteIfExists(folder)) {
                Durable.flushFolder(folder.getParent());
            }
        } catch (DirectoryNotEmptyException e) {
            // Something has come into it meanwhile, and keeps it.
        }
    }

    private void rename(Operation.Rename rename) throws IOException {
        Path from = top.resolve(rename.from());
        Path to = top.resolve(rename.to());
        if (exists(from) == exists(to)) {
            throw new Conflict(rename.to() + (exists(to) ? " exists already" : " is gone"));
        } else if (exists(from)) {
            steps.reached("rename");
            Durable.rename(from, to);
            steps.reached("renamed");
        }
    }

    private void replace(Operation.Replace replace) throws IOException {
        Path file = top.resolve(replace.path());
        Path temporary = temporary(file);
        String now = Durable.hash(file);
        if (now.equals(replace.before())) {
            put(replace.after(), file, temporary);
        } else if (!now.equals(replace.after())) {
            throw new Conflict(replace.path() + " has changed meanwhile");
        }
    }

    private void add(Operation.Add add) throws IOException {
        Path file = top.resolve(add.path());
        Path temporary = temporary(file);
        if (!exists(file)) {
            put(add.content(), file, temporary);
        } else if (!Durable.hash(file).equals(add.content())) {
            throw new Conflict(add.path() + " exists already");
        }
    }

    private void remove(Operation.Remove remove) throws IOException {
        Path file = top.resolve(remove.path());
        temporary(file);
        if (Durable.hash(file).equals(remove.content())) {
            steps.reached("remove");
            Files.delete(file);
            Durable.flushFolder(file.getParent());
            steps.reached("removed");
        } else if (exists(file)) {
            throw new Conflict(remove.path() + " has changed meanwhile");
        }
    }

    /** The name of the file's temporary neighbour; one that a killed run has left is gone afterwards. */
    private Path temporary(Path file) throws IOException {
        Path temporary = file.resolveSibling(".toolkit-" + id + ".tmp");
        try {
            Files.deleteIfExists(temporary);
        } catch (NoSuchFileException e) {
            // Not even its folder is there.
        }
        return temporary;
    }

    private void put(String content, Path file, Path temporary) throws IOException {
        try {
            steps.reached("write");
            byte[] bytes = Files.readAllBytes(contents.resolve(content));
            if (exists(file)) {
                Durable.write(temporary, bytes, Durable.closed(file.getParent(), "rw-------"));
                Durable.copyAttributes(file, temporary);
            } else {
                Durable.write(temporary, bytes);
            }
            steps.reached("written");
            Durable.rename(temporary, file);
            steps.reached("put");
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Somebody else has changed a file while the transaction was under way. */
    static final class Conflict extends IOException {
        private static final long serialVersionUID = 1;

        Conflict(String message) {
            super(message);
        }
    }
}
