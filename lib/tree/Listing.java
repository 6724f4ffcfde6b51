package tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which files belong to a folder.
 *
 * @param files    sorted
 * @param problems names and folders that cannot be used
 */
record Listing(List<String> files, List<Tree.Unreadable> problems) {
    /** What the tools of the usual languages fetch or make; nobody edits it by hand. */
    private static final Set<String> VENDORED = Set.of(
            ".git", ".hg", ".svn", ".toolkit", "node_modules", "bower_components", "vendor", ".venv", "venv", "__pycache__",
            ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".eggs", "site-packages", "target", "build",
            "dist", "out", ".gradle", ".m2", ".next", ".nuxt", ".cache", ".terraform", ".idea", "coverage");

    /** Whether Java can name every file here; under another locale it cannot open names beyond ASCII. */
    private static final boolean UNICODE_NAMES = isUnicode(System.getProperty("sun.jnu.encoding", "UTF-8"));

    static Listing of(Path root) throws IOException {
        if (Git.top(root).isPresent()) {
            try {
                Listing byGit = byGit(root);
                if (!byGit.files.isEmpty()) {
                    return byGit;
                }
            } catch (IOException e) {
                // Not installed, or the folder belongs to somebody else ("dubious ownership"): the files can still be walked.
            }
        }
        return byWalk(root);
    }

    /** One process answers all: {@code H} tracked (with mode), {@code R} tracked but deleted, {@code ?} untracked and not ignored. */
    private static Listing byGit(Path root) throws IOException {
        byte[] out = Git.run(root, new byte[0], "ls-files", "-z", "-t", "-s", "--cached", "--deleted", "--others", "--exclude-standard");
        Set<String> files = new HashSet<>();
        Set<String> missing = new HashSet<>();
        Map<String, Boolean> reachable = new HashMap<>(Map.of("", true));
        List<Tree.Unreadable> problems = new ArrayList<>();
        for (int start = 0, end; start < out.length; start = end + 1) {
            for (end = start; out[end] != 0; end++) { }
            char tag = (char) out[start];
            boolean regular = tag == '?' || out[start + 2] == '1' && out[start + 3] == '0';
            int name = start + 2;
            if (tag != '?') {
                while (out[name++] != '\t') { }
            }
            Optional<String> path = regular && out[end - 1] != '/' ? decode(out, name, end, problems) : Optional.empty();
            if (path.isEmpty()) {
                continue;
            } else if (tag == 'R' || tag == 'S') {
                missing.add(path.get());
            } else if (isReachable(ByteTree.folder(path.get()), root, reachable)
                    && (tag != '?' || !Files.isSymbolicLink(root.resolve(path.get())))) {
                files.add(path.get());
            }
        }
        files.removeAll(missing);
        files.removeIf(path -> path.startsWith(".toolkit/") || isTemporary(path));
        // A tracked file whose place a folder has taken.
        files.removeAll(reachable.keySet());
        return new Listing(List.copyOf(new TreeSet<>(files)), List.copyOf(problems));
    }

    /** Whether no symbolic link stands in the way; git's index may still name files behind one that has replaced their folder. */
    private static boolean isReachable(String folder, Path root, Map<String, Boolean> known) {
        Boolean answer = known.get(folder);
        if (answer == null) {
            answer = isReachable(ByteTree.folder(folder), root, known) && !Files.isSymbolicLink(root.resolve(folder));
            known.put(folder, answer);
        }
        return answer;
    }

    private static Optional<String> decode(byte[] bytes, int start, int end, List<Tree.Unreadable> problems) {
        for (int i = start; i < end; i++) {
            if (bytes[i] < 0) {
                return decodeBeyondAscii(bytes, start, end, problems);
            }
        }
        return Optional.of(new String(bytes, start, end - start, ISO_8859_1));
    }

    private static Optional<String> decodeBeyondAscii(byte[] bytes, int start, int end, List<Tree.Unreadable> problems) {
        try {
            String name = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start)).toString();
            if (UNICODE_NAMES) {
                return Optional.of(name);
            }
            problems.add(new Tree.Unreadable(name, "has a name that this locale cannot express; set LC_ALL=C.UTF-8"));
        } catch (CharacterCodingException e) {
            problems.add(new Tree.Unreadable(new String(bytes, start, end - start, UTF_8), "has a name that is not UTF-8"));
        }
        return Optional.empty();
    }

    private static Listing byWalk(Path root) throws IOException {
        Set<String> files = new TreeSet<>();
        List<Tree.Unreadable> problems = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean left = !folder.equals(root) && VENDORED.contains(folder.getFileName().toString());
                return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isTemporary(file.getFileName().toString())) {
                    name(root, file, problems).ifPresent(files::add);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                problems.add(new Tree.Unreadable(relative(root, file), DiskTree.reason(problem)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException problem) {
                if (problem != null) {
                    problems.add(new Tree.Unreadable(relative(root, folder), DiskTree.reason(problem)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new Listing(List.copyOf(files), List.copyOf(problems));
    }

    /** A file that a {@link Transaction} is about to put in another's place. */
    private static boolean isTemporary(String path) {
        return ByteTree.name(path).startsWith(".toolkit-") && path.endsWith(".tmp");
    }

    private static Optional<String> name(Path root, Path file, List<Tree.Unreadable> problems) {
        String name = relative(root, file);
        if (name.chars().allMatch(c -> c < 0x80) || UNICODE_NAMES && root.resolve(name).equals(file)) {
            return Optional.of(name);
        }
        problems.add(new Tree.Unreadable(name, UNICODE_NAMES ? "has a name that is not UTF-8"
                : "has a name that this locale cannot express; set LC_ALL=C.UTF-8"));
        return Optional.empty();
    }

    private static String relative(Path root, Path file) {
        return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
    }

    private static boolean isUnicode(String encoding) {
        return Charset.isSupported(encoding) && Charset.forName(encoding).equals(UTF_8);
    }
}
