package variables;

import compose.ComposeFiles;
import compose.Project;
import compose.Service;
import compose.Source;
import compose.TreePath;
import compose.Value;
import compose.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import report.Analysis;
import report.Finding;
import report.Place;
import report.Rule;
import report.Severity;
import tree.TextFile;
import yaml.Span;

/** Collects the Compose files, then compares the variables that each project uses with those that its files define. */
final class VariablePass implements Analysis.Pass {
    private static final Pattern DEFINITION = Pattern.compile("(?m)^[ \\t\\uFEFF]*#?[ \\t]*(?:export[ \\t]+)?([A-Za-z_]\\w*)[ \\t]*[:?]{0,2}=");
    /** Where people look for what to set, and what starts Compose with its variables set. */
    private static final List<String> EXAMPLES = List.of(".env", ".env.example", ".env.sample", ".env.template", ".env.dist", "env.example",
            ".env.local", ".env.development", ".env.production", "Makefile", "makefile", "GNUmakefile");
    /** What a shell or a build server always has. */
    private static final Pattern ALWAYS = Pattern.compile("HOME|PWD|USER|PATH|SHELL|HOSTNAME|TMPDIR|LANG|CI|(COMPOSE|DOCKER|GITHUB|CI|BUILDKIT)_\\w+");

    private final List<String> envFiles;
    private final ComposeFiles files;
    /** What the example files of a folder define: the projects below it ask for them again and again. */
    private final Map<String, Set<String>> byFolder = new HashMap<>();
    private int references;

    VariablePass(List<String> envFiles, ComposeFiles files) {
        this.envFiles = envFiles;
        this.files = files;
    }

    @Override
    public boolean wants(String path) {
        return files.wants(path);
    }

    @Override
    public List<String> needles() {
        return files.needles();
    }

    @Override
    public void visit(TextFile file) {
        files.visit(file);
    }

    @Override
    public List<Finding> findings() {
        // A file that others include gets variables there that it lacks alone: one project that has them is enough.
        Set<List<Object>> set = new HashSet<>();
        Map<List<Object>, Finding> found = new LinkedHashMap<>();
        for (Project project : files.projects()) {
            Set<String> defined = defined(project);
            List<Value.Text> texts = new ArrayList<>();
            collect(project.model(), texts);
            for (Value.Text text : texts) {
                for (Variable variable : text.variables()) {
                    references++;
                    List<Object> use = List.of(text.source().file().path(), text.source().node().span().start(), variable.name());
                    boolean missing = variable.origin() == Variable.Origin.UNSET && !defined.contains(variable.name())
                            && !ALWAYS.matcher(variable.name()).matches();
                    if (missing) {
                        found.computeIfAbsent(use, unknown -> finding(variable.name(), text));
                    } else {
                        set.add(use);
                    }
                }
            }
        }
        found.keySet().removeAll(set);
        return found.values().stream().sorted(Comparator.comparing((Finding finding) -> finding.place().file())
                .thenComparingInt(finding -> finding.place().line()).thenComparingInt(finding -> finding.place().column())).toList();
    }

    @Override
    public int references() {
        return references;
    }

    private static void collect(Value value, List<Value.Text> into) {
        if (value instanceof Value.Text text) {
            into.add(text);
        } else if (value instanceof Value.Items list) {
            list.items().forEach(item -> collect(item, into));
        } else if (value instanceof Value.Fields fields) {
            fields.fields().values().forEach(field -> collect(field.value(), into));
        }
    }

    private Finding finding(String name, Value.Text text) {
        boolean insists = Pattern.compile("\\$\\{" + name + ":?\\?").matcher(text.raw()).find();
        Rule rule = insists ? VariableCheck.REQUIRED : VariableCheck.UNSET;
        Finding finding = Finding.of(rule, place(name, text.source()), name, insists ? "the variable " + name + " must be set, and no .env file here sets it"
                : "no .env file here sets " + name + ": unless the shell does, Compose puts an empty text in its place");
        return TreePath.isForTests(finding.place().file()) ? finding.withSeverity(Severity.INFO) : finding;
    }

    /** Where the variable stands in its value; the value itself where it is written in another way there. */
    private static Place place(String name, Source source) {
        String text = source.file().text();
        Span span = source.node().span();
        Matcher use = Pattern.compile("(?<!\\$)(?:\\$\\$)*(\\$(?:\\{" + name + "\\b|" + name + "\\b))").matcher(text).region(span.start(), span.end());
        if (!use.useTransparentBounds(true).find()) {
            return source.place();
        }
        int at = use.start(1);
        int lines = (int) text.substring(span.start(), at).chars().filter(c -> c == '\n').count();
        int from = lines == 0 ? span.start() : text.lastIndexOf('\n', at - 1) + 1;
        int column = text.codePointCount(from, at) + (lines == 0 ? source.place().column() : 1);
        return new Place(source.place().file(), source.place().line() + lines, column);
    }

    /** The variables that the files around a project define, an example file as well as a real one, commented out or not. */
    private Set<String> defined(Project project) {
        Set<String> names = new HashSet<>();
        envFiles.forEach(path -> names.addAll(defined(path)));
        for (String folder = project.folder();; folder = TreePath.folder(folder)) {
            names.addAll(byFolder.computeIfAbsent(folder, this::examples));
            if (folder.isEmpty()) {
                break;
            }
        }
        project.services().values().stream().map(Service::envFiles).flatMap(List::stream)
                .forEach(file -> file.treePath().ifPresent(path -> names.addAll(defined(path))));
        return names;
    }

    private Set<String> examples(String folder) {
        Set<String> names = new HashSet<>();
        EXAMPLES.forEach(name -> names.addAll(defined(folder.isEmpty() ? name : folder + "/" + name)));
        return names;
    }

    private Set<String> defined(String path) {
        Set<String> names = new HashSet<>();
        files.text(path).ifPresent(file -> {
            for (Matcher definition = DEFINITION.matcher(file.text()); definition.find();) {
                names.add(definition.group(1));
            }
        });
        return names;
    }
}
