//SOURCES ../Deps.java
//SOURCES ../tree/Tree.java
//SOURCES ../yaml/Yaml.java
//SOURCES ../compose/Compose.java
//SOURCES ../commandline/CommandLines.java
//SOURCES Absence.java
//SOURCES BakeReferences.java
//SOURCES BuildCommand.java
//SOURCES BuildFiles.java
//SOURCES Candidates.java
//SOURCES Checkouts.java
//SOURCES CodeReferences.java
//SOURCES ComposeReferences.java
//SOURCES Copies.java
//SOURCES Formats.java
//SOURCES Hint.java
//SOURCES Inventory.java
//SOURCES Judgement.java
//SOURCES Kind.java
//SOURCES Mending.java
//SOURCES Paths.java
//SOURCES Reference.java
//SOURCES Resolution.java
//SOURCES Rules.java
//SOURCES ShellReferences.java
//SOURCES Sink.java
//SOURCES Spelling.java
//SOURCES WorkflowReferences.java
//SOURCES YamlReferences.java
package dockerfile;

import commandline.ComposeUses;
import compose.ComposeFiles;
import compose.Project;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import report.Analysis;
import report.Finding;
import report.Rule;
import tree.TextFile;
import tree.Tree;

/**
 * The check that every reference to a Dockerfile leads to one.
 *
 * @param to           how a dead reference is mended
 * @param composeFiles the only Compose files to check, as one project in this order; empty for everything in the tree
 * @param only         the kinds of references to report; empty for all
 * @param docs         whether documents are mended too
 */
public record Dockerfiles(To to, List<String> composeFiles, Set<Kind> only, boolean docs) implements Analysis {
    /** What is changed: the references, the files' locations, or whichever breaks nothing and changes less. */
    public enum To {
        AUTO, REFERENCES, FILES;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static final Dockerfiles DEFAULT = new Dockerfiles(To.AUTO, List.of(), Set.of(), false);

    public Dockerfiles {
        composeFiles = List.copyOf(composeFiles);
        only = Set.copyOf(only);
    }

    @Override
    public List<Rule> rules() {
        return Rules.ALL;
    }

    @Override
    public Pass begin(Tree tree) {
        return begin(tree, new ComposeFiles(tree));
    }

    /** The same check, which takes the Compose files of a tree from another one of the same pass and gives it those that it reads. */
    public Analysis sharing(Function<Tree, ComposeFiles> files) {
        return new Analysis() {
            @Override
            public List<Rule> rules() {
                return Dockerfiles.this.rules();
            }

            @Override
            public Pass begin(Tree tree) {
                return Dockerfiles.this.begin(tree, files.apply(tree));
            }
        };
    }

    private Pass begin(Tree tree, ComposeFiles files) {
        return new Running(tree, files);
    }

    private final class Running implements Pass {
        private final Tree tree;
        private final ComposeFiles compose;
        private final ComposeUses uses = new ComposeUses();
        private final Queue<Reference> found = new ConcurrentLinkedQueue<>();
        private Judgement judgement;

        Running(Tree tree, ComposeFiles compose) {
            this.tree = tree;
            this.compose = compose;
        }

        @Override
        public boolean wants(String path) {
            return Formats.wants(path);
        }

        @Override
        public List<String> needles() {
            return Formats.NEEDLES;
        }

        @Override
        public void visit(TextFile file) {
            Formats.read(file, compose, found::add);
            uses.read(file);
        }

        @Override
        public List<Finding> findings() {
            List<Project> projects = composeFiles.isEmpty() ? compose.projects(uses.in(compose)) : List.of(compose.project(composeFiles));
            List<Reference> references = new ArrayList<>(found);
            projects.forEach(project -> references.addAll(ComposeReferences.of(project, compose::text)));
            judgement = new Judgement(Dockerfiles.this, new Inventory(tree), references, projects, uses.folders());
            Set<Finding> all = new LinkedHashSet<>(judgement.findings());
            if (only.isEmpty() || only.contains(Kind.COMPOSE)) {
                List<Finding> problems = composeFiles.isEmpty() ? compose.findings(projects)
                        : projects.stream().flatMap(project -> project.reported().stream()).toList();
                problems.stream().filter(finding -> Rules.ALL.contains(finding.rule())).forEach(all::add);
            }
            return List.copyOf(all);
        }

        @Override
        public int references() {
            return judgement == null ? 0 : judgement.references();
        }
    }
}
