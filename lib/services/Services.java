//SOURCES ../Deps.java
//SOURCES ../tree/Tree.java
//SOURCES ../yaml/Yaml.java
//SOURCES ../report/Analysis.java
//SOURCES ../compose/Compose.java
//SOURCES ../commandline/CommandLines.java
//SOURCES Aliases.java
//SOURCES Asides.java
//SOURCES CallExpectations.java
//SOURCES CodeExpectations.java
//SOURCES ComposeCall.java
//SOURCES ComposeExpectations.java
//SOURCES Expectation.java
//SOURCES Hosts.java
//SOURCES Live.java
//SOURCES LiveCheck.java
//SOURCES Judgement.java
//SOURCES Kin.java
//SOURCES MapFile.java
//SOURCES Mending.java
//SOURCES Meeting.java
//SOURCES Names.java
//SOURCES Overlays.java
//SOURCES Overview.java
//SOURCES Ports.java
//SOURCES ProxyExpectations.java
//SOURCES Rules.java
//SOURCES Scopes.java
//SOURCES ServiceMap.java
package services;

import commandline.CommandLine;
import commandline.CommandLines;
import commandline.ComposeUses;
import compose.ComposeFiles;
import compose.ComposeRules;
import compose.Project;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import report.Analysis;
import report.Finding;
import report.Rule;
import report.Table;
import services.Expectation.Scope;
import services.Expectation.Sureness;
import services.Expectation.Use;
import tree.TextFile;
import tree.Tree;
import yaml.Yaml;

/**
 * The check that every name that is taken for a service means one.
 *
 * @param way          how names are mended
 * @param composeFiles the only Compose files to check, as one project in this order; empty for everything in the tree
 * @param given        names that the caller expects
 * @param chosen       the Compose file that a file's names are about, where the caller says so; paths of the tree
 * @param live         the running side, when it is to be looked at too
 * @param project      what the running project is called; empty to find it by the files
 */
public record Services(Way way, List<String> composeFiles, List<String> given, Map<String, String> chosen,
        Optional<Live> live, Optional<String> project) implements Analysis {
    /** Network aliases, new names for services, whichever changes less for each name, or nothing at all. */
    public enum Way { LEAST, ALIAS, RENAME, NONE }

    public static final Services DEFAULT = new Services(Way.LEAST, List.of(), List.of(), Map.of(), Optional.empty(), Optional.empty());

    public Services {
        composeFiles = List.copyOf(composeFiles);
        given = List.copyOf(given);
        chosen = Map.copyOf(chosen);
    }

    @Override
    public List<Rule> rules() {
        return Stream.concat(Rules.ALL.stream(), ComposeRules.ALL.stream()).toList();
    }

    @Override
    public Mapped begin(Tree tree) {
        return new Running(tree, new ComposeFiles(tree));
    }

    /** The same check, which takes the Compose files of a tree from another one of the same pass and gives it those that it reads. */
    public Analysis sharing(Function<Tree, ComposeFiles> files) {
        return new Analysis() {
            @Override
            public List<Rule> rules() {
                return Services.this.rules();
            }

            @Override
            public Pass begin(Tree tree) {
                return new Running(tree, files.apply(tree));
            }
        };
    }

    /** A pass that knows afterwards what each expected name means. */
    public interface Mapped extends Pass {
        ServiceMap map();

        /** Lines that a shell takes: where the services that run are reached; empty unless the running side was looked at. */
        String environment();
    }

    private final class Running implements Mapped {
        /** A file without any of these names no service. Each begins where its letters get rare, which is what makes the search fast. */
        private static final List<String> NEEDLES = Stream.of(List.of("ompose", "rvices:", "rvices\"", "nclude:"), CallExpectations.NEEDLES,
                ProxyExpectations.NEEDLES).flatMap(List::stream).toList();
        private final Tree tree;
        private final ComposeFiles compose;
        private final ComposeUses uses = new ComposeUses();
        private final Overlays overlays = new Overlays();
        private final Queue<CommandLine> lines = new ConcurrentLinkedQueue<>();
        private final Queue<CodeExpectations.Collection> collections = new ConcurrentLinkedQueue<>();
        private final Queue<TextFile> proxies = new ConcurrentLinkedQueue<>();
        private List<Names> projects = List.of();
        private Judgement judgement;
        private Optional<LiveCheck> running = Optional.empty();

        Running(Tree tree, ComposeFiles compose) {
            this.tree = tree;
            this.compose = compose;
        }

        @Override
        public boolean wants(String path) {
            return CommandLines.wants(path) || ComposeUses.wants(path) || ProxyExpectations.wants(path) || compose.wants(path);
        }

        @Override
        public List<String> needles() {
            return NEEDLES;
        }

        @Override
        public void visit(TextFile file) {
            String path = file.path();
            if (CommandLines.isYaml(path)) {
                yaml(file);
                return;
            }
            if (ComposeUses.wants(path)) {
                uses.read(file);
            }
            CommandLines.read(file, this::take);
            overlays.visit(file);
            if (CommandLines.isCode(path)) {
                CodeExpectations.collect(file, collections::add);
            }
            if (compose.wants(path)) {
                compose.visit(file);
            }
            if (ProxyExpectations.wants(path)) {
                proxies.add(file);
            }
        }

        /** Only a file that may call Compose is parsed besides those that may be Compose files. */
        private void yaml(TextFile file) {
            if (!file.text().contains("compose")) {
                compose.visit(file);
            } else {
                Yaml yaml = compose.parse(file);
                if (!compose.take(file, yaml) && !yaml.isTemplate()) {
                    CommandLines.read(file, yaml, this::take);
                }
            }
            if (ProxyExpectations.isAsking(file.text())) {
                proxies.add(file);
            }
        }

        /** Most command lines are of no interest. */
        private void take(CommandLine line) {
            if (line.words().stream().anyMatch(word -> word.text().contains("compose") || word.text().startsWith("docker") || word.text().startsWith("$"))) {
                lines.add(line);
                uses.take(line);
            }
        }

        @Override
        public List<Finding> findings() {
            List<Project> found = composeFiles.isEmpty() ? compose.projects(uses.in(compose)) : List.of(compose.project(composeFiles));
            projects = found.stream().map(Names::of).toList();
            Scopes scopes = new Scopes(tree, compose, projects, chosen);
            List<Expectation> expectations = new ArrayList<>();
            projects.forEach(names -> new ComposeExpectations(names, compose, expectations::add).collect());
            if (projects.stream().anyMatch(names -> !names.services().isEmpty())) {
                var calls = new CallExpectations(scopes, expectations::add);
                inOrder(lines, CommandLine::file).forEach(calls::collect);
                var asked = new ProxyExpectations(scopes, expectations::add);
                inOrder(proxies, file -> file).forEach(file -> {
                    if (CommandLines.isYaml(file.path())) {
                        asked.collectYaml(file);
                    } else {
                        asked.collect(file);
                    }
                });
                expectations.addAll(CodeExpectations.among(inOrder(collections, CodeExpectations.Collection::file), scopes));
                expectations.addAll(given());
            }
            judgement = new Judgement(tree, projects, this::isAlone, expectations);
            Set<Finding> all = new LinkedHashSet<>(judgement.findings(new Mending(way, judgement.judged(), compose)));
            found.forEach(project -> all.addAll(project.reported()));
            running = live.flatMap(engine -> LiveCheck.of(engine, projects, Services.this.project, tree.root()));
            running.ifPresent(check -> all.addAll(check.findings()));
            return List.copyOf(all);
        }

        /** What was collected, by the files' paths: files are shown in no particular order. */
        private static <T> List<T> inOrder(Queue<T> collected, Function<T, TextFile> file) {
            return collected.stream().sorted(Comparator.comparing(one -> file.apply(one).path())).toList();
        }

        /** Whether Compose takes these files where it is told of none, they are a whole, and nothing else includes, extends or builds on them. */
        private boolean isAlone(Names names) {
            List<String> files = names.project().files();
            return compose.defaults(names.project().folder()).equals(Optional.of(files)) && ComposeFiles.unfounded(names.project()).isEmpty()
                    && files.stream().noneMatch(overlays::has) && projects.stream().map(Names::project)
                    .noneMatch(other -> !other.files().contains(files.get(0)) && other.reads().contains(files.get(0)));
        }

        /** What the caller names must exist in the first project; it stands nowhere, so it is shown at the project. */
        private List<Expectation> given() {
            Names first = projects.get(0);
            return tree.read(first.project().mainFile()).map(file -> given.stream().map(name -> new Expectation(name, file, 0, 0, Use.GIVEN,
                    new Scope(composeFiles.isEmpty() ? projects : List.of(first), true), OptionalInt.empty(), "--expect", Sureness.CERTAIN)).toList()).orElse(List.of());
        }

        @Override
        public int references() {
            return judgement == null ? 0 : judgement.judged().size();
        }

        @Override
        public List<Table> tables() {
            return Stream.concat(Overview.of(projects, judgement.judged()).stream(), running.map(LiveCheck::table).stream()).toList();
        }

        @Override
        public ServiceMap map() {
            return ServiceMap.of(judgement.judged());
        }

        @Override
        public String environment() {
            return running.map(check -> check.environment(map())).orElse("");
        }
    }
}
