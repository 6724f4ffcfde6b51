package commandline;

import commandline.CommandLine.Kind;
import commandline.ShellWords.Command;
import commandline.ShellWords.Word;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import compose.TreePath;
import tree.TextFile;

/**
 * The commands in shell text, those inside substitutions and {@code sh -c} among them.
 *
 * @param text   the part of the file that is shell text, as a shell gets to see it, each character in its place
 * @param offset where that part begins in the file
 */
record ShellLines(TextFile file, Kind kind, String text, int offset, Assignments values, Consumer<CommandLine> to) {
    private static final Pattern OWN_FOLDER = Pattern.compile("\\$\\(\\s*dirname .*?\\)[\"']?(?<rest>(/\\.\\.)*)/?");
    private static final Pattern MOVES = Pattern.compile("\\b(cd|pushd|Set-Location|Push-Location)\\s");
    private static final int MAX_DEPTH = 5;

    /** A script, whose working directory lasts from line to line. */
    static void script(TextFile file, Consumer<CommandLine> to) {
        var lines = new ShellLines(file, Kind.SHELL, file.text(), 0, Assignments.ofShell(file.text(), 0), to);
        lines.collect(0, file.text().length(), Start.around(file.path()));
    }

    /** A makefile and its like, each line of which starts in the same folder. */
    static void recipes(TextFile file, Consumer<CommandLine> to) {
        String text = file.text();
        Assignments values = Assignments.ofMake(text);
        Start start = Start.exactly(TreePath.folder(file.path()));
        for (int from = 0; from < text.length();) {
            int end = from;
            do {
                end = text.indexOf('\n', end) < 0 ? text.length() : text.indexOf('\n', end) + 1;
            } while (end < text.length() && isContinued(text, from, end));
            int words = from;
            while (words < end && "\t @-+".indexOf(text.charAt(words)) >= 0) {
                words++;
            }
            new ShellLines(file, Kind.MAKE, text, 0, values, to).collect(words, end, start);
            from = end;
        }
    }

    /** Whether the last line of a stretch ends with a backslash. */
    private static boolean isContinued(String text, int from, int end) {
        int last = end - 1;
        while (last > from && text.charAt(last) <= ' ') {
            last--;
        }
        return text.charAt(last) == '\\';
    }

    /** Gives where the commands after this stretch may be run. */
    Start collect(int from, int end, Start start) {
        return collect(from, end, start, 0);
    }

    private Start collect(int from, int end, Start start, int depth) {
        Start here = start;
        for (Command command : ShellWords.commands(text, from, end)) {
            List<Word> words = command.words();
            if (words.size() == 2 && MOVES.matcher(words.get(0).text() + " ").matches()) {
                here = changed(here, words.get(1).text());
                continue;
            }
            to.accept(new CommandLine(file, kind, words.stream().map(word -> word.movedBy(offset)).toList(), here, values));
            for (int i = 0; i < words.size() && depth < MAX_DEPTH; i++) {
                Word word = words.get(i);
                boolean script = i > 0 && words.get(i - 1).text().matches("-\\w*c") && word.text().contains(" ");
                if (script && word.isVerbatim()) {
                    collect(word.start(), word.end(), here, depth + 1);
                } else {
                    substitutions(word, here, depth);
                }
            }
        }
        return here;
    }

    /** {@code $(command)} inside a word. */
    private void substitutions(Word word, Start here, int depth) {
        for (int open = word.start(); open < word.end() - 1; open++) {
            if (text.charAt(open) != '$' || text.charAt(open + 1) != '(') {
                continue;
            }
            int level = 1;
            int close = open + 2;
            while (close < word.end() && level > 0) {
                level += text.charAt(close) == '(' ? 1 : text.charAt(close) == ')' ? -1 : 0;
                close++;
            }
            collect(open + 2, level == 0 ? close - 1 : close, here, depth + 1);
            open = close - 1;
        }
    }

    private Start changed(Start here, String path) {
        if (PathVariables.speaksOfRoot(path)) {
            return here.preferring("");
        }
        Matcher own = OWN_FOLDER.matcher(path);
        if (own.lookingAt()) {
            Optional<String> folder = TreePath.resolve(TreePath.folder(file.path()), "./" + own.group("rest"));
            return own.end() == path.length() && folder.isPresent() ? Start.exactly(folder.get()) : here.opened();
        }
        return path.matches("[\\w./+@-]+") && !path.startsWith("/") ? here.changedTo(path) : here.opened();
    }
}
