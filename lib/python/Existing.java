package python;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import python.Stmt.Block;

/**
 * Whether {@code setattr(object, name, …)} with a computed name can only set what exists: {@code hasattr} with the same words was
 * asked before, or the name comes from the object's own fields.
 */
final class Existing {
    /** How many statements before it are searched for the question. */
    private static final int NEAR = 20;

    private final Module module;
    private final String object;
    private final String name;
    private final int at;

    private Existing(Module module, String object, String name, int at) {
        this.module = module;
        this.object = object;
        this.name = name;
        this.at = at;
    }

    static boolean only(Module module, Syntax around, Expr.Call set) {
        Optional<Expr> object = set.positional(0);
        Optional<Expr> name = set.positional(1);
        return object.isPresent() && name.isPresent()
                && new Existing(module, module.text(object.get()), module.text(name.get()), set.start()).holdsIn(around);
    }

    private boolean holdsIn(Syntax node) {
        List<? extends Syntax> children = node.children();
        for (int i = 0; i < children.size(); i++) {
            Syntax child = children.get(i);
            if (child.start() <= at && at < child.end()) {
                boolean asked = children.subList(Math.max(0, i - NEAR), i).stream().anyMatch(before -> leavesUnlessAsked(before) || reads(before));
                return asked || child instanceof Block block && entersOnlyIfAsked(block) || holdsIn(child);
            }
        }
        return false;
    }

    private boolean entersOnlyIfAsked(Block block) {
        boolean inside = block.heads().isEmpty() || at >= block.heads().get(block.heads().size() - 1).end();
        return inside && switch (block.keyword()) {
            case "if", "elif", "while" -> asks(block.heads().get(0));
            case "for" -> listsFields(block.heads().get(0), block.heads().get(1));
            default -> false;
        };
    }

    private boolean asks(Expr test) {
        if (test instanceof Expr.Operation operation && operation.is("and")) {
            return operation.operands().stream().anyMatch(this::asks);
        }
        return test instanceof Expr.Call call && call.lastName().equals("hasattr") && isAboutBoth(call);
    }

    private boolean isAboutBoth(Expr.Call call) {
        return call.positional(0).filter(value -> module.text(value).equals(object)).isPresent()
                && call.positional(1).filter(value -> module.text(value).equals(name)).isPresent();
    }

    /** {@code value = getattr(object, name)}, after which the attribute exists. */
    private boolean reads(Syntax statement) {
        boolean simple = statement instanceof Stmt.Assign || statement instanceof Stmt.Annotated || statement instanceof Stmt.Simple;
        return simple && Expr.below(statement).stream().anyMatch(expression -> expression instanceof Expr.Call call
                && call.arguments().size() == 2 && call.lastName().equals("getattr") && isAboutBoth(call));
    }

    /** {@code if not hasattr(object, name): raise …} and the like. */
    private boolean leavesUnlessAsked(Syntax statement) {
        if (!(statement instanceof Stmt.Compound compound) || !compound.keyword().equals("if") || compound.parts().size() > 1) {
            return false;
        }
        Block block = compound.parts().get(0);
        boolean leaves = !block.body().isEmpty() && block.body().get(block.body().size() - 1) instanceof Stmt.Simple last && last.leaves();
        return leaves && block.heads().get(0) instanceof Expr.Operation test && test.is("not") && asks(test.operands().get(0));
    }

    private boolean listsFields(Expr target, Expr values) {
        String own = "(cls|type\\(Q\\)|Q\\.__class__|Q)".replace("Q", Pattern.quote(object));
        String listed = "(\\w+\\.)?fields\\(" + own + "\\)|" + own + "\\.(model_fields|__fields__|__dataclass_fields__|__slots__)(\\.keys\\(\\))?";
        String each = module.text(target);
        return module.text(values).matches(listed) && (name.equals(each) || name.equals(each + ".name"));
    }
}
