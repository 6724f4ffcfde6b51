package report;

import java.util.List;
import tree.Tree;
import tree.Visitor;

/** A check of a whole tree, as each static command contributes one; {@code doctor} runs several in one pass. */
public interface Analysis {
    /** Every rule that its findings can have. */
    List<Rule> rules();

    /** Begins a fresh analysis of this tree, which may be a view with a plan applied in memory. */
    Pass begin(Tree tree);

    /** One analysis under way: the tree's files are shown to it, then it concludes. */
    interface Pass extends Visitor {
        /** Called once after the last {@link #visit}; findings in the order of their places. */
        List<Finding> findings();

        /** How many expectations were compared with reality. */
        int references();

        /** What the reader should see besides the findings; asked for after {@link #findings}. */
        default List<Table> tables() {
            return List.of();
        }
    }
}
