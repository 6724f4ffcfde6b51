package report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code --fix} would change, or has changed.
 *
 * @param applied whether the changes are on disk
 * @param diff    the changes as a unified diff; secrets in it are masked
 */
public record Repair(boolean applied, String diff) {
    public Repair {
        diff = masked(diff);
    }

    /** The diff of one file. */
    public record FileDiff(String title, String diff) {}

    /** The diff, file by file. */
    public List<FileDiff> files() {
        List<FileDiff> files = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean git = diff.startsWith("diff --git ");
        for (String line : diff.split("(?<=\n)")) {
            boolean begins = git ? line.startsWith("diff --git ") : line.startsWith("--- ");
            if (begins && !part.isEmpty()) {
                files.add(new FileDiff(title(part.toString()), part.toString()));
                part.setLength(0);
            }
            part.append(line);
        }
        if (!part.isEmpty()) {
            files.add(new FileDiff(title(part.toString()), part.toString()));
        }
        return List.copyOf(files);
    }

    /** The lines of a diff as they can be shown: line ends of either kind are no part of them. */
    public static List<String> lines(String diff) {
        return diff.isEmpty() ? List.of() : Arrays.stream(diff.split("\n"))
                .map(line -> Visible.block(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)).toList();
    }

    private static String title(String part) {
        String from = after(part, "rename from ", after(part, "--- ", ""));
        String to = after(part, "rename to ", after(part, "+++ ", from));
        return from.equals(to) || from.equals("/dev/null") ? to : from + " → " + to;
    }

    private static String after(String part, String label, String otherwise) {
        return part.lines().filter(line -> line.startsWith(label)).findFirst()
                .map(line -> line.substring(label.length()).strip().replaceFirst("^(\"?)[ab]/(.*?)\"?$", "$1$2$1")).orElse(otherwise);
    }

    private static String masked(String diff) {
        StringBuilder masked = new StringBuilder(diff.length());
        String file = "";
        for (String line : diff.split("(?<=\n)")) {
            file = line.startsWith("+++ ") ? line.substring(4).strip() : file;
            masked.append(Secrets.maskedLine(file, line));
        }
        return masked.toString();
    }
}
