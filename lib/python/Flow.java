package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import python.Stmt.Block;

/** Walks statements in the order in which they run, knows at each point what names hold, and reports what is done with them. */
final class Flow {
    private final Module module;
    private final Inference inference;
    private final Narrowing narrowing;
    private final StandIns standIns;
    private final Guards guards;
    private final Mocks mocks;
    private final Consumer<Use> uses;
    private final Optional<FunctionDef> in;
    private int silent;

    private Flow(Module module, Inference inference, Guards guards, Mocks mocks, Optional<FunctionDef> in, Consumer<Use> uses) {
        this.module = module;
        this.inference = inference;
        this.narrowing = new Narrowing(inference);
        this.standIns = new StandIns(inference, narrowing, uses);
        this.guards = guards;
        this.mocks = mocks;
        this.in = in;
        this.uses = uses;
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
        Mocks mocks = Mocks.in(module);
        new Flow(module, inference, outer, mocks, Optional.empty(), uses).run(module.syntax.body(), Scope.of(module).copy());
        Map<FunctionDef, Guards> guards = new HashMap<>();
        for (FunctionDef function : module.functions) {
            FunctionDef outermost = function;
            while (outermost.within.isPresent()) {
                outermost = outermost.within.get();
            }
            if (!relevance.touches(module, outermost.syntax) && outermost.owner.filter(selection::holds).isEmpty()) {
                continue;
            }
            inference.begin();
            // outer functions stand before inner ones, which share what is asked anywhere in them
            Guards own = function.within.map(guards::get).orElseGet(() -> outer.and(Guards.in(function.syntax.body())));
            guards.put(function, own);
            Scope scope = Scope.of(function).copy();
            function.locals().forEach((name, symbols) -> {
                if (symbols.get(0) instanceof Symbol.Taken taken) {
                    scope.values().put(name, inference.symbol(taken, scope));
                }
            });
            new Flow(module, inference, own, mocks, Optional.of(function), uses).run(function.syntax.body(), scope);
        }
    }

    /** What the wrapper that a decorator puts around a method sets, on objects of whatever class. */
    private static void setOnSelf(Syntax node, Consumer<Use> uses) {
        if (node instanceof Stmt.Assign assign) {
            assign.targets().stream().filter(target -> target instanceof Expr.Attribute attribute && attribute.value() instanceof Expr.Name name
                    && name.id().equals("self")).forEach(target -> uses.accept(new Use.Written(Type.UNKNOWN, ((Expr.Attribute) target).name(),
                            Use.Written.ANYWHERE, Optional.empty(), false)));
        }
        for (Syntax child : node.children()) {
            setOnSelf(child, uses);
        }
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
            simple.values().forEach(value -> visit(value, scope));
            if (simple.keyword().equals("assert") && !simple.values().isEmpty()) {
                narrowing.apply(simple.values().get(0), true, scope);
            }
            return !Set.of("return", "raise", "continue", "break").contains(simple.keyword());
        } else if (statement instanceof Stmt.Assign assign) {
            visit(assign.value(), scope);
            Type type = inference.typeOf(assign.value(), scope);
            assign.targets().forEach(target -> assign(target, type, scope));
        } else if (statement instanceof Stmt.Annotated field) {
            field.value().ifPresent(value -> visit(value, scope));
            Type declared = inference.annotation(field.annotation(), scope);
            Type value = field.value().map(expression -> inference.typeOf(expression, scope)).orElse(Type.UNKNOWN);
            // in a class body a field is still what was assigned to it, such as a field(…) with methods of its own
            boolean inClass = scope.owner().isPresent() && field.value().isPresent();
            assign(field.target(), value == Type.UNKNOWN && !inClass ? declared : value, scope);
        } else if (statement instanceof Stmt.Augmented augmented) {
            visit(augmented.target(), scope);
            visit(augmented.value(), scope);
            scope.bind(augmented.target(), Type.UNKNOWN);
        } else if (statement instanceof Stmt.Compound compound) {
            return compound(compound, scope);
        } else if (statement instanceof Stmt.Function function) {
            function.decorators().forEach(decorator -> visit(decorator, scope));
            function.parameters().forEach(parameter -> parameter.value().ifPresent(value -> visit(value, scope)));
            scope.values().remove(function.name());
        } else if (statement instanceof Stmt.Class found) {
            found.decorators().forEach(decorator -> visit(decorator, scope));
            found.bases().forEach(base -> visit(base.value(), scope));
            run(found.body(), Scope.of(module.define(found)).copy());
            scope.values().remove(found.name());
        } else if (statement instanceof Stmt.Import || statement instanceof Stmt.ImportFrom) {
            Symbol.in(List.of(statement)).forEach((name, symbols) -> scope.values().put(name, inference.symbol(symbols.get(0), scope)));
        }
        return true;
    }

    private void assign(Expr target, Type type, Scope scope) {
        if (target instanceof Expr.Attribute attribute) {
            visit(attribute.value(), scope);
            Type receiver = inference.typeOf(attribute.value(), scope);
            if (attribute.name().equals("__dict__")) {
                uses.accept(new Use.WrittenAny(receiver, true));
            } else {
                uses.accept(new Use.Written(receiver, attribute.name(), attribute.value().path().orElse(""), owner(), false));
                standIns.compare(inference.attribute(receiver, attribute.name()), type);
            }
            scope.bind(attribute, type);
            if (type == Type.UNKNOWN) {
                attribute.path().ifPresent(scope.values()::remove);
            }
        } else if (target instanceof Expr.Sequence sequence) {
            for (int i = 0; i < sequence.elements().size(); i++) {
                assign(sequence.elements().get(i), Type.part(type, i), scope);
            }
        } else if (target instanceof Expr.Subscript || target instanceof Expr.Starred) {
            if (target instanceof Expr.Subscript item) {
                Guards.object(item.value()).ifPresent(object -> uses.accept(new Use.WrittenAny(inference.typeOf(object, scope), true)));
                key(item.value(), item.index(), scope);
            }
            for (Syntax child : target.children()) {
                visit((Expr) child, scope);
            }
        } else {
            scope.bind(target, type);
        }
    }

    /** A key of a typed dictionary is set, whatever the annotation says. */
    private void key(Expr dictionary, Expr key, Scope scope) {
        if (inference.typeOf(dictionary, scope) instanceof Type.Instance instance && inference.shape(instance.of()).kind() == Shape.Kind.TYPED_DICT) {
            Optional<String> name = key.literal();
            uses.accept(name.<Use>map(literal -> new Use.Written(instance, literal, "", owner(), false)).orElse(new Use.WrittenAny(instance, false)));
        }
    }

    private Optional<ClassDef> owner() {
        return in.flatMap(function -> function.owner);
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
            Scope branch = fork(scope);
            if (!otherwise) {
                visit(part.heads().get(0), branch);
                scope.values().putAll(bindings(part.heads().get(0), branch));
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
        return merge(ends, scope);
    }

    /** What walrus operators in a test bind, which holds after it whatever its outcome. */
    private static Map<String, Type> bindings(Expr test, Scope after) {
        Map<String, Type> bound = new HashMap<>();
        List<Expr> all = new ArrayList<>(Expr.below(test));
        all.add(test);
        for (Expr expression : all) {
            if (expression instanceof Expr.Binding binding && after.values().containsKey(binding.target().id())) {
                bound.put(binding.target().id(), after.values().get(binding.target().id()));
            }
        }
        return bound;
    }

    /** A copy of what is known here, for a part that may run or not. */
    private Scope fork(Scope scope) {
        inference.spend(scope.values().size());
        return scope.copy();
    }

    private boolean merge(List<Map<String, Type>> ends, Scope scope) {
        if (ends.isEmpty()) {
            return false;
        }
        Map<String, Type> merged = new HashMap<>(ends.get(0));
        for (Map<String, Type> end : ends.subList(1, ends.size())) {
            Set<String> names = new HashSet<>(merged.keySet());
            names.addAll(end.keySet());
            inference.spend(names.size() * 3);
            for (String name : names) {
                Type left = merged.get(name);
                Type right = end.get(name);
                if (left != null && right != null) {
                    merged.put(name, Type.join(left, right));
                } else if (name.contains(".") || in.filter(function -> function.locals().containsKey(name)).isEmpty()) {
                    merged.remove(name);
                } else if (left == null) {
                    merged.put(name, right);
                }
            }
        }
        scope.values().clear();
        scope.values().putAll(merged);
        return true;
    }

    private boolean loop(List<Block> parts, Scope scope) {
        Block first = parts.get(0);
        Scope body = fork(scope);
        first.heads().subList(first.keyword().equals("for") ? 1 : 0, first.heads().size()).forEach(head -> visit(head, scope));
        forgetAssigned(first.body(), body);
        if (first.keyword().equals("for")) {
            assign(first.heads().get(0), Type.element(inference.typeOf(first.heads().get(1), scope)), body);
        } else {
            first.heads().forEach(head -> visit(head, body));
            narrowing.apply(first.heads().get(0), true, body);
        }
        run(first.body(), body);
        forgetAssigned(first.body(), scope);
        for (Block rest : parts.subList(1, parts.size())) {
            run(rest.body(), fork(scope));
        }
        return true;
    }

    /** Names that statements assign mean, in a loop and after it, whatever any assignment says. */
    private void forgetAssigned(List<Stmt> body, Scope scope) {
        Set<String> assigned = new HashSet<>(Symbol.in(body).keySet());
        body.forEach(statement -> paths(statement, assigned));
        inference.spend(scope.values().size() * (assigned.size() + 1));
        scope.values().keySet().removeIf(key -> assigned.stream().anyMatch(name -> key.equals(name) || key.startsWith(name + ".")));
    }

    private static void paths(Syntax node, Set<String> into) {
        if (node instanceof Stmt.Assign assign) {
            assign.targets().forEach(target -> target.path().ifPresent(into::add));
        }
        for (Syntax child : node.children()) {
            paths(child, into);
        }
    }

    private boolean with(Block block, Scope scope) {
        boolean quiet = false;
        for (int i = 0; i + 1 < block.heads().size(); i += 2) {
            Expr manager = block.heads().get(i);
            visit(manager, scope);
            quiet |= manager instanceof Expr.Call call && Set.of("raises", "assertRaises", "assertRaisesRegex", "suppress")
                    .contains(call.lastName());
            if (!(block.heads().get(i + 1) instanceof Expr.Constant)) {
                assign(block.heads().get(i + 1), inference.entered(inference.typeOf(manager, scope)), scope);
            }
        }
        silent += quiet ? 1 : 0;
        boolean through = run(block.body(), scope);
        silent -= quiet ? 1 : 0;
        return through || quiet;
    }

    private boolean attempt(List<Block> parts, Scope scope) {
        boolean quiet = parts.stream().filter(part -> part.keyword().equals("except"))
                .anyMatch(part -> mentions(part.heads(), "AttributeError"));
        Map<String, Type> before = new HashMap<>(scope.values());
        List<Map<String, Type>> ends = new ArrayList<>();
        silent += quiet ? 1 : 0;
        boolean through = run(parts.get(0).body(), scope);
        silent -= quiet ? 1 : 0;
        Map<String, Type> after = new HashMap<>(scope.values());
        for (Block part : parts.subList(1, parts.size())) {
            switch (part.keyword()) {
                case "else" -> through = through && run(part.body(), scope);
                case "except" -> {
                    Scope handler = scope.with(new TreeMap<>());
                    merge(List.of(before, after), handler);
                    if (run(part.body(), handler)) {
                        ends.add(handler.values());
                    }
                }
                default -> {
                    if (through) {
                        ends.add(new HashMap<>(scope.values()));
                    }
                    boolean any = merge(ends, scope);
                    boolean last = run(part.body(), any ? scope : scope.with(new TreeMap<>(before)));
                    return any && last;
                }
            }
        }
        if (through) {
            ends.add(new HashMap<>(scope.values()));
        }
        return merge(ends, scope);
    }

    private static boolean mentions(List<Expr> heads, String name) {
        return heads.stream().anyMatch(head -> head instanceof Expr.Name found && found.id().equals(name)
                || Expr.below(head).stream().anyMatch(inner -> inner instanceof Expr.Name found && found.id().equals(name)));
    }

    private boolean match(List<Block> parts, Scope scope) {
        Expr subject = parts.get(0).heads().get(0);
        visit(subject, scope);
        List<Map<String, Type>> ends = new ArrayList<>(List.of(new HashMap<>(scope.values())));
        for (Block part : parts.subList(1, parts.size())) {
            Scope branch = fork(scope);
            Expr pattern = part.heads().get(0);
            pattern(pattern, branch);
            Type matched = pattern instanceof Expr.Call call && inference.typeOf(call.function(), scope) instanceof Type.ClassObject object
                    ? new Type.Instance(object.of(), false) : Type.UNKNOWN;
            subject.path().ifPresent(path -> branch.values().put(path, matched));
            Symbol.in(List.of(part)).keySet().forEach(name -> branch.values().putIfAbsent(name, Type.UNKNOWN));
            part.heads().subList(1, part.heads().size()).forEach(condition -> visit(condition, branch));
            if (run(part.body(), branch)) {
                ends.add(branch.values());
            }
        }
        return merge(ends, scope);
    }

    /** Class patterns read the attributes that their keywords name. */
    private void pattern(Expr pattern, Scope scope) {
        if (pattern instanceof Expr.Call call) {
            if (inference.typeOf(call.function(), scope) instanceof Type.ClassObject object) {
                call.arguments().stream().filter(argument -> !argument.keyword().isEmpty()).forEach(argument -> uses.accept(
                        new Use.Read(module, new Type.Instance(object.of(), false), argument.keyword(), argument.start(),
                                argument.start() + argument.keyword().length(), Use.Form.PATTERN, in)));
            }
            call.arguments().forEach(argument -> pattern(argument.value(), scope));
        } else if (pattern instanceof Expr.Binding binding) {
            pattern(binding.value(), scope);
            Type type = binding.value() instanceof Expr.Call call && inference.typeOf(call.function(), scope) instanceof Type.ClassObject object
                    ? new Type.Instance(object.of(), false) : Type.UNKNOWN;
            scope.values().put(binding.target().id(), type);
        } else if (pattern instanceof Expr.Name name) {
            scope.values().put(name.id(), Type.UNKNOWN);
        } else {
            pattern.children().forEach(child -> {
                if (child instanceof Expr inner) {
                    pattern(inner, scope);
                }
            });
        }
    }

    private void visit(Expr expression, Scope scope) {
        if (expression instanceof Expr.Attribute attribute) {
            visit(attribute.value(), scope);
            read(attribute.value(), attribute.name(), attribute.nameStart(), attribute.end(), Use.Form.ATTRIBUTE, scope);
        } else if (expression instanceof Expr.Call call) {
            call(call, scope);
        } else if (expression instanceof Expr.Operation operation && (operation.is("and") || operation.is("or"))) {
            Scope step = fork(scope);
            for (Expr operand : operation.operands()) {
                visit(operand, step);
                scope.values().putAll(bindings(operand, step));
                narrowing.apply(operand, operation.is("and"), step);
            }
        } else if (expression instanceof Expr.Conditional choice) {
            visit(choice.test(), scope);
            Scope then = fork(scope);
            Scope otherwise = fork(scope);
            narrowing.apply(choice.test(), true, then);
            narrowing.apply(choice.test(), false, otherwise);
            visit(choice.then(), then);
            visit(choice.otherwise(), otherwise);
        } else if (expression instanceof Expr.Comprehension comprehension) {
            Scope inside = fork(scope);
            for (Expr.Clause clause : comprehension.clauses()) {
                visit(clause.iterable(), inside);
                inside.bind(clause.target(), Type.element(inference.typeOf(clause.iterable(), inside)));
                for (Expr condition : clause.conditions()) {
                    visit(condition, inside);
                    narrowing.apply(condition, true, inside);
                }
            }
            comprehension.results().forEach(result -> visit(result, inside));
        } else if (expression instanceof Expr.Lambda lambda) {
            Scope inside = fork(scope);
            lambda.parameters().forEach(parameter -> {
                parameter.value().ifPresent(value -> visit(value, scope));
                inside.bind(new Expr.Name(parameter.name(), 0, 0), Type.UNKNOWN);
            });
            visit(lambda.body(), inside);
        } else if (expression instanceof Expr.Binding binding) {
            visit(binding.value(), scope);
            scope.bind(binding.target(), inference.typeOf(binding.value(), scope));
        } else {
            if (expression instanceof Expr.Subscript item && item.index() instanceof Expr.Str key && key.value().isPresent()) {
                read(item.value(), key.value().get(), key.start(), key.end(), Use.Form.KEY, scope);
            }
            expression.children().forEach(child -> {
                if (child instanceof Expr inner) {
                    visit(inner, scope);
                }
            });
        }
    }

    private void read(Expr receiver, String name, int start, int end, Use.Form form, Scope scope) {
        if (silent == 0 && !guards.cover(receiver, name) && !mocks.cover(receiver, name)) {
            uses.accept(new Use.Read(module, inference.typeOf(receiver, scope), name, start, end, form, in));
        }
    }

    private void call(Expr.Call call, Scope scope) {
        String function = call.function() instanceof Expr.Name name ? name.id() : "";
        Optional<Expr> object = call.positional(0);
        Optional<Expr> literal = call.positional(1).filter(value -> value.literal().isPresent());
        if (function.equals("getattr") && call.arguments().size() == 2 && object.isPresent() && literal.isPresent()) {
            read(object.get(), literal.get().literal().get(), literal.get().start(), literal.get().end(), Use.Form.ATTRIBUTE, scope);
        }
        writes(call, object, literal.flatMap(Expr::literal), scope);
        if (Set.of("dir", "vars").contains(function) && object.isPresent() && inference.typeOf(object.get(), scope) instanceof Type.ClassObject listed) {
            uses.accept(new Use.WrittenAny(new Type.Instance(listed.of(), false), true));
        }
        Type called = inference.typeOf(call.function(), scope);
        standIns.call(call, called, owner(), scope);
        handOver(call, called, scope);
        boolean silenced = silent > 0 || mocks.replace(call.function());
        if (!silenced && called instanceof Type.ClassObject made) {
            uses.accept(new Use.Made(module, made.of(), made.exact(), call, false));
        } else if (!silenced && called instanceof Type.External external && object.isPresent()
                && Set.of("dataclasses.replace", "attr.evolve", "attrs.evolve").contains(external.name())
                && inference.typeOf(object.get(), scope) instanceof Type.Instance copied) {
            uses.accept(new Use.Made(module, copied.of(), copied.exact(), call, true));
        }
        visit(call.function(), scope);
        call.arguments().forEach(argument -> visit(argument.value(), scope));
    }

    /** An object is given to a function that sets attributes of computed names on it. */
    private void handOver(Expr.Call call, Type called, Scope scope) {
        if (called instanceof Type.Callable callable && !callable.function().opened().isEmpty()) {
            List<Expr.Parameter> parameters = callable.function().syntax.parameters();
            int bound = callable.receiver().isPresent() ? 1 : 0;
            for (int i = 0; i < call.arguments().size(); i++) {
                Expr.Argument argument = call.arguments().get(i);
                String name = !argument.keyword().isEmpty() ? argument.keyword() : i + bound < parameters.size() ? parameters.get(i + bound).name() : "";
                if (callable.function().opened().contains(name)) {
                    uses.accept(new Use.WrittenAny(inference.typeOf(argument.value(), scope), false));
                }
            }
        }
    }

    /** What a call sets: {@code setattr}, {@code object.__setattr__}, {@code __dict__.update}, mocks with attributes. */
    private void writes(Expr.Call call, Optional<Expr> object, Optional<String> literal, Scope scope) {
        String function = call.lastName();
        Optional<Expr> on = call.function() instanceof Expr.Attribute method ? Optional.of(method.value()) : Optional.empty();
        boolean creates = call.arguments().stream().anyMatch(argument -> argument.keyword().equals("raising") || argument.keyword().equals("create"));
        boolean sets = function.equals("setattr") && (on.isEmpty() || creates) || function.equals("object") && creates;
        boolean forced = function.equals("__setattr__");
        if (object.isPresent() && (sets || forced && call.arguments().size() == 3)) {
            Type receiver = inference.typeOf(object.get(), scope);
            if (literal.isPresent()) {
                uses.accept(new Use.Written(receiver, literal.get(), object.get().path().orElse(""), owner(), forced));
            } else if (!Existing.only(module, in.<Syntax>map(inside -> inside.syntax).orElse(module.syntax), call)) {
                uses.accept(new Use.WrittenAny(receiver, forced));
            }
        } else if (on.isPresent() && Set.of("update", "setdefault", "__setitem__").contains(function)) {
            Guards.object(on.get()).ifPresent(listed -> uses.accept(new Use.WrittenAny(inference.typeOf(listed, scope), true)));
            key(on.get(), function.equals("update") || object.isEmpty() ? call : object.get(), scope);
        } else if (function.endsWith("Mock") || function.endsWith("Namespace")) {
            call.arguments().stream().filter(argument -> !argument.keyword().isEmpty())
                    .forEach(argument -> uses.accept(new Use.Mocked(module, argument.keyword())));
        }
    }
}
