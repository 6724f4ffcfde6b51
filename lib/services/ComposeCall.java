package services;

import commandline.CommandLine;
import commandline.CommandLine.Kind;
import commandline.ShellWords.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of Compose, as its command line reference has it (docker compose 2, and docker-compose 1 where it differs).
 *
 * @param files    the values of {@code -f}
 * @param folder   of {@code --project-directory}
 * @param services the words that name services, cut to the name itself
 */
record ComposeCall(List<Word> files, Optional<Word> folder, String subcommand, List<Word> services) {
    private static final Pattern PROGRAM = Pattern.compile("(.*[/\\\\])?(docker|podman|nerdctl)(-compose)?(\\.exe)?");
    /** What may stand before a command without changing what it does. */
    private static final Pattern PREFIX = Pattern.compile("sudo|exec|env|time|nohup|command|builtin|if|then|elif|else|while|until|do|!|&|-?[A-Za-z_]\\w*=.*|@|-E|-n|winpty|xargs|eval");
    private static final Set<String> ENGINE_VALUES = Set.of("-H", "--host", "-c", "--context", "-l", "--log-level", "--config", "--tlscacert", "--tlscert", "--tlskey");
    private static final Set<String> GLOBAL_VALUES = Set.of("-f", "--file", "-p", "--project-name", "--profile", "--env-file", "--project-directory",
            "--ansi", "--parallel", "--progress", "-c", "--context", "-H", "--host", "--log-level", "--tlscacert", "--tlscert", "--tlskey");

    private enum Operands { ALL, FIRST, SCALES, COPIES }

    /** @param values   options that take the next word as their value
     *  @param services those whose value is a service, or {@code SERVICE=number} */
    private record Subcommand(Operands operands, Set<String> values, Set<String> services) {
        static Subcommand of(Operands operands, String values) {
            return new Subcommand(operands, Set.of(values.isEmpty() ? new String[0] : values.split(" ")), Set.of());
        }

        Subcommand naming(String... options) {
            return new Subcommand(operands, values, Set.of(options));
        }
    }

    private static final Map<String, Subcommand> SUBCOMMANDS = Map.ofEntries(
            Map.entry("up", Subcommand.of(Operands.ALL, "--pull -t --timeout --wait-timeout").naming("--scale", "--exit-code-from", "--attach", "--no-attach")),
            Map.entry("run", Subcommand.of(Operands.FIRST, "--cap-add --cap-drop -e --env --env-from-file --entrypoint -l --label --name -p --publish --pull "
                    + "-u --user -v --volume -w --workdir")),
            Map.entry("exec", Subcommand.of(Operands.FIRST, "-e --env --index -u --user -w --workdir")),
            Map.entry("logs", Subcommand.of(Operands.ALL, "--index -n --tail --since --until")),
            Map.entry("restart", Subcommand.of(Operands.ALL, "-t --timeout")),
            Map.entry("stop", Subcommand.of(Operands.ALL, "-t --timeout")),
            Map.entry("start", Subcommand.of(Operands.ALL, "--wait-timeout")),
            Map.entry("build", Subcommand.of(Operands.ALL, "--build-arg --builder -m --memory --progress --provenance --sbom --ssh")),
            Map.entry("pull", Subcommand.of(Operands.ALL, "--policy")),
            Map.entry("push", Subcommand.of(Operands.ALL, "")),
            Map.entry("kill", Subcommand.of(Operands.ALL, "-s --signal")),
            Map.entry("rm", Subcommand.of(Operands.ALL, "")),
            Map.entry("create", Subcommand.of(Operands.ALL, "--pull").naming("--scale")),
            Map.entry("port", Subcommand.of(Operands.FIRST, "--index --protocol")),
            Map.entry("ps", Subcommand.of(Operands.ALL, "--filter --format --status")),
            Map.entry("cp", Subcommand.of(Operands.COPIES, "--index")),
            Map.entry("top", Subcommand.of(Operands.ALL, "")),
            Map.entry("wait", Subcommand.of(Operands.ALL, "")),
            Map.entry("scale", Subcommand.of(Operands.SCALES, "-t --timeout")),
            Map.entry("pause", Subcommand.of(Operands.ALL, "")),
            Map.entry("unpause", Subcommand.of(Operands.ALL, "")),
            Map.entry("images", Subcommand.of(Operands.ALL, "--format")),
            Map.entry("events", Subcommand.of(Operands.ALL, "--since --until")),
            Map.entry("attach", Subcommand.of(Operands.FIRST, "--detach-keys --index")),
            Map.entry("watch", Subcommand.of(Operands.ALL, "")),
            Map.entry("stats", Subcommand.of(Operands.FIRST, "--format")),
            Map.entry("down", Subcommand.of(Operands.ALL, "--rmi -t --timeout")),
            Map.entry("export", Subcommand.of(Operands.FIRST, "--index -o --output")),
            Map.entry("commit", Subcommand.of(Operands.FIRST, "-a --author -c --change --index -m --message")));

    private static final Pattern NAME = Pattern.compile("(?![0-9]+$)[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern REDIRECTION = Pattern.compile("[0-9]*(<<?<?|>>?).*");
    private static final Pattern PLACEHOLDER = Pattern.compile("(?i)service([-_]?names?)?|services|names?|your[-_].*|my[-_]?service|some[-_]service|container([-_]?name)?");

    /** What a command line asks of Compose; empty when that is nothing. */
    static Optional<ComposeCall> of(CommandLine line) {
        return new Parser(expanded(line), line).parse();
    }

    /** {@code $DC up api} with {@code DC="docker compose -f dev.yml"} elsewhere in the text. */
    private static List<Word> expanded(CommandLine line) {
        int first = 0;
        while (first < line.words().size() && PREFIX.matcher(line.words().get(first).text()).matches()) {
            first++;
        }
        if (first == line.words().size() || !line.words().get(first).text().startsWith("$")) {
            return line.words();
        }
        Word variable = line.words().get(first);
        for (List<Word> value : line.values().of(variable)) {
            if (value.stream().anyMatch(word -> PROGRAM.matcher(word.text()).matches())) {
                List<Word> words = new ArrayList<>(value);
                words.addAll(line.words().subList(first + 1, line.words().size()));
                return words;
            }
        }
        return line.words();
    }

    private static final class Parser {
        private final List<Word> words;
        private final CommandLine line;
        private final List<Word> files = new ArrayList<>();
        private final List<Word> found = new ArrayList<>();
        private Word folder;
        private int at;

        Parser(List<Word> words, CommandLine line) {
            this.words = words;
            this.line = line;
        }

        Optional<ComposeCall> parse() {
            while (at < words.size() && PREFIX.matcher(text()).matches()) {
                at++;
            }
            if (at == words.size()) {
                return Optional.empty();
            }
            Matcher program = PROGRAM.matcher(text());
            if (!program.matches()) {
                return Optional.empty();
            }
            at++;
            if (program.group(3) == null && !skipToCompose()) {
                return Optional.empty();
            }
            skipGlobals();
            if (at == words.size()) {
                return Optional.empty();
            }
            String subcommand = text();
            Subcommand known = SUBCOMMANDS.get(subcommand);
            if (known == null) {
                return Optional.empty();
            }
            at++;
            operands(known);
            return Optional.of(new ComposeCall(List.copyOf(files), Optional.ofNullable(folder), subcommand, List.copyOf(found)));
        }

        private String text() {
            return words.get(at).text();
        }

        /** {@code docker [engine's options] compose}. */
        private boolean skipToCompose() {
            while (at < words.size() && text().startsWith("-")) {
                at += ENGINE_VALUES.contains(text()) ? 2 : 1;
            }
            return at < words.size() && words.get(at++).text().equals("compose");
        }

        private void skipGlobals() {
            while (at < words.size()) {
                String text = text();
                if (text.startsWith("$") && !files.isEmpty() || text.equals("\\")) {
                    at++;
                } else if (text.startsWith("--file=") || text.startsWith("-f=")) {
                    files.add(words.get(at++).from(text.indexOf('=') + 1));
                } else if (text.startsWith("-f") && text.length() > 2 && !text.startsWith("--")) {
                    files.add(words.get(at++).from(2));
                } else if (text.startsWith("--project-directory=")) {
                    folder = words.get(at++).from(text.indexOf('=') + 1);
                } else if (GLOBAL_VALUES.contains(text) && at + 1 < words.size()) {
                    if (text.equals("-f") || text.equals("--file")) {
                        files.add(words.get(at + 1));
                    } else if (text.equals("--project-directory")) {
                        folder = words.get(at + 1);
                    }
                    at += 2;
                } else if (text.startsWith("-")) {
                    at++;
                } else {
                    return;
                }
            }
        }

        private void operands(Subcommand known) {
            boolean options = true;
            while (at < words.size()) {
                Word word = words.get(at++);
                String text = word.text();
                if (REDIRECTION.matcher(text).matches()) {
                    at += text.endsWith(">") || text.endsWith("<") ? 1 : 0;
                } else if (options && text.equals("--")) {
                    options = false;
                } else if (options && text.startsWith("#") && line.kind() == Kind.MAKE) {
                    return;
                } else if (options && text.startsWith("-") && text.length() > 1) {
                    option(known, word);
                } else if (operand(known.operands(), word)) {
                    return;
                }
            }
        }

        private void option(Subcommand known, Word word) {
            int equals = word.text().indexOf('=');
            String name = equals < 0 ? word.text() : word.text().substring(0, equals);
            if (known.services().contains(name)) {
                Optional<Word> value = equals >= 0 ? Optional.of(word.from(equals + 1))
                        : at < words.size() ? Optional.of(words.get(at++)) : Optional.empty();
                value.ifPresent(service -> named(before(service, '=')));
            } else if (equals < 0 && (known.values().contains(name) || name.startsWith("--") && GLOBAL_VALUES.contains(name))) {
                at++;
            } else if (equals < 0 && name.matches("-[a-zA-Z]{2,}") && known.values().contains("-" + name.charAt(name.length() - 1))) {
                at++;
            }
        }

        /** Whether this was the last word that Compose itself reads. */
        private boolean operand(Operands operands, Word word) {
            switch (operands) {
                case ALL -> named(word);
                case SCALES -> named(before(word, '='));
                case COPIES -> {
                    if (word.text().indexOf(':') > 0 && !word.text().matches("[A-Za-z]:[\\\\/].*")) {
                        named(before(word, ':'));
                    }
                }
                case FIRST -> {
                    named(word);
                    return true;
                }
            }
            return false;
        }

        private static Word before(Word word, char separator) {
            int end = word.text().indexOf(separator);
            return end < 0 ? word : new Word(word.text().substring(0, end), word.start(), word.start() + end);
        }

        private void named(Word word) {
            for (List<Word> value : line.values().of(word)) {
                for (Word name : value) {
                    if (NAME.matcher(name.text()).matches() && !PLACEHOLDER.matcher(name.text()).matches() && name.isVerbatim()) {
                        found.add(name);
                    }
                }
            }
        }
    }
}
