package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is known of a value: enough to follow objects of the tree's own classes from where they are made to where they are read. */
sealed interface Type {
    /** Anything: nothing is ever reported of it. */
    Type UNKNOWN = new Plain("unknown");
    Type NONE = new Plain("None");

    /** No value at all, as of a name that is only ever made from itself. */
    Type NOTHING = new Either(List.of());

    int MOST_OPTIONS = 50;

    record Plain(String name) implements Type {}

    /** An object of a class of the tree, or the class itself; {@code exact} when it can't be a subclass. */
    sealed interface OfClass extends Type {
        ClassDef of();

        boolean exact();
    }

    record Instance(ClassDef of, boolean exact) implements OfClass {}

    record ClassObject(ClassDef of, boolean exact) implements OfClass {}

    /** What iterating gives: a list, a set, a generator. */
    record Many(Type element) implements Type {}

    record Fixed(List<Type> elements) implements Type {}

    record Mapped(Type value) implements Type {}

    /** A function of the tree, bound to what it was read from. */
    record Callable(FunctionDef function, Optional<Type> receiver) implements Type {}

    record Returning(Type result) implements Type {}

    record Awaitable(Type result) implements Type {}

    /** A context manager that enters as something else. */
    record Manager(Type entered) implements Type {}

    /**
     * A module of the tree.
     *
     * @param file empty for a package without {@code __init__.py}
     * @param name as it was imported, as seen from the file {@code from}
     */
    record ModuleRef(String file, String name, String from) implements Type {}

    /** Something of a library or of Python itself, by its full name. */
    record External(String name) implements Type {}

    record Either(List<Type> options) implements Type {}

    /** What holds when it may be either. */
    static Type join(Type a, Type b) {
        if (a == UNKNOWN || b == UNKNOWN) {
            return UNKNOWN;
        }
        if (a == NOTHING || a.equals(b)) {
            return b;
        }
        List<Type> options = new ArrayList<>();
        for (Type option : options(a)) {
            add(options, option);
        }
        for (Type option : options(b)) {
            add(options, option);
        }
        return options.size() == 1 ? options.get(0) : options.size() > MOST_OPTIONS ? UNKNOWN : new Either(List.copyOf(options));
    }

    static Type join(List<Type> types) {
        return types.stream().reduce(NOTHING, Type::join);
    }

    private static void add(List<Type> options, Type type) {
        if (type instanceof Instance one) {
            for (int i = 0; i < options.size(); i++) {
                if (options.get(i) instanceof Instance other && other.of() == one.of()) {
                    options.set(i, new Instance(one.of(), one.exact() && other.exact()));
                    return;
                }
            }
        }
        if (!options.contains(type)) {
            options.add(type);
        }
    }

    static List<Type> options(Type type) {
        return type instanceof Either either ? either.options() : List.of(type);
    }

    /** What each option but {@code None} gives. */
    static Type ofEach(Either either, UnaryOperator<Type> question) {
        return join(either.options().stream().filter(option -> option != NONE).map(question).toList());
    }

    /** What iterating over it gives. */
    static Type element(Type type) {
        if (type instanceof Many many) {
            return many.element();
        } else if (type instanceof Fixed fixed) {
            return join(fixed.elements());
        }
        return type instanceof Either either ? join(either.options().stream().map(Type::element).toList()) : UNKNOWN;
    }

    /** What unpacking it gives at an index. */
    static Type part(Type type, int index) {
        return type instanceof Fixed fixed ? index < fixed.elements().size() ? fixed.elements().get(index) : UNKNOWN : element(type);
    }

    /** The type once it is known not to be {@code None}. */
    static Type present(Type type) {
        List<Type> left = options(type).stream().filter(option -> option != NONE).toList();
        return left.isEmpty() ? type : left.size() == 1 ? left.get(0) : new Either(left);
    }

    /** The type with every object possibly one of a subclass. */
    static Type inexact(Type type) {
        if (type instanceof Instance instance) {
            return new Instance(instance.of(), false);
        }
        return type instanceof Either either ? join(either.options().stream().map(Type::inexact).toList()) : type;
    }
}
