//SOURCES Cases.java
package python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import report.Finding;

/** Files written to hold a run up: each is left when it takes too much, and named, and the next file is checked all the same. */
@Timeout(120)
class BoundsTest {
    private static final String HEAD = "class AppConfig:\n    host = ''\n";

    @TempDir
    private Path folder;

    private List<String> cut(String hostile) throws IOException {
        Cases.write(folder, "hostile.py", HEAD + hostile);
        Cases.write(folder, "other.py", "class RunConfig:\n    a = 1\nprint(RunConfig().b)\n");
        List<Finding> findings = Cases.findings(folder, ConfigOptions.standard());
        assertTrue(findings.stream().anyMatch(finding -> finding.place().file().equals("other.py")), "the next file is checked");
        return findings.stream().filter(finding -> finding.rule().name().equals("config/unparsed")).map(Finding::message).toList();
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void manyClassesAreNotChecked() throws IOException {
        assertEquals(List.of("more than 20000 classes: not checked"), cut(lines(20_001, i -> "class C" + i + "Config: pass")));
    }

    @Test
    void longChainOfBasesIsFollowedInPart() throws IOException {
        assertEquals(List.of(), cut("class C0Config(AppConfig): pass\n"
                + lines(5_000, i -> "class C" + (i + 1) + "Config(C" + i + "Config):\n    f" + i + " = 1")));
    }

    @Test
    void namesThatAreEachOtherEnd() throws IOException {
        assertEquals(List.of(), cut(lines(5_000, i -> "A" + i + " = A" + (i + 1) % 5_000) + "def f(x: A0): return x.host\n"));
    }

    @Test
    void manyBranchesThatAllKnowMoreAreLeft() throws IOException {
        assertEquals(List.of("following its values takes too long: a part of the file was not checked"),
                cut("def f(cfg: AppConfig):\n" + lines(20_000, i -> "    if cfg.host:\n        y" + i + " = cfg")));
    }

    @Test
    void longFileIsNotChecked() throws IOException {
        assertEquals(List.of("longer than 4 MB: not checked"), cut("x = " + "1 + ".repeat(1_200_000) + "1\n"));
    }

    @Test
    void readsOfOneTypoAreListedInPartAndRenamedTogether() throws IOException {
        Cases.write(folder, "app.py", HEAD + "def f(cfg: AppConfig):\n" + lines(50_000, i -> "    cfg.hots"));
        List<Finding> findings = Cases.findings(folder, ConfigOptions.standard());
        assertEquals(100, findings.size());
        assertTrue(findings.get(99).message().endsWith("(and 49900 more like it in this file)"), findings.get(99).message());
        assertEquals(50_000, findings.get(0).fix().orElseThrow().plan().edits().size());
        assertEquals(1, findings.stream().map(finding -> System.identityHashCode(finding.fix().orElseThrow())).distinct().count());
    }

    @Test
    void manyFieldsThatOneClassLacksAreReportedWithoutEndlessFixes() throws IOException {
        Cases.write(folder, "app.py", "class AppConfig:\n" + lines(20_000, i -> "    f" + i + " = 0") + "def f(cfg: AppConfig):\n"
                + lines(5_000, i -> "    cfg.missing_" + i));
        List<Finding> findings = Cases.findings(folder, ConfigOptions.standard());
        assertEquals(5_000, findings.size());
        assertEquals(100, findings.get(0).available().size());
        assertEquals(200, findings.stream().filter(finding -> finding.fix().isPresent()).count());
    }
}
