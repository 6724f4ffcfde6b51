//SOURCES ../../lib/report/Report.java
//SOURCES SampleReport.java
package report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatsTest {
    @TempDir
    Path root;

    private Report report;

    @BeforeEach
    void sample() throws IOException {
        Path file = root.resolve(SampleReport.FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, SampleReport.TEXT);
        report = SampleReport.of(root);
    }

    private String render(Format format) {
        return format.renderer(false).render(report);
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatShowsControlCharactersInsteadOfSendingThem(Format format) {
        String text = render(format);
        assertTrue(text.codePoints().allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c) && c != 0x202e && c != 0x200f && Character.getType(c) != Character.SURROGATE), text);
        assertTrue(text.contains("\\u001b") && text.contains("\\ud800"), text);
        assertTrue(text.endsWith("\n"));
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatNamesEachFinding(Format format) {
        String text = render(format);
        for (String rule : List.of("sample/missing", "sample/odd", "sample/note")) {
            assertTrue(text.contains(rule), text);
        }
    }

    @Test
    void textStaysWithinEightyColumnsWhereWordsAllow() {
        Finding wordy = Finding.of(SampleReport.NOTE, new Place("c.yml", 1, 1), "x", "word ".repeat(60) + "y".repeat(100));
        report = new Report("sample", "/r", report.tree(), report.at(), List.of(), List.of(wordy), Summary.of(List.of(wordy), 1, 1),
                Optional.empty(), Optional.empty(), List.of());
        List<String> lines = render(Format.TEXT).lines().toList();
        assertTrue(lines.stream().allMatch(line -> line.length() <= 80 || line.strip().equals("y".repeat(100))), String.join("\n", lines));
    }

    @Test
    void textOnATerminalIsColouredByMeaningAndSaysTheSame() {
        String coloured = Format.TEXT.renderer(true).render(report);
        assertTrue(coloured.contains("\u001b[31merror"), coloured);
        assertTrue(coloured.contains("\u001b[33mwarning"), coloured);
        assertTrue(coloured.contains("\u001b[32m+"), coloured);
        assertEquals(render(Format.TEXT), coloured.replaceAll("\u001b\\[\\d+m", ""));
    }

    @Test
    void githubAnnotationsAreOneLineEachAndHoldNoCommandOfTheirOwn() {
        List<String> lines = render(Format.GITHUB).lines().toList();
        assertEquals(6, lines.size(), lines.toString());
        assertEquals("::error file=a b/compose%2C1%3A2.yml,line=2,col=10,title=sample/missing::There is no old; new exists.%0AFix: Write new", lines.get(0));
        assertTrue(lines.get(1).startsWith("::warning file=") && lines.get(1).contains("%250A::error::x"), lines.get(1));
        assertTrue(lines.get(3).startsWith("::notice file=b.yml"), lines.get(3));
    }

    @Test
    void markdownKeepsItsTableAndPingsNobody() {
        String text = render(Format.MARKDOWN);
        List<String> rows = text.lines().filter(line -> line.startsWith("| ")).toList();
        assertEquals(6, rows.size(), text);
        assertTrue(rows.stream().allMatch(row -> row.replaceAll("\\\\\\|", "").chars().filter(c -> c == '|').count() == 5), text);
        String outsideCode = text.replaceAll("(?s)`{6}diff.*`{6}", "").replaceAll("(`+)(?!`).*?(?<!`)\\1(?!`)", "");
        assertFalse(outsideCode.contains("<script"), outsideCode);
        assertFalse(outsideCode.contains("@everyone"), outsideCode);
        assertFalse(outsideCode.contains("#1 "), outsideCode);
        assertTrue(text.contains("``````diff\n"), "the fence is longer than any run of backticks in the diff");
    }

    @Test
    void secretsAreMaskedInEveryFormat() {
        Finding telling = Finding.of(SampleReport.MISSING, new Place("a", 1, 1), "https://me:hunter2@git.example/x?token=hunter3", "Authorization: Bearer hunter4");
        report = new Report("sample", "/r", report.tree(), report.at(), List.of(), List.of(telling), Summary.of(List.of(telling), 1, 1),
                Optional.empty(), Optional.empty(), List.of("ws://h/?jwt=hunter5"));
        for (Format format : Format.values()) {
            assertFalse(render(format).contains("hunter"), render(format));
        }
    }

    @Test
    void jsonKeepsTheExactTextOfWhatItQuotes() {
        String subject = Json.parse(render(Format.JSON)).asObject().get("findings").asArray().get(1).asObject().getString("subject", "");
        assertEquals(SampleReport.NASTY, subject);
    }

    @Test
    void anEndingNamesItsFormat() {
        assertEquals(Optional.of(Format.SARIF), Format.ofFile("x/report.sarif.json"));
        assertEquals(Optional.of(Format.MARKDOWN), Format.ofFile("REPORT.MD"));
        assertEquals(Optional.of(Format.JUNIT), Format.ofFile("junit.xml"));
        assertEquals(Optional.empty(), Format.ofFile("report"));
    }
}
