package python;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Paths such as {@code self.config} of which a function asks at run time what they have, so that nothing is said of them
 * there: {@code hasattr}, {@code getattr} with a default, {@code setattr}, {@code __dict__}, {@code vars}.
 */
final class Guards {
    /** Functions that list the attributes of an object. */
    static final Set<String> LISTS = Set.of("vars", "dir");
    private static final Set<String> ASKS = Set.of("hasattr", "setattr", "delattr");
    private static final Set<String> GETATTR = Set.of("getattr");
    private static final String ANY = "*";
    /** A comment that tells a type checker or linter to say nothing of an attribute (mypy, pyright, ty, pylint). */
    private static final Pattern WAIVED = Pattern.compile("#.*(type:\\s*ignore(?!\\[)|type:\\s*ignore\\[[^]]*(attr|typeddict|call-arg)"
            + "|(pyright|ty):\\s*ignore|pylint:\\s*disable=.*(no-member|E1101|unexpected-keyword))");

    private final Set<String> guarded = new HashSet<>();
    /** Those that a function got together with the name of an attribute: it may set it there, or on what it finds there. */
    private final Set<String> handed = new HashSet<>();

    private Guards() {}

    /** Those in a node, nested functions included. */
    static Guards in(List<? extends Syntax> nodes) {
        Guards guards = new Guards();
        nodes.forEach(guards::collect);
        return guards;
    }

    Guards and(Guards others) {
        Guards both = new Guards();
        both.guarded.addAll(guarded);
        both.guarded.addAll(others.guarded);
        both.handed.addAll(handed);
        both.handed.addAll(others.handed);
        return both;
    }

    boolean cover(Expr receiver, String name) {
        Optional<String> path = receiver.path();
        return path.isPresent() && (guarded.contains(path.get() + "#" + ANY) || guarded.contains(path.get() + "#" + name)
                || isHanded(path.get(), name));
    }

    private boolean isHanded(String path, String name) {
        int dot = path.lastIndexOf('.');
        return handed.contains(path + "#" + name) || dot > 0 && isHanded(path.substring(0, dot), name);
    }

    /** Whether a comment on the line of a place says that the author knows. */
    static boolean waive(Module module, int offset) {
        String text = module.file.text();
        int end = text.indexOf('\n', offset);
        String rest = text.substring(offset, end < 0 ? text.length() : end);
        return WAIVED.matcher(rest).find();
    }

    private void collect(Syntax node) {
        if (node instanceof Expr.Call call) {
            call(call);
        } else if (node instanceof Expr.Operation operation && operation.operators().stream().anyMatch(word -> word.endsWith("in"))) {
            Expr container = operation.operands().get(operation.operands().size() - 1);
            Optional<String> name = operation.operands().get(0).literal();
            object(container).or(() -> Optional.of(container)).ifPresent(object -> add(object, name.orElse(ANY)));
        } else if (node instanceof Stmt.Assign assign) {
            assign.targets().forEach(target -> object(target instanceof Expr.Subscript item ? item.value() : target)
                    .ifPresent(object -> add(object, ANY)));
        }
        for (Syntax child : node.children()) {
            collect(child);
        }
    }

    private void call(Expr.Call call) {
        if (call.calls(ASKS) || call.calls(GETATTR) && call.arguments().size() == 3) {
            Optional<String> name = call.positional(1).flatMap(Expr::literal);
            call.positional(0).ifPresent(object -> add(object, name.orElse(ANY)));
        } else if (call.function() instanceof Expr.Attribute method && method.name().equals("update")) {
            object(method.value()).ifPresent(object -> add(object, ANY));
        }
        if (!call.lastName().equals("getattr")) {
            call.positional(0).flatMap(Expr::path).ifPresent(path -> names(call, path));
        }
    }

    private void names(Expr.Call call, String path) {
        for (Expr.Argument argument : call.arguments()) {
            argument.value().literal().ifPresent(name -> handed.add(path + "#" + name));
        }
    }

    /** The object whose attributes an expression lists: {@code x.__dict__}, {@code vars(x)}, {@code dir(x)}. */
    static Optional<Expr> object(Expr expression) {
        if (expression instanceof Expr.Attribute attribute && attribute.name().equals("__dict__")) {
            return Optional.of(attribute.value());
        }
        return expression instanceof Expr.Call call && call.calls(LISTS) ? call.positional(0) : Optional.empty();
    }

    private void add(Expr object, String name) {
        object.path().ifPresent(path -> guarded.add(path + "#" + name));
    }
}
