//SOURCES ../Deps.java
//SOURCES ../tree/Tree.java
//SOURCES ../yaml/Yaml.java
//SOURCES ../report/Report.java
//SOURCES Build.java
//SOURCES Canonical.java
//SOURCES ComposeFiles.java
//SOURCES ComposeRules.java
//SOURCES Context.java
//SOURCES DotEnv.java
//SOURCES Interpolation.java
//SOURCES Invocation.java
//SOURCES Loader.java
//SOURCES Merge.java
//SOURCES Port.java
//SOURCES PortText.java
//SOURCES Project.java
//SOURCES Reader.java
//SOURCES Recognition.java
//SOURCES Schema.java
//SOURCES SchemaTable.java
//SOURCES Service.java
//SOURCES SharedFiles.java
//SOURCES Source.java
//SOURCES TreePath.java
//SOURCES Validation.java
//SOURCES Value.java
//SOURCES Variable.java
//SOURCES Variables.java
//SOURCES Volume.java
package compose;

import java.util.List;
import java.util.Map;
import tree.Tree;
import yaml.Yaml;

/**
 * Compose files as the specification means them, with the place of every value. Merge, include, extends, interpolation,
 * path and schema rules are those of https://github.com/compose-spec/compose-spec as the reference implementation
 * (compose-go 2.9) applies them.
 */
public final class Compose {
    private Compose() {}

    /** The Compose files of a tree, in a pass of their own; several analyses share one pass by scanning {@link ComposeFiles} with it. */
    public static ComposeFiles scan(Tree tree) {
        return scan(tree, Map.of());
    }

    /** @param variables values that count before those of {@code .env} files */
    public static ComposeFiles scan(Tree tree, Map<String, String> variables) {
        var files = new ComposeFiles(tree, Variables.of(variables));
        tree.scan(List.of(files));
        return files;
    }

    /** Whether a file is a Compose file, by its name or by what is in it. */
    public static boolean isCompose(Yaml file) {
        return Recognition.isCompose(file);
    }
}
