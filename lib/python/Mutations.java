package python;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reports what code sets on objects: by assignment, by {@code setattr} and its like, through their dictionaries. */
final class Mutations {
    private final Body body;
    private final Inference inference;
    private final Consumer<Use> uses;

    Mutations(Body body, Inference inference, Consumer<Use> uses) {
        this.body = body;
        this.inference = inference;
        this.uses = uses;
    }

    /** {@code receiver.name = …} */
    void attribute(Expr.Attribute target, Type receiver) {
        uses.accept(target.name().equals("__dict__") ? new Use.WrittenAny(receiver, true)
                : new Use.Written(receiver, target.name(), target.value().path().orElse(""), body.owner(), false));
    }

    /** {@code receiver[index] = …} */
    void item(Expr.Subscript target, Scope scope) {
        throughDictionary(target.value(), scope);
        key(target.value(), target.index(), scope);
    }

    /** {@code vars(object)[…] = …} and the like. */
    private void throughDictionary(Expr dictionary, Scope scope) {
        Guards.object(dictionary).ifPresent(object -> uses.accept(new Use.WrittenAny(inference.typeOf(object, scope), true)));
    }

    /** A key of a typed dictionary is set, whatever the annotation says. */
    private void key(Expr dictionary, Expr key, Scope scope) {
        if (inference.typeOf(dictionary, scope) instanceof Type.Instance instance
                && inference.shape(instance.of()).kind() == Shape.Kind.TYPED_DICT) {
            uses.accept(key.literal().<Use>map(name -> new Use.Written(instance, name, "", body.owner(), false))
                    .orElse(new Use.WrittenAny(instance, false)));
        }
    }

    /** What a call sets: {@code setattr}, {@code object.__setattr__}, {@code __dict__.update}, mocks with attributes. */
    void call(Expr.Call call, Scope scope) {
        String function = call.lastName();
        Optional<Expr> object = call.positional(0);
        Optional<Expr> on = call.function() instanceof Expr.Attribute method ? Optional.of(method.value()) : Optional.empty();
        boolean creates = call.arguments().stream().anyMatch(argument -> argument.keyword().equals("raising") || argument.keyword().equals("create"));
        boolean sets = function.equals("setattr") && (on.isEmpty() || creates) || function.equals("object") && creates;
        boolean forced = function.equals("__setattr__");
        if (object.isPresent() && (sets || forced && call.arguments().size() == 3)) {
            set(call, object.get(), forced, scope);
        } else if (on.isPresent() && Set.of("update", "setdefault", "__setitem__").contains(function)) {
            throughDictionary(on.get(), scope);
            key(on.get(), function.equals("update") || object.isEmpty() ? call : object.get(), scope);
        } else if (function.endsWith("Mock") || function.endsWith("Namespace")) {
            call.arguments().stream().filter(argument -> !argument.keyword().isEmpty())
                    .forEach(argument -> uses.accept(new Use.Mocked(body.module(), argument.keyword())));
        }
    }

    private void set(Expr.Call call, Expr object, boolean forced, Scope scope) {
        Type receiver = inference.typeOf(object, scope);
        Optional<String> name = call.positional(1).flatMap(Expr::literal);
        if (name.isPresent()) {
            uses.accept(new Use.Written(receiver, name.get(), object.path().orElse(""), body.owner(), forced));
        } else if (!Existing.only(body.module(), body.syntax(), call)) {
            uses.accept(new Use.WrittenAny(receiver, forced));
        }
    }

    /** A class whose names are listed is one to which code may add some. */
    void listing(Expr.Call call, Scope scope) {
        Optional<Expr> object = call.calls(Guards.LISTS) ? call.positional(0) : Optional.empty();
        if (object.isPresent() && inference.typeOf(object.get(), scope) instanceof Type.ClassObject listed) {
            uses.accept(new Use.WrittenAny(new Type.Instance(listed.of(), false), true));
        }
    }

    /** A class made at run time, as by {@code type("Made", (Base,), attributes)}: what it has beside its bases is not followed. */
    void subclass(Expr.Call call, Scope scope) {
        boolean made = call.arguments().size() == 3 && call.positional(2).isPresent() && (call.lastName().equals("type")
                || call.positional(0).flatMap(Expr::literal).isPresent()) || call.lastName().equals("new_class");
        if (made && call.positional(1).orElse(call) instanceof Expr.Sequence bases && bases.kind() == '(') {
            bases.elements().stream().map(base -> inference.typeOf(base, scope)).filter(Type.ClassObject.class::isInstance)
                    .forEach(base -> uses.accept(new Use.WrittenAny(new Type.Instance(((Type.ClassObject) base).of(), false), true)));
        }
    }

    /** An object is given to a function that sets attributes of computed names on it. */
    void handOver(Expr.Call call, Type called, Scope scope) {
        if (called instanceof Type.Callable callable && !callable.function().opened().isEmpty()) {
            List<Expr.Parameter> parameters = callable.function().syntax.parameters();
            int bound = callable.receiver().isPresent() ? 1 : 0;
            for (int i = 0; i < call.arguments().size(); i++) {
                Expr.Argument argument = call.arguments().get(i);
                String name = !argument.keyword().isEmpty() ? argument.keyword()
                        : i + bound < parameters.size() ? parameters.get(i + bound).name() : "";
                if (callable.function().opened().contains(name)) {
                    uses.accept(new Use.WrittenAny(inference.typeOf(argument.value(), scope), false));
                }
            }
        }
    }
}
