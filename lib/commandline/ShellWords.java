package commandline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Cuts shell text into commands and words, with the exact place of each word; nothing is expanded. */
public final class ShellWords {
    /**
     * A word of a command.
     *
     * @param text  as written, without the quotes that stand around all of it and with the inner ones left out
     * @param start where that text begins in the whole text
     * @param end   where it ends; {@code end - start} is longer than the text when quotes stand inside
     */
    public record Word(String text, int start, int end) {
        /** Whether the text stands in the file exactly like this, so that a part of it can be replaced. */
        public boolean isVerbatim() {
            return text.length() == end - start;
        }

        /** The same word of a text that begins so much earlier. */
        Word movedBy(int offset) {
            return offset == 0 ? this : new Word(text, start + offset, end + offset);
        }

        public Word from(int index) {
            return new Word(text.substring(index), start + index, end);
        }
    }

    /** @param words the words of one simple command, redirections and assignments among them */
    public record Command(List<Word> words) {
        public int start() {
            return words.get(0).start();
        }
    }

    /** Words that may stand before the program of a command. */
    private static final Set<String> BEFORE = Set.of("then", "do", "else", "if", "elif", "while", "until", "!", "time", "exec", "sudo", "command", "@", "-");

    /** UTF-16 units; braces that never close must not be looked for over and over. */
    private static final int LONGEST_EXPRESSION = 300;
    private static final Pattern POWER_SHELL = Pattern.compile(" `\\r?\\n");

    private final String text;
    private final int from;
    private final int end;
    private final List<Command> commands = new ArrayList<>();
    private List<Word> words = new ArrayList<>();
    private Optional<Boolean> powerShell = Optional.empty();
    private int at;

    private ShellWords(String text, int from, int to) {
        this.text = text;
        this.from = from;
        this.at = from;
        this.end = to;
    }

    /** The simple commands in a stretch of text, in order. */
    public static List<Command> commands(String text, int from, int to) {
        var shell = new ShellWords(text, from, to);
        shell.read();
        return shell.commands;
    }

    /** The same, each from its program on: without {@code then}, {@code sudo} and what else may stand before it. */
    public static List<Command> programs(String text, int from, int to) {
        return commands(text, from, to).stream()
                .map(command -> new Command(command.words().stream().dropWhile(word -> BEFORE.contains(word.text())).toList()))
                .filter(command -> !command.words().isEmpty()).toList();
    }

    private void read() {
        while (at < end) {
            char c = text.charAt(at);
            if (isContinuation()) {
                at += text.startsWith("\\\r\n", at) ? 3 : 2;
            } else if (c == '\n' || ";&|(){}".indexOf(c) >= 0 && !isGlued(c)) {
                finish();
                at++;
            } else if (c <= ' ') {
                at++;
            } else if (c == '#') {
                while (at < end && text.charAt(at) != '\n') {
                    at++;
                }
            } else {
                word();
            }
        }
        finish();
    }

    /** A backslash, or a backtick as PowerShell has it, at the end of a line; where backticks do it a backslash ends a path. */
    private boolean isContinuation() {
        char c = text.charAt(at);
        return (c == '\\' && !(at > 0 && text.charAt(at - 1) > ' ' && isPowerShell()) || c == '`')
                && (text.startsWith("\n", at + 1) || text.startsWith("\r\n", at + 1));
    }

    private boolean isPowerShell() {
        if (powerShell.isEmpty()) {
            powerShell = Optional.of(POWER_SHELL.matcher(text).region(from, end).find());
        }
        return powerShell.get();
    }

    private boolean isGlued(char c) {
        return c == '{' && at + 1 < end && text.charAt(at + 1) > ' ';
    }

    private void finish() {
        if (!words.isEmpty()) {
            commands.add(new Command(List.copyOf(words)));
            words = new ArrayList<>();
        }
    }

    private void word() {
        int first = at;
        StringBuilder value = new StringBuilder();
        char opened = 0;
        boolean wholly = true;
        while (at < end) {
            char c = text.charAt(at);
            if (opened != 0 && c == opened) {
                opened = 0;
                at++;
                wholly &= at >= end || text.charAt(at) <= ' ' || ";&|)".indexOf(text.charAt(at)) >= 0;
            } else if (opened == 0 && (c == '"' || c == '\'')) {
                opened = c;
                wholly &= at == first;
                at++;
            } else if (opened == 0 && (c <= ' ' || ";&|)".indexOf(c) >= 0 || isContinuation())) {
                break;
            } else if (c == '$' && opened != '\'' && at + 1 < end && "({".indexOf(text.charAt(at + 1)) >= 0) {
                int close = closing(at + 1);
                value.append(text, at, close);
                at = close;
            } else if (text.startsWith("{{", at) && expression(at) > 0) {
                value.append(text, at, expression(at));
                at = expression(at);
            } else if (c == '\n' && opened != 0 && at - first > 4096) {
                break;
            } else {
                value.append(c);
                at++;
            }
        }
        boolean quoted = at > first + 1 && wholly && "\"'".indexOf(text.charAt(first)) >= 0 && text.charAt(at - 1) == text.charAt(first);
        words.add(quoted ? new Word(value.toString(), first + 1, at - 1) : new Word(value.toString(), first, at));
    }

    /** The index after an expression in double braces, as just, GitHub and templates have them; 0 when none closes on this line. */
    private int expression(int open) {
        for (int at = open + 2; at + 1 < end && at - open < LONGEST_EXPRESSION && text.charAt(at) != '\n'; at++) {
            if (text.charAt(at) == '}' && text.charAt(at + 1) == '}') {
                return at + 2;
            }
        }
        return 0;
    }

    /** The index after the bracket that closes the one at an index; of the line's end when none does. */
    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < end; i++) {
            char c = text.charAt(i);
            depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
            if (c == '\n') {
                return i;
            }
        }
        return end;
    }
}
