package ws;

import static report.Markdown.code;
import static report.Markdown.escape;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ws.GoldenPathResult.Status;

/** A result to paste into an issue or a job summary. */
public final class MarkdownReport {

    private MarkdownReport() {
    }

    static String of(GoldenPathResult result) {
        return "### ws-golden-path: " + escape(GoldenPathReports.verdict(result)) + "\n\n" + sections(result);
    }

    /** Everything below the heading. */
    public static String sections(GoldenPathResult result) {
        var text = new StringBuilder("Target " + code(result.target()) + ", protocol " + escape(result.scenario()) + ", limits of profile "
                + escape(result.profile()) + ".\n\n| Step | | ms | |\n| --- | --- | ---: | --- |\n");
        for (var step : result.steps()) {
            text.append(row(step.name(), step.status(), step.millis().isPresent() ? number(step.millis().getAsDouble()) : "",
                    said(step.detail(), step.blockedBy(), step.failure().stream().toList())));
        }
        text.append("\n| Check | | | |\n| --- | --- | --- | --- |\n");
        result.checks().forEach(check -> text.append(row(check.name(), check.status(), "", said(check.detail(), check.blockedBy(), check.failures()))));
        if (!result.latency().isEmpty()) {
            text.append("\n| Latency in ms | count | p50 | p90 | p99 | max |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
            result.latency().forEach((name, stage) -> text.append("| ").append(escape(name)).append(" | ").append(stage.count()).append(" | ")
                    .append(number(stage.p50())).append(" | ").append(number(stage.p90())).append(" | ").append(number(stage.p99()))
                    .append(" | ").append(number(stage.max())).append(" |\n"));
        }
        text.append('\n').append(result.users().succeeded()).append(" of ").append(result.users().planned()).append(" users succeeded.\n");
        result.notes().forEach(note -> text.append("\n> ").append(escape(note)).append('\n'));
        return text.toString();
    }

    private static String row(String name, Status status, String millis, String said) {
        String word = status == Status.FAIL ? "**FAIL**" : status.name().toLowerCase(Locale.ROOT);
        return "| " + escape(name) + " | " + word + " | " + millis + " | " + said + " |\n";
    }

    private static String said(String detail, Optional<String> blockedBy, List<Failure> failures) {
        var text = new StringBuilder(escape(blockedBy.map(by -> "by " + by).orElse(detail)));
        failures.forEach(failure -> text.append("<br>expected ").append(escape(failure.expected())).append("; came ")
                .append(escape(failure.came().isEmpty() ? "nothing" : failure.came())).append("<br>likely: ").append(escape(failure.causes().get(0))));
        return text.toString();
    }

    private static String number(double millis) {
        return String.format(Locale.ROOT, "%.1f", millis);
    }
}
