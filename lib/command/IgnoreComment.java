package command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import report.Finding;
import report.Place;
import report.Rule;
import tree.TextFile;

/**
 * {@code # toolkit: ignore RULE, RULE} in any common style of comments. On a line of its own it covers the next line that
 * is not such a comment itself; behind other text, its own line.
 *
 * @param place where it stands
 * @param line  the line that it covers
 */
record IgnoreComment(Place place, int line, List<String> rules) {
    private static final String MARK = "toolkit: ignore ";
    private static final Pattern COMMENT = Pattern.compile(
            "(?:#|//|<!--|/\\*|;|--|\\{#|\\{\\{/\\*)\\s*" + MARK + "\\s*([\\w*/-]+(?:\\s*,\\s*[\\w*/-]+)*)");

    boolean covers(Finding finding) {
        return finding.place().line() == line && rules.stream().anyMatch(rule -> covers(rule, finding.rule()));
    }

    static boolean covers(String glob, Rule rule) {
        return Glob.rule(glob).matcher(rule.name()).matches();
    }

    /** Those of a file, in their order. */
    static List<IgnoreComment> in(TextFile file) {
        String text = file.text();
        List<IgnoreComment> comments = new ArrayList<>();
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + MARK.length())) {
            int start = text.lastIndexOf('\n', at) + 1;
            int end = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
            Matcher comment = COMMENT.matcher(text).region(start, end);
            if (comment.find()) {
                int line = file.line(at);
                boolean alone = text.substring(start, comment.start()).replace("\ufeff", "").isBlank();
                comments.add(new IgnoreComment(new Place(file.path(), line, file.column(comment.start())),
                        alone ? line + 1 : line, List.of(comment.group(1).split("\\s*,\\s*"))));
            }
        }
        return joined(comments);
    }

    /** Lets a run of comments, each alone on its line, cover the line below the last. */
    private static List<IgnoreComment> joined(List<IgnoreComment> comments) {
        List<IgnoreComment> joined = new ArrayList<>(comments);
        for (int i = joined.size() - 2; i >= 0; i--) {
            IgnoreComment next = joined.get(i + 1);
            if (joined.get(i).line() == next.place().line() && next.line() > next.place().line()) {
                joined.set(i, new IgnoreComment(joined.get(i).place(), next.line(), joined.get(i).rules()));
            }
        }
        return List.copyOf(joined);
    }
}
