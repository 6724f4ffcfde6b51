//SOURCES ../Deps.java
//SOURCES Change.java
//SOURCES Create.java
//SOURCES Edit.java
//SOURCES Move.java
//SOURCES Plan.java
//SOURCES TextFile.java
//SOURCES Visitor.java
package tree;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The files of a repository: those on disk, or a view of them with a plan applied in memory. */
public interface Tree {
    /** Every file that belongs to it (with git: tracked and untracked-not-ignored), sorted; symbolic links are not followed. */
    List<String> files();

    /** Whether a file exists at this path, also where {@link #files()} leaves it out (ignored, vendored). */
    boolean isFile(String path);

    boolean isDirectory(String path);

    /** A file's text, or empty when it cannot be read, is binary, too large or outside the tree; the reason goes to {@link #problems()}. */
    Optional<TextFile> read(String path);

    /** Files that could not be read, with the reason. */
    List<Unreadable> problems();

    /** Shows each file once to every visitor that wants it. */
    void scan(Collection<? extends Visitor> visitors);

    /** This tree as the plan would leave it; nothing is written. Throws IllegalArgumentException when changes overlap. */
    Tree after(Plan plan);

    /** A file that could not be read. */
    record Unreadable(String path, String reason) {}
}
