package tree;

import java.util.List;

/** Takes part in one pass over the files of a tree ({@link Tree#scan}), which serves any number of visitors. */
public interface Visitor {
    /**
     * Whether a file can matter, judged by its path alone; cheap. Called once per file of the tree, possibly from several
     * threads at once.
     */
    boolean wants(String path);

    /**
     * ASCII strings of two or more characters, of which a wanted file must hold at least one (case-sensitive) to be
     * visited; without any, every wanted file is. Long strings are found faster: the shortest one decides how many
     * bytes need not be looked at.
     */
    List<String> needles();

    /** Called once per visited file, possibly from several threads at once and in any order. */
    void visit(TextFile file);
}
