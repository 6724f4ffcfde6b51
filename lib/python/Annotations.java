package python;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What annotations say (the typing specification, "Type annotations"). */
final class Annotations {
    private final Evaluator evaluator;
    private int depth;

    Annotations(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Type type(Expr annotation, Scope scope) {
        if (depth > 20) {
            return Type.UNKNOWN;
        }
        depth++;
        try {
            return meaning(annotation, scope);
        } finally {
            depth--;
        }
    }

    private Type meaning(Expr annotation, Scope scope) {
        if (annotation instanceof Expr.Str text) {
            return text.literal().flatMap(Expressions::parse).map(inner -> type(inner, scope)).orElse(Type.UNKNOWN);
        } else if (annotation instanceof Expr.Constant constant) {
            return constant.isNone() ? Type.NONE : Type.UNKNOWN;
        } else if (annotation instanceof Expr.Operation operation) {
            return operation.is("|") ? union(operation.operands(), scope) : Type.UNKNOWN;
        } else if (annotation instanceof Expr.Subscript subscript) {
            return generic(subscript, scope);
        } else if (annotation instanceof Expr.Name || annotation instanceof Expr.Attribute) {
            return named(annotation, scope);
        }
        return Type.UNKNOWN;
    }

    private Type named(Expr annotation, Scope scope) {
        Optional<Expr> alias = annotation instanceof Expr.Name name ? alias(name.id(), scope.module()) : Optional.empty();
        if (alias.isPresent() && !(alias.get() instanceof Expr.Call)) {
            return type(alias.get(), Scope.of(scope.module()));
        }
        Type type = evaluator.typeOf(annotation, scope);
        if (type instanceof Type.ClassObject object) {
            return new Type.Instance(object.of(), false);
        }
        boolean self = type instanceof Type.External external && external.name().endsWith(".Self");
        Optional<ClassDef> owner = scope.owner().or(() -> scope.function().flatMap(function -> function.owner));
        return self && owner.isPresent() ? new Type.Instance(owner.get(), false) : Type.UNKNOWN;
    }

    /** The value of a module's name that is assigned once, such as {@code Cfg = Optional[AppConfig]}. */
    private static Optional<Expr> alias(String name, Module module) {
        List<Symbol> symbols = module.symbols.getOrDefault(name, List.of());
        return symbols.size() == 1 && symbols.get(0) instanceof Symbol.Bound bound && bound.path().isEmpty()
                ? bound.value() : Optional.empty();
    }

    private Type generic(Expr.Subscript subscript, Scope scope) {
        Type base = evaluator.typeOf(subscript.value(), scope);
        if (base instanceof Type.ClassObject object) {
            return new Type.Instance(object.of(), false);
        }
        String name = base instanceof Type.External external ? external.name().substring(external.name().lastIndexOf('.') + 1) : "";
        List<Expr> parts = subscript.index() instanceof Expr.Sequence several && several.kind() == '('
                ? several.elements() : List.of(subscript.index());
        if (parts.isEmpty()) {
            return Type.UNKNOWN;
        }
        Expr last = parts.get(parts.size() - 1);
        return switch (name) {
            case "Optional" -> Type.join(type(parts.get(0), scope), Type.NONE);
            case "Union" -> union(parts, scope);
            case "Annotated", "ClassVar", "Final", "Required", "NotRequired", "ReadOnly", "InitVar" -> type(parts.get(0), scope);
            case "List", "list", "Set", "set", "FrozenSet", "frozenset", "Sequence", "MutableSequence", "Iterable", "Iterator", "Collection",
                    "Generator", "AsyncIterator", "AsyncIterable", "AsyncGenerator", "Deque", "deque", "AbstractSet" ->
                    new Type.Many(type(parts.get(0), scope));
            case "Tuple", "tuple" -> last instanceof Expr.Constant dots && dots.text().equals("...")
                    ? new Type.Many(type(parts.get(0), scope)) : new Type.Fixed(parts.stream().map(part -> type(part, scope)).toList());
            case "Dict", "dict", "Mapping", "MutableMapping", "DefaultDict", "defaultdict", "OrderedDict" ->
                    parts.size() == 2 ? new Type.Mapped(type(last, scope)) : Type.UNKNOWN;
            case "Type", "type" -> type(parts.get(0), scope) instanceof Type.Instance instance
                    ? new Type.ClassObject(instance.of(), false) : Type.UNKNOWN;
            case "Awaitable", "Coroutine" -> new Type.Awaitable(type(last, scope));
            case "Callable" -> new Type.Returning(type(last, scope));
            case "ContextManager", "AbstractContextManager", "AsyncContextManager", "AbstractAsyncContextManager" ->
                    new Type.Manager(type(parts.get(0), scope));
            default -> Type.UNKNOWN;
        };
    }

    private Type union(List<Expr> parts, Scope scope) {
        return Type.join(parts.stream().map(part -> type(part, scope.with(Map.of()))).toList());
    }
}
