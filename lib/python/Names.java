package python;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import python.Symbol.Bound;

/** What names mean: where a scope finds them, what binds them, and where imports lead. */
final class Names {
    private final Evaluator evaluator;
    private final Bounds bounds;
    private final Project project;
    private final Parameters parameters;
    private final Map<Symbol, Type> known = new IdentityHashMap<>();
    private final Set<List<Object>> starred = new HashSet<>();

    Names(Evaluator evaluator, Bounds bounds, Project project) {
        this.evaluator = evaluator;
        this.bounds = bounds;
        this.project = project;
        this.parameters = new Parameters(evaluator, project);
    }

    /** What a name means here. */
    Type name(String id, Scope scope) {
        Type here = scope.values().get(id);
        if (here != null) {
            return here;
        }
        if (scope.owner().isPresent() && scope.owner().get().members().containsKey(id)) {
            return evaluator.attribute(new Type.ClassObject(scope.owner().get(), true), id);
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
        return bounds.remember(known, symbol, symbol, Type.NOTHING, () -> meaning(symbol, scope));
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
            return parameters.type(taken, scope);
        } else if (symbol instanceof Bound bound) {
            return bound(bound, scope);
        }
        return Type.UNKNOWN;
    }

    /** The type of an assigned name: what its annotation says when that can be followed, else what is assigned. */
    private Type bound(Bound bound, Scope scope) {
        Type declared = bound.annotation().map(annotation -> evaluator.annotation(annotation, scope)).orElse(Type.UNKNOWN);
        if (declared != Type.UNKNOWN) {
            return declared;
        }
        Type value = bound.value().map(expression -> evaluator.typeOf(expression, scope)).orElse(Type.UNKNOWN);
        value = switch (bound.via()) {
            case VALUE -> value;
            case ELEMENT -> Type.element(value);
            case ENTERED -> evaluator.entered(value);
        };
        for (int index : bound.path()) {
            value = Type.part(value, index);
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
            return project.relative(imported.level(), folder, module.path())
                    .<Type>map(path -> new Type.ModuleRef(path, folder, module.path())).orElse(Type.UNKNOWN);
        }
        String full = imported.module() + "." + name;
        Optional<String> submodule = project.absolute(full, module.path());
        return submodule.isPresent() ? new Type.ModuleRef(submodule.get(), full, module.path())
                : project.isPackage(imported.module()) && imported.module().contains(".") ? Type.UNKNOWN : new Type.External(full);
    }

    Type module(String name, Module from) {
        Optional<String> file = project.absolute(name, from.path());
        return file.isPresent() ? new Type.ModuleRef(file.get(), name, from.path())
                : project.isPackage(name) ? new Type.ModuleRef("", name, from.path()) : new Type.External(name);
    }

    /** A name of a module, or a module below it. */
    Type of(Module module, String name) {
        return member(module, name).or(() -> module.path().endsWith("__init__.py")
                ? project.fileOf(Project.join(Project.folder(module.path()), name)).map(path -> new Type.ModuleRef(path, name, module.path()))
                : Optional.empty()).orElse(Type.UNKNOWN);
    }
}
