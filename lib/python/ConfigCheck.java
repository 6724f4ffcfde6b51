//SOURCES ../Deps.java
//SOURCES ../report/Report.java
//SOURCES ../tree/Tree.java
package python;

import java.util.List;
import report.Analysis;
import report.Rule;
import tree.Tree;

/** Checks that every attribute which Python code reads from a configuration object exists in the class of that object. */
public final class ConfigCheck implements Analysis {
    private final ConfigOptions options;

    public ConfigCheck(ConfigOptions options) {
        this.options = options;
    }

    @Override
    public List<Rule> rules() {
        return ConfigRules.ALL;
    }

    @Override
    public Pass begin(Tree tree) {
        return new ConfigPass(tree, options);
    }
}
