package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tree.Change;
import tree.Edit;
import tree.Plan;

/** Takes a misplaced field out of its function and puts it into its class, with the comments that belong to it. */
final class Relocation {
    private final Misplaced found;
    private final Module module;
    private final ClassBody body;
    private final String text;
    private final ClassBody.Lines lines;

    private Relocation(Misplaced found, ClassBody body) {
        this.found = found;
        this.module = found.of().module;
        this.body = body;
        this.text = body.text;
        this.lines = ClassBody.Lines.of(text, found.field());
    }

    /** The change that moves a field; empty when it shares its line, needs what only its function knows, or would have no value. */
    static Optional<Plan> of(Misplaced found, ClassBody body, Shape shape) {
        Relocation move = new Relocation(found, body);
        boolean required = found.field().value().isEmpty() && shape.kind() != Shape.Kind.TYPED_DICT;
        return required || move.sharesItsLine() || move.needsLocals() ? Optional.empty() : move.plan();
    }

    private Optional<Plan> plan() {
        String code = text.substring(lines.codeStart(), lines.end());
        if (code.contains("\"\"\"") || code.contains("'''")) {
            // indenting the lines of a text anew would change what it says
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>(List.of(removal()));
        if (Expr.names(found.field()).stream().anyMatch(name -> name.id().equals("field"))) {
            Optional<FieldFunction> field = FieldFunction.in(module).filter(FieldFunction::isPlain);
            if (field.isEmpty()) {
                return Optional.empty();
            }
            changes.addAll(field.get().imports());
        }
        String indent = text.substring(lines.lineStart(), found.field().start());
        changes.addAll(body.add(code.replace("\n" + indent, "\n" + body.indent())));
        return Optional.of(new Plan(changes));
    }

    /** Takes the statement out, with the blank lines before it if it ends its block; the last one of all leaves {@code pass}. */
    private Edit removal() {
        if (found.block().size() == 1) {
            return body.edit(lines.codeStart(), lines.end(), "pass");
        }
        int start = lines.start();
        List<Stmt> after = found.block().subList(found.block().indexOf(found.field()) + 1, found.block().size());
        boolean last = after.stream().allMatch(Stmt.Annotated.class::isInstance);
        while (last && start > 0 && text.substring(text.lastIndexOf('\n', start - 2) + 1, start).isBlank()) {
            start = text.lastIndexOf('\n', start - 2) + 1;
        }
        return body.edit(start, Math.min(lines.end() + body.lineEnd.length(), text.length()), "");
    }

    private boolean sharesItsLine() {
        return !text.substring(lines.lineStart(), found.field().start()).isBlank()
                || text.substring(found.field().end(), lines.end()).strip().startsWith(";");
    }

    private boolean needsLocals() {
        Stmt.Annotated field = found.field();
        List<FunctionDef> around = module.functions.stream()
                .filter(function -> function.syntax.start() <= field.start() && field.end() <= function.syntax.end()).toList();
        return Expr.names(field).stream().map(Expr.Name::id).filter(name -> !name.equals(found.name()))
                .anyMatch(name -> around.stream().anyMatch(function -> function.locals().containsKey(name)));
    }
}
