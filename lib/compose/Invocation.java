package compose;

import java.util.List;

/**
 * A use of Compose files that is written down somewhere: {@code docker compose -f A -f B --project-directory D}.
 *
 * @param files  from the tree's root, in their order, existing or not
 * @param folder what their relative paths start from: the project directory, else the first file's folder
 */
public record Invocation(List<String> files, String folder) {
    public Invocation {
        files = List.copyOf(files);
    }

    static Invocation of(List<String> files) {
        return new Invocation(files, TreePath.folder(files.get(0)));
    }
}
