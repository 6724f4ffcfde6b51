package python;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A node of the syntax of Python 3.14, with the span of text that it covers (UTF-16 offsets). What no check needs is
 * folded. Nodes copy their lists, so that these hold no more than they need: a large tree has millions of nodes.
 */
interface Syntax {
    int start();

    int end();

    /** The nodes directly below, in the order of the text. */
    default List<Syntax> children() {
        return List.of();
    }

    /** One list of what are nodes, optional nodes and lists of nodes. */
    static List<Syntax> nodes(Object... parts) {
        int count = 0;
        for (Object part : parts) {
            count += part instanceof Collection<?> several ? several.size() : 1;
        }
        List<Syntax> nodes = new ArrayList<>(count);
        for (Object part : parts) {
            if (part instanceof Syntax node) {
                nodes.add(node);
            } else if (part instanceof Optional<?> maybe && maybe.isPresent()) {
                nodes.add((Syntax) maybe.get());
            } else if (part instanceof Collection<?> several) {
                for (Object node : several) {
                    nodes.add((Syntax) node);
                }
            }
        }
        return nodes;
    }
}
