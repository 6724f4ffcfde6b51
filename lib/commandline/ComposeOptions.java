package commandline;

import commandline.ShellWords.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a call of Compose says before its subcommand (the references of docker compose 2 and docker-compose 1).
 *
 * @param sure   whether the text says nothing else, as with a variable that holds another beginning elsewhere
 * @param words  of the whole call, variables that hold its beginning written out
 * @param next   the index after the options: the subcommand, or the end
 * @param files  the values of {@code -f}
 * @param folder of {@code --project-directory}
 */
public record ComposeOptions(boolean sure, List<Word> words, int next, List<Word> files, Optional<Word> folder) {
    private static final Pattern PROGRAM = Pattern.compile("(.*[/\\\\])?(docker|podman|nerdctl)(-compose)?(\\.exe)?");
    /** What may stand before a command without changing what it does. */
    private static final Pattern PREFIX = Pattern.compile("sudo|exec|env|time|nohup|command|builtin|if|then|elif|else|while|until|do|!|&|-?[A-Za-z_]\\w*=.*|@|-E|-n|winpty|xargs|eval");
    private static final Set<String> ENGINE_VALUES = Set.of("-H", "--host", "-c", "--context", "-l", "--log-level", "--config", "--tlscacert", "--tlscert", "--tlskey");
    private static final Set<String> VALUES = Set.of("-f", "--file", "-p", "--project-name", "--profile", "--env-file", "--project-directory",
            "--ansi", "--parallel", "--progress", "-c", "--context", "-H", "--host", "--log-level", "--tlscacert", "--tlscert", "--tlskey");

    /** Whether this option of Compose itself takes the next word as its value. */
    public static boolean takesValue(String option) {
        return VALUES.contains(option);
    }

    /** What a command line says to Compose; empty when it calls something else. */
    public static Optional<ComposeOptions> of(CommandLine line) {
        List<List<Word>> beginnings = expanded(line);
        List<Word> words = beginnings.get(0);
        int first = program(words);
        if (first == words.size()) {
            return Optional.empty();
        }
        Matcher program = PROGRAM.matcher(words.get(first).text());
        if (!program.matches()) {
            return Optional.empty();
        }
        int at = first + 1;
        if (program.group(3) == null) {
            while (at < words.size() && words.get(at).text().startsWith("-")) {
                at += ENGINE_VALUES.contains(words.get(at).text()) ? 2 : 1;
            }
            if (at >= words.size() || !words.get(at++).text().equals("compose")) {
                return Optional.empty();
            }
        }
        return Optional.of(options(words, at, beginnings.size() == 1));
    }

    /**
     * {@code $DC up api} with {@code DC="docker compose -f dev.yml"} elsewhere in the text: one for each thing that the
     * variable holds, those that call Compose first; at least one.
     */
    private static List<List<Word>> expanded(CommandLine line) {
        int first = program(line.words());
        if (first == line.words().size() || !line.words().get(first).text().startsWith("$")) {
            return List.of(line.words());
        }
        TreeMap<String, List<Word>> beginnings = new TreeMap<>();
        for (List<Word> value : line.values().of(line.words().get(first))) {
            List<Word> words = new ArrayList<>(value);
            words.addAll(line.words().subList(first + 1, line.words().size()));
            boolean calls = value.stream().anyMatch(word -> PROGRAM.matcher(word.text()).matches());
            String options = value.stream().map(Word::text).filter(word -> !word.equals("compose") && !PROGRAM.matcher(word).matches()).collect(Collectors.joining(" "));
            if (!value.isEmpty()) {
                beginnings.putIfAbsent((calls ? "0 " : "1 ") + options, words);
            }
        }
        return beginnings.isEmpty() || beginnings.firstEntry().getKey().startsWith("1") ? List.of(line.words()) : List.copyOf(beginnings.values());
    }

    private static int program(List<Word> words) {
        int first = 0;
        while (first < words.size() && PREFIX.matcher(words.get(first).text()).matches()) {
            first++;
        }
        return first;
    }

    private static ComposeOptions options(List<Word> words, int from, boolean sure) {
        List<Word> files = new ArrayList<>();
        Optional<Word> folder = Optional.empty();
        int at = from;
        while (at < words.size()) {
            Word word = words.get(at);
            String text = word.text();
            if (text.startsWith("$") && !files.isEmpty() || text.equals("\\")) {
                at++;
            } else if (text.startsWith("--file=") || text.startsWith("-f=")) {
                files.add(word.from(text.indexOf('=') + 1));
                at++;
            } else if (text.startsWith("-f") && text.length() > 2 && !text.startsWith("--")) {
                files.add(word.from(2));
                at++;
            } else if (text.startsWith("--project-directory=")) {
                folder = Optional.of(word.from(text.indexOf('=') + 1));
                at++;
            } else if (VALUES.contains(text) && at + 1 < words.size()) {
                if (text.equals("-f") || text.equals("--file")) {
                    files.add(words.get(at + 1));
                } else if (text.equals("--project-directory")) {
                    folder = Optional.of(words.get(at + 1));
                }
                at += 2;
            } else if (text.startsWith("-")) {
                at++;
            } else {
                break;
            }
        }
        return new ComposeOptions(sure, List.copyOf(words), at, List.copyOf(files), folder);
    }
}
