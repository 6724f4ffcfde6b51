//SOURCES ../Deps.java
//SOURCES ../compose/Compose.java
//SOURCES ../report/Report.java
//SOURCES ../tree/Tree.java
//SOURCES VariablePass.java
package variables;

import compose.ComposeFiles;
import java.util.List;
import java.util.function.Function;
import report.Analysis;
import report.Rule;
import report.Severity;
import tree.Tree;

/**
 * Checks that every variable which a Compose file uses without a default is defined somewhere in the tree.
 *
 * @param envFiles further files that define variables, as {@code docker compose --env-file} takes them, from the tree's root
 */
public record VariableCheck(List<String> envFiles) implements Analysis {
    static final Rule UNSET = new Rule("config/unset-variable", Severity.WARNING, "a Compose file uses a variable that nothing defines",
            "Compose puts an empty text in its place and only warns. Define it in .env, name it in .env.example for those who set up "
            + "the project, give it a default with ${NAME:-default}, or pass --env-file.");
    /** A warning as well: the author asked Compose to stop, and whoever runs it may well set the variable outside of the tree. */
    static final Rule REQUIRED = new Rule("config/required-variable", Severity.WARNING, "a Compose file insists on a variable that nothing defines",
            "${NAME:?} makes Compose stop unless the variable is set. Nothing in the tree sets it or, as .env.example would, tells "
            + "people to set it.");

    public VariableCheck {
        envFiles = List.copyOf(envFiles);
    }

    @Override
    public List<Rule> rules() {
        return List.of(UNSET, REQUIRED);
    }

    @Override
    public Pass begin(Tree tree) {
        return new VariablePass(envFiles, new ComposeFiles(tree));
    }

    /** The same check, which takes the Compose files of a tree from another one of the same pass and gives it those that it reads. */
    public Analysis sharing(Function<Tree, ComposeFiles> files) {
        return new Analysis() {
            @Override
            public List<Rule> rules() {
                return VariableCheck.this.rules();
            }

            @Override
            public Pass begin(Tree tree) {
                return new VariablePass(envFiles, files.apply(tree));
            }
        };
    }
}
