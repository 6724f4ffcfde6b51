package report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
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

        /**
         * The same analysis of the tree as a plan leaves it, if what this one knows of the files that stay as they are spares
         * it work; asked for after {@link #findings}, any number of times.
         *
         * @param changed the files that the plan changes, moves or makes
         */
        default Optional<Pass> after(Tree planned, Set<String> changed) {
            return Optional.empty();
        }

        /** How many expectations were compared with reality. */
        int references();

        /** What the reader should see besides the findings; asked for after {@link #findings}. */
        default List<Table> tables() {
            return List.of();
        }
    }
}
