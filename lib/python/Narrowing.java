package python;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a test says of the names in it. */
final class Narrowing {
    private final Inference inference;

    Narrowing(Inference inference) {
        this.inference = inference;
    }

    /** Changes the scope to what holds when the test came out so. */
    void apply(Expr test, boolean outcome, Scope scope) {
        if (test instanceof Expr.Operation operation) {
            List<Expr> operands = operation.operands();
            if (operation.is("not")) {
                apply(operands.get(0), !outcome, scope);
            } else if (operation.is(outcome ? "and" : "or")) {
                operands.forEach(operand -> apply(operand, outcome, scope));
            } else if (operands.size() == 2) {
                comparison(operation.operators().get(0), operands.get(0), operands.get(1), outcome, scope);
            }
        } else if (test instanceof Expr.Binding binding) {
            apply(binding.target(), outcome, scope);
        } else if (test instanceof Expr.Call call) {
            call(call, outcome, scope);
        } else if (outcome) {
            path(test).ifPresent(path -> set(path, Type.present(inference.typeOf(test, scope)), scope));
        }
    }

    private static Optional<String> path(Expr expression) {
        return (expression instanceof Expr.Binding binding ? binding.target() : expression).path();
    }

    private static void set(String path, Type type, Scope scope) {
        scope.values().put(path, type);
    }

    private void comparison(String operator, Expr left, Expr right, boolean outcome, Scope scope) {
        boolean none = right instanceof Expr.Constant constant && constant.isNone();
        Set<String> same = Set.of("is", "==");
        if (none && (same.contains(operator) || operator.equals("is not") || operator.equals("!="))) {
            boolean isNone = same.contains(operator) == outcome;
            path(left).ifPresent(path -> {
                Type type = inference.typeOf(left, scope);
                set(path, isNone && type != Type.UNKNOWN ? Type.NONE : Type.present(type), scope);
            });
        } else if (left instanceof Expr.Call call && call.lastName().equals("type")) {
            call.positional(0).flatMap(Expr::path).ifPresent(path -> set(path, Type.UNKNOWN, scope));
        } else if (namesClass(right, scope)) {
            // compared with a class, it is a class too, whatever else the name may hold
            path(left).ifPresent(path -> set(path, Type.UNKNOWN, scope));
        }
    }

    private boolean namesClass(Expr expression, Scope scope) {
        return expression instanceof Expr.Sequence several ? several.elements().stream().anyMatch(one -> namesClass(one, scope))
                : inference.typeOf(expression, scope) instanceof Type.ClassObject;
    }

    private void call(Expr.Call call, boolean outcome, Scope scope) {
        Optional<Expr> object = call.positional(0);
        Optional<String> path = object.flatMap(Narrowing::path);
        if (path.isEmpty()) {
            return;
        }
        switch (call.lastName()) {
            case "isinstance", "issubclass" -> set(path.get(), isInstance(call, object.get(), outcome, scope), scope);
            case "hasattr" -> {
                if (!fits(call, object.get(), outcome, scope)) {
                    set(path.get(), Type.UNKNOWN, scope);
                }
            }
            case "is_dataclass", "callable" -> set(path.get(), Type.UNKNOWN, scope);
            default -> { }
        }
    }

    private Type isInstance(Expr.Call call, Expr object, boolean outcome, Scope scope) {
        Type before = inference.typeOf(object, scope);
        boolean instance = call.lastName().equals("isinstance");
        Type tested = call.positional(1).map(type -> classes(type, instance, scope)).orElse(Type.UNKNOWN);
        if (outcome) {
            return narrowed(before, tested);
        }
        return Type.options(before).contains(tested) ? Type.UNKNOWN : without(before, tested);
    }

    /** Whether an object can be of the class it is known to be of; who has what the class lacks, or lacks what it has, is of another. */
    private boolean fits(Expr.Call hasattr, Expr object, boolean outcome, Scope scope) {
        Optional<String> name = hasattr.positional(1).flatMap(Expr::literal);
        return name.isEmpty() || Type.options(inference.typeOf(object, scope)).stream().allMatch(option ->
                option instanceof Type.Instance instance && inference.shape(instance.of()).has(name.get()) == outcome);
    }

    /** What the second argument of {@code isinstance}, or of {@code issubclass}, names. */
    Type classes(Expr expression, boolean instance, Scope scope) {
        if (expression instanceof Expr.Sequence several) {
            return Type.join(several.elements().stream().map(one -> classes(one, instance, scope)).toList());
        } else if (expression instanceof Expr.Operation union && union.is("|")) {
            return Type.join(union.operands().stream().map(one -> classes(one, instance, scope)).toList());
        }
        return inference.typeOf(expression, scope) instanceof Type.ClassObject object
                ? instance ? new Type.Instance(object.of(), false) : new Type.ClassObject(object.of(), false) : Type.UNKNOWN;
    }

    /** The tested class, unless what is known already is the same or more special. */
    private Type narrowed(Type before, Type tested) {
        if (before instanceof Type.Instance known && tested instanceof Type.Instance test) {
            boolean special = inference.shape(known.of()).lineage().contains(test.of());
            boolean related = special || inference.shape(test.of()).lineage().contains(known.of());
            return special ? known : related ? test : Type.UNKNOWN;
        }
        return tested;
    }

    /** What is left when it is none of the tested classes. */
    private Type without(Type before, Type tested) {
        List<Type> left = Type.options(before).stream().filter(option -> !(option instanceof Type.Instance instance
                && Type.options(tested).stream().anyMatch(test -> test instanceof Type.Instance other
                        && inference.shape(instance.of()).lineage().contains(other.of())))).toList();
        boolean unsure = tested == Type.UNKNOWN || left.isEmpty();
        return unsure ? Type.UNKNOWN : Type.join(left);
    }
}
