package dockerfile;

import commandline.PathVariables;
import commandline.ShellWords.Command;
import commandline.ShellWords.Word;
import commandline.ShellWords;
import commandline.Start;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What shell text builds: scripts, make and task recipes, the run lines of CI. */
final class ShellReferences {
    private ShellReferences() {}

    private static final Pattern MOVES = Pattern.compile("\\b(cd|pushd|Set-Location|Push-Location)\\b");

    /** A script, whose working directory lasts from line to line. */
    static void script(Sink sink) {
        boolean moves = MOVES.matcher(sink.file().text()).find();
        Start start = Start.around(sink.file().path());
        collect(sink, 0, sink.file().text().length(), moves ? start.opened() : start);
    }

    /** A makefile and its like, whose every line starts in the same folder: its own, or that of the one which includes it. */
    static void recipes(Sink sink) {
        String text = sink.file().text();
        Start start = Start.around(sink.file().path()).preferring(Paths.folder(sink.file().path()));
        for (int from = 0; from < text.length();) {
            int to = from;
            do {
                to = text.indexOf('\n', to) < 0 ? text.length() : text.indexOf('\n', to) + 1;
            } while (to < text.length() && text.substring(from, to).stripTrailing().endsWith("\\"));
            int words = from;
            while (words < to && "\t @-+".indexOf(text.charAt(words)) >= 0) {
                words++;
            }
            collect(sink, words, to, start);
            from = to;
        }
    }

    private static final Pattern ASSIGNED = Pattern.compile("(?:export\\s+|local\\s+|readonly\\s+)?[\\w.\\[\\]\"'-]+[:?+]?=\\(?[\"']?(?=[^\"'\\s])");
    /** Commands whose words may name a Dockerfile that is not there (yet), or any longer. */
    private static final Pattern HANDLES_ABSENCE = Pattern.compile("rm|rmdir|unlink|cp|mv|ln|touch|tee|cat|echo|printf|git|find|grep|rg|sed|awk|test|\\[|\\[\\[|"
            + "curl|wget|install|diff|export-dockerfile|exit|case|log_?\\w*|info|warn|error|print\\w*|Write-\\w+|die|fail|scp|rsync|tar|zip|unzip|chmod|chown");

    /** Adds what a stretch of the file says. Gives where it may stand at the end of it. */
    static Start collect(Sink sink, int from, int to, Start start) {
        return collect(sink, sink.file().text(), from, to, start);
    }

    /** @param text the file's text as a shell gets to see it, each character in its place */
    static Start collect(Sink sink, String text, int from, int to, Start start) {
        Start here = start;
        for (Command command : ShellWords.programs(text, from, to)) {
            Optional<Word> folder = Sink.changedFolder(command);
            if (folder.isPresent()) {
                here = changed(sink, here, folder.get());
                continue;
            }
            Optional<BuildCommand> build = BuildCommand.of(command.words());
            if (build.isPresent()) {
                sink.build(build.get(), here, "the command in line " + sink.file().line(command.start()));
            } else {
                mentions(sink, command.words(), here);
            }
        }
        return here;
    }

    private static Start changed(Sink sink, Start here, Word folder) {
        String path = folder.text();
        if (PathVariables.speaksOfRoot(path)) {
            return here.preferring("");
        }
        Matcher own = Pattern.compile("\\$\\(\\s*dirname .*?\\)[\"']?(?<rest>(/\\.\\.)*)").matcher(path);
        if (own.lookingAt()) {
            return Paths.resolve(Paths.folder(sink.file().path()), "." + own.group("rest")).map(here::preferring).orElse(here).opened();
        }
        return path.matches("[\\w./+@-]+") && !path.startsWith("/") ? here.changedTo(path) : here.opened();
    }

    /** Paths of Dockerfiles that a command names without building: {@code DOCKERFILE=docker/x.Dockerfile}, {@code hadolint docker/x.Dockerfile}. */
    private static void mentions(Sink sink, List<Word> words, Start here) {
        if (HANDLES_ABSENCE.matcher(Paths.name(words.get(0).text())).matches()
                || words.stream().anyMatch(word -> word.text().matches("-[efsdrwx]|\\[|\\[\\[|>+|>>?\\S+|exists"))) {
            return;
        }
        for (Word word : words) {
            Matcher assigned = ASSIGNED.matcher(word.text());
            int value = assigned.lookingAt() ? assigned.end() : 0;
            if (word.isVerbatim() || value == 0) {
                sink.named(value > 0 && value < word.text().length() ? word.from(value) : word, here);
            } else {
                // NAME="value": the quotes stand inside the word, the value verbatim between them.
                String source = sink.file().text().substring(word.start(), word.end());
                Matcher quoted = Pattern.compile("=\\(?[\"']([^\"'\\s]+)[\"']\\)?$").matcher(source);
                if (quoted.find()) {
                    sink.named(new Word(quoted.group(1), word.start() + quoted.start(1), word.start() + quoted.end(1)), here);
                }
            }
        }
    }
}
