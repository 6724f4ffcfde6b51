package tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Shows a plan in git's form of a unified diff, which {@code git apply} and {@code patch -p1} understand. */
public final class Diff {
    /** Lines that are shown around a change. */
    private static final int CONTEXT = 3;

    private Diff() {}

    /**
     * The whole plan, its files in the order of their paths; empty when nothing changes. A file in another charset than
     * UTF-8 is shown as text too, though its patch would not apply byte by byte.
     *
     * @throws IllegalArgumentException when the plan does not fit the tree, as {@link Tree#after}
     */
    public static String unified(Tree before, Plan plan) {
        StringBuilder diff = new StringBuilder();
        for (Effect.Change change : Effect.of((ByteTree) before, plan).changes()) {
            String hunks = change.before().isEmpty() ? created(new String(change.bytes().orElseThrow(), UTF_8))
                    : change.text().map(text -> hunks(text, change.edits())).orElse("");
            if (change.isNewName() || !hunks.isEmpty()) {
                diff.append(header(change, !hunks.isEmpty())).append(hunks);
            }
        }
        return diff.toString();
    }

    private static String header(Effect.Change change, boolean hasHunks) {
        String from = change.before().orElse(change.to());
        StringBuilder header = new StringBuilder("diff --git " + quoted("a/" + from) + " " + quoted("b/" + change.to()) + "\n");
        if (change.before().isEmpty()) {
            header.append("new file mode 100644\n");
        } else if (change.isMove()) {
            header.append(hasHunks ? "" : "similarity index 100%\n");
            header.append("rename from ").append(quoted(from)).append("\nrename to ").append(quoted(change.to())).append('\n');
        }
        if (hasHunks) {
            header.append("--- ").append(change.before().isEmpty() ? "/dev/null" : ended(quoted("a/" + from)));
            header.append("\n+++ ").append(ended(quoted("b/" + change.to()))).append('\n');
        }
        return header.toString();
    }

    /** A tab tells where a name with spaces ends. */
    private static String ended(String name) {
        return name.startsWith("\"") || name.indexOf(' ') < 0 ? name : name + "\t";
    }

    /** As git quotes a name that holds control characters, quotes or backslashes. */
    private static String quoted(String name) {
        StringBuilder quoted = new StringBuilder();
        for (char c : name.toCharArray()) {
            int escape = "\u0007\b\t\n\u000b\f\r\"\\".indexOf(c);
            if (escape >= 0) {
                quoted.append('\\').append("abtnvfr\"\\".charAt(escape));
            } else if (c < ' ' || c == 0x7f) {
                quoted.append(String.format("\\%03o", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.length() == name.length() ? name : "\"" + quoted + "\"";
    }

    private static String created(String text) {
        List<String> lines = lines(text);
        return lines.isEmpty() ? "" : "@@ -0,0 +" + range(0, lines.size()) + " @@\n" + marked("+", lines);
    }

    /** Lines {@code start} (from 0) to before {@code end} of the old text, and what stands there afterwards. */
    private record Block(int start, int end, List<String> replacement) {
        int growth() {
            return replacement.size() - (end - start);
        }
    }

    private static String hunks(TextFile file, List<Edit> edits) {
        List<String> lines = lines(file.text());
        List<Block> blocks = blocks(file, lines, edits);
        StringBuilder hunks = new StringBuilder();
        int growth = 0;
        for (int first = 0, next; first < blocks.size(); first = next) {
            next = first + 1;
            while (next < blocks.size() && blocks.get(next).start - blocks.get(next - 1).end <= 2 * CONTEXT) {
                next++;
            }
            List<Block> near = blocks.subList(first, next);
            growth += hunk(hunks, lines, near, growth);
        }
        return hunks.toString();
    }

    /** Appends one hunk, and gives by how many lines it makes the file longer. */
    private static int hunk(StringBuilder out, List<String> lines, List<Block> blocks, int growthBefore) {
        int start = Math.max(0, blocks.get(0).start - CONTEXT);
        int end = Math.min(lines.size(), blocks.get(blocks.size() - 1).end + CONTEXT);
        int growth = blocks.stream().mapToInt(Block::growth).sum();
        out.append("@@ -").append(range(start, end - start))
                .append(" +").append(range(start + growthBefore, end - start + growth)).append(" @@\n");
        int shown = start;
        for (Block block : blocks) {
            out.append(marked(" ", lines.subList(shown, block.start)));
            out.append(marked("-", lines.subList(block.start, block.end)));
            out.append(marked("+", block.replacement));
            shown = block.end;
        }
        out.append(marked(" ", lines.subList(shown, end)));
        return growth;
    }

    /** First line from 1 and count; an empty range is named by the line before it, and a count of one is left out. */
    private static String range(int start, int count) {
        return count == 0 ? start + ",0" : count == 1 ? "" + (start + 1) : (start + 1) + "," + count;
    }

    private static List<Block> blocks(TextFile file, List<String> lines, List<Edit> edits) {
        List<Block> blocks = new ArrayList<>();
        int line = 0;
        int offset = 0;
        for (int first = 0, next; first < edits.size(); first = next) {
            int start = file.line(edits.get(first).start()) - 1;
            int end = file.line(edits.get(first).end());
            next = first + 1;
            while (next < edits.size() && file.line(edits.get(next).start()) <= end) {
                end = file.line(edits.get(next++).end());
            }
            String replaced = String.join("", lines.subList(start, Math.min(end, lines.size())));
            for (; line < start; line++) {
                offset += lines.get(line).length();
            }
            int before = offset;
            List<Edit> here = edits.subList(first, next).stream()
                    .map(edit -> new Edit(edit.path(), edit.start() - before, edit.end() - before, edit.text())).toList();
            trimmed(lines, start, Math.min(end, lines.size()), lines(Effect.edited(replaced, here)), blocks);
        }
        return blocks;
    }

    /** Adds the block without the lines at its ends that stay as they are. */
    private static void trimmed(List<String> lines, int start, int end, List<String> replacement, List<Block> blocks) {
        int from = 0;
        int to = replacement.size();
        while (start < end && from < to && lines.get(start).equals(replacement.get(from))) {
            start++;
            from++;
        }
        while (start < end && from < to && lines.get(end - 1).equals(replacement.get(to - 1))) {
            end--;
            to--;
        }
        if (start < end || from < to) {
            blocks.add(new Block(start, end, replacement.subList(from, to)));
        }
    }

    /** With their ends, so that the last one tells whether it has one. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (int start = 0, end; start < text.length(); start = end) {
            int newline = text.indexOf('\n', start);
            end = newline < 0 ? text.length() : newline + 1;
            lines.add(text.substring(start, end));
        }
        return lines;
    }

    private static String marked(String mark, List<String> lines) {
        StringBuilder marked = new StringBuilder();
        for (String line : lines) {
            marked.append(mark).append(line).append(line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n");
        }
        return marked.toString();
    }
}
