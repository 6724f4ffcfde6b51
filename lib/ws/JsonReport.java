package ws;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.WriterConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A result for programs. Fields may be added, never renamed; times are milliseconds. */
public final class JsonReport {

    private static final int SCHEMA = 1;

    private JsonReport() {
    }

    /** The result as one JSON document with a closing line end. */
    public static String of(GoldenPathResult result) {
        var steps = new JsonArray();
        result.steps().forEach(step -> steps.add(new JsonObject()
                .add("name", step.name())
                .add("status", lower(step.status()))
                .add("millis", number(step.millis()))
                .add("detail", step.detail())
                .add("blockedBy", text(step.blockedBy()))
                .add("failures", failures(step.failure().stream()))
                .add("lastMessages", texts(step.lastMessages()))));
        var checks = new JsonArray();
        result.checks().forEach(check -> checks.add(new JsonObject()
                .add("name", check.name())
                .add("status", lower(check.status()))
                .add("limits", values(check.limits()))
                .add("measured", values(check.measured()))
                .add("detail", check.detail())
                .add("blockedBy", text(check.blockedBy()))
                .add("failures", failures(check.failures().stream()))));
        var latency = new JsonObject();
        result.latency().forEach((stage, times) -> latency.add(stage, new JsonObject().add("count", times.count())
                .add("p50", times.p50()).add("p90", times.p90()).add("p99", times.p99()).add("max", times.max())));
        return new JsonObject()
                .add("command", "ws-golden-path")
                .add("schema", SCHEMA)
                .add("target", result.target())
                .add("scenario", result.scenario())
                .add("profile", result.profile())
                .add("notes", texts(result.notes()))
                .add("steps", steps)
                .add("checks", checks)
                .add("users", new JsonObject().add("planned", result.users().planned()).add("connected", result.users().connected())
                        .add("succeeded", result.users().succeeded()).add("failed", result.users().failed()))
                .add("latency", latency)
                .add("interrupted", result.interrupted())
                .add("millis", rounded(result.millis()))
                .add("verdict", result.passed() ? "pass" : "fail")
                .toString(WriterConfig.PRETTY_PRINT) + "\n";
    }

    private static JsonArray failures(Stream<Failure> failures) {
        var array = new JsonArray();
        failures.forEach(failure -> array.add(new JsonObject()
                .add("kind", lower(failure.kind()))
                .add("expected", failure.expected())
                .add("came", failure.came())
                .add("causes", texts(failure.causes()))));
        return array;
    }

    private static JsonObject values(Map<String, Object> values) {
        var object = new JsonObject();
        values.forEach((name, value) -> object.add(name, value instanceof Number number
                ? number instanceof Double || number instanceof Float ? rounded(number.doubleValue()) : Json.value(number.longValue())
                : Json.value(value.toString())));
        return object;
    }

    private static JsonArray texts(List<String> texts) {
        var array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static JsonValue text(Optional<String> text) {
        return text.map(Json::value).orElse(Json.NULL);
    }

    private static JsonValue number(OptionalDouble number) {
        return number.isPresent() ? rounded(number.getAsDouble()) : Json.NULL;
    }

    /** Milliseconds, or per cent, without the digits that only the arithmetic left behind. */
    private static JsonValue rounded(double value) {
        return Json.value(Math.round(value * 1000) / 1000.0);
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
