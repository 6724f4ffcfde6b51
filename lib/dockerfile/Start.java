package dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a relative path starts from.
 *
 * @param folders the folders of the tree that it can start from, likeliest first; the root is empty
 * @param open    whether it can start from yet another folder, as in a script that changes its working directory by a
 *                variable: then a path that fits anywhere in the tree is taken for good
 */
record Start(List<String> folders, boolean open) {
    static final Start ROOT = new Start(List.of(""), false);

    Start {
        folders = List.copyOf(folders);
    }

    static Start exactly(String folder) {
        return new Start(List.of(folder), false);
    }

    /** The root, or the file's own folder, or one between: where people stand when they run it. */
    static Start around(String file) {
        List<String> folders = new ArrayList<>(List.of(""));
        for (String folder = Paths.folder(file); !folder.isEmpty(); folder = Paths.folder(folder)) {
            folders.add(1, folder);
        }
        return new Start(folders, false);
    }

    /** After {@code cd} to a folder; what was possible before stays possible, since a function or a subshell may end. */
    Start changedTo(String folder) {
        LinkedHashSet<String> all = new LinkedHashSet<>();
        folders.forEach(from -> Paths.resolve(from, folder).ifPresent(all::add));
        all.addAll(folders);
        return new Start(List.copyOf(all), open);
    }

    /** Each folder followed by a relative one, and nothing else. */
    Start in(String folder) {
        return new Start(folders.stream().flatMap(from -> Paths.resolve(from, folder).stream()).toList(), open);
    }

    /** These folders first. */
    Start preferring(String folder) {
        LinkedHashSet<String> all = new LinkedHashSet<>(List.of(folder));
        all.addAll(folders);
        return new Start(List.copyOf(all), open);
    }

    Start opened() {
        return new Start(folders, true);
    }
}
