package dockerfile;

import commandline.PathVariables;
import commandline.ShellWords.Command;
import commandline.ShellWords.Word;
import commandline.Start;
import compose.Context;
import dockerfile.Reference.Intent;
import dockerfile.Reference.Role;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tree.TextFile;

/** Takes the references of one file: what every extractor needs to make one from a stretch of its text. */
record Sink(Kind kind, TextFile file, Consumer<Reference> to) {
    /** A variable, a substitution or an expression at the head of a path: where it leads cannot be told, what follows can. */
    private static final Pattern HEAD = Pattern.compile(
            "((\\$\\{\\{[^}]*}}|\\$\\{[^}]*}|\\$\\([^)]*\\)|\\$[A-Za-z_]\\w*|%[A-Za-z_]\\w*%|%[sdvq]|\\{\\{[^}]*}}|\\{[^}/]*})[/\\\\]+)+");
    private static final Pattern WHOLE_TREE = Pattern.compile("(?i).*(root|workspace|repo|project|top|git|src_dir|source_dir|checkout|base|ci_project).*");
    /** A folder that the machine has for what comes and goes. */
    private static final Pattern ELSEWHERE = Pattern.compile("(?i).*(te?mp(?!l)|home|cache|dest|install|artifact).*");
    private static final Pattern OWN_FOLDER = Pattern.compile("(?i).*(script|here|dirname|self|cwd|pwd|path\\.module|this).*");
    /** A variable, a pattern or a format; a colon belongs to a label, an image or a drive. */
    private static final Pattern VARIABLE = Pattern.compile("[$`{}*?\\[\\]<>|^:%]");

    private static final Pattern OF_A_HOST = Pattern.compile("[\\w-]+(\\.[\\w-]+)*\\.(com|org|net|io|dev|in|cloud)/");
    /** The images of BuildKit's own reader of Dockerfiles, which a syntax line names. */
    private static final Pattern FRONTEND = Pattern.compile("(docker|moby)/dockerfile([-:@].*)?");
    private static final Pattern HOLE = Pattern.compile("[^/.]*[$`{}*?\\[\\]<>|^%][^/.]*");
    /** What a bare word must have to be a file's name: variables and functions have names like {@code dockerfile_path}. */
    private static final Pattern WRITTEN_OUT = Pattern.compile("^(Docker|Container)file|\\.(docker|Docker|container|Container)file");

    void add(Reference reference) {
        to.accept(reference);
    }

    /** A reference in a stretch of text, which may begin with a variable. */
    Reference path(Word word, Start from) {
        Matcher head = HEAD.matcher(word.text());
        Word rest = word;
        Start start = from;
        if (head.lookingAt()) {
            rest = word.from(head.end());
            String variable = head.group();
            Optional<String> known = PathVariables.of(file, variable.replaceFirst("[/\\\\]+$", "")).filter(folder -> folder.folder().isPresent()).flatMap(folder -> folder.from(""));
            start = known.isPresent() ? Start.exactly(known.get())
                    : WHOLE_TREE.matcher(variable).matches() ? from.preferring("").opened()
                    : OWN_FOLDER.matcher(variable).matches() ? from.preferring(Paths.folder(file.path())).opened() : from.opened();
        }
        Reference reference = Reference.of(kind, file, rest.start(), rest.end(), start);
        if (!rest.isVerbatim()) {
            Optional<Word> quoted = inQuotes(rest);
            if (quoted.isPresent()) {
                return path(quoted.get(), start);
            }
            reference = reference.reading(rest.text(), Optional.empty());
        }
        return rest != word && ELSEWHERE.matcher(head.group()).matches() ? reference.doubted("it may lead out of the tree")
                : VARIABLE.matcher(rest.text()).find() ? reference.doubted("it holds a variable")
                : rest.text().startsWith("/") || rest.text().startsWith("~") ? reference.doubted("it is a path of the machine") : reference;
    }

    /** The same word without the quotes around it: {@code --file='x'} has them inside. */
    private Optional<Word> inQuotes(Word word) {
        String source = file.text().substring(word.start(), word.end());
        return source.length() == word.text().length() + 2 && source.equals(source.charAt(0) + word.text() + source.charAt(0))
                ? Optional.of(new Word(word.text(), word.start() + 1, word.end() - 1)) : Optional.empty();
    }

    /** What a build command names. */
    void build(BuildCommand command, Start from, String owner) {
        Optional<Reference> context = command.context().filter(word -> isLocal(word.text())).map(word -> path(word, from).as(Role.CONTEXT).ownedBy(owner));
        context.filter(reference -> reference.doubt().isEmpty() && !Paths.parts(reference.path()).stream().allMatch(".."::equals)).ifPresent(this::add);
        boolean remote = command.context().isPresent() && context.isEmpty();
        if (command.file().isPresent() && !remote) {
            Word word = command.file().orElseThrow();
            Reference reference = path(word, from).ownedBy(owner);
            add(command.either() && context.isPresent() && context.get().doubt().isEmpty()
                    ? reference.from(with(reference.from(), reference.from().in(context.get().path())))
                    : command.either() && command.context().isPresent() ? reference.from(reference.from().opened()) : reference);
        } else if (!remote) {
            context.filter(reference -> reference.doubt().isEmpty() && !Paths.parts(reference.path()).isEmpty()
                            && !Paths.parts(reference.path()).contains(".."))
                    .ifPresent(folder -> add(folder.as(Role.DEFAULT).from(folder.from().in(folder.path())).reading("Dockerfile", Optional.empty())));
        }
    }

    private static Start with(Start first, Start second) {
        Start all = first;
        for (String folder : second.folders()) {
            all = all.folders().contains(folder) ? all : new Start(append(all.folders(), folder), all.open());
        }
        return all;
    }

    private static List<String> append(List<String> all, String last) {
        return java.util.stream.Stream.concat(all.stream(), java.util.stream.Stream.of(last)).toList();
    }

    /** A path among other words, whose use is not known; a name without a folder can be meant in any, and small letters in code name a module. */
    void named(Word word, Start from) {
        boolean bare = word.text().indexOf('/') < 0 && word.text().indexOf('\\') < 0;
        Reference reference = path(word, bare ? from.opened() : from).with(Intent.NAMED);
        String path = reference.doubt().isPresent() ? HOLE.matcher(reference.path()).replaceAll("x") : reference.path();
        boolean module = kind == Kind.CODE && Paths.name(path).equals("dockerfile");
        if (!module && Paths.isDockerfile(path) && path.indexOf(' ') < 0 && !OF_A_HOST.matcher(path).lookingAt() && !FRONTEND.matcher(path).matches() && (!bare || WRITTEN_OUT.matcher(word.text()).find())) {
            add(reference);
        }
    }

    /** The folder that a {@code cd} leads to; empty for every other command. */
    static Optional<Word> changedFolder(Command command) {
        List<Word> words = command.words();
        return words.size() == 2 && words.get(0).text().matches("cd|pushd|Set-Location|Push-Location") ? Optional.of(words.get(1)) : Optional.empty();
    }

    static boolean isLocal(String context) {
        Context known = Context.of(context, "");
        boolean above = known instanceof Context.Outside && !context.startsWith("/") && !context.startsWith("~");
        return (known.isLocal() || above) && !context.contains("://");
    }
}
