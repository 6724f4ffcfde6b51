package compose;

import java.util.Optional;
import report.Place;
import tree.Edit;
import yaml.Node;
import yaml.Scalars;
import yaml.Span;
import yaml.Yaml;

/**
 * Where a value stands, and what its relative paths start from.
 *
 * @param file   the file that it is written in
 * @param node   its node there
 * @param via    the alias through which it is reached, the outermost one; a change of the value shows there too
 * @param prefix what stands in the node before the value: {@code KEY=} in a list of {@code KEY=value}
 * @param folder what a relative path in it is relative to: the folder of the project, of an include or of an extended
 *               file, from the tree's root, with {@code /}; the root itself is empty
 */
public record Source(Yaml file, Node node, Optional<Node.Alias> via, String prefix, String folder) {
    public Place place() {
        return place(node.span());
    }

    /** Where it is reached from: the alias when there is one, else the value itself. */
    public Place reached() {
        return place(via.map(Node.Alias::span).orElse(node.span()));
    }

    /** An edit that writes another value in this one's place; empty for what is no scalar. */
    public Optional<Edit> replacedBy(String value) {
        return node.scalar().map(scalar -> new Edit(file.path(), scalar.span().start(), scalar.span().end(),
                Scalars.replacement(file, scalar, prefix + value)));
    }

    Source withPrefix(String text) {
        return new Source(file, node, via, text, folder);
    }

    private Place place(Span span) {
        return new Place(file.path(), span.line(), span.column());
    }
}
