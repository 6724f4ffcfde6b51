package python;

import java.util.Optional;

/** What the parts of the inference ask of each other: names, expressions, attributes, calls and classes all hang on one another. */
interface Evaluator {
    Type typeOf(Expr expression, Scope scope);

    /** What an annotation says that stands here. */
    Type annotation(Expr annotation, Scope scope);

    /** What reading an attribute gives. */
    Type attribute(Type type, String name);

    /** What calling a function of the tree gives. */
    Type result(FunctionDef function, Optional<Type> receiver);

    /** What entering it with {@code with} gives. */
    Type entered(Type type);

    /** A class with all that it inherits. */
    Shape shape(ClassDef definition);
}
