package python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import python.Syntax.Expr;
import python.Syntax.Stmt;

/** What gives a name its meaning in a module, a class body or a function. */
sealed interface Symbol {
    record Defined(Syntax.Class syntax) implements Symbol {}

    record Made(Syntax.Function syntax) implements Symbol {}

    /** {@code name} is empty when the module itself is meant. */
    record Imported(int level, String module, Optional<String> name) implements Symbol {}

    /** How a value reaches its name. */
    enum Via { VALUE, ELEMENT, ENTERED }

    /**
     * A name that is assigned.
     *
     * @param path the indexes that unpack the value
     */
    record Bound(Optional<Expr> annotation, Optional<Expr> value, Via via, List<Integer> path, Stmt statement) implements Symbol {}

    record Taken(Syntax.Parameter parameter, int index) implements Symbol {}

    /** Given in a way that is not followed. */
    record Opaque() implements Symbol {}

    /** The names that statements bind, those in blocks too, those in functions and classes not. */
    static Map<String, List<Symbol>> in(List<Stmt> body) {
        Map<String, List<Symbol>> symbols = new LinkedHashMap<>();
        body.forEach(statement -> collect(statement, symbols));
        return symbols;
    }

    private static void collect(Stmt statement, Map<String, List<Symbol>> into) {
        if (statement instanceof Syntax.Class found) {
            add(into, found.name(), new Defined(found));
        } else if (statement instanceof Syntax.Function found) {
            add(into, found.name(), new Made(found));
        } else if (statement instanceof Syntax.Import found) {
            String first = found.module().split("\\.", 2)[0];
            add(into, found.alias().orElse(first),
                    new Imported(0, found.alias().isPresent() ? found.module() : first, Optional.empty()));
        } else if (statement instanceof Syntax.ImportFrom found) {
            found.names().forEach(name -> add(into, name.as(), new Imported(found.level(), found.module(), Optional.of(name.name()))));
        } else if (statement instanceof Syntax.Annotated found && found.target() instanceof Syntax.Name name) {
            add(into, name.id(), new Bound(Optional.of(found.annotation()), found.value(), Via.VALUE, List.of(), found));
        } else if (statement instanceof Syntax.Assign found) {
            found.targets().forEach(target -> bind(target, found.value(), Via.VALUE, List.of(), found, into));
        } else if (statement instanceof Syntax.Augmented found && found.target() instanceof Syntax.Name name) {
            add(into, name.id(), new Opaque());
        } else if (statement instanceof Syntax.Compound found) {
            found.parts().forEach(part -> collect(part, into));
        } else if (statement instanceof Syntax.Block block) {
            heads(block, into);
            block.body().forEach(inner -> collect(inner, into));
        }
        if (!(statement instanceof Syntax.Compound || statement instanceof Syntax.Block)) {
            statement.children().forEach(child -> walrus(child, into));
        }
    }

    private static void heads(Syntax.Block block, Map<String, List<Symbol>> into) {
        List<Expr> heads = block.heads();
        switch (block.keyword()) {
            case "for" -> bind(heads.get(0), heads.get(1), Via.ELEMENT, List.of(), block, into);
            case "with" -> {
                for (int i = 0; i + 1 < heads.size(); i += 2) {
                    bind(heads.get(i + 1), heads.get(i), Via.ENTERED, List.of(), block, into);
                }
            }
            case "except", "case" -> heads.forEach(head -> captures(head, into));
            default -> heads.forEach(head -> walrus(head, into));
        }
    }

    /** Names that a pattern or an {@code except} may bind; those it only reads do no harm, being bound elsewhere too. */
    private static void captures(Syntax pattern, Map<String, List<Symbol>> into) {
        if (pattern instanceof Syntax.Name name) {
            add(into, name.id(), new Opaque());
        } else if (pattern instanceof Syntax.Call call) {
            call.arguments().forEach(argument -> captures(argument, into));
        } else if (!(pattern instanceof Syntax.Attribute)) {
            pattern.children().forEach(child -> captures(child, into));
        }
    }

    private static void walrus(Syntax node, Map<String, List<Symbol>> into) {
        if (node instanceof Syntax.Binding binding) {
            add(into, binding.target().id(), new Bound(Optional.empty(), Optional.of(binding.value()), Via.VALUE, List.of(),
                    new Syntax.Simple("", List.of(binding), binding.start(), binding.end())));
        }
        if (!(node instanceof Stmt) && !(node instanceof Syntax.Lambda)) {
            node.children().forEach(child -> walrus(child, into));
        }
    }

    private static void bind(Expr target, Expr value, Via via, List<Integer> path, Stmt statement, Map<String, List<Symbol>> into) {
        if (target instanceof Syntax.Name name) {
            add(into, name.id(), new Bound(Optional.empty(), Optional.of(value), via, path, statement));
        } else if (target instanceof Syntax.Sequence sequence) {
            boolean sure = true;
            for (int i = 0; i < sequence.elements().size(); i++) {
                Expr element = sequence.elements().get(i);
                sure &= !(element instanceof Syntax.Starred);
                if (sure) {
                    List<Integer> deeper = new ArrayList<>(path);
                    deeper.add(i);
                    bind(element, value, via, deeper, statement, into);
                } else {
                    captures(element, into);
                }
            }
        } else if (target instanceof Syntax.Starred star) {
            captures(star, into);
        }
    }

    private static void add(Map<String, List<Symbol>> into, String name, Symbol symbol) {
        into.computeIfAbsent(name, key -> new ArrayList<>()).add(symbol);
    }
}
