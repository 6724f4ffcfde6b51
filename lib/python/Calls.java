package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What calls give. */
final class Calls {
    /** Decorators after which a function still gives what its body says. */
    private static final Set<String> TRANSPARENT = Set.of("staticmethod", "classmethod", "property", "cached_property", "lru_cache", "cache",
            "abstractmethod", "override", "fixture", "contextmanager", "asynccontextmanager", "overload", "final", "wraps");
    private static final Set<String> SAME_AS_FIRST = Set.of("copy.copy", "copy.deepcopy", "dataclasses.replace", "attr.evolve", "attrs.evolve");

    private final Evaluator evaluator;
    private final Bounds bounds;
    private final Map<List<Object>, Type> results = new HashMap<>();

    Calls(Evaluator evaluator, Bounds bounds) {
        this.evaluator = evaluator;
        this.bounds = bounds;
    }

    Type type(Expr.Call call, Scope scope) {
        return of(evaluator.typeOf(call.function(), scope), call, scope);
    }

    private Type of(Type function, Expr.Call call, Scope scope) {
        if (function instanceof Type.ClassObject object) {
            Shape shape = evaluator.shape(object.of());
            boolean plain = shape.kind() != Shape.Kind.ENUM && shape.members("__new__").isEmpty();
            return plain ? new Type.Instance(object.of(), object.exact()) : Type.UNKNOWN;
        } else if (function instanceof Type.Callable callable) {
            return result(callable.function(), callable.receiver());
        } else if (function instanceof Type.Returning returning) {
            return returning.result();
        } else if (function instanceof Type.External external) {
            return external(external.name(), call, scope);
        } else if (function instanceof Type.Either either) {
            return Type.ofEach(either, option -> of(option, call, scope));
        }
        return Type.UNKNOWN;
    }

    private Type external(String name, Expr.Call call, Scope scope) {
        Optional<Type> first = call.positional(0).map(argument -> evaluator.typeOf(argument, scope));
        if (SAME_AS_FIRST.contains(name)) {
            return first.orElse(Type.UNKNOWN);
        }
        return switch (name) {
            case "typing.cast", "typing_extensions.cast" -> call.positional(0)
                    .map(target -> evaluator.annotation(target, scope)).orElse(Type.UNKNOWN);
            case "builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.sorted", "builtins.reversed",
                    "builtins.iter" -> first.<Type>map(values -> new Type.Many(Type.element(values))).orElse(Type.UNKNOWN);
            case "builtins.next", "builtins.max", "builtins.min" -> call.arguments().stream().filter(argument -> !argument.keyword().equals("key"))
                    .count() == 1 ? first.map(Type::element).orElse(Type.UNKNOWN) : Type.UNKNOWN;
            case "fastapi.Depends" -> first.orElse(Type.UNKNOWN) instanceof Type.Callable provider && !provider.function().syntax.async()
                    && provider.function().results("yield").isEmpty() ? evaluator.result(provider.function(), provider.receiver()) : Type.UNKNOWN;
            case "builtins.enumerate" -> new Type.Many(new Type.Fixed(List.of(Type.UNKNOWN, first.map(Type::element).orElse(Type.UNKNOWN))));
            case "builtins.zip" -> new Type.Many(new Type.Fixed(call.arguments().stream()
                    .map(argument -> Type.element(evaluator.typeOf(argument.value(), scope))).toList()));
            case "builtins.getattr" -> call.positional(1).filter(attribute -> call.arguments().size() == 2)
                    .flatMap(Expr::literal).flatMap(attribute -> first.map(object -> evaluator.attribute(object, attribute))).orElse(Type.UNKNOWN);
            case "asyncio.run" -> first.orElse(Type.UNKNOWN) instanceof Type.Awaitable awaited ? awaited.result() : Type.UNKNOWN;
            default -> Type.UNKNOWN;
        };
    }

    Type result(FunctionDef function, Optional<Type> receiver) {
        return bounds.remember(results, List.of(function, receiver), function, Type.UNKNOWN, () -> rebound(compute(function), function, receiver));
    }

    private Type compute(FunctionDef function) {
        if (!TRANSPARENT.containsAll(function.decorators())) {
            return Type.UNKNOWN;
        }
        Scope scope = Scope.of(function);
        boolean generator = !function.results("yield").isEmpty();
        Type type;
        if (function.syntax.returns().isPresent()) {
            type = evaluator.annotation(function.syntax.returns().get(), Scope.ofSignature(function));
            type = type == Type.UNKNOWN && isSelf(function) ? new Type.Instance(function.owner.get(), false) : type;
        } else {
            List<Type> types = new ArrayList<>();
            for (Optional<Expr> result : function.results(generator ? "yield" : "return")) {
                types.add(result.map(value -> evaluator.typeOf(value, scope)).orElse(Type.NONE));
            }
            type = types.isEmpty() ? Type.UNKNOWN : Type.join(types);
            type = generator ? new Type.Many(type) : type;
        }
        if (function.is("contextmanager") || function.is("asynccontextmanager")) {
            return new Type.Manager(Type.element(type));
        }
        return function.syntax.async() && !generator ? new Type.Awaitable(type) : type;
    }

    private static boolean isSelf(FunctionDef function) {
        Expr returns = function.syntax.returns().get();
        return function.owner.isPresent() && (returns.lastName().equals("Self")
                || returns.literal().filter("Self"::equals).isPresent());
    }

    /** A method that gives its own class gives the class it was called on; any method may be overridden. */
    private Type rebound(Type type, FunctionDef function, Optional<Type> receiver) {
        if (type instanceof Type.Awaitable awaited) {
            return new Type.Awaitable(rebound(awaited.result(), function, receiver));
        }
        if (receiver.isEmpty() || function.owner.isEmpty()) {
            return type;
        }
        ClassDef called = receiver.get() instanceof Type.OfClass object ? object.of() : function.owner.get();
        boolean own = type instanceof Type.Instance instance && instance.of() == function.owner.get();
        return own ? new Type.Instance(called, false) : Type.inexact(type);
    }
}
