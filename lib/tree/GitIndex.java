package tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The entries of git's index, as far as moved files are concerned. Nothing else is staged or unstaged. */
final class GitIndex {
    private GitIndex() {}

    /**
     * An entry on its way.
     *
     * @param mode   in octal digits
     * @param object the hash of its content, which may differ from the file's
     */
    record Entry(String mode, String object, String from, String to) {
        Entry reversed() {
            return new Entry(mode, object, to, from);
        }
    }

    /** What has to move in the index when these files move; nothing without git, or for a file in a merge conflict. */
    static List<Entry> entries(Path top, Map<String, String> moves) {
        try {
            return read(top).values().stream().filter(entry -> moves.containsKey(entry.from))
                    .map(entry -> new Entry(entry.mode, entry.object, entry.from, moves.get(entry.from))).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Moves the entries that have not been moved, in one step of git's own. */
    static void move(Path top, List<Entry> entries) throws IOException {
        Map<String, Entry> now = read(top);
        StringBuilder input = new StringBuilder();
        for (Entry entry : entries) {
            if (now.containsKey(entry.from) && !now.containsKey(entry.to)) {
                input.append("0 ").append("0".repeat(entry.object.length())).append('\t').append(entry.from).append('\0')
                        .append(entry.mode).append(' ').append(entry.object).append(" 0\t").append(entry.to).append('\0');
            }
        }
        if (!input.isEmpty()) {
            Git.run(top, input.toString().getBytes(UTF_8), "update-index", "-z", "--index-info");
        }
    }

    /** Entries without conflict, by path. */
    private static Map<String, Entry> read(Path top) throws IOException {
        Map<String, Entry> entries = new HashMap<>();
        for (String line : new String(Git.run(top, new byte[0], "ls-files", "-s", "-z"), UTF_8).split("\0")) {
            int tab = line.indexOf('\t');
            String[] fields = line.substring(0, Math.max(0, tab)).split(" ");
            if (fields.length == 3 && fields[2].equals("0")) {
                String path = line.substring(tab + 1);
                entries.put(path, new Entry(fields[0], fields[1], path, path));
            }
        }
        return entries;
    }
}
