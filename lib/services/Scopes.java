package services;

import commandline.CommandLine;
import commandline.CommandLine.Kind;
import commandline.ShellWords.Word;
import commandline.Start;
import compose.ComposeFiles;
import compose.Project;
import compose.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import services.Expectation.Scope;
import tree.Tree;

/** Finds the projects that a command line or a file of code is about. */
final class Scopes {
    private static final Pattern LITERAL = Pattern.compile("[\\w./@+ -]+");
    /** The variable in a shell script, a Makefile or the settings of a CI job. */
    private static final Pattern COMPOSE_FILE = Pattern.compile("\\bCOMPOSE_FILE[\"']?\\s*[:=]\\s*[\"']?(?<files>[^\\s\"'#]+)");
    private static final String COMPOSE = "compose";
    /** How far before a list in code a Compose file's name still belongs to it, in UTF-16 units. */
    private static final int NEAR = 1500;

    private final Tree tree;
    private final ComposeFiles compose;
    private final List<Names> all;
    private final Map<List<String>, Names> names = new ConcurrentHashMap<>();
    private final Map<String, String> chosen;
    private final Map<String, List<Mention>> mentions = new ConcurrentHashMap<>();

    /** A Compose file's name in a text. */
    private record Mention(String file, int start, int end) {}

    /** @param chosen the Compose file that a file is about, as the caller says; both paths of the tree */
    Scopes(Tree tree, ComposeFiles compose, List<Names> all, Map<String, String> chosen) {
        this.tree = tree;
        this.compose = compose;
        this.all = all;
        this.chosen = chosen;
        all.forEach(known -> names.put(known.project().files(), known));
    }

    Scope any() {
        return new Scope(all, false);
    }

    Names names(Project project) {
        return names.computeIfAbsent(project.files(), files -> Names.of(project));
    }

    /** The project that Compose takes when it is called like this. */
    Scope of(ComposeCall call, CommandLine line) {
        if (chosen.containsKey(line.file().path())) {
            return only(chosen.get(line.file().path()));
        }
        if (!call.sure()) {
            return any();
        }
        List<String> named = call.files().stream().map(Word::text).toList();
        Optional<String> folder = call.folder().map(Word::text);
        if (!named.isEmpty()) {
            return project(named, folder, line.start()).map(names -> new Scope(List.of(names), true)).orElseGet(this::any);
        }
        Set<List<String>> given = variable(line);
        List<Names> projects = given.stream().flatMap(files -> project(files, folder, line.start()).stream()).toList();
        return given.isEmpty() ? defaults(line.start()) : projects.size() < given.size() ? any() : new Scope(projects, true);
    }

    /** What {@code COMPOSE_FILE} may be at a line: for a CI job what was last set before, else anywhere in its file; for a script all that it is set to. */
    private static Set<List<String>> variable(CommandLine line) {
        Matcher set = COMPOSE_FILE.matcher(line.file().text());
        Set<List<String>> values = new LinkedHashSet<>();
        while (set.find()) {
            if (line.kind() == Kind.CI && !values.isEmpty()) {
                if (set.start() > line.words().get(0).start()) {
                    break;
                }
                values.clear();
            }
            values.add(List.of(set.group("files").split("[:;]")));
        }
        return values;
    }

    private Optional<Names> project(List<String> named, Optional<String> directory, Start start) {
        if (named.stream().allMatch(file -> LITERAL.matcher(file).matches())) {
            for (String from : start.folders()) {
                List<String> paths = named.stream().flatMap(file -> TreePath.resolve(from, file).stream()).toList();
                if (paths.size() == named.size() && paths.stream().allMatch(compose.files()::containsKey)) {
                    String folder = directory.flatMap(path -> TreePath.resolve(from, path)).orElse(TreePath.folder(paths.get(0)));
                    return Optional.of(names(compose.project(paths, folder)));
                }
            }
        }
        return Optional.empty();
    }

    private Scope defaults(Start start) {
        Map<List<String>, Names> found = new LinkedHashMap<>();
        for (String from : start.folders()) {
            for (String folder = from;; folder = TreePath.folder(folder)) {
                Optional<List<String>> files = compose.defaults(folder);
                if (files.isPresent()) {
                    found.put(files.get(), names(compose.project(files.get())));
                    break;
                }
                if (folder.isEmpty()) {
                    break;
                }
            }
        }
        boolean there = start.folders().isEmpty() || start.folders().get(0).isEmpty() || tree.isDirectory(start.folders().get(0));
        return found.isEmpty() || start.open() || !there ? any() : new Scope(List.copyOf(found.values()), found.size() == 1);
    }

    private Scope only(String file) {
        return new Scope(List.of(names(compose.project(List.of(file)))), true);
    }

    /** The projects of the Compose file that a text names shortly before a place, else of all that it names; any when it names none. */
    Scope mentionedIn(String path, String text, int at) {
        if (chosen.containsKey(path)) {
            return only(chosen.get(path));
        }
        List<Mention> named = mentions.computeIfAbsent(path, none -> mentions(text));
        Optional<Mention> nearest = named.stream().filter(mention -> mention.start() < at && mention.end() > at - NEAR).reduce((first, later) -> later);
        List<Mention> counting = nearest.map(List::of).orElse(named);
        List<Names> projects = all.stream().filter(names -> counting.stream().anyMatch(mention -> isOf(names, mention.file()))).toList();
        return projects.isEmpty() ? any() : new Scope(projects, true);
    }

    /** Each word is looked at once, however long it is: a file may be one line of several megabytes. */
    private List<Mention> mentions(String text) {
        List<Mention> found = new ArrayList<>();
        int end = 0;
        for (int at = text.indexOf(COMPOSE); at >= 0; at = text.indexOf(COMPOSE, end)) {
            int start = at;
            while (start > end && isPartOfName(text.charAt(start - 1))) {
                start--;
            }
            end = at + COMPOSE.length();
            while (end < text.length() && isPartOfName(text.charAt(end))) {
                end++;
            }
            String word = text.substring(start, end);
            String file = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
            if (all.stream().anyMatch(names -> isOf(names, file))) {
                found.add(new Mention(file, start, end));
            }
        }
        return found;
    }

    private static boolean isPartOfName(char letter) {
        return letter == '.' || letter == '-' || letter == '_' || Character.isLetterOrDigit(letter);
    }

    private static boolean isOf(Names names, String file) {
        return names.project().files().stream().anyMatch(own -> TreePath.name(own).equals(file));
    }

    List<Names> all() {
        return all;
    }
}
