package compose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import tree.Tree;

/** The Compose files of each tree, once for all analyses that look at it in one pass; of the last few trees only. */
public final class SharedFiles implements Function<Tree, ComposeFiles> {
    /** A run looks at the tree, at what its fixes would make of it, and at what they made of it. */
    private static final int TREES = 8;

    private final Map<Tree, ComposeFiles> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tree, ComposeFiles> eldest) {
            return size() > TREES;
        }
    };

    @Override
    public synchronized ComposeFiles apply(Tree tree) {
        return known.computeIfAbsent(tree, ComposeFiles::new);
    }
}
