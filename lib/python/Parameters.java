package python;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What parameters get: by annotation, by position in a method, as a pytest fixture, by default. */
final class Parameters {
    /** Methods that get the class first, by their names and by their decorators. */
    private static final Set<String> OF_CLASS = Set.of("__new__", "__init_subclass__");
    private static final Set<String> MAKE_OF_CLASS = Set.of("classmethod", "validator", "root_validator", "field_validator");
    private static final Pattern TYPE_COMMENT = Pattern.compile("^,?\\s*#\\s*type:\\s*(?!ignore)");

    private final Evaluator evaluator;
    private final Project project;

    Parameters(Evaluator evaluator, Project project) {
        this.evaluator = evaluator;
        this.project = project;
    }

    /** What a parameter holds: its annotation, the object for {@code self}, a pytest fixture, else its default value. */
    Type type(Symbol.Taken taken, Scope scope) {
        FunctionDef function = scope.function().orElseThrow();
        Expr.Parameter parameter = taken.parameter();
        if (isCommented(parameter, function.module)) {
            return Type.UNKNOWN;
        } else if (parameter.annotation().isPresent()) {
            return annotated(parameter, parameter.annotation().get(), function);
        } else if (taken.index() == 0 && function.owner.isPresent() && !function.is("staticmethod")) {
            return self(parameter, function, function.owner.get());
        }
        boolean test = function.syntax.name().startsWith("test") || function.is("fixture");
        if (test && parameter.value().isEmpty() && parameter.star() == ' ') {
            return function.is("parametrize") || function.is("patch") ? Type.UNKNOWN
                    : fixture(parameter.name(), function).map(this::provided).orElse(Type.UNKNOWN);
        }
        Type value = parameter.value().map(expression -> evaluator.typeOf(expression, Scope.of(function.module))).orElse(Type.UNKNOWN);
        boolean any = parameter.star() != ' ' || Type.options(value).stream().anyMatch(this::saysNothing);
        return any ? Type.UNKNOWN : Type.inexact(value);
    }

    /** A class as the default leaves open which class is given; an object without any attribute only marks that nothing is. */
    private boolean saysNothing(Type value) {
        return value instanceof Type.ClassObject || value instanceof Type.Instance marker && evaluator.shape(marker.of()).available().isEmpty();
    }

    private Type annotated(Expr.Parameter parameter, Expr annotation, FunctionDef function) {
        if (function.syntax.decorators().stream().anyMatch(decorator -> function.module.text(decorator).startsWith("hydra"))) {
            // Hydra hands over a DictConfig whatever the annotation says
            return Type.UNKNOWN;
        }
        Type type = evaluator.annotation(annotation, Scope.ofSignature(function));
        boolean none = parameter.value().filter(value -> value instanceof Expr.Constant constant && constant.isNone()).isPresent();
        type = none && type != Type.UNKNOWN ? Type.join(type, Type.NONE) : type;
        return parameter.star() == '*' ? new Type.Many(type) : parameter.star() == '#' ? new Type.Mapped(type) : type;
    }

    private static Type self(Expr.Parameter parameter, FunctionDef method, ClassDef owner) {
        boolean onClass = parameter.name().equals("cls") || OF_CLASS.contains(method.syntax.name())
                || method.decorators().stream().anyMatch(MAKE_OF_CLASS::contains);
        return onClass ? new Type.ClassObject(owner, false) : new Type.Instance(owner, false);
    }

    /** Whether a comment states its type (PEP 484, "Type comments"), which is not read here. */
    private static boolean isCommented(Expr.Parameter parameter, Module module) {
        String text = module.file.text();
        int end = text.indexOf('\n', parameter.end());
        return TYPE_COMMENT.matcher(text.substring(parameter.end(), end < 0 ? text.length() : end)).find();
    }

    /** The nearest fixture of this name: in the class, the module, then conftest.py of each folder upward. */
    private Optional<FunctionDef> fixture(String name, FunctionDef user) {
        Optional<FunctionDef> own = user.owner.flatMap(owner -> owner.method(name)).filter(found -> found.is("fixture") && found != user);
        if (own.isPresent()) {
            return own;
        }
        Optional<FunctionDef> here = fixture(name, user.module).filter(found -> found != user);
        String folder = Project.folder(user.module.path());
        while (here.isEmpty()) {
            String conftest = Project.join(folder, "conftest.py");
            if (project.isFile(conftest) && !conftest.equals(user.module.path())) {
                here = project.module(conftest).flatMap(module -> fixture(name, module));
            }
            if (folder.isEmpty()) {
                break;
            }
            folder = Project.folder(folder);
        }
        return here;
    }

    private static Optional<FunctionDef> fixture(String name, Module module) {
        List<FunctionDef> found = module.functions.stream().filter(function -> function.owner.isEmpty() && function.within.isEmpty()
                && function.syntax.name().equals(name) && function.is("fixture")).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** What a fixture hands to a test: what it returns or yields, awaited. */
    private Type provided(FunctionDef fixture) {
        Type type = evaluator.result(fixture, Optional.empty());
        type = type instanceof Type.Awaitable awaited ? awaited.result() : type;
        return !fixture.results("yield").isEmpty() ? Type.element(type) : type;
    }
}
