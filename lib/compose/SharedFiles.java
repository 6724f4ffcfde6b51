package compose;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import tree.Tree;

/** The Compose files of each tree, once for all analyses that look at it in one pass. */
public final class SharedFiles implements Function<Tree, ComposeFiles> {
    private final Map<Tree, ComposeFiles> known = Collections.synchronizedMap(new IdentityHashMap<>());

    @Override
    public ComposeFiles apply(Tree tree) {
        return known.computeIfAbsent(tree, ComposeFiles::new);
    }
}
