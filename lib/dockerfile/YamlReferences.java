package dockerfile;

import commandline.ShellWords.Word;
import commandline.Start;
import dockerfile.Reference.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import yaml.Node.Entry;
import yaml.Node.Mapping;
import yaml.Node.Scalar;
import yaml.Node.Sequence;
import yaml.Node.Style;
import yaml.Node;
import yaml.Yaml;

/** What YAML and JSON files name: shell lines, argument lists, and values under a key {@code dockerfile}, whatever reads them. */
final class YamlReferences {
    private static final Pattern KEY = Pattern.compile("(.*[_-])?(docker|container)[_-]?file([_-]?(path|name))?([_-].*)?");
    private static final Pattern SHELL = Pattern.compile("(?s).*\\b(build|bud)\\b.*|(?s).*(ocker|ontainer)file.*|\\s*(cd|pushd)\\s.*");
    private static final Set<String> SCRIPTS = Set.of("run", "script", "before_script", "after_script", "command", "cmd", "cmds", "commands", "args", "sh", "bash", "install", "entrypoint");

    private final Sink sink;
    private final Yaml yaml;
    private final Set<Integer> taken = new HashSet<>();

    YamlReferences(Sink sink, Yaml yaml) {
        this.sink = new Sink(sink.kind(), sink.file(), reference -> {
            if (takes(reference)) {
                sink.add(reference);
            }
        });
        this.yaml = yaml;
    }

    /** A value that was read for what it is is not read again as one value among others. */
    private boolean takes(Reference reference) {
        return taken.add(reference.start()) || reference.role() == Role.DEFAULT || reference.spelling().isEmpty();
    }

    Sink sink() {
        return sink;
    }

    /** Walks everything. */
    void collect(Start start) {
        yaml.documents().forEach(root -> walk(root, start, ""));
    }

    private void walk(Node node, Start start, String key) {
        if (node instanceof Mapping mapping) {
            Start here = folder(mapping, start);
            mapping.entries().forEach(entry -> entry(mapping, entry, here));
        } else if (node instanceof Sequence list) {
            arguments(list, List.of(), start);
            Start here = start;
            for (Node item : list.items()) {
                if (item instanceof Scalar line && SCRIPTS.contains(key)) {
                    here = shell(line, here);
                } else {
                    walk(item, here, key);
                }
            }
        } else if (node instanceof Scalar text && SCRIPTS.contains(key)) {
            shell(text, start);
        }
    }

    private void entry(Mapping owner, Entry entry, Start start) {
        String key = entry.name().orElse("");
        if (KEY.matcher(key.toLowerCase(Locale.ROOT)).matches() && entry.value() instanceof Scalar value) {
            value(owner, value, start);
        } else if (key.equals("name") || key.equals("description") || key.equals("pattern") || key.equals("example") || key.equals("examples")) {
            return;
        } else {
            walk(entry.value(), start, key.equals("scripts") && sink.kind() == Kind.PACKAGE || sink.kind() == Kind.PACKAGE ? "run" : key);
        }
    }

    private void value(Mapping owner, Scalar value, Start start) {
        boolean path = value.value().matches("\\S+") && (Paths.isDockerfile(value.value()) || value.value().contains("/"));
        if (path && !value.value().contains("://")) {
            Start here = start;
            for (String key : List.of("context", "build_context", "buildContext", "directory", "path", "dir", "working-directory")) {
                Optional<String> folder = owner.get(key).flatMap(Node::scalar).map(Scalar::value).filter(text -> text.matches("[\\w./+@-]+"));
                if (folder.isPresent() && !folder.get().startsWith("/")) {
                    here = here.changedTo(folder.get());
                }
            }
            sink.add(path(value, here.opened()));
        }
    }

    /** Where commands of this mapping are run, as {@code working-directory} and {@code dir} say. */
    static Start folder(Mapping mapping, Start start) {
        Optional<String> folder = Stream.of("working-directory", "working_directory", "workingDirectory", "dir")
                .flatMap(key -> mapping.get(key).flatMap(Node::scalar).stream()).map(Scalar::value).findFirst();
        return folder.map(path -> path.matches("[\\w./+@-]+") && !path.startsWith("/") ? start.in(path) : start.opened()).orElse(start);
    }

    /** A command as a list of words. */
    void arguments(Sequence list, List<String> before, Start start) {
        List<Word> words = new ArrayList<>();
        before.forEach(word -> words.add(new Word(word, 0, 0)));
        list.items().forEach(item -> item.scalar().ifPresent(scalar -> words.add(word(scalar))));
        if (words.size() == list.items().size() + before.size() && !words.isEmpty()) {
            BuildCommand.of(words).ifPresent(command -> sink.build(command, start, "the arguments in line " + list.span().line()));
        }
    }

    /** Shell text in a scalar; gives the folder that it ends in. */
    Start shell(Scalar scalar, Start start) {
        if (!SHELL.matcher(scalar.value()).matches()) {
            return start;
        }
        int from = scalar.span().start();
        int to = scalar.span().end();
        StringBuilder seen = new StringBuilder(sink.file().text().substring(from, to));
        if (scalar.style() == Style.DOUBLE_QUOTED || scalar.style() == Style.SINGLE_QUOTED) {
            seen.setCharAt(0, ' ');
            seen.setCharAt(seen.length() - 1, ' ');
        }
        for (int i = 0; i < seen.length(); i++) {
            char c = seen.charAt(i);
            boolean folded = scalar.style() != Style.LITERAL;
            if (scalar.style() == Style.DOUBLE_QUOTED && c == '\\' && i + 1 < seen.length()) {
                seen.setCharAt(i, ' ');
                seen.setCharAt(++i, seen.charAt(i) == 'n' ? '\n' : ' ');
            } else if (folded && (c == '\n' || c == '\r')) {
                seen.setCharAt(i, ' ');
            }
        }
        if (scalar.style() == Style.LITERAL || scalar.style() == Style.FOLDED) {
            seen.setCharAt(0, ' ');
        }
        String text = " ".repeat(from) + seen;
        return ShellReferences.collect(sink, text, from, to, start);
    }

    /** A path that is a scalar's whole value. */
    Reference path(Scalar scalar, Start start) {
        return sink.path(word(scalar), start);
    }

    Word word(Scalar scalar) {
        int quote = scalar.style() == Style.SINGLE_QUOTED || scalar.style() == Style.DOUBLE_QUOTED ? 1 : 0;
        int start = scalar.span().start() + quote;
        int end = scalar.span().end() - quote;
        boolean verbatim = end - start == scalar.value().length();
        return verbatim ? new Word(scalar.value(), start, end) : new Word(scalar.value(), scalar.span().start(), scalar.span().end());
    }
}
