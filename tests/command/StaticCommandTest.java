//SOURCES ../../lib/command/StaticCommand.java
//SOURCES WordCommand.java
package command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import report.ExitCode;

class StaticCommandTest {
    @TempDir
    Path root;

    @TempDir
    Path elsewhere;

    private record Run(int code, String out, String err) {
        JsonObject json() {
            return Json.parse(out).asObject();
        }

        JsonObject summary() {
            return json().get("summary").asObject();
        }

        List<String> subjects() {
            return json().get("findings").asArray().values().stream().map(value -> value.asObject().getString("subject", "")).toList();
        }
    }

    private Run run(String... options) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        String[] args = Stream.concat(Stream.of(root.toString()), Stream.of(options)).toArray(String[]::new);
        int code = new WordCommand().run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), args);
        return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String read(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    @Test
    void endsWithZeroAndSaysSoWhenNothingIsToDo() throws IOException {
        write("a.txt", "NAME-one\n");
        Run run = run();
        assertEquals(ExitCode.PASS, run.code());
        assertTrue(run.out().startsWith("words: nothing to do (1 reference in 1 file, "), run.out());
        assertEquals("", run.err());
    }

    @Test
    void showsFindingsByFileAndTheDiffThatFixWouldApply() throws IOException {
        write("b/b.txt", "first\n  WORD-two\n");
        Run run = run();
        assertEquals(ExitCode.FINDINGS, run.code());
        assertTrue(run.out().startsWith("b/b.txt\n  2:3      error   word/old\n"), run.out());
        assertTrue(run.out().contains("\n-  WORD-two\n+  NAME-two\n"), run.out());
        assertTrue(run.out().contains("\nwords: 1 error (1 reference in 1 file, "), run.out());
        assertTrue(run.out().endsWith("\n1 finding can be mended: run again with --fix.\n"), run.out());
        assertEquals("first\n  WORD-two\n", read("b/b.txt"));
    }

    @Test
    void coloursNothingThatIsNoTerminal() throws IOException {
        write("a.txt", "WORD-one\n");
        assertFalse(run().out().contains("\u001b"));
    }

    @Test
    void jsonHoldsTheContract() throws IOException {
        write("a.txt", "\ud83d\ude00 WORD-one\nODD-two\n");
        JsonObject json = run("--format", "json").json();
        assertEquals("words", json.getString("command", ""));
        assertEquals(1, json.getInt("schema", 0));
        assertEquals(root.toRealPath().toString(), json.getString("root", ""));
        JsonObject finding = json.get("findings").asArray().get(0).asObject();
        assertEquals(List.of("rule", "severity", "file", "line", "column", "subject", "message", "available", "related", "fix"), finding.names());
        assertEquals(3, finding.getInt("column", 0));
        assertEquals("[\"NAME-one\"]", finding.get("available").toString());
        assertEquals("{\"title\":\"Rename one\",\"edits\":1,\"moves\":0,\"automatic\":true}", finding.get("fix").toString());
        assertTrue(json.get("findings").asArray().get(1).asObject().get("fix").isNull());
        JsonObject summary = json.get("summary").asObject();
        assertEquals(List.of(1, 2, 1, 1, 1, 0), Stream.of("filesRead", "references", "errors", "warnings", "fixable", "fixed")
                .map(name -> summary.getInt(name, -1)).toList());
        assertTrue(summary.getLong("millis", -1) >= 0);
    }

    @Test
    void fixMendsAndReportsWhatIsLeft() throws IOException {
        write("a.txt", "WORD-one WORD-by-hand\r\n");
        Run run = run("--fix", "--format", "json");
        assertEquals(ExitCode.FINDINGS, run.code());
        assertEquals("NAME-one WORD-by-hand\r\n", read("a.txt"));
        assertEquals(List.of("WORD-by-hand"), run.subjects());
        assertEquals(1, run.summary().getInt("fixed", 0));
        assertEquals(0, run.summary().getInt("fixable", -1));
    }

    @Test
    void undoTakesTheLastFixBack() throws IOException {
        write("a.txt", "WORD-moving\n");
        assertEquals(ExitCode.PASS, run("--fix").code());
        assertEquals("NAME-moving\n", read("moved/a.txt"));
        Run undo = run("--undo");
        assertEquals(ExitCode.PASS, undo.code(), undo.err());
        assertTrue(undo.out().contains("a.txt"), undo.out());
        assertEquals("WORD-moving\n", read("a.txt"));
        assertFalse(Files.exists(root.resolve("moved")));
    }

    @Test
    void undoRefusesWhenThereIsNothingOrAFileHasChanged() throws IOException {
        write("a.txt", "WORD-one\n");
        assertEquals(ExitCode.USAGE, run("--undo").code());
        run("--fix");
        write("a.txt", "NAME-one and more\n");
        Run undo = run("--undo");
        assertEquals(ExitCode.USAGE, undo.code());
        assertTrue(undo.err().contains("a.txt"), undo.err());
        assertEquals("NAME-one and more\n", read("a.txt"));
    }

    @Test
    void aFixThatDoesNotMendIsNotOfferedWhileTheOthersAre() throws IOException {
        write("a.txt", "WORD-useless\n");
        write("b.txt", "WORD-one\n");
        Run run = run("--format", "json");
        assertEquals(1, run.summary().getInt("fixable", -1));
        assertTrue(run.json().get("notes").toString().contains("fails its own check: Do nothing about useless"), run.out());
        assertFalse(run.json().getString("diff", "").contains("useless"), run.out());

        Run fix = run("--fix", "--format", "json");
        assertEquals(ExitCode.FINDINGS, fix.code());
        assertEquals(List.of("WORD-useless"), fix.subjects());
        assertEquals("WORD-useless\n", read("a.txt"));
        assertEquals("NAME-one\n", read("b.txt"));
    }

    @Test
    void aFixThatBreaksSomethingElseIsRefusedAndNothingIsWritten() throws IOException {
        write("a.txt", "WORD-harmful\n");
        Run run = run("--fix");
        assertEquals(ExitCode.INTERNAL, run.code());
        assertEquals("WORD-harmful\n", read("a.txt"));
        assertTrue(run.out().contains("fails its own check: Break harmful"), run.out());
    }

    @Test
    void ofTwoFixesForOnePlaceTheFirstIsAppliedAndTheOtherNamed() throws IOException {
        write("a.txt", "WORD-both\nWORD-greedy\n");
        Run run = run("--fix", "--format", "json");
        assertEquals("NAME-both\nWORD-greedy\n", read("a.txt"));
        assertTrue(run.json().get("notes").toString().contains("Fix left out for now: Rename all up to greedy"), run.out());
        assertEquals(ExitCode.PASS, run("--fix").code());
        assertEquals("NAME-both\nNAME-greedy\n", read("a.txt"));
    }

    @Test
    void findingsThatTheBaselineAcceptsAreNotMended() throws IOException {
        Path baseline = elsewhere.resolve("baseline.json");
        write("a.txt", "WORD-one\n");
        run("--write-baseline", baseline.toString());
        write("b.txt", "WORD-two\n");
        assertEquals(ExitCode.PASS, run("--fix", "--baseline", baseline.toString()).code());
        assertEquals(List.of("WORD-one\n", "NAME-two\n"), List.of(read("a.txt"), read("b.txt")));
    }

    @Test
    void failOnDecidesWhichSeverityFailsTheRun() throws IOException {
        write("a.txt", "ODD-one\n");
        assertEquals(ExitCode.PASS, run().code());
        assertEquals(ExitCode.FINDINGS, run("--fail-on", "warning").code());
        write("a.txt", "WORD-one\n");
        assertEquals(ExitCode.FINDINGS, run().code());
        assertEquals(ExitCode.PASS, run("--fail-on", "never").code());
    }

    @Test
    void ignoreCommentsCoverTheirOwnLineOrTheNext() throws IOException {
        write("a.py", "WORD-one  # toolkit: ignore word/old\n// toolkit: ignore word/old\nWORD-two\nWORD-three\n");
        write("b.txt", "<!-- toolkit: ignore word/odd, word/old -->\nWORD-four ODD-four\n; toolkit: ignore word/*\nWORD-five\n");
        Run run = run("--format", "json");
        assertEquals(List.of("WORD-three"), run.subjects());
        assertEquals(5, run.summary().getInt("ignored", 0));
    }

    @Test
    void severalIgnoreCommentsAboveALineAllCoverIt() throws IOException {
        write("a.txt", "# toolkit: ignore word/old\n# toolkit: ignore word/odd\nWORD-one ODD-one\n");
        assertEquals(List.of(), run("--format", "json").subjects());
    }

    @Test
    void anIgnoreCommentThatCoversNothingIsSaidUnlessItMayServeAnotherRun() throws IOException {
        write("a.txt", "NAME-one # toolkit: ignore word/old\nNAME-two # toolkit: ignore other/rule\n");
        Run run = run("--format", "json");
        assertEquals(List.of("word/old"), run.subjects());
        assertTrue(run.out().contains("toolkit/unused-ignore"), run.out());
        assertEquals(ExitCode.PASS, run.code());
        assertEquals(List.of(), run("--format", "json", "--narrow").subjects());
    }

    @Test
    void settingsIgnoreByRulePathAndSubject() throws IOException {
        write("toolkit.yaml", """
                ignore:
                  - word/odd
                  - {rule: word/old, path: third/}
                  - subject: WORD-known*
                """);
        write("a.txt", "WORD-one ODD-one WORD-known-one\n");
        write("third/deep/a.txt", "WORD-two\n");
        write("thirds.txt", "WORD-three\n");
        Run run = run("--format", "json");
        assertEquals(List.of("WORD-one", "WORD-three"), run.subjects());
        assertEquals(3, run.summary().getInt("ignored", 0));
    }

    @Test
    void anUnknownKeyOfTheSettingsIsAFindingWithItsPlace() throws IOException {
        write("toolkit.yaml", "impact: {}\nignroe: []\nservices:\n  expcet: [a]\n");
        JsonObject json = run("--format", "json").json();
        assertEquals(2, json.get("findings").asArray().size(), json.toString());
        JsonObject finding = json.get("findings").asArray().get(0).asObject();
        assertEquals("toolkit/unknown-key", finding.getString("rule", ""));
        assertEquals(2, finding.getInt("line", 0));
        assertTrue(finding.get("available").toString().contains("\"ignore\""));
    }

    @Test
    void brokenSettingsEndTheRunWithTheirPlace() throws IOException {
        write("toolkit.yaml", "ignore:\n  - [\n");
        Run run = run();
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().startsWith("words: toolkit.yaml:"), run.err());
        write("toolkit.yaml", "ignore:\n  - {rule: word/old, file: a.txt}\n");
        assertTrue(run().err().startsWith("words: toolkit.yaml:2:5: ignore wants"), run().err());
        write("toolkit.yaml", "just words\n");
        assertEquals(ExitCode.USAGE, run().code());
        write("toolkit.yaml", "# nothing yet\n");
        assertEquals(ExitCode.PASS, run().code());
    }

    @Test
    void aBaselineAcceptsTodaysFindingsWhereverTheirLinesGo() throws IOException {
        Path baseline = elsewhere.resolve("baseline.json");
        write("a.txt", "WORD-one\nWORD-one\nWORD-two\n");
        assertEquals(ExitCode.PASS, run("--write-baseline", baseline.toString()).code());
        assertEquals(ExitCode.PASS, run("--baseline", baseline.toString()).code());

        write("a.txt", "\n\nWORD-one\nWORD-one\nWORD-one\n");
        Run run = run("--baseline", baseline.toString(), "--format", "json");
        assertEquals(ExitCode.FINDINGS, run.code());
        assertEquals(List.of("WORD-one"), run.subjects());
        assertEquals(List.of(2, 1), List.of(run.summary().getInt("accepted", -1), run.summary().getInt("resolved", -1)));
    }

    @Test
    void aJsonReportIsABaselineToo() throws IOException {
        write("a.txt", "WORD-one\n");
        Path before = elsewhere.resolve("before.json");
        run("--output", before.toString());
        assertEquals(ExitCode.PASS, run("--baseline", before.toString()).code());
    }

    @Test
    void aBaselineThatCannotBeUsedEndsTheRun() throws IOException {
        assertEquals(ExitCode.USAGE, run("--baseline", elsewhere.resolve("none.json").toString()).code());
        for (String text : List.of("", "[]", "{}", "{\"findings\": [1]}", "{\"findings\": [{\"rule\": \"x\"}]}", "{\"findings\": ")) {
            Path file = Files.writeString(elsewhere.resolve("odd.json"), text);
            Run run = run("--baseline", file.toString());
            assertEquals(ExitCode.USAGE, run.code(), text);
            assertTrue(run.err().contains("odd.json"), run.err());
        }
    }

    @Test
    void outputsTakeTheFormatOfTheirEndingAndStandardOutputStaysText() throws IOException {
        write("a.txt", "WORD-one\n");
        List<String> names = List.of("r.json", "r.md", "r.html", "r.xml", "r.sarif");
        Run run = run(names.stream().flatMap(name -> Stream.of("--output", elsewhere.resolve(name).toString())).toArray(String[]::new));
        assertTrue(run.out().contains("words: 1 error"), run.out());
        assertEquals("words", Json.parse(Files.readString(elsewhere.resolve("r.json"))).asObject().getString("command", ""));
        assertTrue(Files.readString(elsewhere.resolve("r.md")).startsWith("### words"));
        assertTrue(Files.readString(elsewhere.resolve("r.html")).startsWith("<!DOCTYPE html>"));
        assertTrue(Files.readString(elsewhere.resolve("r.xml")).contains("<testsuites>"));
        assertEquals("2.1.0", Json.parse(Files.readString(elsewhere.resolve("r.sarif"))).asObject().getString("version", ""));
        try (Stream<Path> files = Files.list(elsewhere)) {
            assertEquals(names.size(), files.count(), "no temporary file is left");
        }
    }

    @Test
    void oneOutputInTheAskedFormatLeavesStandardOutputSilent() throws IOException {
        write("a.txt", "WORD-one\n");
        Path file = elsewhere.resolve("report.json");
        assertEquals("", run("--format", "json", "--output", file.toString()).out());
        assertEquals("", run("--format", "sarif", "--output", file.toString()).out());
        assertTrue(Files.readString(file).contains("\"$schema\""));
        assertTrue(run("--format", "github", "--output", file.toString()).out().startsWith("::error "));
    }

    @Test
    void anOutputThatCannotBeWrittenIsRefusedBeforeAnythingIsMended() throws IOException {
        write("a.txt", "WORD-one\n");
        for (String name : List.of("nowhere/r.json", ".", "r.unknown")) {
            Run run = run("--fix", "--output", elsewhere.resolve(name).toString());
            assertEquals(ExitCode.USAGE, run.code(), name);
        }
        assertEquals(ExitCode.USAGE, run("--fix", "--write-baseline", elsewhere.resolve("nowhere/b.json").toString()).code());
        assertEquals("WORD-one\n", read("a.txt"));
    }

    @Test
    void anUnreadableFileIsAFindingAndTheRestIsChecked() throws IOException {
        write("a.txt", "WORD-one\n");
        write("big.txt", "x".repeat(20 << 20));
        Run run = run("--format", "json");
        assertTrue(run.subjects().containsAll(List.of("WORD-one", "big.txt")), run.out());
        assertEquals(ExitCode.FINDINGS, run.code());
    }

    @Test
    void wrongUsageNamesWhatWasMeant() throws IOException {
        Run run = run("--fixx");
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("'--fixx'") && run.err().contains("--fix\n"), run.err());
        assertEquals("", run.out());
        assertTrue(run("--format", "yaml").err().contains("markdown"), run("--format", "yaml").err());
        assertEquals(ExitCode.USAGE, run("--explain", "word/none").code());
    }

    @Test
    void aRootThatIsNoFolderEndsTheRun() throws IOException {
        Path none = root.resolve("none");
        var err = new ByteArrayOutputStream();
        int code = new WordCommand().run(System.out, new PrintStream(err, true, UTF_8), none.toString());
        assertEquals(ExitCode.USAGE, code);
        assertEquals("words: ROOT " + none + " does not exist.\n", err.toString(UTF_8));
    }

    @Test
    void whatCannotBeWrittenIsNoBug() throws IOException {
        write("a.txt", "WORD-one\n");
        write(".toolkit", "where the journal would be\n");
        Run run = run("--fix");
        assertEquals(ExitCode.USAGE, run.code());
        assertEquals("WORD-one\n", read("a.txt"));
        assertTrue(run.err().contains(".toolkit"), run.err());
    }

    @Test
    void anInternalErrorIsOneLineAndVerboseShowsWhere() throws IOException {
        write("a.txt", "CRASH\n");
        Run run = run();
        assertEquals(ExitCode.INTERNAL, run.code());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("a.txt"), run.err());
        assertTrue(run("--verbose").err().contains("\tat command."), run.err());
    }

    @Test
    void namesInFilesCannotCommandTheTerminal() throws IOException {
        write("a.txt", "WORD-\u001b[2J\u0007\u009bx\u202e\n");
        for (String format : List.of("text", "json", "markdown", "html", "junit", "sarif", "github")) {
            Run run = run("--format", format);
            assertTrue(run.out().codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n' || c == 0x202e), format);
        }
    }

    @Test
    void secretsAroundAChangeStayOutOfTheDiff() throws IOException {
        write("a.txt", "DB_PASSWORD=hunter2\nurl: redis://me:hunter3@cache\nWORD-one\n");
        for (String format : List.of("text", "json", "markdown", "html")) {
            Run run = run("--format", format);
            assertFalse(run.out().contains("hunter"), run.out());
        }
    }

    @Test
    void helpOpensWithOneSentenceAndThreeExamples() {
        List<String> help = run("--help").out().lines().toList();
        assertEquals(List.of("Finds words that are to be names.", "", "Examples:", "  words", "  words --fix", "  words --format json"),
                help.subList(0, 6));
    }

    @Test
    void rulesAreListedAndExplained() {
        Run list = run("--list-rules");
        assertEquals(ExitCode.PASS, list.code());
        assertTrue(list.out().startsWith("word/old                     error    a word that is to be a name\n"), list.out());
        assertTrue(list.out().contains("toolkit/unknown-key"));
        assertTrue(run("--explain", "word/odd").out().contains("Have a look at it."));
    }
}
