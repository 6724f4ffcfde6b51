package python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import python.ClassDef.How;
import python.ClassDef.Member;
import tree.Change;
import tree.Edit;
import tree.Plan;

/** Writes a field into a class as the class itself writes its fields: place, indentation, quotes, annotation, blank lines, order. */
final class FieldStyle {
    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t]*\\r?\\n");

    private final ClassDef of;
    private final Shape shape;
    private final Inference inference;
    private final List<Module> modules;
    private final String text;
    private final String lineEnd;
    private final char quote;
    private final Optional<Stmt> lastField;
    private final boolean spacedOut;

    FieldStyle(ClassDef of, Inference inference, List<Module> modules) {
        this.of = of;
        this.shape = inference.shape(of);
        this.inference = inference;
        this.modules = modules;
        this.text = of.module.file.text();
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        String body = text.substring(of.syntax.start(), of.syntax.end());
        this.quote = count(body, '\'') > count(body, '"') ? '\'' : '"';
        this.lastField = lastField(of.syntax.body());
        this.spacedOut = spacedOut();
    }

    /** The change that declares a field; empty when the class has no place for it. */
    Optional<Plan> add(String name, Defaults.Value value) {
        String code = quoted(value.value().orElse(""));
        String review = value.guessed() ? "  # review: guessed" : "";
        if (shape.kind() == Shape.Kind.PLAIN && !hasClassLevelFields() && assignsInInit()) {
            return inInit(name, code, value, review);
        }
        String type = value.type().orElseGet(() -> typeOf(code));
        List<Change> changes = new ArrayList<>();
        String declared = code;
        if (shape.kind() == Shape.Kind.DATACLASS && isMutable(code)) {
            Optional<String> factory = fieldFunction(changes);
            if (factory.isEmpty()) {
                return Optional.empty();
            }
            declared = factory.get() + "(default_factory=" + factoryOf(code) + ")";
        } else if (shape.kind() == Shape.Kind.ATTRS && isMutable(code)) {
            return Optional.empty();
        }
        if (declared.startsWith("field(") && fieldFunction(changes).filter("field"::equals).isEmpty()) {
            return Optional.empty();
        }
        boolean annotated = shape.kind() != Shape.Kind.PLAIN || of.fields().size() * 2 >= ownFields().size() && !of.fields().isEmpty();
        String line = shape.kind() == Shape.Kind.TYPED_DICT ? name + ": " + type
                : name + (annotated ? ": " + type : "") + " = " + declared;
        return breaksSubclass() ? Optional.empty() : insert(line + review, changes);
    }

    /** The change that takes a misplaced field out of its function and puts it into the class, with the comments that belong to it. */
    Optional<Plan> move(Misplaced found) {
        Span statement = Span.of(text, found.field());
        String code = text.substring(statement.codeStart(), statement.end());
        boolean shared = !text.substring(statement.lineStart(), found.field().start()).isBlank()
                || text.substring(found.field().end(), statement.end()).strip().startsWith(";");
        boolean local = Expr.below(found.field()).stream().anyMatch(expression -> expression instanceof Expr.Name name
                && !name.id().equals(found.name()) && isLocal(name.id(), found.field()));
        boolean required = found.field().value().isEmpty() && shape.kind() != Shape.Kind.TYPED_DICT;
        if (shared || local || required || code.contains("\"\"\"") || code.contains("'''") || breaksSubclass()) {
            return Optional.empty();
        }
        String from = text.substring(statement.lineStart(), found.field().start());
        String moved = code.replace("\n" + from, "\n" + indent());
        List<Change> changes = new ArrayList<>(List.of(removal(found, statement)));
        boolean lacksFunction = uses(found.field(), "field") && fieldFunction(changes).filter("field"::equals).isEmpty();
        return lacksFunction ? Optional.empty() : insert(moved, changes);
    }

    /** Takes the statement out, with the blank lines before it if it ends its block; the last one of all leaves {@code pass}. */
    private Edit removal(Misplaced found, Span statement) {
        if (found.block().size() == 1) {
            return new Edit(of.module.path(), statement.codeStart(), statement.end(), "pass");
        }
        int start = statement.start();
        boolean last = found.block().get(found.block().size() - 1) == found.field();
        while (last && start > 0 && text.substring(text.lastIndexOf('\n', start - 2) + 1, start).isBlank()) {
            start = text.lastIndexOf('\n', start - 2) + 1;
        }
        return new Edit(of.module.path(), start, Math.min(statement.end() + lineEnd.length(), text.length()), "");
    }

    private static boolean uses(Syntax node, String name) {
        return Expr.below(node).stream().anyMatch(expression -> expression instanceof Expr.Name found && found.id().equals(name));
    }

    private boolean isLocal(String name, Syntax node) {
        return of.module.functions.stream().anyMatch(function -> function.syntax.start() <= node.start() && node.end() <= function.syntax.end()
                && function.locals().containsKey(name));
    }

    /** A statement with the lines above that comment on it. */
    private record Span(int start, int lineStart, int codeStart, int end) {
        static Span of(String text, Syntax statement) {
            int lineStart = text.lastIndexOf('\n', statement.start() - 1) + 1;
            String indent = text.substring(lineStart, statement.start());
            int start = lineStart;
            while (start > 0) {
                int above = text.lastIndexOf('\n', start - 2) + 1;
                if (!text.startsWith(indent + "#", above)) {
                    break;
                }
                start = above;
            }
            return new Span(start, lineStart, start + indent.length(), endOfLine(text, statement.end()));
        }
    }

    private Optional<Plan> insert(String code, List<Change> changes) {
        List<Stmt> body = of.syntax.body();
        Stmt first = body.get(0);
        boolean oneLine = text.substring(of.syntax.headEnd(), first.start()).indexOf('\n') < 0;
        if (oneLine) {
            String rest = isPlaceholder(first) && body.size() == 1 ? "" : lineEnd + indent() + text.substring(first.start(), body.get(body.size() - 1).end());
            int colon = text.lastIndexOf(':', first.start());
            changes.add(new Edit(of.module.path(), colon + 1, body.get(body.size() - 1).end(), rest + lineEnd + indent() + code));
            return Optional.of(new Plan(changes));
        }
        Optional<Stmt> last = lastField;
        int at;
        String gap = "";
        if (last.isPresent()) {
            at = endOfLine(text, last.get().end());
            gap = spacedOut ? lineEnd : "";
        } else if (isPlaceholder(body.get(body.size() - 1)) && body.stream().allMatch(FieldStyle::isPlaceholderOrText)) {
            Stmt pass = body.get(body.size() - 1);
            at = endOfLine(text, pass.end());
            int before = text.lastIndexOf('\n', pass.start() - 1);
            before = before > 0 && text.charAt(before - 1) == '\r' ? before - 1 : before;
            changes.add(new Edit(of.module.path(), before, pass.end(), ""));
        } else if (isText(first)) {
            at = endOfLine(text, first.end());
            gap = lineEnd;
        } else {
            int before = text.lastIndexOf('\n', start(first) - 1) + 1;
            changes.add(new Edit(of.module.path(), before, before, indent() + code + lineEnd + lineEnd));
            return Optional.of(new Plan(changes));
        }
        changes.add(new Edit(of.module.path(), at, at, gap + lineEnd + indent() + code));
        return Optional.of(new Plan(changes));
    }

    private static int start(Stmt statement) {
        return statement.start();
    }

    /** The last field of the body, or the text that documents it. */
    private Optional<Stmt> lastField(List<Stmt> body) {
        Optional<Stmt> found = Optional.empty();
        for (int i = 0; i < body.size(); i++) {
            boolean field = body.get(i) instanceof Stmt.Annotated || body.get(i) instanceof Stmt.Assign assign
                    && assign.targets().get(0) instanceof Expr.Name name && !name.id().startsWith("__") && !name.id().equals("model_config");
            if (field) {
                found = Optional.of(i + 1 < body.size() && isText(body.get(i + 1)) ? body.get(i + 1) : body.get(i));
            } else if (body.get(i) instanceof Stmt.Function) {
                break;
            }
        }
        return found;
    }

    private Optional<Plan> inInit(String name, String code, Defaults.Value value, String review) {
        FunctionDef init = of.method("__init__").orElseThrow();
        String self = init.syntax.parameters().get(0).name();
        Optional<Stmt> last = init.syntax.body().stream().filter(statement -> statement instanceof Stmt.Assign assign
                && assign.targets().get(0) instanceof Expr.Attribute || statement instanceof Stmt.Annotated field
                && field.target() instanceof Expr.Attribute).reduce((one, other) -> other);
        return last.map(statement -> {
            boolean annotated = statement instanceof Stmt.Annotated;
            int lineStart = text.lastIndexOf('\n', statement.start() - 1) + 1;
            int at = endOfLine(text, statement.end());
            String type = annotated ? ": " + value.type().orElseGet(() -> typeOf(code)) : "";
            return Plan.of(new Edit(of.module.path(), at, at, lineEnd + text.substring(lineStart, statement.start())
                    + self + "." + name + type + " = " + code + review));
        });
    }

    private boolean hasClassLevelFields() {
        return !ownFields().isEmpty();
    }

    private List<Member> ownFields() {
        return of.members().values().stream().flatMap(List::stream).filter(member -> !member.name().startsWith("__")
                && (member.how() == How.FIELD || member.how() == How.VALUE)).toList();
    }

    private boolean assignsInInit() {
        return of.members().values().stream().flatMap(List::stream).anyMatch(member -> member.how() == How.INSTANCE
                && member.method().filter(method -> method.syntax.name().equals("__init__")).isPresent());
    }

    /** A default in a base is not allowed before a field without one in a subclass, unless that is keyword-only. */
    private boolean breaksSubclass() {
        boolean ordered = shape.kind() == Shape.Kind.DATACLASS || shape.kind() == Shape.Kind.ATTRS;
        return ordered && modules.stream().flatMap(module -> module.classes.stream())
                .filter(other -> other != of && !other.syntax.bases().isEmpty() && inference.shape(other).lineage().contains(of))
                .anyMatch(other -> other.fields().stream().anyMatch(field -> field.value().isEmpty()
                        && !other.module.text(field.annotation().get()).contains("ClassVar"))
                        && !other.syntax.decorators().stream().anyMatch(decorator -> other.module.text(decorator).matches("(?s).*kw_only\\s*=\\s*True.*")));
    }

    /** The name under which {@code dataclasses.field} is at hand, imported beside {@code dataclass} when it is not yet. */
    private Optional<String> fieldFunction(List<Change> changes) {
        if (of.module.symbols.containsKey("field")) {
            return Optional.of("field");
        }
        for (Stmt statement : of.module.syntax.body()) {
            if (statement instanceof Stmt.ImportFrom from && from.module().equals("dataclasses")) {
                Optional<Stmt.Imported> dataclass = from.names().stream().filter(name -> name.name().equals("dataclass")).findFirst();
                int at = dataclass.map(name -> text.indexOf("dataclass", text.indexOf("import", from.start()))).orElse(-1);
                if (at >= 0) {
                    int end = at + ("dataclass" + (dataclass.get().as().equals("dataclass") ? "" : " as " + dataclass.get().as())).length();
                    changes.add(new Edit(of.module.path(), end, end, ", field"));
                    return Optional.of("field");
                }
            } else if (statement instanceof Stmt.Import found && found.module().equals("dataclasses")) {
                return Optional.of(found.alias().orElse("dataclasses") + ".field");
            }
        }
        return Optional.empty();
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

    /** Whether the class sets most of its fields apart with blank lines. */
    private boolean spacedOut() {
        List<Stmt> fields = of.syntax.body().stream().filter(statement -> statement instanceof Stmt.Annotated || statement instanceof Stmt.Assign).toList();
        int apart = 0;
        for (int i = 1; i < fields.size(); i++) {
            String between = text.substring(fields.get(i - 1).end(), Span.of(text, fields.get(i)).start());
            apart += BLANK_LINE.matcher(between).find() ? 1 : 0;
        }
        return apart * 2 > fields.size() - 1;
    }

    private String indent() {
        Stmt first = of.syntax.body().get(0);
        int lineStart = text.lastIndexOf('\n', first.start() - 1) + 1;
        String before = text.substring(lineStart, first.start());
        int header = text.lastIndexOf('\n', of.syntax.nameStart()) + 1;
        String outer = text.substring(header, of.syntax.nameStart()).replaceAll("\\S.*", "");
        return before.isBlank() ? before : outer + "    ";
    }

    /** The end of the line, its comment included, its line end not. */
    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        end = end < 0 ? text.length() : end;
        return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private static boolean isText(Stmt statement) {
        return statement instanceof Stmt.Simple simple && simple.values().size() == 1 && simple.values().get(0) instanceof Expr.Str;
    }

    private static boolean isPlaceholder(Stmt statement) {
        return statement instanceof Stmt.Simple simple && (simple.keyword().equals("pass")
                || simple.values().size() == 1 && simple.values().get(0) instanceof Expr.Constant);
    }

    private static boolean isPlaceholderOrText(Stmt statement) {
        return Stream.of(statement).anyMatch(one -> isPlaceholder(one) || isText(one));
    }
}
