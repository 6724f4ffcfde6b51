//SOURCES Cases.java
package python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import report.Analysis;
import report.Finding;
import tree.Edit;
import tree.Plan;
import tree.Tree;

/** A check of a plan says what a whole new check would say. */
class PlannedPassTest {
    private static final String CLASS = "class AppConfig:\n    port = 1\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void twoReadersOfAClass() throws IOException {
        Cases.write(folder, "conf.py", CLASS);
        Cases.write(folder, "a.py", "from conf import AppConfig\nprint(AppConfig().workers)\n");
        Cases.write(folder, "b.py", "from conf import AppConfig\nprint(AppConfig().port, AppConfig().colour)\n");
    }

    private List<String> after(Plan plan) throws IOException {
        Tree tree = Tree.open(folder);
        Analysis.Pass first = new ConfigCheck(ConfigOptions.standard()).begin(tree);
        tree.scan(List.of(first));
        first.findings();
        Tree planned = tree.after(plan);
        Analysis.Pass second = first.after(planned, plan.files()).orElseThrow();
        planned.scan(List.of(second));
        return second.findings().stream().map(Finding::subject).toList();
    }

    @Test
    void aFieldThatIsAddedIsFoundFromFilesThatStayAsTheyAre() throws IOException {
        assertEquals(List.of("AppConfig.colour"), after(Plan.of(new Edit("conf.py", CLASS.length(), CLASS.length(), "    workers = 4\n"))));
    }

    @Test
    void aFieldThatIsTakenAwayIsMissedInFilesThatStayAsTheyAre() throws IOException {
        int start = CLASS.indexOf("port");
        assertEquals(List.of("AppConfig.workers", "AppConfig.port", "AppConfig.colour"),
                after(Plan.of(new Edit("conf.py", start, start + 4, "p0rt"))));
    }

    @Test
    void aReadThatIsChangedIsReadAnew() throws IOException {
        String text = Tree.open(folder).read("a.py").orElseThrow().text();
        int start = text.indexOf("workers");
        assertEquals(List.of("AppConfig.colour"), after(Plan.of(new Edit("a.py", start, start + "workers".length(), "port"))));
    }
}
