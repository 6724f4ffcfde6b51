package tree;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files as they are on disk. */
final class DiskTree extends ByteTree {
    private final Path root;
    private final Optional<Remembered> remembered;
    private final String prefix;
    private final List<String> files;
    private final Set<String> listed;
    private final Set<String> folders = new HashSet<>();
    private final Map<String, String> problems = new ConcurrentSkipListMap<>();
    private final Map<String, Long> fingerprints = new ConcurrentHashMap<>();
    private final Map<List<List<String>>, Map<String, Long>> unconcerned = new ConcurrentHashMap<>();

    private DiskTree(Path root, Listing listing, Optional<Remembered> remembered) {
        this.remembered = remembered;
        this.root = root;
        prefix = root + (root.toString().endsWith(File.separator) ? "" : File.separator);
        files = listing.files();
        listed = new HashSet<>(files);
        for (String file : files) {
            for (String folder = folder(file); folders.add(folder); folder = folder(folder)) {
                // Each folder once, with those that it stands in.
            }
        }
        listing.problems().forEach(problem -> problem(problem.path(), problem.reason()));
    }

    static DiskTree open(Path folder, Optional<Remembered> remembered) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        Path root = folder.toRealPath();
        return new DiskTree(root, Listing.of(root), remembered);
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public List<String> files() {
        return files;
    }

    @Override
    public boolean isFile(String path) {
        return !path.endsWith("/")
                && (listed.contains(path) || resolve(path).filter(file -> Files.isRegularFile(root.resolve(file))).isPresent());
    }

    @Override
    public boolean isDirectory(String path) {
        return folders.contains(path) || resolve(path).filter(folder -> Files.isDirectory(root.resolve(folder))).isPresent();
    }

    @Override
    public List<Unreadable> problems() {
        return problems.entrySet().stream().map(entry -> new Unreadable(entry.getKey(), entry.getValue())).toList();
    }

    @Override
    Optional<String> resolve(String path) {
        return listed.contains(path) || folders.contains(path) ? Optional.of(path) : normal(path).flatMap(this::real);
    }

    private Optional<String> real(String path) {
        // Most paths that are asked for name nothing, and an exception for each of them would cost more than all that follows.
        if (!new File(prefix + path).exists()) {
            return Optional.empty();
        }
        try {
            Path real = root.resolve(path).toRealPath();
            return real.startsWith(root) ? Optional.of(root.relativize(real).toString().replace(File.separator, "/")) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    boolean occupied(String path) {
        return Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    Set<String> entries(String folder) {
        try (Stream<Path> entries = Files.list(root.resolve(folder))) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of("");
        }
    }

    @Override
    boolean load(String path, Bytes into) {
        try {
            // Asked first, and without following links: opening a named pipe would wait for its writer for ever.
            BasicFileAttributes attributes = Files.readAttributes(root.resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                return false;
            }
            if (remembered.isPresent()) {
                remembered.get().load(path, prefix + path, attributes, into);
            } else {
                into.read(prefix + path, attributes.size());
            }
            if (attributes.size() > Bytes.LIMIT && !into.beginsBinary()) {
                problem(path, "has " + attributes.size() + " bytes; at most " + Bytes.LIMIT + " are read");
            }
            return attributes.size() <= Bytes.LIMIT;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException | InvalidPathException e) {
            problem(path, reason(e));
            return false;
        }
    }

    @Override
    boolean sameAsBefore(String path, Bytes bytes) {
        long now = bytes.fingerprint();
        Long before = fingerprints.putIfAbsent(path, now);
        return before == null || before == now;
    }

    @Override
    boolean isOnDisk(String path) {
        return true;
    }

    @Override
    Map<String, Long> unconcerned(List<List<String>> needles) {
        return unconcerned.computeIfAbsent(needles, strings -> new ConcurrentHashMap<>());
    }

    @Override
    void problem(String path, String reason) {
        problems.putIfAbsent(path, reason);
    }

    /** What went wrong, in words, without the path that the exception's message starts with. */
    static String reason(Exception problem) {
        if (problem instanceof AccessDeniedException || String.valueOf(problem.getMessage()).endsWith("(Permission denied)")) {
            return "permission denied";
        } else if (problem instanceof NoSuchFileException) {
            return "does not exist";
        }
        String message = problem instanceof FileSystemException file ? file.getReason() : problem.getMessage();
        return message == null ? problem.getClass().getSimpleName() : message;
    }
}
