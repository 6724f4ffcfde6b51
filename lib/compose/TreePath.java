package compose;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/** Paths inside a tree: relative to its root, with {@code /}, the root itself empty. */
public final class TreePath {
    private static final Set<String> FIXTURES = Set.of("testdata", "test-data", "test_data", "fixtures", "fixture", "__fixtures__",
            "testresources", "test-resources", "test_resources", "snapshots", "__snapshots__", "golden", "testcases", "test-cases");
    private static final Set<String> TESTS = Set.of("test", "tests", "__tests__", "spec", "specs", "e2e", "e2e-tests", "integration-tests", "integration_tests", "testing");

    private TreePath() {}

    /** The folder of a path. */
    public static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A relative path as seen from a folder of the tree; empty when it is absolute, starts in a home folder, or leads out of the tree. */
    public static Optional<String> resolve(String folder, String relative) {
        String path = relative.replace('\\', '/');
        if (isAbsolute(relative)) {
            return Optional.empty();
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (folder + "/" + path).split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }

    /** Whether a path names one place on a machine, whatever the tree: {@code /x}, {@code ~/x}, {@code C:\x}. */
    public static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.equals("~") || path.startsWith("~/") || path.startsWith("\\\\") || startsWithDrive(path);
    }

    /** Among the inputs of tests, which may be broken on purpose. */
    public static boolean isFixture(String path) {
        return hasFolder(path, FIXTURES) || path.contains("src/test/resources/");
    }

    /** In a folder of tests. */
    public static boolean isTest(String path) {
        return hasFolder(path, TESTS);
    }

    /** In a folder of tests or of their inputs: what is wrong there may be meant to be wrong. */
    public static boolean isForTests(String path) {
        return isTest(path) || isFixture(path);
    }

    /** Whether one of the folders that a file stands in has one of these names. */
    public static boolean hasFolder(String path, Set<String> names) {
        int from = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
            if (names.contains(path.substring(from, slash))) {
                return true;
            }
            from = slash + 1;
        }
        return false;
    }

    private static boolean startsWithDrive(String path) {
        return path.length() > 2 && path.charAt(1) == ':' && (path.charAt(2) == '\\' || path.charAt(2) == '/')
                && Character.toLowerCase(path.charAt(0)) >= 'a' && Character.toLowerCase(path.charAt(0)) <= 'z';
    }
}
