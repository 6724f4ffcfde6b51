package tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
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
    static final boolean UNICODE_NAMES = isUnicode(System.getProperty("sun.jnu.encoding", "UTF-8"));

    static final String NOT_UTF8 = "has a name that is not UTF-8";
    static final String BEYOND_LOCALE = "has a name that this locale cannot express; set LC_ALL=C.UTF-8";

    static Listing of(Path root) throws IOException {
        if (Git.top(root).isPresent()) {
            try {
                Listing byGit = GitListing.of(root);
                if (!byGit.files.isEmpty()) {
                    return byGit;
                }
            } catch (IOException e) {
                // Not installed, or the folder belongs to somebody else ("dubious ownership"): the files can still be walked.
            }
        }
        return byWalk(root);
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
                String own = file.getFileName().toString();
                if (attributes.isRegularFile() && !own.equals(".git") && !isTemporary(own)) {
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
    static boolean isTemporary(String path) {
        return ByteTree.name(path).startsWith(".toolkit-") && path.endsWith(".tmp");
    }

    private static Optional<String> name(Path root, Path file, List<Tree.Unreadable> problems) {
        String name = relative(root, file);
        if (name.chars().allMatch(c -> c < 0x80) || UNICODE_NAMES && root.resolve(name).equals(file)) {
            return Optional.of(name);
        }
        problems.add(new Tree.Unreadable(name, UNICODE_NAMES ? NOT_UTF8 : BEYOND_LOCALE));
        return Optional.empty();
    }

    private static String relative(Path root, Path file) {
        return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
    }

    private static boolean isUnicode(String encoding) {
        return Charset.isSupported(encoding) && Charset.forName(encoding).equals(UTF_8);
    }
}
