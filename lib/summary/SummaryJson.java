package summary;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.WriterConfig;
import command.Comparison;
import java.util.Collection;
import java.util.function.Function;
import report.Finding;
import report.Format;
import report.JsonReport;
import report.Visible;
import ws.GoldenPathReports;

/** The contract of every static command, and the execution summary's own members beside it. */
final class SummaryJson {
    private SummaryJson() {}

    static String of(ExecutionSummary summary) {
        JsonObject json = JsonReport.json(summary.report())
                .add("verdict", summary.verdict())
                .add("headlines", array(summary.headlines(), Json::value))
                .add("issues", array(summary.issues(), SummaryJson::issue))
                .add("goldenPath", array(summary.chains(), SummaryJson::chain))
                .add("impact", impact(summary))
                .add("remediation", array(summary.remedies(), SummaryJson::remedy))
                .add("validation", array(summary.validations(), validation -> Json.object().add("command", validation.command())
                        .add("proves", validation.proves()).add("result", validation.result())))
                .add("progress", summary.progress().map(SummaryJson::progress).orElse(Json.NULL))
                .add("walks", array(summary.walks(), walk -> Json.object().add("name", walk.name())
                        .add("result", Json.parse(GoldenPathReports.of(walk.result(), Format.JSON, false)))));
        json.set("notes", array(summary.notes(), Json::value));
        return Visible.json(json.toString(WriterConfig.PRETTY_PRINT)) + "\n";
    }

    private static JsonValue issue(Issue issue) {
        return Json.object().add("number", issue.number()).add("title", issue.title()).add("severity", issue.severity().label())
                .add("rules", array(issue.rules(), Json::value)).add("accepted", issue.accepted())
                .add("expected", array(issue.expected(), Json::value)).add("available", array(issue.available(), Json::value))
                .add("exactMatches", issue.exactMatches()).add("places", array(issue.findings(), SummaryJson::place));
    }

    private static JsonValue place(Finding finding) {
        return Json.object().add("file", finding.place().file()).add("line", finding.place().line()).add("column", finding.place().column())
                .add("rule", finding.rule().name()).add("subject", finding.subject()).add("message", finding.message());
    }

    private static JsonValue chain(Chain chain) {
        return Json.object().add("name", chain.name()).add("steps", array(chain.links(), link -> Json.object()
                .add("step", link.step().label()).add("state", link.state().label()).add("services", array(link.services(), Json::value))
                .add("reason", link.reason()).add("issues", array(link.issues(), Json::value))));
    }

    private static JsonValue impact(ExecutionSummary summary) {
        JsonArray sums = new JsonArray();
        Impact.sums(summary.impacts()).forEach((unit, sum) -> sums.add(Json.object().add("amount", sum.doubleValue()).add("unit", unit)));
        return Json.object().add("blocked", array(summary.impacts(), impact -> Json.object().add("on", impact.on()).add("text", impact.text())
                .add("amount", impact.amount().map(amount -> Json.value(amount.doubleValue())).orElse(Json.NULL)).add("unit", impact.unit()))).add("sums", sums);
    }

    private static JsonValue remedy(Remedy remedy) {
        return Json.object().add("issue", remedy.issue()).add("unblocks", array(remedy.steps(), step -> Json.value(step.label())))
                .add("options", array(remedy.options(), option -> Json.object().add("title", option.title()).add("command", option.command())
                        .add("diff", option.diff()))).add("proof", remedy.proof());
    }

    private static JsonValue progress(Comparison progress) {
        return Json.object().add("before", progress.earlier()).add("had", progress.resolved().size() + progress.left().size())
                .add("resolved", progress.resolved().size()).add("left", progress.left().size()).add("new", progress.fresh().size()).add("resolvedFindings", array(progress.resolved(), gone -> Json.object().add("rule", gone.rule())
                        .add("file", gone.file()).add("subject", gone.subject())));
    }

    private static <T> JsonArray array(Collection<T> items, Function<T, JsonValue> json) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(json.apply(item)));
        return array;
    }
}
