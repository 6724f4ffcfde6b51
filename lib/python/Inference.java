package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows values from where they are made to where they are used; what it can't follow is {@link Type#UNKNOWN}. */
final class Inference implements Evaluator {
    private final Project project;
    private final Bounds bounds = new Bounds();
    private final Annotations annotations = new Annotations(this);
    private final Inheritance inheritance = new Inheritance(this);
    private final Calls calls = new Calls(this, bounds);
    private final Names names;
    private final Attributes attributes;

    Inference(Project project) {
        this.project = project;
        this.names = new Names(this, bounds, project);
        this.attributes = new Attributes(this, bounds, project, names);
    }

    /** Begins the questions of another function. */
    void begin() {
        bounds.begin();
    }

    /** Answers the questions of one file while they take no more steps than real files ever do; what is left then is not asked. */
    void within(Module module, Runnable questions) {
        if (!bounds.hold(questions)) {
            project.cut(module.path(), "following its values takes too long: a part of the file was not checked");
        }
    }

    /** Counts work in proportion to the time that it takes. */
    void spend(int work) {
        bounds.spend(work);
    }

    /** What a name means here. */
    Type name(String id, Scope scope) {
        return names.name(id, scope);
    }

    /** What one binding of a name says. */
    Type symbol(Symbol symbol, Scope scope) {
        return names.symbol(symbol, scope);
    }

    /** What a module has under a name; empty when nothing in it says. */
    Optional<Type> member(Module module, String name) {
        return names.member(module, name);
    }

    @Override
    public Shape shape(ClassDef definition) {
        return inheritance.shape(definition);
    }

    @Override
    public Type annotation(Expr annotation, Scope scope) {
        return annotations.type(annotation, scope.with(Map.of()));
    }

    @Override
    public Type attribute(Type type, String name) {
        return attributes.of(type, name);
    }

    @Override
    public Type result(FunctionDef function, Optional<Type> receiver) {
        return calls.result(function, receiver);
    }

    @Override
    public Type entered(Type type) {
        return attributes.entered(type);
    }

    @Override
    public Type typeOf(Expr expression, Scope scope) {
        if (!bounds.descend()) {
            return Type.UNKNOWN;
        }
        try {
            return compute(expression, scope);
        } finally {
            bounds.ascend();
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
        } else if (expression instanceof Expr.Suspension suspension) {
            boolean await = suspension.kind().equals("await");
            return await && typeOf(suspension.value().get(), scope) instanceof Type.Awaitable awaited ? awaited.result() : Type.UNKNOWN;
        } else if (expression instanceof Expr.Binding binding) {
            return typeOf(binding.value(), scope);
        } else if (expression instanceof Expr.Lambda lambda) {
            return lambda.parameters().isEmpty() ? new Type.Returning(typeOf(lambda.body(), scope)) : Type.UNKNOWN;
        }
        return container(expression, scope);
    }

    private Type operation(Expr.Operation operation, Scope scope) {
        List<Type> types = operation.operands().stream().map(operand -> typeOf(operand, scope)).toList();
        Type last = types.get(types.size() - 1);
        if (operation.is("or")) {
            return Type.join(types.stream().map(type -> type == last ? type : Type.present(type)).filter(type -> type != Type.NONE).toList());
        }
        return operation.is("and") ? Type.join(Type.NONE, last) : Type.UNKNOWN;
    }

    private Type container(Expr expression, Scope scope) {
        if (expression instanceof Expr.Sequence sequence) {
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
            comprehension.clauses().forEach(clause -> inside.bind(clause.target(), Type.element(typeOf(clause.iterable(), inside))));
            List<Expr> results = comprehension.results();
            Type last = typeOf(results.get(results.size() - 1), inside);
            return comprehension.kind() == ':' ? new Type.Mapped(last) : new Type.Many(last);
        }
        return Type.UNKNOWN;
    }

    private Type item(Type type, Expr index) {
        if (index instanceof Expr.Slice) {
            return type instanceof Type.Fixed ? Type.UNKNOWN : type;
        } else if (type instanceof Type.Mapped mapped) {
            return mapped.value();
        } else if (type instanceof Type.Fixed fixed && index instanceof Expr.Constant constant && constant.text().matches("\\d{1,3}")) {
            return Type.part(fixed, Integer.parseInt(constant.text()));
        } else if (type instanceof Type.Instance instance && index.literal().isPresent()
                && shape(instance.of()).kind() == Shape.Kind.TYPED_DICT) {
            return attribute(instance, index.literal().get());
        }
        return type instanceof Type.Either either ? Type.ofEach(either, option -> item(option, index)) : Type.element(type);
    }
}
