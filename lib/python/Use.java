package python;

import java.util.Optional;

/** Something that code does with an object or a class. */
sealed interface Use {
    /** How an attribute is named. */
    enum Form { ATTRIBUTE, KEY, PATTERN }

    /**
     * A read attribute.
     *
     * @param start where its name stands
     */
    record Read(Module module, Type receiver, String name, int start, int end, Form form, Optional<FunctionDef> in) implements Use {
        boolean isCalled() {
            String text = module.file.text();
            return form == Form.ATTRIBUTE && end < text.length() && text.charAt(end) == '(';
        }
    }

    /**
     * An attribute that is set.
     *
     * @param path   what it is set on, as written, or {@link #ANYWHERE}
     * @param by     the class whose code does it
     * @param forced set past what the class says of setting, as {@code object.__setattr__} does
     */
    record Written(Type receiver, String name, String path, Optional<ClassDef> by, boolean forced) implements Use {
        static final String ANYWHERE = "*";
    }

    /** Attributes with computed names are set. */
    record WrittenAny(Type receiver, boolean forced) implements Use {}

    /** An object is declared as one class and is, somewhere, one of another. */
    record StandIn(ClassDef declared, ClassDef other) implements Use {}

    /** A mock in this module is given an attribute. */
    record Mocked(Module module, String name) implements Use {}

    /** A class is called, or an object copied with changes ({@code replace}). */
    record Made(Module module, ClassDef of, boolean exact, Expr.Call call, boolean replaced) implements Use {}
}
