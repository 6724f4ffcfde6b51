package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What calls give, and what parameters get. */
final class Calls {
    /** Decorators after which a function still gives what its body says. */
    private static final Set<String> TRANSPARENT = Set.of("staticmethod", "classmethod", "property", "cached_property", "lru_cache", "cache",
            "abstractmethod", "override", "fixture", "contextmanager", "asynccontextmanager", "overload", "final", "wraps");
    private static final Pattern TYPE_COMMENT = Pattern.compile("^,?\\s*#\\s*type:\\s*(?!ignore)");
    private static final Set<String> SAME_AS_FIRST = Set.of("copy.copy", "copy.deepcopy", "dataclasses.replace", "attr.evolve", "attrs.evolve");
    private static final Set<String> PYDANTIC_FACTORIES = Set.of("model_validate", "model_validate_json", "model_construct", "parse_obj",
            "parse_raw", "parse_file", "from_orm", "construct", "validate");

    private final Inference inference;
    private final Map<List<Object>, Type> results = new HashMap<>();
    private final Set<FunctionDef> underWay = new HashSet<>();

    Calls(Inference inference) {
        this.inference = inference;
    }

    Type type(Expr.Call call, Scope scope) {
        return of(inference.typeOf(call.function(), scope), call, scope);
    }

    private Type of(Type function, Expr.Call call, Scope scope) {
        if (function instanceof Type.ClassObject object) {
            Shape shape = inference.shape(object.of());
            boolean plain = shape.kind() != Shape.Kind.ENUM && shape.members("__new__").isEmpty();
            return plain ? new Type.Instance(object.of(), object.exact()) : Type.UNKNOWN;
        } else if (function instanceof Type.Callable callable) {
            return result(callable.function(), callable.receiver());
        } else if (function instanceof Type.Returning returning) {
            return returning.result();
        } else if (function instanceof Type.External external) {
            return external(external.name(), call, scope);
        } else if (function instanceof Type.Either either) {
            return Type.join(either.options().stream().filter(option -> option != Type.NONE).map(option -> of(option, call, scope)).toList());
        }
        return Type.UNKNOWN;
    }

    private Type external(String name, Expr.Call call, Scope scope) {
        Optional<Type> first = call.positional(0).map(argument -> inference.typeOf(argument, scope));
        if (SAME_AS_FIRST.contains(name)) {
            return first.orElse(Type.UNKNOWN);
        }
        return switch (name) {
            case "typing.cast", "typing_extensions.cast" -> call.positional(0).map(target -> inference.annotation(target, scope)).orElse(Type.UNKNOWN);
            case "builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.sorted", "builtins.reversed",
                    "builtins.iter" -> first.<Type>map(values -> new Type.Many(Inference.element(values))).orElse(Type.UNKNOWN);
            case "builtins.next", "builtins.max", "builtins.min" -> call.arguments().size() == 1
                    ? first.map(Inference::element).orElse(Type.UNKNOWN) : Type.UNKNOWN;
            case "builtins.enumerate" -> new Type.Many(new Type.Fixed(List.of(Type.UNKNOWN, first.map(Inference::element).orElse(Type.UNKNOWN))));
            case "builtins.zip" -> new Type.Many(new Type.Fixed(call.arguments().stream()
                    .map(argument -> Inference.element(inference.typeOf(argument.value(), scope))).toList()));
            case "builtins.getattr" -> call.positional(1).filter(attribute -> call.arguments().size() == 2)
                    .flatMap(Expr::literal)
                    .flatMap(attribute -> first.map(object -> inference.attribute(object, attribute))).orElse(Type.UNKNOWN);
            case "asyncio.run" -> first.orElse(Type.UNKNOWN) instanceof Type.Awaitable awaited ? awaited.result() : Type.UNKNOWN;
            default -> Type.UNKNOWN;
        };
    }

    Type result(FunctionDef function, Optional<Type> receiver) {
        List<Object> key = List.of(function, receiver);
        Type known = results.get(key);
        if (known != null) {
            return known;
        }
        int before = inference.circles();
        if (!underWay.add(function)) {
            inference.circle();
            return Type.UNKNOWN;
        }
        try {
            known = rebound(compute(function), function, receiver);
        } finally {
            underWay.remove(function);
        }
        if (inference.circles() == before || known == Type.UNKNOWN) {
            results.put(key, known);
        }
        return known;
    }

    private Type compute(FunctionDef function) {
        if (!TRANSPARENT.containsAll(function.decorators())) {
            return Type.UNKNOWN;
        }
        Scope scope = Scope.of(function);
        boolean generator = !function.results("yield").isEmpty();
        Type type;
        if (function.syntax.returns().isPresent()) {
            type = inference.annotation(function.syntax.returns().get(), Scope.ofSignature(function));
            type = type == Type.UNKNOWN && isSelf(function) ? new Type.Instance(function.owner.get(), false) : type;
        } else {
            List<Type> types = new ArrayList<>();
            for (Optional<Expr> result : function.results(generator ? "yield" : "return")) {
                types.add(result.map(value -> inference.typeOf(value, scope)).orElse(Type.NONE));
            }
            type = types.isEmpty() ? Type.UNKNOWN : Type.join(types);
            type = generator ? new Type.Many(type) : type;
        }
        if (function.is("contextmanager") || function.is("asynccontextmanager")) {
            return new Type.Manager(Inference.element(type));
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
        ClassDef called = receiver.get() instanceof Type.Instance instance ? instance.of()
                : receiver.get() instanceof Type.ClassObject object ? object.of() : function.owner.get();
        boolean own = type instanceof Type.Instance instance && instance.of() == function.owner.get();
        return own ? new Type.Instance(called, false) : Type.inexact(type);
    }

    /** What a parameter holds: its annotation, the object for {@code self}, a pytest fixture, else its default value. */
    Type parameter(Symbol.Taken taken, Scope scope) {
        FunctionDef function = scope.function().orElseThrow();
        Expr.Parameter parameter = taken.parameter();
        boolean injected = function.syntax.decorators().stream()
                .anyMatch(decorator -> function.module.text(decorator).startsWith("hydra"));
        if (parameter.annotation().isPresent() && injected || isCommented(parameter, function.module)) {
            // Hydra hands over a DictConfig whatever the annotation says
            return Type.UNKNOWN;
        }
        if (parameter.annotation().isPresent()) {
            Type type = inference.annotation(parameter.annotation().get(), Scope.ofSignature(function));
            boolean none = parameter.value().filter(value -> value instanceof Expr.Constant constant && constant.isNone()).isPresent();
            type = none && type != Type.UNKNOWN ? Type.join(type, Type.NONE) : type;
            return parameter.star() == '*' ? new Type.Many(type) : parameter.star() == '#' ? new Type.Mapped(type) : type;
        }
        if (taken.index() == 0 && function.owner.isPresent() && !function.is("staticmethod")) {
            boolean onClass = function.is("classmethod") || function.syntax.name().equals("__new__")
                    || function.syntax.name().equals("__init_subclass__") || function.is("validator") || function.is("root_validator")
                    || function.is("field_validator") || parameter.name().equals("cls");
            ClassDef owner = function.owner.get();
            return onClass ? new Type.ClassObject(owner, false) : new Type.Instance(owner, false);
        }
        boolean test = function.syntax.name().startsWith("test") || function.is("fixture");
        if (test && parameter.value().isEmpty() && parameter.star() == ' ') {
            return function.is("parametrize") || function.is("patch") ? Type.UNKNOWN
                    : fixture(parameter.name(), function).map(found -> provided(found)).orElse(Type.UNKNOWN);
        }
        Type value = parameter.value().map(expression -> inference.typeOf(expression, Scope.of(function.module))).orElse(Type.UNKNOWN);
        // a class as the default leaves open which class is given
        boolean any = parameter.star() != ' ' || Type.options(value).stream().anyMatch(Type.ClassObject.class::isInstance);
        return any ? Type.UNKNOWN : Type.inexact(value);
    }

    /** Whether a comment states its type (PEP 484, "Type comments"), which is not read here. */
    private static boolean isCommented(Expr.Parameter parameter, Module module) {
        String text = module.file.text();
        int end = text.indexOf('\n', parameter.end());
        return TYPE_COMMENT.matcher(text.substring(parameter.end(), end < 0 ? text.length() : end)).find();
    }

    /** The nearest fixture of this name: in the class, the module, then conftest.py of each folder upward. */
    private Optional<FunctionDef> fixture(String name, FunctionDef user) {
        Optional<FunctionDef> own = user.owner.flatMap(owner -> owner.method(name)).filter(found -> found.is("fixture") && found != user);
        if (own.isPresent()) {
            return own;
        }
        Optional<FunctionDef> here = fixture(name, user.module).filter(found -> found != user);
        String folder = Project.folder(user.module.path());
        while (here.isEmpty()) {
            String conftest = Project.join(folder, "conftest.py");
            if (inference.project.isFile(conftest) && !conftest.equals(user.module.path())) {
                here = inference.project.module(conftest).flatMap(module -> fixture(name, module));
            }
            if (folder.isEmpty()) {
                break;
            }
            folder = Project.folder(folder);
        }
        return here;
    }

    private static Optional<FunctionDef> fixture(String name, Module module) {
        List<FunctionDef> found = module.functions.stream().filter(function -> function.owner.isEmpty() && function.within.isEmpty()
                && function.syntax.name().equals(name) && function.is("fixture")).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** What a fixture hands to a test: what it returns or yields, awaited. */
    private Type provided(FunctionDef fixture) {
        Type type = result(fixture, Optional.empty());
        type = type instanceof Type.Awaitable awaited ? awaited.result() : type;
        return !fixture.results("yield").isEmpty() ? Inference.element(type) : type;
    }

    /** Methods that the kind of a class brings along. */
    Type builtInMethod(Type receiver, Shape shape, String name) {
        Type.Instance made = new Type.Instance(shape.of(), false);
        boolean pydantic = shape.kind() == Shape.Kind.PYDANTIC
                && (PYDANTIC_FACTORIES.contains(name) || name.equals("copy") || name.equals("model_copy"));
        boolean tuple = shape.kind() == Shape.Kind.NAMED_TUPLE && (name.equals("_replace") || name.equals("_make"));
        boolean dictionary = shape.kind() == Shape.Kind.TYPED_DICT && name.equals("copy");
        return pydantic || tuple || dictionary ? new Type.Returning(receiver instanceof Type.Instance instance ? instance : made) : Type.UNKNOWN;
    }

    Type containerMethod(Type type, String name) {
        if (type instanceof Type.Mapped mapped) {
            return switch (name) {
                case "get", "pop", "setdefault" -> new Type.Returning(mapped.value());
                case "values" -> new Type.Returning(new Type.Many(mapped.value()));
                case "items" -> new Type.Returning(new Type.Many(new Type.Fixed(List.of(Type.UNKNOWN, mapped.value()))));
                case "copy" -> new Type.Returning(type);
                default -> Type.UNKNOWN;
            };
        } else if (type instanceof Type.Many many) {
            return switch (name) {
                case "pop" -> new Type.Returning(many.element());
                case "copy" -> new Type.Returning(type);
                default -> Type.UNKNOWN;
            };
        }
        return Type.UNKNOWN;
    }
}
