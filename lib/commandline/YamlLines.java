package commandline;

import commandline.CommandLine.Kind;
import commandline.ShellWords.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tree.TextFile;
import yaml.Node;
import yaml.Node.Mapping;
import yaml.Node.Scalar;
import yaml.Node.Sequence;
import yaml.Node.Style;

/** The command lines in YAML and JSON: shell text under the keys that pipelines and task runners have for it, and lists of arguments. */
record YamlLines(TextFile file, Kind kind, boolean everyKey, Consumer<CommandLine> to) {
    private static final Set<String> SCRIPTS = Set.of("run", "script", "before_script", "after_script", "command", "cmd", "cmds", "commands",
            "args", "sh", "bash", "pwsh", "powershell", "shell", "install", "entrypoint", "preCommands", "postCreateCommand", "postStartCommand",
            "initializeCommand", "entry", "steps", "inlineScript", "before_install", "before_script_template", "after_success");

    void walk(Node node, Start start) {
        walk(node, start, "");
    }

    private void walk(Node node, Start start, String key) {
        if (node instanceof Mapping mapping) {
            Start here = folder(mapping, start);
            mapping.entries().forEach(entry -> walk(entry.value(), here, entry.name().orElse("")));
        } else if (node instanceof Sequence list) {
            if (!arguments(list, start)) {
                Start here = start;
                for (Node item : list.items()) {
                    if (item instanceof Scalar line && isScript(key)) {
                        here = shell(line, here);
                    } else {
                        walk(item, here, key);
                    }
                }
            }
        } else if (node instanceof Scalar text && isScript(key)) {
            shell(text, start);
        }
    }

    private boolean isScript(String key) {
        return everyKey || SCRIPTS.contains(key);
    }

    /** Where the commands of this mapping are run. */
    private static Start folder(Mapping mapping, Start start) {
        Optional<String> folder = Stream.concat(
                Stream.of("working-directory", "working_directory", "workingDirectory", "dir", "chdir").map(mapping::get),
                Stream.of(mapping.get("defaults").flatMap(node -> node.get("run")).flatMap(node -> node.get("working-directory"))))
                .flatMap(Optional::stream).flatMap(node -> node.scalar().stream()).map(Scalar::value).findFirst();
        return folder.map(path -> path.matches("[\\w./+@-]+") && !path.startsWith("/") ? start.in(path) : start.opened()).orElse(start);
    }

    /** {@code [docker, compose, up, db]}: one command rather than several. */
    private boolean arguments(Sequence list, Start start) {
        List<Word> words = new ArrayList<>();
        for (Node item : list.items()) {
            if (item.scalar().isEmpty() || item.scalar().get().value().contains(" ")) {
                return false;
            }
            words.add(word(item.scalar().get()));
        }
        if (words.size() < 2 || !words.get(0).text().matches("(.*/)?(docker|podman|nerdctl)(-compose)?")) {
            return false;
        }
        to.accept(new CommandLine(file, kind, words, start, Assignments.NONE));
        return true;
    }

    static Word word(Scalar scalar) {
        int quote = scalar.style() == Style.SINGLE_QUOTED || scalar.style() == Style.DOUBLE_QUOTED ? 1 : 0;
        int start = scalar.span().start() + quote;
        int end = scalar.span().end() - quote;
        return end - start == scalar.value().length() ? new Word(scalar.value(), start, end)
                : new Word(scalar.value(), scalar.span().start(), scalar.span().end());
    }

    /** Shell text in a scalar; gives where the commands after it may be run. */
    Start shell(Scalar scalar, Start start) {
        int from = scalar.span().start();
        int end = scalar.span().end();
        if (!scalar.value().contains("compose") && !scalar.value().contains("docker") && !scalar.value().matches("(?s)\\s*(cd|pushd)\\s.*|.*[A-Z]=.*|.*\\$.*")) {
            return start;
        }
        String text = seen(scalar, file.text().substring(from, end));
        return new ShellLines(file, kind, text, from, Assignments.ofShell(text, from), to).collect(0, text.length(), start);
    }

    /** The scalar's source with what belongs to YAML blanked, so that every character of the value stays in its place. */
    private static String seen(Scalar scalar, String source) {
        StringBuilder seen = new StringBuilder(source);
        Style style = scalar.style();
        if (style != Style.PLAIN && seen.length() > 0) {
            seen.setCharAt(0, ' ');
        }
        if ((style == Style.DOUBLE_QUOTED || style == Style.SINGLE_QUOTED) && seen.length() > 1) {
            seen.setCharAt(seen.length() - 1, ' ');
        }
        for (int i = 0; i < seen.length(); i++) {
            char c = seen.charAt(i);
            if (style == Style.DOUBLE_QUOTED && c == '\\' && i + 1 < seen.length()) {
                seen.setCharAt(i, ' ');
                if (seen.charAt(i + 1) == 'n') {
                    seen.setCharAt(++i, '\n');
                }
            } else if (style != Style.LITERAL && (c == '\n' || c == '\r')) {
                seen.setCharAt(i, ' ');
            }
        }
        return seen.toString();
    }
}
