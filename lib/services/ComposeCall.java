package services;

import commandline.CommandLine;
import commandline.CommandLine.Kind;
import commandline.ComposeOptions;
import commandline.ShellWords.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A call of Compose, as its command line reference has it (docker compose 2, and docker-compose 1 where it differs).
 *
 * @param sure     whether the text says which files it takes, as far as it is Compose's to know
 * @param files    the values of {@code -f}
 * @param folder   of {@code --project-directory}
 * @param services the words that name services, cut to the name itself
 */
record ComposeCall(boolean sure, List<Word> files, Optional<Word> folder, String subcommand, List<Word> services) {
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

    private static final Pattern NAME = Pattern.compile("(?![0-9]+$)[A-Za-z0-9][A-Za-z0-9._-]*(?<!\\.ya?ml)");
    private static final Pattern REDIRECTION = Pattern.compile("[0-9]*(<<?<?|>>?).*");
    private static final Pattern PLACEHOLDER = Pattern.compile("(?i)service([-_]?names?)?|services|names?|your[-_].*|my[-_]?service|some[-_]service|container([-_]?name)?");

    /** What a command line asks of Compose; empty when that is nothing. */
    static Optional<ComposeCall> of(CommandLine line) {
        return ComposeOptions.of(line).flatMap(options -> new Parser(options, line).parse());
    }

    private static final class Parser {
        private final List<Word> words;
        private final CommandLine line;
        private final ComposeOptions global;
        private final List<Word> found = new ArrayList<>();
        private int at;

        Parser(ComposeOptions global, CommandLine line) {
            this.global = global;
            this.words = global.words();
            this.line = line;
            this.at = global.next();
        }

        Optional<ComposeCall> parse() {
            if (at == words.size()) {
                return Optional.empty();
            }
            String subcommand = words.get(at).text();
            Subcommand known = SUBCOMMANDS.get(subcommand);
            if (known == null) {
                return Optional.empty();
            }
            at++;
            operands(known);
            return Optional.of(new ComposeCall(global.sure(), global.files(), global.folder(), subcommand, List.copyOf(found)));
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
            } else if (equals < 0 && (known.values().contains(name) || name.startsWith("--") && ComposeOptions.takesValue(name))) {
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
