package commandline;

import compose.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Where a command may be run.
 *
 * @param folders the folders of the tree, likeliest first; the root is empty
 * @param open    whether it may be yet another folder, as in a script that changes to one that a variable names
 */
public record Start(List<String> folders, boolean open) {
    public static final Start ROOT = new Start(List.of(""), false);

    public Start {
        folders = List.copyOf(folders);
    }

    public static Start exactly(String folder) {
        return new Start(List.of(folder), false);
    }

    /** The root, then the file's own folder and those between: where people stand when they run it. */
    public static Start around(String file) {
        List<String> folders = new ArrayList<>(List.of(""));
        for (String folder = TreePath.folder(file); !folder.isEmpty(); folder = TreePath.folder(folder)) {
            folders.add(1, folder);
        }
        return new Start(folders, false);
    }

    /** After {@code cd}: what was possible before stays possible, since a function or a subshell may end. */
    public Start changedTo(String folder) {
        LinkedHashSet<String> all = new LinkedHashSet<>();
        folders.forEach(from -> TreePath.resolve(from, folder).ifPresent(all::add));
        all.addAll(folders);
        return new Start(List.copyOf(all), open);
    }

    /** Each folder followed by a relative one, and nothing else. */
    public Start in(String folder) {
        return new Start(folders.stream().flatMap(from -> TreePath.resolve(from, folder).stream()).toList(), open);
    }

    public Start preferring(String folder) {
        LinkedHashSet<String> all = new LinkedHashSet<>(List.of(folder));
        all.addAll(folders);
        return new Start(List.copyOf(all), open);
    }

    public Start opened() {
        return new Start(folders, true);
    }
}
