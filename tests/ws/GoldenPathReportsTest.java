//SOURCES ../../lib/ws/GoldenPath.java
//SOURCES ../../lib/demo/DemoBackend.java
//SOURCES Walk.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demo.DemoBackend;
import demo.DemoOptions;
import demo.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import report.ExitCode;
import report.Format;

class GoldenPathReportsTest {
    private static GoldenPathResult passed;
    private static GoldenPathResult failed;

    @BeforeAll
    static void walk() throws IOException {
        passed = walk(DemoOptions.defaults());
        failed = walk(DemoOptions.defaults().withFaults(Fault.parse("missing-event:tool_completed")));
    }

    private static GoldenPathResult walk(DemoOptions options) throws IOException {
        try (DemoBackend backend = DemoBackend.start(options)) {
            return Walk.walk(Map.of("T", "demo-somebody"), "--token-env", "T", "--url", backend.url().toString(), "--users", "3", "--task", "<script>alert(1)</script> `x` @everyone | \u001b[31m");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SARIF")
    void everyFormatNamesWhatFailedAndSendsNoControlCharacter(Format format) {
        String text = GoldenPathReports.of(failed, format, false);
        assertTrue(text.contains("events") && text.replace("\\", "").contains("tool_completed"), text);
        assertTrue(text.codePoints().allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c)), text);
        assertTrue(text.endsWith("\n"));
    }

    @Test
    void textKeepsToEightyColumnsWhereCharactersTakeTwo() throws Exception {
        try (DemoBackend backend = DemoBackend.start(DemoOptions.defaults())) {
            String text = GoldenPathReports.of(Walk.walk(Map.of("T", "demo-somebody"), "--token-env", "T", "--url", backend.url().toString(), "--only", "events",
                    "--task", "\u65e5\u672c\u8a9e\ud83c\udf89".repeat(20)), Format.TEXT, false);
            assertTrue(text.contains("\u65e5\u672c\u8a9e"), text);
            text.lines().forEach(line -> assertTrue(line.codePoints().map(c -> c >= 0x2e80 ? 2 : 1).sum() <= 80, line));
        }
    }

    @Test
    void junitHasACaseForEachStepAndCheck() throws Exception {
        Element suite = (Element) DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(
                GoldenPathReports.of(failed, Format.JUNIT, false).getBytes(StandardCharsets.UTF_8))).getElementsByTagName("testsuite").item(0);
        assertEquals("12", suite.getAttribute("tests"));
        assertEquals("2", suite.getAttribute("failures"), "the step and the check that sums it up");
        assertTrue(GoldenPathReports.of(passed, Format.JUNIT, false).contains("failures=\"0\""));
    }

    @Test
    void thePageDrawsEveryUserAndObeysNoText() {
        String page = GoldenPathReports.of(passed, Format.HTML, false);
        for (String user : new String[] {"user 1", "user 2", "user 3"}) {
            assertTrue(page.contains(">" + user + "</text>"), user);
        }
        assertEquals(3 * 5, page.split("<circle class=\"event ", -1).length - 1);
        assertFalse(page.contains("<script>alert"), page);
    }

    @Test
    void annotationsStayOneLineEach() {
        GoldenPathReports.of(failed, Format.GITHUB, false).lines().forEach(line -> assertTrue(line.startsWith("::error ") || line.startsWith("::notice "), line));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInternalErrorShowsNoSecretOfTheRun(boolean verbose) throws Exception {
        var output = new GoldenPathOutput();
        output.verbose = verbose;
        output.report(Walk.plan("--url", "ws://127.0.0.1:1", "--token-env", "T").goldenPath(Map.of("T", "sesame-sesame"), (phase, done, of) -> { }),
                new PrintWriter(new StringWriter()));
        var err = new StringWriter();
        int code = output.failed(new IllegalStateException("no sesame-sesame here", new IOException("nor Bearer sesame-sesame")), new PrintWriter(err));
        assertEquals(ExitCode.INTERNAL, code);
        assertFalse(err.toString().contains("sesame"), err.toString());
        assertEquals("Internal error: java.lang.IllegalStateException: no *** here" + (verbose ? "" : " (--verbose shows where)"),
                err.toString().lines().findFirst().orElseThrow());
        assertEquals(verbose, err.toString().contains("\tat ws.GoldenPathReportsTest"), err.toString());
    }

    @Test
    void sarifIsRefusedWithTheFormatsThatThereAre() {
        assertTrue(assertThrows(UsageException.class, () -> GoldenPathReports.of(passed, Format.SARIF, false)).getMessage().contains("junit"));
    }
}
