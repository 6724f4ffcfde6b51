package python;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of names where control parts and where it meets again. */
final class Branches {
    private final Body body;
    private final Inference inference;

    Branches(Body body, Inference inference) {
        this.body = body;
        this.inference = inference;
    }

    /** A copy of what is known here, for a part that may run or not. */
    Scope fork(Scope scope) {
        inference.spend(scope.values().size());
        return scope.copy();
    }

    /** Leaves in the scope what holds whichever end was reached; false when there is none. */
    boolean join(List<Map<String, Type>> ends, Scope scope) {
        if (ends.isEmpty()) {
            return false;
        }
        Map<String, Type> joined = new HashMap<>(ends.get(0));
        for (Map<String, Type> end : ends.subList(1, ends.size())) {
            Set<String> names = new HashSet<>(joined.keySet());
            names.addAll(end.keySet());
            inference.spend(names.size() * 3);
            names.forEach(name -> join(name, end, joined));
        }
        scope.values().clear();
        scope.values().putAll(joined);
        return true;
    }

    private void join(String name, Map<String, Type> end, Map<String, Type> joined) {
        Type left = joined.get(name);
        Type right = end.get(name);
        if (left != null && right != null) {
            joined.put(name, Type.join(left, right));
        } else if (name.contains(".") || !body.isLocal(name)) {
            joined.remove(name);
        } else if (left == null) {
            joined.put(name, right);
        }
    }

    /** What walrus operators in a test bind, which holds after it whatever its outcome. */
    static Map<String, Type> bindings(Expr test, Scope after) {
        Map<String, Type> bound = new HashMap<>();
        for (Expr expression : Expr.in(test)) {
            if (expression instanceof Expr.Binding binding && after.values().containsKey(binding.target().id())) {
                bound.put(binding.target().id(), after.values().get(binding.target().id()));
            }
        }
        return bound;
    }

    /** Names that statements assign mean, in a loop and after it, whatever any assignment says. */
    void forgetAssigned(List<Stmt> statements, Scope scope) {
        Set<String> assigned = new HashSet<>(Symbol.in(statements).keySet());
        statements.forEach(statement -> paths(statement, assigned));
        inference.spend(scope.values().size() * (assigned.size() + 1));
        scope.values().keySet().removeIf(key -> assigned.stream().anyMatch(name -> key.equals(name) || key.startsWith(name + ".")));
    }

    private static void paths(Syntax node, Set<String> into) {
        if (node instanceof Stmt.Assign assign) {
            assign.targets().forEach(target -> target.path().ifPresent(into::add));
        }
        node.children().forEach(child -> paths(child, into));
    }
}
