package python;

import java.util.List;
import java.util.Set;
import report.Analysis;
import report.Finding;
import tree.TextFile;
import tree.Tree;

/**
 * Checks a plan: parses the files that it changes, takes the others as they were parsed, and follows the values through
 * all of them anew. What a new field lets further files get at is left to the check that follows the fix.
 */
final class PlannedPass implements Analysis.Pass {
    private final ConfigOptions options;
    private final Reach earlier;
    private final Project project;
    private final Set<String> changed;
    private int references;

    PlannedPass(ConfigOptions options, Reach earlier, Tree planned, Set<String> changed) {
        this.options = options;
        this.earlier = earlier;
        this.project = new Project(planned, earlier.project(), changed);
        this.changed = changed;
    }

    @Override
    public boolean wants(String path) {
        return path.endsWith(".py") && changed.contains(path);
    }

    @Override
    public List<String> needles() {
        return List.of();
    }

    @Override
    public void visit(TextFile file) {
        project.module(file);
    }

    @Override
    public List<Finding> findings() {
        var conclusion = Conclusion.of(options, earlier.in(project), Worker.of(project, options));
        references = conclusion.references();
        return conclusion.findings();
    }

    @Override
    public int references() {
        return references;
    }
}
