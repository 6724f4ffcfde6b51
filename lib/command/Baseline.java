package command;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;
import com.eclipsesource.json.WriterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import report.Finding;
import report.Finding.Identity;

/**
 * Findings that were accepted earlier. They are known by rule, file and subject, so that lines may move; a file that has
 * the same finding once more than the baseline has a new one.
 *
 * @param name     what a report calls it
 * @param accepted how often each finding was there
 */
record Baseline(String name, Map<Identity, Integer> accepted) {
    private static final String NAME = "the baseline";
    private static final Comparator<Identity> ORDER = Comparator.comparing(Identity::file)
            .thenComparing(Identity::rule).thenComparing(Identity::subject);
    static final Baseline EMPTY = new Baseline(NAME, Map.of());

    Baseline {
        accepted = Map.copyOf(accepted);
    }

    /** What was found a moment ago. */
    static Baseline of(String name, List<Finding> findings) {
        Map<Identity, Integer> accepted = new HashMap<>();
        findings.forEach(finding -> accepted.merge(finding.identity(), 1, Integer::sum));
        return new Baseline(name, accepted);
    }

    /** Reads what {@link #text} wrote, or any JSON report. Throws UsageException for anything else. */
    static Baseline read(Path file) {
        try {
            Map<Identity, Integer> accepted = new HashMap<>();
            for (JsonValue value : Json.parse(Files.readString(file)).asObject().get("findings").asArray()) {
                JsonObject finding = value.asObject();
                accepted.merge(new Identity(finding.get("rule").asString(), finding.get("file").asString(),
                        finding.get("subject").asString()), 1, Integer::sum);
            }
            return new Baseline(NAME, accepted);
        } catch (IOException e) {
            throw new UsageException("Baseline " + file + " cannot be read" + (Files.exists(file) ? "." : ": there is no such file; --write-baseline makes one."));
        } catch (ParseException | UnsupportedOperationException | NullPointerException e) {
            throw new UsageException("Baseline " + file + " is not what --write-baseline or --format json writes"
                    + (e instanceof ParseException ? ": " + e.getMessage() : "") + ".");
        }
    }

    Comparison against(List<Finding> findings) {
        Map<Identity, Integer> open = new HashMap<>(accepted);
        List<Finding> fresh = new ArrayList<>();
        List<Finding> left = new ArrayList<>();
        for (Finding finding : findings) {
            if (open.getOrDefault(finding.identity(), 0) > 0) {
                open.merge(finding.identity(), -1, Integer::sum);
                left.add(finding);
            } else {
                fresh.add(finding);
            }
        }
        List<Identity> resolved = open.entrySet().stream()
                .flatMap(entry -> Collections.nCopies(entry.getValue(), entry.getKey()).stream()).sorted(ORDER).toList();
        return new Comparison(name, fresh, left, resolved);
    }

    /** The file of a baseline that accepts these findings. */
    static String text(List<Finding> findings) {
        JsonArray array = new JsonArray();
        findings.stream().map(Finding::identity).sorted(ORDER)
                .forEach(identity -> array.add(Json.object().add("rule", identity.rule())
                        .add("file", identity.file()).add("subject", identity.subject())));
        return Json.object().add("schema", 1).add("findings", array).toString(WriterConfig.PRETTY_PRINT) + "\n";
    }
}
