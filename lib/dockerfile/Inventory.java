package dockerfile;

import compose.ComposeFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tree.TextFile;
import tree.Tree;

/** What a tree has: its Dockerfiles by name, its folders, its submodules. */
final class Inventory {
    private final Tree tree;
    private final Map<String, List<String>> byName = new HashMap<>();
    private final List<String> dockerfiles = new ArrayList<>();
    private final List<String> submodules;
    private final Map<String, String> lowerCase = new HashMap<>();
    private Set<String> folders = Set.of();

    Inventory(Tree tree) {
        this.tree = tree;
        for (String file : tree.files()) {
            if (Paths.isDockerfile(file)) {
                dockerfiles.add(file);
                byName.computeIfAbsent(Paths.name(file), name -> new ArrayList<>()).add(file);
            }
        }
        submodules = tree.isFile(".gitmodules") ? tree.read(".gitmodules").map(TextFile::text).map(text ->
                Pattern.compile("(?m)^\\s*path\\s*=\\s*(\\S+)").matcher(text).results().map(found -> found.group(1)).toList()).orElse(List.of()) : List.of();
    }

    Tree tree() {
        return tree;
    }

    List<String> dockerfiles() {
        return dockerfiles;
    }

    /** The files of this name, whatever the convention. */
    List<String> named(String name) {
        return byName.computeIfAbsent(name, any -> tree.files().stream().filter(file -> Paths.name(file).equals(any)).toList());
    }

    /** The files whose path ends with these parts. */
    List<String> endingWith(String path) {
        String end = withoutUps(path);
        return named(Paths.name(end)).stream().filter(file -> file.equals(end) || file.endsWith("/" + end)).toList();
    }

    /** The folders whose path ends with these parts. */
    List<String> foldersEndingWith(String path) {
        if (folders.isEmpty()) {
            folders = new LinkedHashSet<>();
            for (String file : tree.files()) {
                for (String folder = Paths.folder(file); !folder.isEmpty() && folders.add(folder); folder = Paths.folder(folder)) {
                    // Each folder once, with those that it stands in.
                }
            }
        }
        String end = withoutUps(path);
        return folders.stream().filter(folder -> folder.equals(end) || folder.endsWith("/" + end)).toList();
    }

    private static String withoutUps(String path) {
        return String.join("/", Paths.parts(path.replace('\\', '/')).stream().dropWhile(".."::equals).toList());
    }

    /** The file that has this path but for capital letters. */
    Optional<String> inOtherCase(String path) {
        if (lowerCase.isEmpty()) {
            tree.files().forEach(file -> lowerCase.put(file.toLowerCase(Locale.ROOT), file));
        }
        return Optional.ofNullable(lowerCase.get(path.toLowerCase(Locale.ROOT)));
    }

    /** A path without the name of the folder that the tree is in, as it is written by those who stand above it. */
    String withoutOwnName(String path) {
        String name = tree.root().getFileName() == null ? "" : tree.root().getFileName() + "/";
        return path.startsWith(name) && !tree.isDirectory(Paths.folder(name + "x")) ? path.substring(name.length()) : path;
    }

    boolean isFolder(String path) {
        return path.isEmpty() || tree.isDirectory(path);
    }

    /** Whether a folder has a file that Compose takes when none is named, whatever is in it. */
    boolean hasCompose(String folder) {
        return ComposeFiles.DEFAULT_NAMES.stream().flatMap(name -> Paths.resolve(folder, name).stream())
                .anyMatch(tree::isFile);
    }

    /** Whether a path goes through a symbolic link to what is there, but not in the tree. */
    boolean leadsOut(String path) {
        for (String part = path; !part.isEmpty(); part = Paths.folder(part)) {
            Path link = tree.root().resolve(part);
            if (Files.isSymbolicLink(link) && Files.exists(link) && !tree.isFile(part) && !tree.isDirectory(part)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it belongs to another repository, of which this tree knows nothing. */
    boolean isInSubmodule(String path) {
        return submodules.stream().anyMatch(module -> path.equals(module) || path.startsWith(module + "/"));
    }

    Optional<String> text(String path) {
        return tree.read(path).map(TextFile::text);
    }
}
