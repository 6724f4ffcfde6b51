package dockerfile;

import commandline.ShellWords.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A command line that builds an image: {@code docker build}, {@code docker buildx build}, Podman, Buildah, nerdctl, Kaniko and
 * what else takes a Dockerfile by option.
 *
 * @param file    the Dockerfile that it names
 * @param context the build context that it names
 * @param either  whether a path that does not lead to a Dockerfile is tried from the context too, as Podman, Buildah and Kaniko do
 */
record BuildCommand(Optional<Word> file, Optional<Word> context, boolean either) {
    private static final Set<String> ENGINES = Set.of("docker", "podman", "buildah", "nerdctl", "finch", "lima", "img", "depot", "buildctl", "container");
    private static final Pattern ENGINE_VARIABLE = Pattern.compile("(?i)(?!.*compose)[$%@][^/\\\\]*(docker|podman|container|engine|runtime|oci|buildah)[^/\\\\]*");
    /** {@code $(OCI_BUILD)}: the engine with its subcommand, unless a program follows: then it is what runs that in a container. */
    private static final Pattern BUILD_VARIABLE = Pattern.compile("(?i).*build[)}]?");
    /** Options of build commands that stand alone; every other takes a value. */
    private static final Set<String> FLAGS = Set.of("--no-cache", "--pull", "--push", "--load", "--rm", "--force-rm", "-q", "--quiet", "--compress",
            "--squash", "-D", "--debug", "--check", "--disable-content-trust", "--no-prune", "--layers", "--squash-all", "--tls-verify",
            "--no-hosts", "--help", "--lint", "--save", "--stream", "--insecure", "--skip-tls-verify", "--cleanup", "--no-push", "--reproducible");

    /** What a list of words builds; empty when it is no build. */
    static Optional<BuildCommand> of(List<Word> words) {
        int build = -1;
        boolean engine = false;
        boolean classic = true;
        for (int i = 0; i < words.size() && build < 0; i++) {
            String word = words.get(i).text();
            String program = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).replaceFirst("\\.exe$", "");
            if (ENGINES.contains(program) || ENGINE_VARIABLE.matcher(word).matches() && !word.contains("=")) {
                engine = true;
                build = BUILD_VARIABLE.matcher(word).matches() && i + 1 < words.size() && isOption(words.get(i + 1)) ? i : build;
                classic = program.equals("docker");
            } else if (engine && (word.equals("build") || word.equals("bud") || word.equals("b") && words.get(i - 1).text().equals("buildx"))) {
                build = i;
            } else if (engine && (word.equals("compose") || word.equals("run") || word.equals("exec") || word.equals("bake"))) {
                return Optional.empty();
            }
        }
        return build < 0 ? byOption(words) : Optional.of(parse(words, build + 1, classic));
    }

    private static boolean isOption(Word word) {
        return word.text().startsWith("-") || word.text().startsWith("$");
    }

    private static BuildCommand parse(List<Word> words, int from, boolean classic) {
        Word file = null;
        Word context = null;
        for (int i = from; i < words.size(); i++) {
            Word word = words.get(i);
            String text = word.text();
            if (text.matches("[0-9]*[<>].*")) {
                i += text.matches("[0-9]*[<>]+") ? 1 : 0;
            } else if (text.equals("-f") || text.equals("--file") || text.equals("--dockerfile")) {
                file = i + 1 < words.size() ? words.get(++i) : file;
            } else if (text.startsWith("--file=") || text.startsWith("--dockerfile=")) {
                file = word.from(text.indexOf('=') + 1);
            } else if (text.startsWith("-f") && text.length() > 2 && !text.startsWith("--")) {
                file = word.from(text.startsWith("-f=") ? 3 : 2);
            } else if (text.startsWith("-") && text.length() > 1) {
                i += text.contains("=") || FLAGS.contains(text) || text.matches("-[a-zA-Z].+") ? 0 : 1;
            } else if (!text.isEmpty()) {
                context = word;
            }
        }
        boolean piped = file != null && file.text().equals("-");
        return new BuildCommand(named(file), piped ? Optional.empty() : named(context), !classic);
    }

    /** Kaniko and the tools that deploy: {@code --dockerfile=PATH}, {@code --context=PATH}. */
    private static Optional<BuildCommand> byOption(List<Word> words) {
        Word file = null;
        Word context = null;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            String text = word.text();
            if (text.startsWith("--dockerfile=") || text.startsWith("--dockerfile-path=")) {
                file = word.from(text.indexOf('=') + 1);
            } else if (text.equals("--dockerfile") || text.equals("--dockerfile-path")) {
                file = i + 1 < words.size() ? words.get(i + 1) : null;
            } else if (text.startsWith("--context=")) {
                context = word.from(text.indexOf('=') + 1);
            }
        }
        return file == null ? Optional.empty() : Optional.of(new BuildCommand(named(file), named(context), true));
    }

    private static Optional<Word> named(Word word) {
        return Optional.ofNullable(word).filter(path -> !path.text().isEmpty() && !path.text().equals("-"));
    }
}
