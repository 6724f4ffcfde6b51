package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import python.ClassDef.How;
import python.ClassDef.Member;
import tree.Change;
import tree.Plan;

/** Writes a field as its class writes those that it has: at class level or in {@code __init__}, with or without annotation, in its quotes. */
final class FieldStyle {
    private final ClassDef of;
    private final Shape shape;
    private final ClassBody body;
    private final char quote;

    FieldStyle(ClassDef of, Shape shape, ClassBody body) {
        this.of = of;
        this.shape = shape;
        this.body = body;
        String own = of.module.text(of.syntax);
        this.quote = count(own, '\'') > count(own, '"') ? '\'' : '"';
    }

    /** The change that declares a field; empty when the class has no place for it. */
    Optional<Plan> add(String name, Defaults.Value value) {
        String code = quoted(value.value().orElse(""));
        String review = value.guessed() ? "  # review: guessed" : "";
        if (shape.kind() == Shape.Kind.PLAIN && ownFields().isEmpty() && assignsInInit()) {
            return inInit(name, code, value, review);
        }
        return declared(code).map(declared -> {
            String type = value.type().orElseGet(() -> typeOf(code));
            String line = shape.kind() == Shape.Kind.TYPED_DICT ? name + ": " + type
                    : shape.kind() == Shape.Kind.ATTRS && of.fields().isEmpty() && maker().isPresent() ? name + " = " + made(maker().get(), code)
                    : name + (isAnnotated() ? ": " + type : "") + " = " + declared.code();
            List<Change> changes = new ArrayList<>(declared.imports());
            changes.addAll(body.add(line + review));
            return new Plan(changes);
        });
    }

    /** A default as a kind of class takes it, with what has to be imported for it. */
    private record Declared(String code, List<Change> imports) {}

    /** Empty when the class does not take such a default. */
    private Optional<Declared> declared(String code) {
        boolean generated = shape.kind() == Shape.Kind.DATACLASS || shape.kind() == Shape.Kind.ATTRS;
        if (generated && isMutable(code)) {
            return shape.kind() == Shape.Kind.ATTRS ? maker().map(maker -> new Declared(made(maker, code), List.of())) : FieldFunction.in(of.module)
                    .map(field -> new Declared(field.name() + "(default_factory=" + factoryOf(code) + ")", field.imports()));
        } else if (code.startsWith("field(")) {
            return FieldFunction.in(of.module).filter(FieldFunction::isPlain).map(field -> new Declared(code, field.imports()));
        }
        return Optional.of(new Declared(code, List.of()));
    }

    /** What attrs makes a field with here, as in {@code attr.ib(default=1)}: as another field says, else what the module has. */
    private Optional<String> maker() {
        return of.members().values().stream().flatMap(List::stream).flatMap(member -> member.value().stream())
                .filter(value -> value instanceof Expr.Call call && List.of("field", "ib", "attrib").contains(call.lastName()))
                .map(value -> of.module.text(((Expr.Call) value).function())).findFirst()
                .or(() -> Optional.of("field").filter(of.module.symbols::containsKey));
    }

    private static String made(String maker, String code) {
        return maker + (isMutable(code) ? "(factory=" + factoryOf(code) : "(default=" + code) + ")";
    }

    private boolean isAnnotated() {
        return shape.kind() != Shape.Kind.PLAIN || !of.fields().isEmpty() && of.fields().size() * 2 >= ownFields().size();
    }

    private Optional<Plan> inInit(String name, String code, Defaults.Value value, String review) {
        FunctionDef init = of.method("__init__").orElseThrow();
        String self = init.syntax.parameters().get(0).name();
        Optional<Stmt> last = init.syntax.body().stream().filter(statement -> statement instanceof Stmt.Assign assign
                && assign.targets().get(0) instanceof Expr.Attribute || statement instanceof Stmt.Annotated field
                && field.target() instanceof Expr.Attribute).reduce((one, other) -> other);
        return last.map(statement -> {
            String type = statement instanceof Stmt.Annotated ? ": " + value.type().orElseGet(() -> typeOf(code)) : "";
            return Plan.of(body.after(statement, self + "." + name + type + " = " + code + review));
        });
    }

    private List<Member> ownFields() {
        return of.members().values().stream().flatMap(List::stream).filter(member -> !member.name().startsWith("__")
                && (member.how() == How.FIELD || member.how() == How.VALUE)).toList();
    }

    private boolean assignsInInit() {
        return of.members().values().stream().flatMap(List::stream).anyMatch(member -> member.how() == How.INSTANCE
                && member.method().filter(method -> method.syntax.name().equals("__init__")).isPresent());
    }

    private static boolean isMutable(String code) {
        return code.startsWith("[") || code.startsWith("{") || code.matches("(?s)(list|dict|set)\\(.*");
    }

    private static String factoryOf(String code) {
        return switch (code) {
            case "[]", "list()" -> "list";
            case "{}", "dict()" -> "dict";
            case "set()" -> "set";
            default -> "lambda: " + code;
        };
    }

    private static String typeOf(String code) {
        if (code.matches("True|False")) {
            return "bool";
        } else if (code.matches("-?[\\d_]+")) {
            return "int";
        } else if (code.matches("-?[\\d_]*\\.?[\\d_]*(e[-+]?\\d+)?")) {
            return "float";
        } else if (code.startsWith("[")) {
            return "list";
        } else if (code.startsWith("{")) {
            return code.equals("{}") || code.contains(":") ? "dict" : "set";
        }
        return code.matches("(?s)[rR]?[\"'].*") ? "str" : "object";
    }

    /** A plain text in the quotes that the class uses most. */
    private String quoted(String code) {
        return code.matches("\"[^\"'\\\\]*\"|'[^\"'\\\\]*'") ? quote + code.substring(1, code.length() - 1) + quote : code;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
