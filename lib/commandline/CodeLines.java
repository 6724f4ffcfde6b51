package commandline;

import commandline.CommandLine.Kind;
import commandline.ShellWords.Command;
import commandline.ShellWords.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tree.TextFile;

/** The command lines in code: lists of arguments and whole lines in strings; and those in the code blocks of documents. */
record CodeLines(TextFile file, Consumer<CommandLine> to) {
    private static final Pattern PROGRAM = Pattern.compile("(.*/)?(docker|podman|nerdctl)(-compose)?(\\.exe)?");
    private static final Pattern LINE = Pattern.compile("(?s).*\\b(docker|podman|nerdctl)[ -]compose\\s.*");
    private static final Pattern COMMENT = Pattern.compile("\\s*(#(?![!{])|//|/\\*|\\*|--\\s).*");
    private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t>]*(```+|~~~+|----+[ \\t]*$|\\.\\. code-block::)[^\\n]*\\n");
    private static final int MAX_ARGUMENTS = 60;

    void code() {
        String text = file.text();
        Start start = Start.around(file.path()).opened();
        for (int at = nextHint(0); at >= 0; at = nextHint(at)) {
            int lineStart = text.lastIndexOf('\n', at) + 1;
            int lineEnd = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
            if (lineEnd - lineStart > 20_000 || COMMENT.matcher(text.substring(lineStart, at)).matches()) {
                at = lineEnd;
                continue;
            }
            line(lineStart, lineEnd, start);
            at = lineEnd;
        }
    }

    private void line(int from, int end, Start start) {
        String text = file.text();
        for (int at = from; at < end; at++) {
            int close = isQuote(text.charAt(at)) ? closing(at, end) : -1;
            if (close < 0) {
                continue;
            }
            Word word = new Word(text.substring(at + 1, close), at + 1, close);
            if (PROGRAM.matcher(word.text()).matches()) {
                arguments(word, close + 1, start);
            } else if (LINE.matcher(word.text()).matches() && !word.text().contains("\\n")) {
                new ShellLines(file, Kind.STRING, text, 0, Assignments.NONE, to).collect(word.start(), word.end(), start);
            }
            at = close;
        }
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    /** Where the literal that opens here closes again on its line; -1 when it does not. */
    private int closing(int open, int end) {
        for (int at = open + 1; at < end && file.text().charAt(at) != '\n'; at++) {
            char c = file.text().charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == file.text().charAt(open)) {
                return at;
            }
        }
        return -1;
    }

    private int nextHint(int from) {
        String text = file.text();
        int docker = text.indexOf("docker", from);
        int podman = text.indexOf("podman", from);
        int nerdctl = text.indexOf("nerdctl", from);
        int best = docker;
        best = podman >= 0 && (best < 0 || podman < best) ? podman : best;
        return nerdctl >= 0 && (best < 0 || nerdctl < best) ? nerdctl : best;
    }

    /** The string literals after the program's, up to the end of the list or call; what is no literal is a word of unknown value. */
    private void arguments(Word program, int from, Start start) {
        String text = file.text();
        List<Word> words = new ArrayList<>(List.of(program));
        int at = from;
        int depth = 0;
        boolean known = true;
        while (at < text.length() && words.size() < MAX_ARGUMENTS && at - from < 5000) {
            char c = text.charAt(at);
            if (depth == 0 && (c == ']' || c == ')' || c == '}' || c == ';')) {
                break;
            } else if (c == '#' || text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == ',' && depth == 0) {
                if (!known) {
                    words.add(new Word("$?", at, at));
                }
                known = true;
                at++;
            } else if (isQuote(c) && closing(at, text.length()) > 0) {
                int close = closing(at, text.length());
                if (depth == 0 && known && isAlone(close + 1)) {
                    words.add(new Word(text.substring(at + 1, close), at + 1, close));
                } else {
                    known = false;
                }
                at = close + 1;
            } else {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                known &= Character.isWhitespace(c);
                at++;
            }
        }
        to.accept(new CommandLine(file, Kind.ARGUMENTS, words, start, Assignments.NONE));
    }

    /** Whether a literal is a whole argument, rather than the beginning of an expression. */
    private boolean isAlone(int end) {
        int at = end;
        while (at < file.text().length() && Character.isWhitespace(file.text().charAt(at))) {
            at++;
        }
        return at < file.text().length() && ",])};".indexOf(file.text().charAt(at)) >= 0;
    }

    /** The code blocks of a document; a prompt before a command is left out. */
    void document() {
        String text = file.text();
        Start start = Start.around(file.path()).opened();
        Matcher fence = FENCE.matcher(text);
        int open = -1;
        while (fence.find()) {
            if (open < 0) {
                open = fence.end();
            } else {
                block(text, open, fence.start(), start);
                open = -1;
            }
        }
    }

    private void block(String text, int from, int end, Start start) {
        for (int line = from; line < end;) {
            int next = line;
            do {
                next = text.indexOf('\n', next) < 0 ? end : Math.min(end, text.indexOf('\n', next) + 1);
            } while (next < end && text.substring(line, next).stripTrailing().endsWith("\\"));
            int words = line;
            while (words < next && "$>#% \t".indexOf(text.charAt(words)) >= 0 && !(text.charAt(words) == '#' && words == line)) {
                words++;
            }
            for (Command command : ShellWords.commands(text, words, next)) {
                to.accept(new CommandLine(file, Kind.DOCS, command.words(), start, Assignments.NONE));
            }
            line = next;
        }
    }
}
