package dockerfile;

import commandline.ShellWords;
import commandline.ShellWords.Word;
import commandline.Start;
import dockerfile.Reference.Intent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths of Dockerfiles in the string literals of code, whole or joined from parts, and in the prose of documents. */
final class CodeReferences {
    private CodeReferences() {}

    /** Possessive, and so without a stack that grows with the text. */
    private static final Pattern LITERAL = Pattern.compile("(?<quote>[\"'`])(?<text>(?:\\\\.|(?!\\k<quote>)[^\\\\\\n])*+)\\k<quote>");
    /** UTF-16 units; a longer line was written by a machine. */
    private static final int LONGEST_LINE = 4_000;
    private static final Pattern COMMENT = Pattern.compile("\\s*(#(?!\\{)|//|/\\*|\\*|--|;|<!--|rem\\s).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMAND = Pattern.compile("(?s).*(\\s|^)(-f|--file|--dockerfile|build)[\\s=].*");
    /** What stands between two literals that are parts of one path. */
    private static final Pattern JOINT = Pattern.compile("\\s*/\\s*|\\s*,\\s*|\\)\\s*\\.\\s*(resolve|joinpath|join)\\(\\s*");
    private static final Pattern JOINS = Pattern.compile("(?s).*\\b(join|resolve|of|get|Path|PurePath|Combine|joinpath|File)\\(([^()\"']|\\([^()]*\\))*$");
    private static final String WORD = "._-/@+";
    private static final String GLUED = ":$}{<>~*%\\?=";
    private static final Pattern OWN_FILE = Pattern.compile("__dirname|__file__|__DIR__");
    private static final Pattern UP = Pattern.compile("\\.parent\\b|\\bdirname\\(");
    private static final Pattern PLACEHOLDER = Pattern.compile("(?i)(^|.*/)(path|to|your[-_]?\\w*|my[-_]?\\w*|some[-_]?\\w*|foo|bar|example[-_]?\\w*|xxx)/.*");

    /** The literals of a file of code. */
    static void code(Sink sink) {
        String text = sink.file().text();
        Hint.each(text, at -> {
            int from = text.lastIndexOf('\n', at) + 1;
            int end = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at) + 1;
            if (end - from < LONGEST_LINE && !COMMENT.matcher(text.substring(from, end).strip()).matches()) {
                line(sink, from, end);
            }
            return end;
        });
    }

    private static void line(Sink sink, int from, int end) {
        Start start = Start.around(sink.file().path()).opened();
        Matcher literal = LITERAL.matcher(sink.file().text()).region(from, end);
        Deque<int[]> before = new ArrayDeque<>();
        while (literal.find()) {
            Word word = new Word(literal.group("text"), literal.start("text"), literal.end("text"));
            boolean hinted = Hint.isIn(word.text());
            if (word.text().matches("(?s).*\\s.*")) {
                command(sink, word, start, hinted);
            } else if (hinted && !word.text().contains("://")) {
                joined(sink, new ArrayList<>(before), literal, start).ifPresentOrElse(sink::add, () -> single(sink, word, start));
            }
            before.addLast(new int[] {literal.start(), literal.end()});
        }
    }

    private static void single(Sink sink, Word word, Start start) {
        int value = word.text().startsWith("-") ? word.text().indexOf('=') + 1 : 0;
        if (word.text().contains("/") || word.text().contains("\\")) {
            sink.named(value > 0 ? word.from(value) : word, start);
        }
    }

    private static void command(Sink sink, Word word, Start start, boolean hinted) {
        if (!COMMAND.matcher(word.text()).matches() || word.text().contains("\\n")) {
            return;
        }
        boolean whole = word.text().matches("(?s).*\\b(docker|podman|buildah|nerdctl)\\b.*\\b(build|bud)\\b.*");
        if (whole) {
            ShellReferences.collect(new Sink(sink.kind(), sink.file(), reference -> {
                if (reference.role() == Reference.Role.DOCKERFILE) {
                    sink.add(reference);
                }
            }), word.start(), word.end(), start);
        } else if (hinted) {
            List<Word> words = new ArrayList<>(List.of(new Word("docker", 0, 0), new Word("build", 0, 0)));
            ShellWords.programs(sink.file().text(), word.start(), word.end()).forEach(part -> words.addAll(part.words()));
            BuildCommand.of(words).flatMap(BuildCommand::file).filter(file -> Paths.isDockerfile(file.text()))
                    .ifPresent(file -> sink.add(sink.path(file, start)));
        }
    }

    /** {@code root / "docker" / "x.Dockerfile"}, {@code join(root, "docker", "x.Dockerfile")}: the parts that stand before the last, as far as they are literal. */
    private static Optional<Reference> joined(Sink sink, List<int[]> before, Matcher last, Start start) {
        String text = sink.file().text();
        if (last.group("text").contains("/")) {
            return Optional.empty();
        }
        int first = last.start();
        List<String> parts = new ArrayList<>(List.of(last.group("text")));
        boolean commas = false;
        for (int i = before.size() - 1; i >= 0; i--) {
            int[] part = before.get(i);
            String gap = text.substring(part[1], first);
            if (!JOINT.matcher(gap).matches()) {
                break;
            }
            commas |= gap.contains(",");
            first = part[0];
            parts.add(0, text.substring(part[0] + 1, part[1] - 1));
        }
        String path = String.join("/", parts);
        String head = text.substring(text.lastIndexOf('\n', first) + 1, first);
        if (parts.size() < 2 || commas && !JOINS.matcher(head).matches() || !path.matches("[\\w./@+-]+") || !Paths.isDockerfile(path)) {
            return Optional.empty();
        }
        Start from = OWN_FILE.matcher(head).find() ? start.preferring(above(Paths.folder(sink.file().path()), head)) : start;
        return Optional.of(Reference.of(sink.kind(), sink.file(), first, last.end(), from).reading(path, Optional.of(new Spelling.Joined())).with(Intent.NAMED));
    }

    /** The folder that code reaches from its own file: {@code Path(__file__).parent.parent}, {@code dirname(dirname(__file__))}. */
    private static String above(String folder, String head) {
        long steps = UP.matcher(head).results().count() - (head.contains("__file__") ? 1 : 0);
        String above = folder;
        for (long i = 0; i < steps; i++) {
            above = Paths.folder(above);
        }
        return above;
    }

    /** The paths in a document, those of commands too. */
    static void prose(Sink sink) {
        String folder = Paths.folder(sink.file().path());
        Start start = Start.around(sink.file().path()).preferring(folder).opened();
        String text = sink.file().text();
        Hint.each(text, at -> {
            int from = at;
            int end = at;
            while (from > 0 && isWord(text.charAt(from - 1))) {
                from--;
            }
            while (end < text.length() && isWord(text.charAt(end))) {
                end++;
            }
            // A full stop ends a sentence, not a name.
            while (".-_".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            String path = text.substring(from, end);
            boolean glued = from > 0 && GLUED.indexOf(text.charAt(from - 1)) >= 0 || end < text.length() && "*{<$".indexOf(text.charAt(end)) >= 0;
            if (!glued && path.indexOf('/') > 0 && Paths.isDockerfile(path) && !PLACEHOLDER.matcher(path).matches()) {
                sink.named(new Word(path, from, end), start);
            }
            return end;
        });
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || WORD.indexOf(c) >= 0;
    }
}
