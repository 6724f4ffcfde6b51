package python;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds objects of one class where another class is declared: annotations are not checked when Python runs. */
final class StandIns {
    private final Inference inference;
    private final Narrowing narrowing;
    private final Consumer<Use> uses;

    StandIns(Inference inference, Narrowing narrowing, Consumer<Use> uses) {
        this.inference = inference;
        this.narrowing = narrowing;
        this.uses = uses;
    }

    /** What {@code isinstance} asks of an object, and what is handed to annotated parameters and fields. */
    void call(Expr.Call call, Type called, Optional<ClassDef> owner, Scope scope) {
        if (List.of("isinstance", "assertIsInstance").contains(call.lastName())) {
            call.positional(0).ifPresent(object -> call.positional(1).ifPresent(tested ->
                    compare(inference.typeOf(object, scope), narrowing.classes(tested, true, scope))));
        } else if (!call.arguments().isEmpty()) {
            target(call, called, owner).ifPresent(target -> arguments(call, target, scope));
        }
        if (called instanceof Type.ClassObject made && inference.shape(made.of()).members("__init__").isEmpty()) {
            call.arguments().stream().filter(argument -> !argument.keyword().isEmpty()).forEach(argument -> compare(
                    inference.attribute(new Type.Instance(made.of(), true), argument.keyword()), inference.typeOf(argument.value(), scope)));
        }
    }

    /** An object of the second type stands where the first is declared. */
    void compare(Type declared, Type given) {
        for (Type as : Type.options(declared)) {
            for (Type is : Type.options(given)) {
                if (as instanceof Type.Instance one && is instanceof Type.Instance other && Type.options(declared).stream().noneMatch(option ->
                        option instanceof Type.Instance instance && related(instance.of(), other.of()))) {
                    uses.accept(new Use.StandIn(one.of(), other.of()));
                }
            }
        }
    }

    private boolean related(ClassDef a, ClassDef b) {
        return inference.shape(a).lineage().contains(b) || inference.shape(b).lineage().contains(a);
    }

    /** A called function, and how many of its parameters are given by what it is called on. */
    private record Target(FunctionDef function, int bound) {}

    private Optional<Target> target(Expr.Call call, Type called, Optional<ClassDef> owner) {
        if (called instanceof Type.Callable callable) {
            return Optional.of(new Target(callable.function(), callable.receiver().isPresent() ? 1 : 0));
        } else if (called instanceof Type.ClassObject made) {
            return method(inference.shape(made.of()).lineage(), "__init__");
        }
        boolean upward = call.function() instanceof Expr.Attribute attribute && attribute.value() instanceof Expr.Call receiver
                && receiver.function() instanceof Expr.Name name && name.id().equals("super");
        return upward && owner.isPresent() ? method(inference.shape(owner.get()).lineage().stream().skip(1).toList(),
                call.lastName()) : Optional.empty();
    }

    private static Optional<Target> method(List<ClassDef> lineage, String name) {
        return lineage.stream().flatMap(level -> level.method(name).stream()).findFirst().map(function -> new Target(function, 1));
    }

    private void arguments(Expr.Call call, Target target, Scope scope) {
        List<Expr.Argument> arguments = call.arguments();
        for (int i = 0; i < arguments.size() && !(arguments.get(i).value() instanceof Expr.Starred); i++) {
            Expr value = arguments.get(i).value();
            parameter(arguments.get(i).keyword(), i + target.bound(), target.function()).flatMap(Expr.Parameter::annotation).ifPresent(declared -> {
                Type given = inference.typeOf(value, scope);
                if (Type.options(given).stream().anyMatch(Type.Instance.class::isInstance)) {
                    compare(inference.annotation(declared, Scope.ofSignature(target.function())), given);
                }
            });
        }
    }

    /** The parameter that an argument goes to, by its keyword, else by its position; none that takes several. */
    private static Optional<Expr.Parameter> parameter(String keyword, int position, FunctionDef function) {
        List<Expr.Parameter> parameters = function.syntax.parameters();
        Optional<Expr.Parameter> found = !keyword.isEmpty() ? parameters.stream().filter(parameter -> parameter.name().equals(keyword)).findFirst()
                : position < parameters.size() ? Optional.of(parameters.get(position)) : Optional.empty();
        return found.filter(parameter -> parameter.star() == ' ');
    }
}
