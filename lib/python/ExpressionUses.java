package python;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Reports what expressions do with objects, their parts in the order in which Python evaluates them. */
final class ExpressionUses {
    private static final Set<String> ORDERING = Set.of("sorted", "max", "min");
    /** Functions of libraries that copy an object with changes. */
    private static final Set<String> REPLACE = Set.of("dataclasses.replace", "attr.evolve", "attrs.evolve");
    private static final Set<String> GETATTR = Set.of("getattr");

    private final Body body;
    private final Inference inference;
    private final Branches branches;
    private final Narrowing narrowing;
    private final Mutations mutations;
    private final StandIns standIns;
    private final Consumer<Use> uses;
    private int quiet;

    ExpressionUses(Body body, Inference inference, Branches branches, Narrowing narrowing, Mutations mutations, StandIns standIns,
            Consumer<Use> uses) {
        this.body = body;
        this.inference = inference;
        this.branches = branches;
        this.narrowing = narrowing;
        this.mutations = mutations;
        this.standIns = standIns;
        this.uses = uses;
    }

    /** Runs code whose errors are expected, so that no read and no constructor call in it is reported. */
    boolean quietly(boolean expected, BooleanSupplier code) {
        quiet += expected ? 1 : 0;
        boolean result = code.getAsBoolean();
        quiet -= expected ? 1 : 0;
        return result;
    }

    void visit(Expr expression, Scope scope) {
        if (expression instanceof Expr.Attribute attribute) {
            visit(attribute.value(), scope);
            read(attribute.value(), attribute.name(), attribute.nameStart(), attribute.end(), Use.Form.ATTRIBUTE, scope);
        } else if (expression instanceof Expr.Call call) {
            call(call, scope);
        } else if (expression instanceof Expr.Operation operation && (operation.is("and") || operation.is("or"))) {
            logical(operation, scope);
        } else if (expression instanceof Expr.Conditional choice) {
            conditional(choice, scope);
        } else if (expression instanceof Expr.Comprehension comprehension) {
            comprehension(comprehension, scope);
        } else if (expression instanceof Expr.Lambda lambda) {
            lambda(lambda, Type.UNKNOWN, scope);
        } else if (expression instanceof Expr.Binding binding) {
            visit(binding.value(), scope);
            scope.bind(binding.target(), inference.typeOf(binding.value(), scope));
        } else {
            if (expression instanceof Expr.Subscript item && item.index().literal().isPresent()) {
                read(item.value(), item.index().literal().get(), item.index().start(), item.index().end(), Use.Form.KEY, scope);
            }
            for (Syntax child : expression.children()) {
                if (child instanceof Expr inner) {
                    visit(inner, scope);
                }
            }
        }
    }

    /** Each operand is evaluated only when those before it came out true, or false. */
    private void logical(Expr.Operation operation, Scope scope) {
        Scope step = branches.fork(scope);
        for (Expr operand : operation.operands()) {
            visit(operand, step);
            scope.values().putAll(Branches.bindings(operand, step));
            narrowing.apply(operand, operation.is("and"), step);
        }
    }

    private void conditional(Expr.Conditional choice, Scope scope) {
        visit(choice.test(), scope);
        Scope then = branches.fork(scope);
        Scope otherwise = branches.fork(scope);
        narrowing.apply(choice.test(), true, then);
        narrowing.apply(choice.test(), false, otherwise);
        visit(choice.then(), then);
        visit(choice.otherwise(), otherwise);
    }

    private void comprehension(Expr.Comprehension comprehension, Scope scope) {
        Scope inside = branches.fork(scope);
        for (Expr.Clause clause : comprehension.clauses()) {
            visit(clause.iterable(), inside);
            inside.bind(clause.target(), Type.element(inference.typeOf(clause.iterable(), inside)));
            for (Expr condition : clause.conditions()) {
                visit(condition, inside);
                narrowing.apply(condition, true, inside);
            }
        }
        comprehension.results().forEach(result -> visit(result, inside));
    }

    /** What {@code sorted(values, key=…)}, {@code max}, {@code min} and {@code values.sort(key=…)} go through. */
    private Type ordered(Expr.Call call, Scope scope) {
        boolean sorts = call.function() instanceof Expr.Attribute method && method.name().equals("sort");
        boolean orders = call.function() instanceof Expr.Name name && ORDERING.contains(name.id());
        return sorts ? inference.typeOf(((Expr.Attribute) call.function()).value(), scope)
                : orders ? call.positional(0).map(values -> inference.typeOf(values, scope)).orElse(Type.UNKNOWN) : Type.UNKNOWN;
    }

    /** @param given what its first parameter holds; the others are not followed */
    private void lambda(Expr.Lambda lambda, Type given, Scope scope) {
        Scope inside = branches.fork(scope);
        lambda.parameters().forEach(parameter -> {
            parameter.value().ifPresent(value -> visit(value, scope));
            inside.bind(new Expr.Name(parameter.name(), 0, 0), parameter == lambda.parameters().get(0) && parameter.star() == ' ' ? given : Type.UNKNOWN);
        });
        visit(lambda.body(), inside);
    }

    private void read(Expr receiver, String name, int start, int end, Use.Form form, Scope scope) {
        if (quiet == 0 && !body.guards().cover(receiver, name) && !body.mocks().cover(receiver, name)) {
            uses.accept(new Use.Read(body.module(), inference.typeOf(receiver, scope), name, start, end, form, body.function()));
        }
    }

    private void call(Expr.Call call, Scope scope) {
        getattr(call, scope);
        mutations.call(call, scope);
        mutations.listing(call, scope);
        mutations.subclass(call, scope);
        Type called = inference.typeOf(call.function(), scope);
        standIns.call(call, called, body.owner(), scope);
        mutations.handOver(call, called, scope);
        if (quiet == 0 && !body.mocks().replace(call.function())) {
            made(call, called, scope);
        }
        visit(call.function(), scope);
        call.arguments().forEach(argument -> {
            if (argument.keyword().equals("key") && argument.value() instanceof Expr.Lambda key) {
                lambda(key, Type.element(ordered(call, scope)), scope);
            } else {
                visit(argument.value(), scope);
            }
        });
        if (call.function() instanceof Expr.Attribute method) {
            // a method may replace what was set on its object before, and of an unknown class nothing else is known
            method.value().path().filter(path -> scope.holdsBelow(path) && inference.typeOf(method.value(), scope) == Type.UNKNOWN)
                    .ifPresent(scope::forgetAttributes);
        }
    }

    /** {@code getattr(object, "name")} reads as {@code object.name} does. */
    private void getattr(Expr.Call call, Scope scope) {
        Optional<Expr> name = call.positional(1).filter(value -> value.literal().isPresent());
        boolean reads = call.calls(GETATTR) && call.arguments().size() == 2;
        if (reads && name.isPresent()) {
            Expr object = call.arguments().get(0).value();
            read(object, name.get().literal().get(), name.get().start(), name.get().end(), Use.Form.ATTRIBUTE, scope);
        }
    }

    private void made(Expr.Call call, Type called, Scope scope) {
        if (called instanceof Type.ClassObject made) {
            uses.accept(new Use.Made(body.module(), made.of(), made.exact(), call, false));
        } else if (called instanceof Type.External external && REPLACE.contains(external.name())
                && call.positional(0).map(object -> inference.typeOf(object, scope)).orElse(Type.UNKNOWN) instanceof Type.Instance copied) {
            uses.accept(new Use.Made(body.module(), copied.of(), copied.exact(), call, true));
        }
    }

    /** Binds the names of a pattern; class patterns read the attributes that their keywords name. */
    void pattern(Expr pattern, Scope scope) {
        if (pattern instanceof Expr.Call call) {
            if (matched(call, scope) instanceof Type.Instance instance) {
                call.arguments().stream().filter(argument -> !argument.keyword().isEmpty()).forEach(argument -> uses.accept(
                        new Use.Read(body.module(), instance, argument.keyword(), argument.start(),
                                argument.start() + argument.keyword().length(), Use.Form.PATTERN, body.function())));
            }
            call.arguments().forEach(argument -> pattern(argument.value(), scope));
        } else if (pattern instanceof Expr.Binding binding) {
            pattern(binding.value(), scope);
            scope.values().put(binding.target().id(), matched(binding.value(), scope));
        } else if (pattern instanceof Expr.Name name) {
            scope.values().put(name.id(), Type.UNKNOWN);
        } else {
            pattern.children().stream().filter(Expr.class::isInstance).forEach(child -> pattern((Expr) child, scope));
        }
    }

    /** What matches a pattern. */
    Type matched(Expr pattern, Scope scope) {
        return pattern instanceof Expr.Call call && inference.typeOf(call.function(), scope) instanceof Type.ClassObject object
                ? new Type.Instance(object.of(), false) : Type.UNKNOWN;
    }
}
