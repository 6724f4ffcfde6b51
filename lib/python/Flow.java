package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import python.Stmt.Block;

/** Walks statements in the order in which they run, knows at each point what names hold, and reports what is done with them. */
final class Flow {
    /** Context managers in which an error is expected. */
    private static final Set<String> EXPECT = Set.of("raises", "assertRaises", "assertRaisesRegex", "suppress");

    private final Module module;
    private final Inference inference;
    private final Narrowing narrowing;
    private final Branches branches;
    private final Mutations mutations;
    private final StandIns standIns;
    private final ExpressionUses expressions;

    private Flow(Body body, Inference inference, Consumer<Use> uses) {
        this.module = body.module();
        this.inference = inference;
        this.narrowing = new Narrowing(inference);
        this.branches = new Branches(body, inference);
        this.mutations = new Mutations(body, inference, uses);
        this.standIns = new StandIns(inference, narrowing, uses);
        this.expressions = new ExpressionUses(body, inference, branches, narrowing, mutations, standIns, uses);
    }

    /** Reports every use in the parts of a module that can matter: those with a relevant word, and the checked classes' own. */
    static void of(Module module, Relevance relevance, Selection selection, Inference inference, Consumer<Use> uses) {
        module.functions.stream().filter(function -> function.owner.isEmpty() && !function.syntax.parameters().isEmpty()
                && function.syntax.parameters().get(0).name().equals("self")).forEach(wrapper -> setOnSelf(wrapper.syntax, uses));
        if (!relevance.touches(module)) {
            return;
        }
        Guards outer = Guards.in(module.syntax.body().stream()
                .filter(statement -> !(statement instanceof Stmt.Function) && !(statement instanceof Stmt.Class)).toList());
        Body whole = new Body(module, Optional.empty(), outer, Mocks.in(module));
        new Flow(whole, inference, uses).run(module.syntax.body(), Scope.of(module).copy());
        Map<FunctionDef, Guards> guards = new HashMap<>();
        for (FunctionDef function : module.functions) {
            FunctionDef outermost = function.outermost();
            if (relevance.touches(module, outermost.syntax) || outermost.owner.filter(selection::holds).isPresent()) {
                // outer functions stand before inner ones, which share what is asked anywhere in them
                Guards own = function.within.map(guards::get).orElseGet(() -> outer.and(Guards.in(function.syntax.body())));
                guards.put(function, own);
                inference.begin();
                Body body = new Body(module, Optional.of(function), own, whole.mocks());
                new Flow(body, inference, uses).run(function.syntax.body(), atStart(function, inference));
            }
        }
    }

    /** What the parameters of a function hold when it begins. */
    private static Scope atStart(FunctionDef function, Inference inference) {
        Scope scope = Scope.of(function).copy();
        function.locals().forEach((name, symbols) -> {
            if (symbols.get(0) instanceof Symbol.Taken taken) {
                scope.values().put(name, inference.symbol(taken, scope));
            }
        });
        return scope;
    }

    /** What the wrapper that a decorator puts around a method sets, on objects of whatever class. */
    private static void setOnSelf(Syntax node, Consumer<Use> uses) {
        if (node instanceof Stmt.Assign assign) {
            assign.attributes().stream().filter(target -> target.value().path().filter("self"::equals).isPresent()).forEach(target ->
                    uses.accept(new Use.Written(Type.UNKNOWN, target.name(), Use.Written.ANYWHERE, Optional.empty(), false)));
        }
        node.children().forEach(child -> setOnSelf(child, uses));
    }

    /** Runs statements; false when their end is not reached. */
    private boolean run(List<Stmt> body, Scope scope) {
        for (Stmt statement : body) {
            if (!run(statement, scope)) {
                return false;
            }
        }
        return true;
    }

    private boolean run(Stmt statement, Scope scope) {
        if (statement instanceof Stmt.Simple simple) {
            simple.values().forEach(value -> expressions.visit(value, scope));
            if (simple.keyword().equals("assert") && !simple.values().isEmpty()) {
                narrowing.apply(simple.values().get(0), true, scope);
            }
            return !simple.leaves();
        } else if (statement instanceof Stmt.Compound compound) {
            return compound(compound, scope);
        } else if (statement instanceof Stmt.Assign assign) {
            expressions.visit(assign.value(), scope);
            Type type = inference.typeOf(assign.value(), scope);
            assign.targets().forEach(target -> assign(target, type, scope));
        } else if (statement instanceof Stmt.Annotated field) {
            annotated(field, scope);
        } else if (statement instanceof Stmt.Augmented augmented) {
            expressions.visit(augmented.target(), scope);
            expressions.visit(augmented.value(), scope);
            scope.bind(augmented.target(), Type.UNKNOWN);
        } else if (statement instanceof Stmt.Function function) {
            function.decorators().forEach(decorator -> expressions.visit(decorator, scope));
            function.parameters().forEach(parameter -> parameter.value().ifPresent(value -> expressions.visit(value, scope)));
            scope.values().remove(function.name());
        } else if (statement instanceof Stmt.Class found) {
            found.decorators().forEach(decorator -> expressions.visit(decorator, scope));
            found.bases().forEach(base -> expressions.visit(base.value(), scope));
            run(found.body(), Scope.of(module.define(found)).copy());
            scope.values().remove(found.name());
        } else if (statement instanceof Stmt.Import || statement instanceof Stmt.ImportFrom) {
            Symbol.in(List.of(statement)).forEach((name, symbols) -> scope.values().put(name, inference.symbol(symbols.get(0), scope)));
        }
        return true;
    }

    private void annotated(Stmt.Annotated field, Scope scope) {
        field.value().ifPresent(value -> expressions.visit(value, scope));
        Type declared = inference.annotation(field.annotation(), scope);
        Type value = field.value().map(expression -> inference.typeOf(expression, scope)).orElse(Type.UNKNOWN);
        // in a class body a field is still what was assigned to it, such as a field(…) with methods of its own
        boolean inClass = scope.owner().isPresent() && field.value().isPresent();
        assign(field.target(), value == Type.UNKNOWN && !inClass ? declared : value, scope);
    }

    private void assign(Expr target, Type type, Scope scope) {
        if (target instanceof Expr.Attribute attribute) {
            attribute(attribute, type, scope);
        } else if (target instanceof Expr.Sequence sequence) {
            for (int i = 0; i < sequence.elements().size(); i++) {
                assign(sequence.elements().get(i), Type.part(type, i), scope);
            }
        } else if (target instanceof Expr.Subscript item) {
            mutations.item(item, scope);
            expressions.visit(item.value(), scope);
            expressions.visit(item.index(), scope);
        } else if (target instanceof Expr.Starred star) {
            expressions.visit(star.value(), scope);
        } else {
            scope.bind(target, type);
        }
    }

    private void attribute(Expr.Attribute target, Type type, Scope scope) {
        expressions.visit(target.value(), scope);
        Type receiver = inference.typeOf(target.value(), scope);
        mutations.attribute(target, receiver);
        if (!target.name().equals("__dict__")) {
            standIns.compare(inference.attribute(receiver, target.name()), type);
        }
        scope.bind(target, type);
        if (type == Type.UNKNOWN) {
            target.path().ifPresent(scope.values()::remove);
        }
    }

    private boolean compound(Stmt.Compound compound, Scope scope) {
        return switch (compound.keyword()) {
            case "if" -> branches(compound.parts(), scope);
            case "while", "for" -> loop(compound.parts(), scope);
            case "with" -> with(compound.parts().get(0), scope);
            case "try" -> attempt(compound.parts(), scope);
            default -> match(compound.parts(), scope);
        };
    }

    private boolean branches(List<Block> parts, Scope scope) {
        List<Map<String, Type>> ends = new ArrayList<>();
        boolean otherwise = false;
        for (Block part : parts) {
            otherwise = part.heads().isEmpty();
            Scope branch = branches.fork(scope);
            if (!otherwise) {
                expressions.visit(part.heads().get(0), branch);
                scope.values().putAll(Branches.bindings(part.heads().get(0), branch));
                narrowing.apply(part.heads().get(0), true, branch);
                narrowing.apply(part.heads().get(0), false, scope);
            }
            if (run(part.body(), branch)) {
                ends.add(branch.values());
            }
        }
        if (!otherwise) {
            ends.add(new HashMap<>(scope.values()));
        }
        return branches.join(ends, scope);
    }

    private boolean loop(List<Block> parts, Scope scope) {
        Block first = parts.get(0);
        Scope body = branches.fork(scope);
        first.heads().subList(first.keyword().equals("for") ? 1 : 0, first.heads().size()).forEach(head -> expressions.visit(head, scope));
        branches.forgetAssigned(first.body(), body);
        if (first.keyword().equals("for")) {
            assign(first.heads().get(0), Type.element(inference.typeOf(first.heads().get(1), scope)), body);
        } else {
            first.heads().forEach(head -> expressions.visit(head, body));
            narrowing.apply(first.heads().get(0), true, body);
        }
        run(first.body(), body);
        branches.forgetAssigned(first.body(), scope);
        for (Block rest : parts.subList(1, parts.size())) {
            run(rest.body(), branches.fork(scope));
        }
        return true;
    }

    private boolean with(Block block, Scope scope) {
        boolean expected = false;
        for (int i = 0; i + 1 < block.heads().size(); i += 2) {
            Expr manager = block.heads().get(i);
            expressions.visit(manager, scope);
            expected |= manager instanceof Expr.Call call && EXPECT.contains(call.lastName());
            if (!(block.heads().get(i + 1) instanceof Expr.Constant)) {
                assign(block.heads().get(i + 1), inference.entered(inference.typeOf(manager, scope)), scope);
            }
        }
        return expressions.quietly(expected, () -> run(block.body(), scope)) || expected;
    }

    private boolean attempt(List<Block> parts, Scope scope) {
        boolean expected = parts.stream().filter(part -> part.keyword().equals("except"))
                .anyMatch(part -> mentions(part.heads(), "AttributeError"));
        Map<String, Type> before = new HashMap<>(scope.values());
        List<Map<String, Type>> ends = new ArrayList<>();
        boolean through = expressions.quietly(expected, () -> run(parts.get(0).body(), scope));
        Map<String, Type> after = new HashMap<>(scope.values());
        for (Block part : parts.subList(1, parts.size())) {
            switch (part.keyword()) {
                case "else" -> through = through && run(part.body(), scope);
                case "except" -> {
                    Scope handler = scope.with(new TreeMap<>());
                    branches.join(List.of(before, after), handler);
                    if (run(part.body(), handler)) {
                        ends.add(handler.values());
                    }
                }
                default -> {
                    if (through) {
                        ends.add(new HashMap<>(scope.values()));
                    }
                    boolean any = branches.join(ends, scope);
                    boolean last = run(part.body(), any ? scope : scope.with(new TreeMap<>(before)));
                    return any && last;
                }
            }
        }
        if (through) {
            ends.add(new HashMap<>(scope.values()));
        }
        return branches.join(ends, scope);
    }

    private static boolean mentions(List<Expr> heads, String name) {
        return heads.stream().flatMap(head -> Expr.in(head).stream())
                .anyMatch(part -> part instanceof Expr.Name found && found.id().equals(name));
    }

    private boolean match(List<Block> parts, Scope scope) {
        Expr subject = parts.get(0).heads().get(0);
        expressions.visit(subject, scope);
        List<Map<String, Type>> ends = new ArrayList<>(List.of(new HashMap<>(scope.values())));
        for (Block part : parts.subList(1, parts.size())) {
            Scope branch = branches.fork(scope);
            Expr pattern = part.heads().get(0);
            expressions.pattern(pattern, branch);
            Type matched = expressions.matched(pattern, scope);
            subject.path().ifPresent(path -> branch.values().put(path, matched));
            Symbol.in(List.of(part)).keySet().forEach(name -> branch.values().putIfAbsent(name, Type.UNKNOWN));
            part.heads().subList(1, part.heads().size()).forEach(condition -> expressions.visit(condition, branch));
            if (run(part.body(), branch)) {
                ends.add(branch.values());
            }
        }
        return branches.join(ends, scope);
    }
}
