package ws;

import static report.Html.attr;
import static report.Html.tag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import report.Html;

/** Draws when each event of each user came: a row for each user, milliseconds to the right. */
final class Timeline {

    private static final int LEFT = 90;
    private static final int WIDTH = 860;
    private static final int RIGHT = 30;
    private static final int ROW = 32;
    private static final int MOST_ROWS = 40;
    private static final int MOST_EVENTS = 300;
    private static final int KINDS = 8;

    private final List<Trace> users;
    private final double start;
    private final double end;
    private final Map<String, Integer> kinds = new LinkedHashMap<>();

    private Timeline(List<Trace> users) {
        this.users = users.stream().limit(MOST_ROWS).toList();
        this.start = users.stream().mapToDouble(Trace::scheduled).min().orElse(0);
        this.end = Math.max(start + 1, this.users.stream().flatMap(user -> user.turns().stream()).flatMapToDouble(turn ->
                turn.events().stream().mapToDouble(Trace.Event::at)).max().orElse(start + 1));
    }

    static Html of(List<Trace> users) {
        return new Timeline(users).draw(users.size());
    }

    private Html draw(int all) {
        List<Html> parts = new ArrayList<>();
        for (double tick : ticks(end - start)) {
            parts.add(line("grid", x(start + tick), 18, x(start + tick), 22 + users.size() * ROW));
            parts.add(text("axis middle", x(start + tick), 12, String.format(Locale.ROOT, "%,.0f ms", tick)));
        }
        for (int i = 0; i < users.size(); i++) {
            row(parts, users.get(i), 22 + i * ROW + ROW / 2);
        }
        int height = 30 + users.size() * ROW;
        Html picture = tag("svg", attr("viewBox", "0 0 " + (LEFT + WIDTH + RIGHT) + " " + height), attr("role", "img"), attr("class", "timeline"),
                tag("title", "Events of " + users.size() + " users over " + Math.round(end - start) + " ms"), parts);
        return tag("figure", tag("div", attr("class", "wide"), picture), tag("figcaption", legend(all)));
    }

    private void row(List<Html> parts, Trace user, double y) {
        parts.add(text("axis", 0, y + 4, "user " + user.user()));
        parts.add(line("grid", LEFT, y, LEFT + WIDTH, y));
        double connected = user.scheduled() + user.connect().total();
        parts.add(tag("rect", attr("class", "connect"), attr("x", number(x(user.scheduled()))), attr("y", number(y - 4)), attr("height", "8"),
                attr("width", number(Math.max(1, x(Math.min(connected, end)) - x(user.scheduled())))), tag("title", "connection, " + HtmlReport.number(connected - user.scheduled()) + " ms")));
        for (Trace.Turn turn : user.turns()) {
            double last = turn.events().isEmpty() ? turn.sent() : turn.events().get(turn.events().size() - 1).at();
            parts.add(tag("line", attr("class", "turn"), attr("x1", number(x(turn.sent()))), attr("x2", number(x(last))), attr("y1", number(y)), attr("y2", number(y)),
                    tag("title", "request " + turn.number())));
            turn.events().stream().limit(MOST_EVENTS).forEach(event -> parts.add(tag("circle", attr("class", "event kind-" + kind(event.name())),
                    attr("cx", number(x(event.at()))), attr("cy", number(y + lane(kind(event.name())))), attr("r", "4"),
                    tag("title", event.name() + ", " + HtmlReport.number(event.at() - turn.sent()) + " ms after the request"))));
            if (turn.failure().isPresent()) {
                parts.add(failure(x(Math.min(last, end)), y, turn.failure().get()));
            }
        }
        user.failure().filter(failure -> user.turns().isEmpty()).ifPresent(failure -> parts.add(failure(x(user.scheduled()), y, failure)));
    }

    /** Beside the last event, on the side where there is room. */
    private static Html failure(double x, double y, Failure failure) {
        boolean right = x < LEFT + WIDTH * 0.7;
        return text(right ? "failure" : "failure end", right ? x + 12 : x - 12, right ? y + 5 : y - 5, "✗ " + failure.kind().label());
    }

    private List<Html> legend(int all) {
        List<Html> words = new ArrayList<>(List.of(tag("span", attr("class", "key key-connect"), "■ connection")));
        kinds.forEach((name, kind) -> words.add(tag("span", attr("class", "key key-" + kind), "● " + name)));
        if (all > users.size()) {
            words.add(tag("span", attr("class", "key"), "the first " + users.size() + " of " + all + " users"));
        }
        return words;
    }

    private int kind(String event) {
        return kinds.computeIfAbsent(event, name -> kinds.size() % KINDS + 1);
    }

    /** Kinds stand a little apart, so that events at one moment do not hide each other. */
    private static double lane(int kind) {
        return ((kind - 1) % 5 - 2) * 4.5;
    }

    private double x(double millis) {
        return LEFT + (millis - start) / (end - start) * WIDTH;
    }

    /** Up to five round numbers. */
    private static List<Double> ticks(double span) {
        double step = Math.pow(10, Math.floor(Math.log10(span)));
        while (span / step < 2) {
            step /= 2;
        }
        while (span / step > 5) {
            step *= 2;
        }
        List<Double> ticks = new ArrayList<>();
        for (double tick = 0; tick <= span; tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }

    static Html line(String kind, double x1, double y1, double x2, double y2) {
        return tag("line", attr("class", kind), attr("x1", number(x1)), attr("y1", number(y1)), attr("x2", number(x2)), attr("y2", number(y2)));
    }

    static Html text(String kind, double x, double y, String words) {
        return tag("text", attr("class", kind), attr("x", number(x)), attr("y", number(y)), words);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
