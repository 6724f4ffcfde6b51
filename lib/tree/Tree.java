//SOURCES ../Deps.java
//SOURCES ByteTree.java
//SOURCES Bytes.java
//SOURCES Change.java
//SOURCES Cores.java
//SOURCES Create.java
//SOURCES Diff.java
//SOURCES DiskTree.java
//SOURCES Durable.java
//SOURCES Edit.java
//SOURCES Effect.java
//SOURCES Execution.java
//SOURCES Git.java
//SOURCES GitIndex.java
//SOURCES GitListing.java
//SOURCES Journal.java
//SOURCES Listing.java
//SOURCES Move.java
//SOURCES Needles.java
//SOURCES Operation.java
//SOURCES Plan.java
//SOURCES PlannedTree.java
//SOURCES Refused.java
//SOURCES Remembered.java
//SOURCES Scan.java
//SOURCES TextContent.java
//SOURCES TextFile.java
//SOURCES Transaction.java
//SOURCES Visitor.java
//SOURCES WriteAheadLog.java
package tree;

import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The files of a repository: those on disk, or a view of them with a plan applied in memory. Every path is relative to
 * the root, with {@code /}; {@code ./a/../b} is taken lexically for {@code b}, as Compose does. A path that leaves the
 * root, be it by {@code ..}, by being absolute or by a symbolic link, names nothing here.
 */
public sealed interface Tree permits ByteTree {
    /**
     * The files under a folder. With git: those tracked and those untracked but not ignored, without submodules. Without
     * git, or where git refuses to answer, or when git ignores the whole folder: every file outside of the usual vendored
     * and build folders. A tree is a snapshot: after a change on disk, open it again.
     *
     * @throws NotDirectoryException when there is no such folder
     */
    static Tree open(Path root) throws IOException {
        return DiskTree.open(root, Optional.empty());
    }

    /**
     * The same, for looks at one folder again and again: files that did not change since are not read again.
     *
     * @param contents what earlier looks read, and where this one keeps what it reads
     * @throws NotDirectoryException when there is no such folder
     */
    static Tree open(Path root, Remembered contents) throws IOException {
        return DiskTree.open(root, Optional.of(contents));
    }

    /** The folder itself, absolute and without symbolic links. */
    Path root();

    /** Every file that belongs to it, sorted; symbolic links are neither listed nor followed. */
    List<String> files();

    /** Whether a file exists at this path, also where {@link #files()} leaves it out (ignored, vendored, behind a link inside the root). */
    boolean isFile(String path);

    boolean isDirectory(String path);

    /**
     * A file's text, or empty when it does not exist, cannot be read, is binary, too large or outside the tree; the reason
     * goes to {@link #problems()}, unless the file does not exist. A file that has changed since this tree read it first
     * counts as unreadable.
     */
    Optional<TextFile> read(String path);

    /** Files that could not be read, with the reason, sorted by path. */
    List<Unreadable> problems();

    /**
     * Shows each file once to every visitor that wants it, on all cores. Binary files are left out silently; a visitor
     * that throws does not keep the others from the rest.
     *
     * @throws VisitorFailed afterwards, for the first path at which a visitor threw
     */
    void scan(Collection<? extends Visitor> visitors);

    /**
     * This tree as the plan would leave it; nothing is written.
     *
     * @throws IllegalArgumentException when changes overlap, are out of range, or meet a file that is missing or in the way
     */
    Tree after(Plan plan);

    /** A file that could not be read. */
    record Unreadable(String path, String reason) {}

    /** A defect of a visitor, with the file that brought it to light. */
    final class VisitorFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        VisitorFailed(String path, Throwable cause) {
            super(path + ": " + cause, cause);
        }
    }
}
