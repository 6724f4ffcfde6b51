package report;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.WriterConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tree.Edit;
import tree.TextFile;

/**
 * SARIF 2.1.0 (OASIS). Columns count code points, regions of fixes are given by line and column. A fix that moves or
 * makes files has no form in SARIF and is told in the message only.
 */
public final class SarifReport implements Renderer {
    private static final String ROOT = "ROOT";

    @Override
    public String render(Report report) {
        List<Rule> rules = rules(report);
        JsonObject driver = Json.object()
                .add("name", report.command())
                .add("semanticVersion", Report.VERSION)
                .add("rules", array(rules.stream().map(SarifReport::rule).toList()));
        JsonObject run = Json.object()
                .add("tool", Json.object().add("driver", driver))
                .add("invocations", Json.array().add(invocation(report)))
                .add("originalUriBaseIds", Json.object().add(ROOT, Json.object().add("uri", folderUri(report.root()))))
                .add("columnKind", "unicodeCodePoints")
                .add("results", results(report, rules));
        JsonObject log = Json.object()
                .add("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
                .add("version", "2.1.0")
                .add("runs", Json.array().add(run));
        return Visible.json(log.toString(WriterConfig.PRETTY_PRINT)) + "\n";
    }

    /** The checked rules, and after them those that only the findings name. */
    private static List<Rule> rules(Report report) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        report.rules().forEach(rule -> rules.putIfAbsent(rule.name(), rule));
        report.findings().forEach(finding -> rules.putIfAbsent(finding.rule().name(), finding.rule()));
        return List.copyOf(rules.values());
    }

    private static JsonValue rule(Rule rule) {
        return Json.object()
                .add("id", rule.name())
                .add("shortDescription", text(rule.summary()))
                .add("fullDescription", text(rule.help()))
                .add("help", text(rule.help()))
                .add("defaultConfiguration", Json.object().add("level", level(rule.severity())));
    }

    private static JsonObject invocation(Report report) {
        JsonArray notes = new JsonArray();
        report.notes().forEach(note -> notes.add(Json.object().add("level", "note").add("message", text(note))));
        return Json.object()
                .add("executionSuccessful", true)
                .add("startTimeUtc", report.at().toString())
                .add("toolExecutionNotifications", notes);
    }

    private static JsonArray results(Report report, List<Rule> rules) {
        Map<String, Integer> index = new HashMap<>();
        rules.forEach(rule -> index.put(rule.name(), index.size()));
        Map<Finding.Identity, Integer> seen = new HashMap<>();
        JsonArray results = new JsonArray();
        for (Finding finding : report.findings()) {
            JsonObject result = Json.object()
                    .add("ruleId", finding.rule().name())
                    .add("ruleIndex", index.get(finding.rule().name()))
                    .add("level", level(finding.severity()))
                    .add("message", text(finding.message() + finding.fix().map(fix -> " Fix: " + fix.title() + ".").orElse("")))
                    .add("locations", Json.array().add(location(finding.place())))
                    .add("partialFingerprints", Json.object().add("finding/v1",
                            fingerprint(finding.identity(), seen.merge(finding.identity(), 1, Integer::sum))));
            if (!finding.related().isEmpty()) {
                result.add("relatedLocations", array(finding.related().stream()
                        .map(other -> (JsonValue) location(other.place()).add("message", text(other.message()))).toList()));
            }
            finding.fix().flatMap(fix -> fix(fix, report)).ifPresent(fix -> result.add("fixes", Json.array().add(fix)));
            results.add(result);
        }
        return results;
    }

    private static Optional<JsonObject> fix(Fix fix, Report report) {
        List<Edit> edits = fix.plan().edits();
        if (report.repair().filter(Repair::applied).isPresent() || edits.isEmpty() || edits.size() < fix.plan().changes().size()) {
            return Optional.empty();
        }
        Map<String, List<JsonValue>> replacements = new LinkedHashMap<>();
        for (Edit edit : edits) {
            Optional<TextFile> file = report.tree().read(edit.path());
            if (file.isEmpty() || edit.end() > file.get().text().length()) {
                return Optional.empty();
            }
            replacements.computeIfAbsent(edit.path(), path -> new ArrayList<>()).add(Json.object()
                    .add("deletedRegion", Json.object()
                            .add("startLine", file.get().line(edit.start())).add("startColumn", file.get().column(edit.start()))
                            .add("endLine", file.get().line(edit.end())).add("endColumn", file.get().column(edit.end())))
                    .add("insertedContent", Json.object().add("text", edit.text())));
        }
        JsonArray changes = new JsonArray();
        replacements.forEach((path, list) -> changes.add(Json.object()
                .add("artifactLocation", artifact(path)).add("replacements", array(list))));
        return Optional.of(Json.object().add("description", text(fix.title())).add("artifactChanges", changes));
    }

    private static JsonObject location(Place place) {
        return Json.object().add("physicalLocation", Json.object()
                .add("artifactLocation", artifact(place.file()))
                .add("region", Json.object().add("startLine", place.line()).add("startColumn", place.column())));
    }

    private static JsonObject artifact(String path) {
        return Json.object().add("uri", uri(path)).add("uriBaseId", ROOT);
    }

    /** A path as a relative URI reference (RFC 3986): every byte but unreserved ones and slashes is percent-encoded. */
    private static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-._~/".indexOf(b) >= 0;
            uri.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return uri.toString();
    }

    private static String folderUri(String root) {
        String uri = Path.of(root).toUri().toString();
        return uri.endsWith("/") ? uri : uri + "/";
    }

    private static String fingerprint(Finding.Identity identity, int number) {
        String key = String.join("\0", identity.rule(), identity.file(), identity.subject(), String.valueOf(number));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String level(Severity severity) {
        return severity == Severity.INFO ? "note" : severity.label();
    }

    private static JsonObject text(String text) {
        return Json.object().add("text", Visible.block(text));
    }

    private static JsonArray array(List<JsonValue> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }
}
