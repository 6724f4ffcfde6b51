package compose;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Paths inside a tree: relative to its root, with {@code /}, the root itself empty. */
public final class TreePath {
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

    private static boolean startsWithDrive(String path) {
        return path.length() > 2 && path.charAt(1) == ':' && (path.charAt(2) == '\\' || path.charAt(2) == '/')
                && Character.toLowerCase(path.charAt(0)) >= 'a' && Character.toLowerCase(path.charAt(0)) <= 'z';
    }
}
