package python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import python.ClassDef.Member;
import python.Symbol.Bound;
import python.Symbol.Via;

/** Follows values from where they are made to where they are used; what it can't follow is {@link Type#UNKNOWN}. */
final class Inference {
    private static final int DEEPEST = 60;
    /** For all questions that one function raises; ordinary ones need some hundreds. */
    private static final int MOST_STEPS = 200_000;
    /** No file of the real trees that were looked at needs as many. */
    private static final long MOST_STEPS_OF_A_FILE = 10_000_000;
    /** Objects of a class with more bases than this are not followed. */
    private static final int DEEPEST_LINEAGE = 40;

    final Project project;
    private final Annotations annotations = new Annotations(this);
    private final Calls calls = new Calls(this);
    private final Map<ClassDef, Shape> shapes = new HashMap<>();
    private final Map<Symbol, Type> known = new IdentityHashMap<>();
    private final Set<Object> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<List<Object>> starred = new HashSet<>();
    private int depth;
    private int inheriting;
    private int circles;
    private int steps;
    private long left = Long.MAX_VALUE;

    /** A file asks too much; nothing is lost but the rest of its answers. */
    private static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted() {
            super("too many steps", null, false, false);
        }
    }

    Inference(Project project) {
        this.project = project;
    }

    /** A class with all that it inherits. */
    Shape shape(ClassDef definition) {
        Shape shape = shapes.get(definition);
        if (shape == null) {
            // a class that inherits from itself sees only its own body
            shapes.put(definition, new Shape(definition, List.of(definition), Shape.Kind.PLAIN, Optional.of("its bases form a circle"), "ignore",
                    Set.of()));
            inheriting++;
            try {
                if (inheriting < DEEPEST_LINEAGE) {
                    shape = Shape.of(definition, this);
                    shapes.put(definition, shape);
                } else {
                    shape = shapes.remove(definition);
                }
            } finally {
                inheriting--;
            }
        }
        return shape;
    }

    Type annotation(Expr annotation, Scope scope) {
        return annotations.type(annotation, scope.with(Map.of()));
    }

    /** Begins the questions of another function. */
    void begin() {
        steps = 0;
    }

    /** Answers the questions of one file while they take no more steps than real files ever do; what is left then is not asked. */
    void within(Module module, Runnable questions) {
        left = MOST_STEPS_OF_A_FILE;
        try {
            questions.run();
        } catch (Exhausted tooMuch) {
            project.cut(module.path(), "following its values takes too long: a part of the file was not checked");
        } finally {
            left = Long.MAX_VALUE;
        }
    }

    /** Counts work in proportion to the time that it takes. */
    void spend(int work) {
        left -= work;
        if (left < 0) {
            throw new Exhausted();
        }
    }

    /** How often a type was cut short because it hangs on itself; what was worked out meanwhile is not the last word. */
    int circles() {
        return circles;
    }

    void circle() {
        circles++;
    }

    /** What calling a function of the tree gives. */
    Type result(FunctionDef function, Optional<Type> receiver) {
        return calls.result(function, receiver);
    }

    Type typeOf(Expr expression, Scope scope) {
        spend(1);
        if (depth > DEEPEST || steps++ > MOST_STEPS) {
            circles++;
            return Type.UNKNOWN;
        }
        depth++;
        try {
            return compute(expression, scope);
        } finally {
            depth--;
        }
    }

    private Type compute(Expr expression, Scope scope) {
        if (expression instanceof Expr.Name name) {
            return name(name.id(), scope);
        } else if (expression instanceof Expr.Attribute attribute) {
            Type here = attribute.path().map(scope.values()::get).orElse(null);
            return here != null ? here : attribute(typeOf(attribute.value(), scope), attribute.name());
        } else if (expression instanceof Expr.Call call) {
            return calls.type(call, scope);
        } else if (expression instanceof Expr.Constant constant) {
            return constant.isNone() ? Type.NONE : Type.UNKNOWN;
        } else if (expression instanceof Expr.Operation operation) {
            return operation(operation, scope);
        } else if (expression instanceof Expr.Conditional choice) {
            Type then = typeOf(choice.then(), scope);
            boolean tested = choice.then().path().isPresent();
            return Type.join(tested ? Type.present(then) : then, typeOf(choice.otherwise(), scope));
        } else if (expression instanceof Expr.Subscript subscript) {
            return item(typeOf(subscript.value(), scope), subscript.index());
        } else if (expression instanceof Expr.Sequence sequence) {
            List<Type> types = sequence.elements().stream().map(element -> typeOf(element, scope)).toList();
            return sequence.kind() == '(' ? new Type.Fixed(types) : new Type.Many(types.isEmpty() ? Type.UNKNOWN : Type.join(types));
        } else if (expression instanceof Expr.Dict dict) {
            boolean plain = dict.entries().stream().noneMatch(Expr.Starred.class::isInstance);
            List<Type> values = new ArrayList<>();
            for (int i = 1; plain && i < dict.entries().size(); i += 2) {
                values.add(typeOf(dict.entries().get(i), scope));
            }
            return plain && !values.isEmpty() ? new Type.Mapped(Type.join(values)) : Type.UNKNOWN;
        } else if (expression instanceof Expr.Comprehension comprehension) {
            Scope inside = scope.copy();
            comprehension.clauses().forEach(clause -> bind(clause.target(), element(typeOf(clause.iterable(), inside)), inside));
            List<Expr> results = comprehension.results();
            Type last = typeOf(results.get(results.size() - 1), inside);
            return comprehension.kind() == ':' ? new Type.Mapped(last) : new Type.Many(last);
        } else if (expression instanceof Expr.Suspension suspension) {
            boolean await = suspension.kind().equals("await");
            return await && typeOf(suspension.value().get(), scope) instanceof Type.Awaitable awaited ? awaited.result() : Type.UNKNOWN;
        } else if (expression instanceof Expr.Binding binding) {
            return typeOf(binding.value(), scope);
        } else if (expression instanceof Expr.Lambda lambda) {
            return lambda.parameters().isEmpty() ? new Type.Returning(typeOf(lambda.body(), scope)) : Type.UNKNOWN;
        }
        return Type.UNKNOWN;
    }

    private Type operation(Expr.Operation operation, Scope scope) {
        List<Type> types = operation.operands().stream().map(operand -> typeOf(operand, scope)).toList();
        Type last = types.get(types.size() - 1);
        if (operation.is("or")) {
            return Type.join(types.stream().map(type -> type == last ? type : Type.present(type)).filter(type -> type != Type.NONE).toList());
        }
        return operation.is("and") ? Type.join(Type.NONE, last) : Type.UNKNOWN;
    }

    /** Gives the names of a target their types. */
    void bind(Expr target, Type type, Scope scope) {
        if (target instanceof Expr.Sequence sequence) {
            for (int i = 0; i < sequence.elements().size(); i++) {
                bind(sequence.elements().get(i), part(type, i), scope);
            }
        } else if (target instanceof Expr.Starred star) {
            bind(star.value(), Type.UNKNOWN, scope);
        } else {
            target.path().ifPresent(path -> {
                scope.forgetBelow(path);
                scope.values().put(path, type);
            });
        }
    }

    static Type part(Type type, int index) {
        return type instanceof Type.Fixed fixed
                ? index < fixed.elements().size() ? fixed.elements().get(index) : Type.UNKNOWN : element(type);
    }

    /** What iterating over it gives. */
    static Type element(Type type) {
        if (type instanceof Type.Many many) {
            return many.element();
        } else if (type instanceof Type.Fixed fixed) {
            return Type.join(fixed.elements());
        }
        return type instanceof Type.Either either ? Type.join(either.options().stream().map(Inference::element).toList()) : Type.UNKNOWN;
    }

    private Type item(Type type, Expr index) {
        if (index instanceof Expr.Slice) {
            return type instanceof Type.Fixed ? Type.UNKNOWN : type;
        } else if (type instanceof Type.Mapped mapped) {
            return mapped.value();
        } else if (type instanceof Type.Fixed fixed && index instanceof Expr.Constant constant && constant.text().matches("\\d{1,3}")) {
            return part(fixed, Integer.parseInt(constant.text()));
        } else if (type instanceof Type.Instance instance && index.literal().isPresent()
                && shape(instance.of()).kind() == Shape.Kind.TYPED_DICT) {
            return attribute(instance, index.literal().get());
        }
        return type instanceof Type.Either either
                ? Type.join(either.options().stream().filter(option -> option != Type.NONE).map(option -> item(option, index)).toList())
                : element(type);
    }

    /** What entering it with {@code with} gives. */
    Type entered(Type type) {
        if (type instanceof Type.Manager manager) {
            return manager.entered();
        } else if (type instanceof Type.Instance instance) {
            Type enter = attribute(instance, shape(instance.of()).members("__aenter__").isEmpty() ? "__enter__" : "__aenter__");
            Type result = enter instanceof Type.Callable callable ? result(callable.function(), callable.receiver()) : Type.UNKNOWN;
            return result instanceof Type.Awaitable awaited ? awaited.result() : result;
        }
        return Type.UNKNOWN;
    }

    /** What a name means here. */
    Type name(String id, Scope scope) {
        Type here = scope.values().get(id);
        if (here != null) {
            return here;
        }
        if (scope.owner().isPresent() && scope.owner().get().members().containsKey(id)) {
            return attribute(new Type.ClassObject(scope.owner().get(), true), id);
        }
        for (Optional<FunctionDef> function = scope.function(); function.isPresent(); function = function.get().within) {
            FunctionDef inside = function.get();
            List<Symbol> symbols = inside.locals().get(id);
            if (symbols != null) {
                return join(symbols, Scope.of(inside));
            }
        }
        return member(scope.module(), id).orElse(new Type.External("builtins." + id));
    }

    /** What any of these bindings says; the first of which nothing is known ends the search. */
    private Type join(List<Symbol> symbols, Scope scope) {
        Type type = Type.NOTHING;
        for (int i = 0; i < symbols.size() && type != Type.UNKNOWN; i++) {
            type = Type.join(type, symbol(symbols.get(i), scope));
        }
        return type;
    }

    /** What a module has under a name; empty when nothing in it says. */
    Optional<Type> member(Module module, String name) {
        List<Type> types = new ArrayList<>();
        module.symbols.getOrDefault(name, List.of()).forEach(symbol -> types.add(symbol(symbol, Scope.of(module))));
        module.globals.getOrDefault(name, List.of()).forEach(global -> types.add(symbol(global.symbol(), Scope.of(global.function()))));
        if (!types.isEmpty()) {
            return Optional.of(Type.join(types));
        }
        for (Symbol star : module.symbols.getOrDefault("*", List.of())) {
            if (star instanceof Symbol.Imported from && starred.add(List.of(module, name))) {
                try {
                    Optional<Module> source = source(from, module).flatMap(project::module);
                    Optional<Type> found = source.isEmpty() ? Optional.of(Type.UNKNOWN) : member(source.get(), name);
                    if (found.isPresent()) {
                        return found;
                    }
                } finally {
                    starred.remove(List.of(module, name));
                }
            }
        }
        return module.symbols.containsKey("__getattr__") ? Optional.of(Type.UNKNOWN) : Optional.empty();
    }

    private Optional<String> source(Symbol.Imported from, Module module) {
        return from.level() > 0 ? project.relative(from.level(), from.module(), module.path())
                : project.absolute(from.module(), module.path());
    }

    /** What one binding of a name says. */
    Type symbol(Symbol symbol, Scope scope) {
        Type type = known.get(symbol);
        if (type != null) {
            return type;
        }
        int before = circles;
        if (!underWay.add(symbol)) {
            circles++;
            return Type.NOTHING;
        }
        try {
            type = meaning(symbol, scope);
        } finally {
            underWay.remove(symbol);
        }
        // what hangs on itself may turn out to be more, but never less, than what is unknown already
        if (circles == before || type == Type.UNKNOWN) {
            known.put(symbol, type);
        }
        return type;
    }

    private Type meaning(Symbol symbol, Scope scope) {
        if (symbol instanceof Symbol.Defined defined) {
            return new Type.ClassObject(scope.module().define(defined.syntax()), true);
        } else if (symbol instanceof Symbol.Made made) {
            FunctionDef function = scope.module().define(made.syntax());
            return new Type.Callable(function, Optional.empty());
        } else if (symbol instanceof Symbol.Imported imported) {
            return imported(imported, scope.module());
        } else if (symbol instanceof Symbol.Taken taken) {
            return calls.parameter(taken, scope);
        } else if (symbol instanceof Bound bound) {
            return bound(bound, scope);
        }
        return Type.UNKNOWN;
    }

    /** The type of an assigned name: what is assigned when that can be followed, else what its annotation says. */
    Type bound(Bound bound, Scope scope) {
        Type declared = bound.annotation().map(annotation -> annotation(annotation, scope)).orElse(Type.UNKNOWN);
        if (declared != Type.UNKNOWN) {
            return declared;
        }
        Type value = bound.value().map(expression -> typeOf(expression, scope)).orElse(Type.UNKNOWN);
        value = bound.via() == Via.ELEMENT ? element(value) : bound.via() == Via.ENTERED ? entered(value) : value;
        for (int index : bound.path()) {
            value = part(value, index);
        }
        return value;
    }

    private Type imported(Symbol.Imported imported, Module module) {
        if (imported.name().isEmpty()) {
            return module(imported.module(), module);
        }
        String name = imported.name().get();
        Optional<String> file = source(imported, module);
        if (file.isPresent()) {
            return project.module(file.get()).map(source -> of(source, name)).orElse(Type.UNKNOWN);
        }
        if (imported.level() > 0) {
            String folder = imported.module().isEmpty() ? name : imported.module() + "." + name;
            return project.relative(imported.level(), folder, module.path()).<Type>map(path -> new Type.ModuleRef(path, folder, module.path())).orElse(Type.UNKNOWN);
        }
        String full = imported.module() + "." + name;
        Optional<String> submodule = project.absolute(full, module.path());
        return submodule.isPresent() ? new Type.ModuleRef(submodule.get(), full, module.path())
                : project.isPackage(imported.module()) && imported.module().contains(".") ? Type.UNKNOWN : new Type.External(full);
    }

    private Type module(String name, Module from) {
        Optional<String> file = project.absolute(name, from.path());
        return file.isPresent() ? new Type.ModuleRef(file.get(), name, from.path())
                : project.isPackage(name) ? new Type.ModuleRef("", name, from.path()) : new Type.External(name);
    }

    /** A name of a module, or a module below it. */
    private Type of(Module module, String name) {
        return member(module, name).or(() -> module.path().endsWith("__init__.py")
                ? project.fileOf(Project.join(Project.folder(module.path()), name)).map(path -> new Type.ModuleRef(path, name, module.path()))
                : Optional.empty()).orElse(Type.UNKNOWN);
    }

    /** What reading an attribute gives. */
    Type attribute(Type type, String name) {
        spend(1);
        if (type instanceof Type.Instance || type instanceof Type.ClassObject) {
            ClassDef owner = type instanceof Type.Instance instance ? instance.of() : ((Type.ClassObject) type).of();
            Shape shape = shape(owner);
            List<Member> members = shape.members(name);
            return members.isEmpty() ? calls.builtInMethod(type, shape, name) : member(shape, members, type);
        } else if (type instanceof Type.ModuleRef module) {
            return module.file().isEmpty() ? project.module(module.from()).map(from -> module(module.name() + "." + name, from)).orElse(Type.UNKNOWN)
                    : project.module(module.file()).map(found -> of(found, name)).orElse(Type.UNKNOWN);
        } else if (type instanceof Type.External external) {
            return new Type.External(external.name() + "." + name);
        } else if (type instanceof Type.Either either) {
            return Type.join(either.options().stream().filter(option -> option != Type.NONE).map(option -> attribute(option, name)).toList());
        }
        return calls.containerMethod(type, name);
    }

    private Type member(Shape shape, List<Member> members, Type receiver) {
        Member first = members.get(0);
        ClassDef owner = shape.lineage().stream().filter(level -> level.members().getOrDefault(first.name(), List.of()).contains(first))
                .findFirst().orElse(shape.of());
        List<Member> own = owner.members().get(first.name());
        Member last = own.get(own.size() - 1);
        if (last.node() instanceof Stmt.Function method && last.how() == ClassDef.How.METHOD) {
            FunctionDef function = owner.module.define(method);
            if (function.isProperty()) {
                return result(function, Optional.of(receiver));
            }
            return new Type.Callable(function, function.is("staticmethod") ? Optional.empty() : Optional.of(receiver));
        }
        if (last.node() instanceof Stmt.Class inner) {
            return new Type.ClassObject(owner.module.define(inner), false);
        }
        if (shape.kind() == Shape.Kind.ENUM) {
            // what an enumeration assigns is the value of a member, not the member itself
            return Type.UNKNOWN;
        }
        // a class without a say of its own inherits the annotation of its base
        Optional<Member> annotated = members.stream().filter(member -> member.annotation().isPresent()).findFirst();
        if (annotated.isPresent() && (own.contains(annotated.get()) || own.stream().noneMatch(member -> member.value().isPresent()))) {
            ClassDef level = shape.lineage().stream().filter(candidate -> candidate.members().getOrDefault(first.name(), List.of())
                    .contains(annotated.get())).findFirst().orElse(owner);
            Type declared = annotation(annotated.get().annotation().get(), annotated.get().method().map(Scope::of).orElse(Scope.of(level)));
            if (declared != Type.UNKNOWN || annotated.get().how() == ClassDef.How.FIELD) {
                return declared;
            }
        }
        List<Type> values = new ArrayList<>();
        for (Member member : members) {
            if (!underWay.add(member.node())) {
                circles++;
                continue;
            }
            try {
                Scope scope = member.method().map(Scope::of).orElse(Scope.of(owner));
                values.add(member.value().map(value -> typeOf(value, scope)).orElse(Type.UNKNOWN));
            } finally {
                underWay.remove(member.node());
            }
        }
        Type held = Type.inexact(values.isEmpty() ? Type.NOTHING : Type.join(values));
        boolean descriptor = Type.options(held).stream().anyMatch(option -> option instanceof Type.Instance instance
                && !shape(instance.of()).members("__get__").isEmpty());
        return descriptor ? Type.UNKNOWN : held;
    }
}
