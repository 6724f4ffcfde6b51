package python;

import java.util.Optional;

/** What runs as one: a function, or else the module itself, with what it asks at run time and what its tests replace. */
record Body(Module module, Optional<FunctionDef> function, Guards guards, Mocks mocks) {
    /** The class whose code it is. */
    Optional<ClassDef> owner() {
        return function.flatMap(inside -> inside.owner);
    }

    Syntax syntax() {
        return function.<Syntax>map(inside -> inside.syntax).orElse(module.syntax);
    }

    boolean isLocal(String name) {
        return function.filter(inside -> inside.locals().containsKey(name)).isPresent();
    }
}
