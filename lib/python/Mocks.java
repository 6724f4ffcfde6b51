package python;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the tests of a module replace with mocks: whatever is declared there, anything can be read of it. */
final class Mocks {
    private static final Mocks NONE = new Mocks(Set.of());
    /** What each mock has (Python's library reference, {@code unittest.mock}). */
    private static final Set<String> OWN = Set.of("assert_any_await", "assert_any_call", "assert_awaited", "assert_awaited_once",
            "assert_awaited_once_with", "assert_awaited_with", "assert_called", "assert_called_once", "assert_called_once_with",
            "assert_called_with", "assert_has_awaits", "assert_has_calls", "assert_not_awaited", "assert_not_called", "attach_mock",
            "await_args", "await_args_list", "await_count", "call_args", "call_args_list", "call_count", "called", "configure_mock",
            "method_calls", "mock_add_spec", "mock_calls", "reset_mock", "return_value", "side_effect");

    private final Set<String> replaced;

    private Mocks(Set<String> replaced) {
        this.replaced = replaced;
    }

    static Mocks in(Module module) {
        String text = module.file.text();
        if (!text.contains("Mock") && !text.contains("mock") && !text.contains("patch") && !text.contains("Namespace(")) {
            return NONE;
        }
        Mocks mocks = new Mocks(new HashSet<>());
        module.syntax.body().forEach(mocks::collect);
        return mocks;
    }

    /** Whether an attribute is one of a mock, or read of something that is replaced. */
    boolean cover(Expr receiver, String name) {
        return this != NONE && (OWN.contains(name) || replace(receiver));
    }

    /** Whether an expression leads through something that is replaced. */
    boolean replace(Expr expression) {
        return expression instanceof Expr.Name name && replaced.contains(name.id())
                || expression instanceof Expr.Attribute attribute && (replaced.contains(attribute.name()) || replace(attribute.value()));
    }

    private void collect(Syntax node) {
        if (node instanceof Expr.Call call && isPatch(call.function())) {
            call.arguments().stream().filter(argument -> argument.value() instanceof Expr.Str).limit(1)
                    .flatMap(argument -> ((Expr.Str) argument.value()).value().stream())
                    .forEach(target -> replaced.add(target.substring(target.lastIndexOf('.') + 1)));
        } else if (node instanceof Stmt.Assign assign && isMock(assign.value())) {
            assign.attributes().forEach(target -> replaced.add(target.name()));
        }
        for (Syntax child : node.children()) {
            collect(child);
        }
    }

    /** {@code patch("a.b")}, {@code mocker.patch.object(a, "b")}, {@code monkeypatch.setattr(a, "b", …)}. */
    private static boolean isPatch(Expr function) {
        Optional<String> path = function.path();
        return path.isPresent() && (path.get().equals("patch") || path.get().endsWith(".patch") || path.get().endsWith("patch.object")
                || path.get().endsWith("patch.setattr") || path.get().endsWith("patch.multiple"));
    }

    /** Also {@code SimpleNamespace(…)} and {@code type("Stub", (), {…})()}. */
    private static boolean isMock(Expr value) {
        return value instanceof Expr.Call call && (call.lastName().endsWith("Mock")
                || List.of("create_autospec", "patch", "SimpleNamespace").contains(call.lastName())
                || call.function() instanceof Expr.Call made && made.lastName().equals("type"));
    }
}
