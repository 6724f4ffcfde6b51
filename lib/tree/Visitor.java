package tree;

import java.util.List;

/** Takes part in one pass over the files of a tree ({@link Tree#scan}), which serves any number of visitors. */
public interface Visitor {
    /** Whether a file can matter, judged by its path alone; called once per file of the tree, cheap. */
    boolean wants(String path);

    /** ASCII strings, of which a wanted file must hold at least one (case-sensitive) to be visited; empty: every wanted file is visited. */
    List<String> needles();

    /** Called once per visited file, possibly from several threads at once and in any order. */
    void visit(TextFile file);
}
