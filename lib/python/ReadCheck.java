package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what is read with what the classes declare. */
final class ReadCheck {
    /** Reads of one missing attribute that are listed of a file. */
    static final int MOST_LISTED = 100;
    /** Among more names than these the nearest is not sought. */
    private static final int MOST_COMPARED = 1_000;

    private final ConfigOptions options;
    private final Inference inference;
    private final Selection selection;
    private final Uses uses;
    private final Substitutes substitutes;
    private final Map<ClassDef, Nearest> nearest = new HashMap<>();

    ReadCheck(ConfigOptions options, Inference inference, Selection selection, Uses uses, Substitutes substitutes) {
        this.options = options;
        this.inference = inference;
        this.selection = selection;
        this.uses = uses;
        this.substitutes = substitutes;
    }

    /**
     * A read that none of the classes which its object can have declares.
     *
     * @param of      the checked one among them
     * @param nearest the declared name that was probably meant
     */
    record Missing(Use.Read read, ClassDef of, Optional<String> nearest) {}

    List<Missing> missing() {
        return uses.reads.stream().flatMap(read -> missing(read).stream()).filter(found -> !isWaived(found.read())).toList();
    }

    private Optional<Missing> missing(Use.Read read) {
        List<ClassDef> lacking = new ArrayList<>();
        for (Type option : Type.options(read.receiver())) {
            if (option == Type.NONE) {
                continue;
            } else if (!(option instanceof Type.OfClass known) || !lacks(known, read)) {
                return Optional.empty();
            } else {
                lacking.add(known.of());
            }
        }
        return lacking.stream().filter(selection::holds).findFirst()
                .map(of -> new Missing(read, of, nearest(of).to(read.name()).filter(near -> isAlike(of, near, read))));
    }

    private boolean lacks(Type.OfClass object, Use.Read read) {
        Shape shape = inference.shape(object.of());
        boolean readable = read.form() == Use.Form.KEY ? shape.kind() == Shape.Kind.TYPED_DICT : shape.kind() != Shape.Kind.ENUM;
        boolean ofType = object instanceof Type.ClassObject && read.name().equals("mro");
        return readable && !ofType && !shape.has(read.name()) && !uses.sets(shape, read.name(), inference)
                && (object.exact() || !substitutes.mayHave(shape, read.name(), object instanceof Type.ClassObject))
                && (shape.open().isEmpty() || options.strict());
    }

    /** Whether a mock or a comment of the author says that it is well. */
    private boolean isWaived(Use.Read read) {
        return uses.mocks(read.module(), read.name()) || Guards.waive(read.module(), read.start()) && !options.strict();
    }

    private Nearest nearest(ClassDef of) {
        return nearest.computeIfAbsent(of, key -> new Nearest(inference.shape(of).available().stream().limit(MOST_COMPARED).toList()));
    }

    /** A method is meant where something is called, a field elsewhere; and no property reads itself. */
    private boolean isAlike(ClassDef of, String near, Use.Read read) {
        boolean method = inference.shape(of).members(near).get(0).node() instanceof Stmt.Function function
                && function.decorators().stream().map(Expr::lastName).noneMatch(FunctionDef.PROPERTY::contains);
        return method == read.isCalled() && read.in().filter(function -> function.syntax.name().equals(near)).isEmpty();
    }
}
