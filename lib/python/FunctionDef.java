package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A function where it stands. */
final class FunctionDef {
    static final Set<String> PROPERTY = Set.of("property", "cached_property");

    final Module module;
    final Stmt.Function syntax;
    final Optional<ClassDef> owner;
    final Optional<FunctionDef> within;
    final Set<String> globals = new HashSet<>();
    private final List<String> decorators;
    private final Map<String, List<Optional<Expr>>> results = new HashMap<>();
    private Map<String, List<Symbol>> locals;
    private Set<String> opened;

    FunctionDef(Module module, Stmt.Function syntax, ClassDef owner, FunctionDef within) {
        this.module = module;
        this.syntax = syntax;
        this.decorators = syntax.decorators().stream().map(Expr::lastName).toList();
        this.owner = Optional.ofNullable(owner);
        this.within = Optional.ofNullable(within);
    }

    /** The function around all others in which it stands, or itself. */
    FunctionDef outermost() {
        FunctionDef outermost = this;
        while (outermost.within.isPresent()) {
            outermost = outermost.within.get();
        }
        return outermost;
    }

    /** Its parameters and every name that it assigns. */
    synchronized Map<String, List<Symbol>> locals() {
        if (locals == null) {
            Map<String, List<Symbol>> names = new LinkedHashMap<>();
            for (int i = 0; i < syntax.parameters().size(); i++) {
                var parameter = syntax.parameters().get(i);
                names.put(parameter.name(), new ArrayList<>(List.of(new Symbol.Taken(parameter, i))));
            }
            Symbol.in(syntax.body()).forEach((name, symbols) -> names.computeIfAbsent(name, key -> new ArrayList<>()).addAll(symbols));
            globals.forEach(names::remove);
            locals = names;
        }
        return locals;
    }

    /** The last part of each decorator's name: {@code fixture} for {@code @pytest.fixture(scope="module")}. */
    List<String> decorators() {
        return decorators;
    }

    boolean is(String decorator) {
        return decorators().contains(decorator);
    }

    boolean isProperty() {
        return PROPERTY.stream().anyMatch(this::is);
    }

    /** What it returns or yields, in the order of the text. */
    synchronized List<Optional<Expr>> results(String keyword) {
        return results.computeIfAbsent(keyword, key -> {
            List<Optional<Expr>> found = new ArrayList<>();
            syntax.body().forEach(statement -> results(statement, keyword, found));
            return List.copyOf(found);
        });
    }

    private static void results(Syntax node, String keyword, List<Optional<Expr>> into) {
        if (node instanceof Stmt.Function || node instanceof Stmt.Class || node instanceof Expr.Lambda) {
            return;
        }
        if (node instanceof Stmt.Simple simple && simple.keyword().equals(keyword)) {
            into.add(simple.values().stream().findFirst());
        } else if (node instanceof Expr.Suspension suspension && suspension.kind().startsWith(keyword)) {
            into.add(suspension.value());
        }
        for (Syntax child : node.children()) {
            results(child, keyword, into);
        }
    }

    /** Its parameters on which it sets attributes of computed names. */
    synchronized Set<String> opened() {
        if (opened == null) {
            opened = new HashSet<>();
            syntax.body().forEach(this::opened);
        }
        return opened;
    }

    private void opened(Syntax node) {
        if (node instanceof Expr.Call call) {
            boolean named = call.positional(1).filter(Expr.Str.class::isInstance).isPresent();
            Optional<Expr> set = call.lastName().equals("setattr") && !named && !Existing.only(module, syntax, call) ? call.positional(0)
                    : call.function() instanceof Expr.Attribute method && method.name().equals("update") ? Guards.object(method.value())
                    : Optional.empty();
            set.filter(Expr.Name.class::isInstance).map(name -> ((Expr.Name) name).id())
                    .filter(name -> syntax.parameters().stream().anyMatch(parameter -> parameter.name().equals(name))).ifPresent(opened::add);
        }
        for (Syntax child : node.children()) {
            opened(child);
        }
    }
}
