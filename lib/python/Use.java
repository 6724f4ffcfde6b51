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
    record Read(Module module, Type receiver, String name, int start, int end, Form form, Optional<FunctionDef> in) implements Use {}

    /** An attribute that is set; {@code path} is what it is set on, as written, {@code by} the class whose code does it. */
    record Written(Type receiver, String name, String path, Optional<ClassDef> by) implements Use {}

    /** Attributes with computed names are set. */
    record WrittenAny(Type receiver) implements Use {}

    /** A class is called, or an object copied with changes ({@code replace}). */
    record Made(Module module, ClassDef of, boolean exact, Syntax.Call call, boolean replaced) implements Use {}
}
