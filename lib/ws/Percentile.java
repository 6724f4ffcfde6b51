package ws;

import static report.Html.attr;
import static report.Html.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import report.Html;
import ws.GoldenPathResult.Percentiles;

/** Draws the percentiles of each stage on one logarithmic scale, so that a handshake and an answer both show. */
final class Percentile {

    private static final int LEFT = 190;
    private static final int WIDTH = 740;
    private static final int ROW = 24;

    private Percentile() {
    }

    static Html picture(Map<String, Percentiles> latency) {
        double most = latency.values().stream().mapToDouble(Percentiles::max).max().orElse(1);
        int decades = (int) Math.max(1, Math.ceil(Math.log10(1 + most)));
        List<Html> parts = new ArrayList<>();
        for (int decade = 0; decade <= decades; decade++) {
            double millis = Math.pow(10, decade) - (decade == 0 ? 1 : 0);
            parts.add(Timeline.line("grid", x(millis, decades), 18, x(millis, decades), 22 + latency.size() * ROW));
            parts.add(Timeline.text("axis middle", x(millis, decades), 12, String.format(java.util.Locale.ROOT, "%,.0f ms", millis)));
        }
        double y = 22 + ROW / 2.0;
        for (var stage : latency.entrySet()) {
            Percentiles times = stage.getValue();
            String name = stage.getKey().replaceFirst("^event:", "");
            parts.add(Timeline.text("axis", 0, y + 4, name.length() > 26 ? name.substring(0, 25) + "…" : name));
            parts.add(Timeline.line("turn", x(times.p50(), decades), y, x(times.max(), decades), y));
            parts.add(mark("p50", times.p50(), 6, y, decades));
            parts.add(mark("p90", times.p90(), 5, y, decades));
            parts.add(mark("p99", times.p99(), 4, y, decades));
            parts.add(mark("max", times.max(), 3, y, decades));
            y += ROW;
        }
        Html picture = tag("svg", attr("viewBox", "0 0 980 " + (30 + latency.size() * ROW)), attr("role", "img"), attr("class", "percentiles"),
                tag("title", "Percentiles by stage in milliseconds, logarithmic"), parts);
        return tag("figure", tag("div", attr("class", "wide"), picture), tag("figcaption", List.of("p50", "p90", "p99", "max").stream()
                .map(name -> tag("span", attr("class", "key key-" + name), "● " + name)).toList()));
    }

    private static Html mark(String name, double millis, int radius, double y, int decades) {
        return tag("circle", attr("class", "mark " + name), attr("cx", Timeline.number(x(millis, decades))), attr("cy", Timeline.number(y)),
                attr("r", String.valueOf(radius)), tag("title", name + " " + HtmlReport.number(millis) + " ms"));
    }

    private static double x(double millis, int decades) {
        return LEFT + Math.log10(1 + millis) / Math.log10(1 + Math.pow(10, decades)) * WIDTH;
    }
}
