package ws;

import static report.Html.attr;
import static report.Html.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import report.Html;
import ws.GoldenPathResult.Status;

/** A result as parts of a page: steps, checks, when which event came, and percentiles. */
public final class HtmlReport {

    private HtmlReport() {
    }

    static Html head(GoldenPathResult result) {
        return tag("header", tag("h1", "ws-golden-path"),
                tag("p", attr("class", "verdict " + (result.passed() ? "passed" : "failed")), GoldenPathReports.verdict(result)));
    }

    public static List<Html> sections(GoldenPathResult result) {
        List<Html> sections = new ArrayList<>();
        sections.add(tag("p", attr("class", "effort"), String.format(Locale.ROOT, "%s · protocol %s · limits of profile %s · %d of %d users succeeded · %.1f s",
                result.target(), result.scenario(), result.profile(), result.users().succeeded(), result.users().planned(), result.millis() / 1000)));
        result.notes().forEach(note -> sections.add(tag("p", "Note: " + note)));
        sections.add(table("Steps", result.steps().stream().map(step -> row(step.name(), step.status(),
                step.millis().isPresent() ? number(step.millis().getAsDouble()) : "", said(step.detail(), step.blockedBy()),
                step.failure().stream().toList(), step.lastMessages())).toList()));
        sections.add(table("Checks", result.checks().stream().map(check -> row(check.name(), check.status(), "",
                said(check.detail(), check.blockedBy()), check.failures(), List.of())).toList()));
        List<Trace> users = result.crowd().isEmpty() ? result.path().stream().toList() : result.crowd();
        if (users.stream().anyMatch(user -> !user.turns().isEmpty())) {
            sections.add(tag("section", tag("h3", "Events of each user"), Timeline.of(users)));
        }
        if (!result.latency().isEmpty()) {
            sections.add(tag("section", tag("h3", "Latency"), Percentile.picture(result.latency()), latency(result)));
        }
        return sections;
    }

    private static Html table(String title, List<Html> rows) {
        return tag("section", tag("h3", title), tag("table", attr("class", "steps"),
                head(title.substring(0, title.length() - 1), "Status", "ms", "What was seen"), tag("tbody", rows)));
    }

    private static Html row(String name, Status status, String millis, String said, List<Failure> failures, List<String> lastMessages) {
        List<Html> seen = new ArrayList<>(List.of(tag("p", said)));
        for (int i = 0; i < failures.size(); i++) {
            Failure failure = failures.get(i);
            seen.add(tag("p", "expected: " + failure.expected()));
            seen.add(tag("p", "came: " + (failure.came().isEmpty() ? "nothing" : failure.came())));
            if (i + 1 < failures.size() && failures.get(i + 1).kind() == failure.kind()) {
                continue;
            }
            seen.add(tag("ul", failure.causes().stream().map(cause -> tag("li", "likely: " + cause)).toList()));
        }
        if (!lastMessages.isEmpty()) {
            seen.add(tag("details", tag("summary", "the server's last messages"), tag("pre", String.join("\n", lastMessages))));
        }
        String word = status.name().toLowerCase(Locale.ROOT);
        return tag("tr", attr("class", "state-" + word), tag("td", attr("data-label", "Name"), tag("code", name)),
                tag("td", attr("data-label", "Status"), tag("span", attr("class", "badge"), word)),
                tag("td", attr("data-label", "ms"), millis), tag("td", attr("data-label", "What was seen"), seen));
    }

    private static Html latency(GoldenPathResult result) {
        List<Html> rows = new ArrayList<>();
        result.latency().forEach((name, stage) -> rows.add(tag("tr", tag("td", attr("data-label", "Stage"), tag("code", name)),
                tag("td", attr("data-label", "count"), String.valueOf(stage.count())), tag("td", attr("data-label", "p50"), number(stage.p50())),
                tag("td", attr("data-label", "p90"), number(stage.p90())), tag("td", attr("data-label", "p99"), number(stage.p99())),
                tag("td", attr("data-label", "max"), number(stage.max())))));
        return tag("table", attr("class", "numbers"), head("Stage", "count", "p50 in ms", "p90", "p99", "max"), tag("tbody", rows));
    }

    private static Html head(String... names) {
        return tag("thead", tag("tr", List.of(names).stream().map(name -> tag("th", attr("scope", "col"), name)).toList()));
    }

    private static String said(String detail, Optional<String> blockedBy) {
        return blockedBy.map(by -> "by " + by).orElse(detail);
    }

    static String number(double millis) {
        return String.format(Locale.ROOT, "%.1f", millis);
    }
}
