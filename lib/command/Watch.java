package command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Waits for changes in the folders of a tree, by the system's own notifications. */
final class Watch implements AutoCloseable {
    /** Editors and checkouts change several files at once: what follows within this time belongs together. */
    private static final long QUIET_MILLIS = 60;
    private static final int MOST_ROUNDS = 8;

    private final Path root;
    private final List<Path> own;
    private final WatchService service;
    private final Map<WatchKey, Path> folders = new HashMap<>();

    /** @param own files that the command itself writes; their changes are none */
    Watch(Path root, List<Path> own) throws IOException {
        this.root = root.toRealPath();
        this.own = own.stream().map(file -> file.toAbsolutePath().normalize()).toList();
        this.service = root.getFileSystem().newWatchService();
    }

    /**
     * Watches the folders of these files too; gives whether there were new ones.
     *
     * @throws IOException when the system watches no more folders
     */
    boolean follow(Collection<String> files) throws IOException {
        Set<Path> wanted = new LinkedHashSet<>(Set.of(root));
        for (String file : files) {
            Path folder = root.resolve(file).getParent();
            while (wanted.add(folder)) {
                folder = folder.getParent();
            }
        }
        wanted.removeIf(folder -> !Files.isDirectory(folder));
        wanted.removeAll(folders.values());
        for (Path folder : wanted) {
            folders.put(folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY), folder);
        }
        return !wanted.isEmpty();
    }

    /** Waits until something changes and a moment of quiet follows; gives the changed paths, relative to the root. */
    Set<String> await() throws InterruptedException {
        Set<String> changed = new TreeSet<>();
        while (changed.isEmpty()) {
            take(service.take(), changed);
            for (int round = 0; round < MOST_ROUNDS; round++) {
                Optional<WatchKey> next = Optional.ofNullable(service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS));
                if (next.isEmpty()) {
                    break;
                }
                take(next.get(), changed);
            }
        }
        return changed;
    }

    private void take(WatchKey key, Set<String> changed) {
        Path folder = folders.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            Path path = event.context() instanceof Path name ? folder.resolve(name) : folder;
            if (!isOwn(path)) {
                changed.add(root.relativize(path).toString());
            }
        }
        if (!key.reset()) {
            folders.remove(key);
        }
    }

    /** Also the file that becomes it in the end. */
    private boolean isOwn(Path path) {
        return own.stream().anyMatch(file -> path.equals(file) || file.getParent().equals(path.getParent())
                && path.getFileName().toString().startsWith("." + file.getFileName() + "."));
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
