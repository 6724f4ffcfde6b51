package python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What gives a name its meaning in a module, a class body or a function. */
sealed interface Symbol {
    record Defined(Stmt.Class syntax) implements Symbol {}

    record Made(Stmt.Function syntax) implements Symbol {}

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

    record Taken(Expr.Parameter parameter, int index) implements Symbol {}

    /** Given in a way that is not followed. */
    record Opaque() implements Symbol {}

    /** The names that statements bind, those in blocks too, those in functions and classes not. */
    static Map<String, List<Symbol>> in(List<Stmt> body) {
        Map<String, List<Symbol>> symbols = new LinkedHashMap<>();
        body.forEach(statement -> collect(statement, symbols));
        return symbols;
    }

    private static void collect(Stmt statement, Map<String, List<Symbol>> into) {
        if (statement instanceof Stmt.Class found) {
            add(into, found.name(), new Defined(found));
        } else if (statement instanceof Stmt.Function found) {
            add(into, found.name(), new Made(found));
        } else if (statement instanceof Stmt.Import found) {
            String first = found.module().split("\\.", 2)[0];
            add(into, found.alias().orElse(first),
                    new Imported(0, found.alias().isPresent() ? found.module() : first, Optional.empty()));
        } else if (statement instanceof Stmt.ImportFrom found) {
            found.names().forEach(name -> add(into, name.as(), new Imported(found.level(), found.module(), Optional.of(name.name()))));
        } else if (statement instanceof Stmt.Annotated found && found.target() instanceof Expr.Name name) {
            add(into, name.id(), new Bound(Optional.of(found.annotation()), found.value(), Via.VALUE, List.of(), found));
        } else if (statement instanceof Stmt.Assign found) {
            found.targets().forEach(target -> bind(target, found.value(), Via.VALUE, List.of(), found, into));
        } else if (statement instanceof Stmt.Augmented found && found.target() instanceof Expr.Name name) {
            add(into, name.id(), new Opaque());
        } else if (statement instanceof Stmt.Compound found) {
            found.parts().forEach(part -> collect(part, into));
        } else if (statement instanceof Stmt.Block block) {
            heads(block, into);
            block.body().forEach(inner -> collect(inner, into));
        }
        if (!(statement instanceof Stmt.Compound || statement instanceof Stmt.Block)) {
            statement.children().forEach(child -> walrus(child, into));
        }
    }

    private static void heads(Stmt.Block block, Map<String, List<Symbol>> into) {
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
        if (pattern instanceof Expr.Name name) {
            add(into, name.id(), new Opaque());
        } else if (pattern instanceof Expr.Call call) {
            call.arguments().forEach(argument -> captures(argument, into));
        } else if (!(pattern instanceof Expr.Attribute)) {
            pattern.children().forEach(child -> captures(child, into));
        }
    }

    private static void walrus(Syntax node, Map<String, List<Symbol>> into) {
        if (node instanceof Expr.Binding binding) {
            add(into, binding.target().id(), new Bound(Optional.empty(), Optional.of(binding.value()), Via.VALUE, List.of(),
                    new Stmt.Simple("", List.of(binding), binding.start(), binding.end())));
        }
        if (!(node instanceof Stmt) && !(node instanceof Expr.Lambda)) {
            node.children().forEach(child -> walrus(child, into));
        }
    }

    private static void bind(Expr target, Expr value, Via via, List<Integer> path, Stmt statement, Map<String, List<Symbol>> into) {
        if (target instanceof Expr.Name name) {
            add(into, name.id(), new Bound(Optional.empty(), Optional.of(value), via, path, statement));
        } else if (target instanceof Expr.Sequence sequence) {
            boolean sure = true;
            for (int i = 0; i < sequence.elements().size(); i++) {
                Expr element = sequence.elements().get(i);
                sure &= !(element instanceof Expr.Starred);
                if (sure) {
                    List<Integer> deeper = new ArrayList<>(path);
                    deeper.add(i);
                    bind(element, value, via, deeper, statement, into);
                } else {
                    captures(element, into);
                }
            }
        } else if (target instanceof Expr.Starred star) {
            captures(star, into);
        }
    }

    private static void add(Map<String, List<Symbol>> into, String name, Symbol symbol) {
        into.computeIfAbsent(name, key -> new ArrayList<>()).add(symbol);
    }
}
