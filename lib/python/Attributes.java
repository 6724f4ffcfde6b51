package python;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import python.ClassDef.Member;

/** What reading an attribute gives: of an object, a class, a module, a container. */
final class Attributes {
    private static final Set<String> PYDANTIC_FACTORIES = Set.of("model_validate", "model_validate_json", "model_construct", "parse_obj",
            "parse_raw", "parse_file", "from_orm", "construct", "validate");

    private final Evaluator evaluator;
    private final Bounds bounds;
    private final Project project;
    private final Names names;

    Attributes(Evaluator evaluator, Bounds bounds, Project project, Names names) {
        this.evaluator = evaluator;
        this.bounds = bounds;
        this.project = project;
        this.names = names;
    }

    Type of(Type type, String name) {
        bounds.spend(1);
        if (type instanceof Type.OfClass object) {
            return ofClass(object, name);
        } else if (type instanceof Type.ModuleRef module) {
            return ofModule(module, name);
        } else if (type instanceof Type.External external) {
            return new Type.External(external.name() + "." + name);
        } else if (type instanceof Type.Either either) {
            return Type.ofEach(either, option -> of(option, name));
        }
        return containerMethod(type, name);
    }

    private Type ofModule(Type.ModuleRef module, String name) {
        if (module.file().isEmpty()) {
            return project.module(module.from()).map(from -> names.module(module.name() + "." + name, from)).orElse(Type.UNKNOWN);
        }
        return project.module(module.file()).map(found -> names.of(found, name)).orElse(Type.UNKNOWN);
    }

    private Type ofClass(Type.OfClass receiver, String name) {
        Shape shape = evaluator.shape(receiver.of());
        List<Member> members = shape.members(name);
        return members.isEmpty() ? builtInMethod(receiver, shape, name) : declared(shape, members, receiver);
    }

    private Type declared(Shape shape, List<Member> members, Type receiver) {
        ClassDef owner = owner(shape, members.get(0));
        List<Member> own = owner.members().get(members.get(0).name());
        Member last = own.get(own.size() - 1);
        if (last.node() instanceof Stmt.Function method && last.how() == ClassDef.How.METHOD) {
            return method(owner.module.define(method), receiver);
        } else if (last.node() instanceof Stmt.Class inner) {
            return new Type.ClassObject(owner.module.define(inner), false);
        } else if (shape.kind() == Shape.Kind.ENUM) {
            // what an enumeration assigns is the value of a member, not the member itself
            return Type.UNKNOWN;
        }
        return annotated(shape, members, own).orElseGet(() -> assigned(shape, members, own));
    }

    private static ClassDef owner(Shape shape, Member member) {
        return shape.lineage().stream().filter(level -> holds(level.members().getOrDefault(member.name(), List.of()), member))
                .findFirst().orElse(shape.of());
    }

    /** Whether a member is one of these; to compare what it says would take long. */
    private static boolean holds(List<Member> members, Member wanted) {
        return members.stream().anyMatch(member -> member == wanted);
    }

    private Type method(FunctionDef function, Type receiver) {
        if (function.isProperty()) {
            return evaluator.result(function, Optional.of(receiver));
        }
        return new Type.Callable(function, function.is("staticmethod") ? Optional.empty() : Optional.of(receiver));
    }

    /** What the nearest annotation says; a class without a say of its own inherits that of its base. */
    private Optional<Type> annotated(Shape shape, List<Member> members, List<Member> own) {
        Optional<Member> nearest = members.stream().filter(member -> member.annotation().isPresent()).findFirst();
        if (nearest.isEmpty() || !holds(own, nearest.get()) && own.stream().anyMatch(member -> member.value().isPresent())) {
            return Optional.empty();
        }
        Member member = nearest.get();
        Scope scope = member.method().map(Scope::of).orElseGet(() -> Scope.of(owner(shape, member)));
        Type declared = evaluator.annotation(member.annotation().get(), scope);
        return Optional.of(declared).filter(type -> type != Type.UNKNOWN || member.how() == ClassDef.How.FIELD);
    }

    /**
     * What is assigned to it, by its own class and by those that it inherits from. An own object of a more special class than what the
     * constructor of a base assigns is the same object, handed upward.
     */
    private Type assigned(Shape shape, List<Member> members, List<Member> own) {
        Type mine = Type.join(members.stream().filter(member -> holds(own, member)).map(member -> value(member, shape)).toList());
        if (mine == Type.UNKNOWN) {
            return mine;
        }
        Type theirs = Type.join(members.stream().filter(member -> !holds(own, member)).map(member -> {
            Type value = value(member, shape);
            boolean constructor = member.method().filter(method -> method.syntax.name().equals("__init__")).isPresent();
            return constructor && isMoreSpecial(mine, value) ? Type.NOTHING : value;
        }).toList());
        Type held = Type.inexact(Type.join(mine, theirs));
        boolean descriptor = Type.options(held).stream().anyMatch(option -> option instanceof Type.Instance instance
                && !evaluator.shape(instance.of()).members("__get__").isEmpty());
        return descriptor ? Type.UNKNOWN : held;
    }

    private boolean isMoreSpecial(Type own, Type base) {
        return base instanceof Type.Instance general && !Type.options(own).isEmpty() && Type.options(own).stream().allMatch(option ->
                option instanceof Type.Instance special && evaluator.shape(special.of()).lineage().contains(general.of()));
    }

    private Type value(Member member, Shape shape) {
        if (!bounds.enter(member.node())) {
            return Type.NOTHING;
        }
        try {
            Scope scope = member.method().map(Scope::of).orElseGet(() -> Scope.of(owner(shape, member)));
            return member.value().map(value -> evaluator.typeOf(value, scope)).orElse(Type.UNKNOWN);
        } finally {
            bounds.leave(member.node());
        }
    }

    /** What entering it with {@code with} gives. */
    Type entered(Type type) {
        if (type instanceof Type.Manager manager) {
            return manager.entered();
        } else if (type instanceof Type.Instance instance) {
            Type enter = of(instance, evaluator.shape(instance.of()).members("__aenter__").isEmpty() ? "__enter__" : "__aenter__");
            Type result = enter instanceof Type.Callable callable ? evaluator.result(callable.function(), callable.receiver()) : Type.UNKNOWN;
            return result instanceof Type.Awaitable awaited ? awaited.result() : result;
        }
        return Type.UNKNOWN;
    }

    /** Methods that the kind of a class brings along. */
    private static Type builtInMethod(Type receiver, Shape shape, String name) {
        Type.Instance made = new Type.Instance(shape.of(), false);
        boolean pydantic = shape.kind() == Shape.Kind.PYDANTIC
                && (PYDANTIC_FACTORIES.contains(name) || name.equals("copy") || name.equals("model_copy"));
        boolean tuple = shape.kind() == Shape.Kind.NAMED_TUPLE && (name.equals("_replace") || name.equals("_make"));
        boolean dictionary = shape.kind() == Shape.Kind.TYPED_DICT && name.equals("copy");
        return pydantic || tuple || dictionary ? new Type.Returning(receiver instanceof Type.Instance instance ? instance : made) : Type.UNKNOWN;
    }

    private static Type containerMethod(Type type, String name) {
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
