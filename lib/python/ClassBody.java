package python;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tree.Change;
import tree.Edit;

/** The text of a class that has a body, and where and how a line is added to it so that it looks like those that are there. */
final class ClassBody {
    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t]*\\r?\\n");

    final String text;
    final String lineEnd;
    private final ClassDef of;
    private final Optional<Stmt> lastField;
    private final boolean spacedOut;

    /**
     * The lines of a statement with those above that comment on it.
     *
     * @param start     where the first comment's line begins
     * @param lineStart where the statement's line begins
     * @param codeStart where the first comment, else the statement, begins
     * @param end       where the statement's last line ends, its line end not included
     */
    record Lines(int start, int lineStart, int codeStart, int end) {
        static Lines of(String text, Syntax statement) {
            int lineStart = ClassBody.lineStart(text, statement.start());
            String indent = text.substring(lineStart, statement.start());
            int start = lineStart;
            while (start > 0) {
                int above = ClassBody.lineStart(text, start - 1);
                if (!text.startsWith(indent + "#", above)) {
                    break;
                }
                start = above;
            }
            return new Lines(start, lineStart, start + indent.length(), endOfLine(text, statement.end()));
        }
    }

    ClassBody(ClassDef of) {
        this.of = of;
        this.text = of.module.file.text();
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        this.lastField = lastField(of.syntax.body());
        this.spacedOut = isSpacedOut();
    }

    /** The changes that add a field: after the last one, else in place of {@code pass}, below the docstring, or first. */
    List<Change> add(String code) {
        List<Stmt> body = of.syntax.body();
        Stmt first = body.get(0);
        Stmt last = body.get(body.size() - 1);
        if (text.substring(of.syntax.headEnd(), first.start()).indexOf('\n') < 0) {
            return List.of(opened(first, last, code));
        } else if (lastField.isPresent()) {
            return List.of(below(lastField.get(), spacedOut ? lineEnd : "", code));
        } else if (isPlaceholder(last) && body.stream().allMatch(statement -> isPlaceholder(statement) || isText(statement))) {
            int lineEndBefore = lineStart(text, last.start()) - 1;
            int before = text.charAt(lineEndBefore - 1) == '\r' ? lineEndBefore - 1 : lineEndBefore;
            return List.of(edit(before, last.end(), ""), below(last, "", code));
        } else if (isText(first)) {
            return List.of(below(first, lineEnd, code));
        }
        int before = lineStart(text, first.start());
        return List.of(edit(before, before, indent() + code + lineEnd + lineEnd));
    }

    /** The change that adds a statement after another, indented alike. */
    Edit after(Stmt statement, String code) {
        int at = endOfLine(text, statement.end());
        return edit(at, at, lineEnd + text.substring(lineStart(text, statement.start()), statement.start()) + code);
    }

    private Edit below(Stmt statement, String gap, String code) {
        int at = endOfLine(text, statement.end());
        return edit(at, at, gap + lineEnd + indent() + code);
    }

    /** Gives a class whose body stands on the line of its head lines of its own. */
    private Edit opened(Stmt first, Stmt last, String code) {
        String rest = isPlaceholder(first) && first == last ? "" : lineEnd + indent() + text.substring(first.start(), last.end());
        return edit(text.lastIndexOf(':', first.start()) + 1, last.end(), rest + lineEnd + indent() + code);
    }

    Edit edit(int start, int end, String replacement) {
        return new Edit(of.module.path(), start, end, replacement);
    }

    /** The last field of the body, or the text that documents it. */
    private static Optional<Stmt> lastField(List<Stmt> body) {
        Optional<Stmt> found = Optional.empty();
        for (int i = 0; i < body.size() && !(body.get(i) instanceof Stmt.Function); i++) {
            boolean field = body.get(i) instanceof Stmt.Annotated || body.get(i) instanceof Stmt.Assign assign
                    && assign.targets().get(0) instanceof Expr.Name name && !name.id().startsWith("__") && !name.id().equals("model_config");
            if (field) {
                found = Optional.of(i + 1 < body.size() && isText(body.get(i + 1)) ? body.get(i + 1) : body.get(i));
            }
        }
        return found;
    }

    /** Whether the class sets most of its fields apart with blank lines. */
    private boolean isSpacedOut() {
        List<Stmt> fields = of.syntax.body().stream()
                .filter(statement -> statement instanceof Stmt.Annotated || statement instanceof Stmt.Assign).toList();
        int apart = 0;
        for (int i = 1; i < fields.size(); i++) {
            String between = text.substring(fields.get(i - 1).end(), Lines.of(text, fields.get(i)).start());
            apart += BLANK_LINE.matcher(between).find() ? 1 : 0;
        }
        return apart * 2 > fields.size() - 1;
    }

    /** The white space before each of its statements. */
    String indent() {
        Stmt first = of.syntax.body().get(0);
        String before = text.substring(lineStart(text, first.start()), first.start());
        String head = text.substring(lineStart(text, of.syntax.nameStart()), of.syntax.nameStart());
        return before.isBlank() ? before : head.replaceAll("\\S.*", "") + "    ";
    }

    private static int lineStart(String text, int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
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
}
