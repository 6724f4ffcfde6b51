package compose;

import compose.Value.Fields;
import compose.Value.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import report.Finding;
import report.Severity;

/**
 * One or more Compose files together, as {@code docker compose -f A -f B} would take them.
 *
 * @param files    in their order, each overriding those before
 * @param folder   the project's folder: the first file's
 * @param services by name, in the order of writing, those of every profile
 * @param model    the whole merged model in canonical form
 * @param reads    every file that was read for it: its own, included, extended ones and env files
 * @param findings what is wrong with it ({@link ComposeRules})
 */
public record Project(List<String> files, String folder, Map<String, Service> services, Fields model,
        Variables variables, Set<String> reads, List<Finding> findings) {

    /** Whether every Compose would take it, an older one too, as far as the tree can say. */
    public boolean isValid() {
        return findings.stream().allMatch(finding -> finding.severity() == Severity.INFO);
    }

    /** What is wrong with it, for a report: what tests are fed with may be broken on purpose. */
    public List<Finding> reported() {
        return findings.stream().map(finding -> TreePath.isForTests(finding.place().file())
                ? finding.withSeverity(Severity.INFO) : finding).toList();
    }

    /** Its name: {@code name:}, else {@code COMPOSE_PROJECT_NAME}, else its folder's; empty where the folder is the tree's root. */
    public Optional<String> name() {
        return model.textAt("name").map(Text::text)
                .or(() -> variables.get("COMPOSE_PROJECT_NAME").map(Variable.Definition::value))
                .or(() -> Optional.of(TreePath.name(folder)))
                .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceFirst("^[_-]+", ""))
                .filter(name -> !name.isEmpty());
    }

    /** The file that its other files override. */
    public String mainFile() {
        return files.get(0);
    }
}
