package report;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.WriterConfig;

/** The contract with programs, schema 1: a member may be added, none is renamed. */
public final class JsonReport implements Renderer {
    @Override
    public String render(Report report) {
        return Visible.json(json(report).toString(WriterConfig.PRETTY_PRINT)) + "\n";
    }

    /** The document itself, to which a command may add members of its own. */
    public static JsonObject json(Report report) {
        JsonArray findings = new JsonArray();
        report.findings().forEach(finding -> findings.add(finding(finding)));
        JsonArray notes = new JsonArray();
        report.notes().forEach(notes::add);
        JsonObject json = Json.object()
                .add("command", report.command())
                .add("schema", 1)
                .add("root", report.root())
                .add("findings", findings)
                .add("summary", summary(report.summary()))
                .add("notes", notes)
                .add("diff", report.repair().map(repair -> Json.value(repair.diff())).orElse(Json.NULL));
        if (!report.tables().isEmpty()) {
            JsonArray tables = new JsonArray();
            report.tables().forEach(table -> tables.add(table(table)));
            json.add("tables", tables);
        }
        return json;
    }

    private static JsonObject table(Table table) {
        JsonArray rows = new JsonArray();
        table.rows().forEach(row -> rows.add(texts(row)));
        return Json.object().add("title", table.title()).add("columns", texts(table.columns())).add("rows", rows);
    }

    private static JsonArray texts(java.util.List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static JsonObject finding(Finding finding) {
        JsonArray available = new JsonArray();
        finding.available().forEach(available::add);
        JsonArray related = new JsonArray();
        finding.related().forEach(other -> related.add(Json.object()
                .add("file", other.place().file())
                .add("line", other.place().line())
                .add("message", other.message())));
        return Json.object()
                .add("rule", finding.rule().name())
                .add("severity", finding.severity().label())
                .add("file", finding.place().file())
                .add("line", finding.place().line())
                .add("column", finding.place().column())
                .add("subject", finding.subject())
                .add("message", finding.message())
                .add("available", available)
                .add("related", related)
                .add("fix", finding.fix().map(JsonReport::fix).orElse(Json.NULL));
    }

    private static JsonValue fix(Fix fix) {
        return Json.object()
                .add("title", fix.title())
                .add("edits", fix.plan().edits().size())
                .add("moves", fix.plan().moves().size())
                .add("automatic", fix.automatic());
    }

    private static JsonObject summary(Summary summary) {
        return Json.object()
                .add("filesRead", summary.filesRead())
                .add("references", summary.references())
                .add("errors", summary.errors())
                .add("warnings", summary.warnings())
                .add("infos", summary.infos())
                .add("fixable", summary.fixable())
                .add("fixed", summary.fixed())
                .add("ignored", summary.ignored())
                .add("accepted", summary.accepted())
                .add("resolved", summary.resolved())
                .add("millis", summary.millis());
    }
}
