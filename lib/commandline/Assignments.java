package commandline;

import commandline.ShellWords.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the variables of a script stand for, as far as the text itself says: assignments, arrays and loops.
 *
 * @param values by name, the words of each value that it is given somewhere
 */
public record Assignments(Map<String, List<List<Word>>> values) {
    public static final Assignments NONE = new Assignments(Map.of());

    private static final Pattern SHELL = Pattern.compile("(?m)(?:^|[;\\s])(?<name>[A-Za-z_]\\w*)\\+?="
            + "(?:\\((?<list>[^()]*)\\)|\"(?<double>[^\"\\n]*)\"|'(?<single>[^'\\n]*)'|(?<plain>[^\\s;&|#\"'()]+))");
    private static final Pattern LOOP = Pattern.compile("\\bfor\\s+(?<name>[A-Za-z_]\\w*)\\s+in\\s+(?<list>(?:[^;\\n\\\\]|\\\\\\n)++)");
    private static final Pattern MAKE = Pattern.compile("(?m)^[ ]*(?:export\\s+)?(?<name>[A-Za-z_][\\w.-]*)[ \\t]*[:?+]{0,3}=[ \\t]*(?<list>[^#\\n]*)");
    private static final Pattern USE = Pattern.compile("\\$(?:\\{(?<brace>[A-Za-z_]\\w*)(?:\\[[@*]])?}|\\((?<make>[A-Za-z_][\\w.-]*)\\)|(?<plain>[A-Za-z_]\\w*)|\\$(?<loop>[A-Za-z_]\\w*))");

    /** @param offset where the text begins in its file */
    static Assignments ofShell(String text, int offset) {
        var values = new LinkedHashMap<String, List<List<Word>>>();
        collect(values, SHELL, text, offset);
        collect(values, LOOP, text, offset);
        return new Assignments(values);
    }

    static Assignments ofMake(String text) {
        var values = new LinkedHashMap<String, List<List<Word>>>();
        collect(values, MAKE, text, 0);
        collect(values, LOOP, text, 0);
        return new Assignments(values);
    }

    private static void collect(Map<String, List<List<Word>>> values, Pattern pattern, String text, int offset) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            for (String group : pattern == SHELL ? List.of("list", "double", "single", "plain") : List.of("list")) {
                if (found.group(group) != null) {
                    List<Word> words = ShellWords.commands(text, found.start(group), found.end(group)).stream()
                            .flatMap(command -> command.words().stream()).map(word -> word.movedBy(offset)).toList();
                    values.computeIfAbsent(found.group("name"), name -> new ArrayList<>()).add(words);
                }
            }
        }
    }

    /** What a word stands for: itself, or when it is nothing but a variable, every value that the text gives it; empty when it gives none. */
    public List<List<Word>> of(Word word) {
        Matcher use = USE.matcher(word.text());
        if (!use.matches()) {
            return List.of(List.of(word));
        }
        for (String group : List.of("brace", "make", "plain", "loop")) {
            if (use.group(group) != null) {
                return values.getOrDefault(use.group(group), List.of());
            }
        }
        return List.of();
    }
}
