package ws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * Percentiles of every stage over all users. TCP and `journey` count from the schedule, not from when this machine got round to them, so
 * that a slow server cannot hide behind the users that it held up (coordinated omission).
 */
final class Latency {

    private static final double MICROS_PER_MILLI = 1000;

    private final Map<String, Histogram> stages = new LinkedHashMap<>();
    private final Map<String, Histogram> events = new LinkedHashMap<>();

    private Latency() {
        List.of("connect", "tls", "upgrade", "welcome", "first-event", "request", "journey").forEach(name -> stages.put(name, new Histogram(3)));
    }

    /** By stage; an event's own stage is {@code event:NAME}, the time since the event before it. Stages nobody reached are left out. */
    static Map<String, GoldenPathResult.Percentiles> of(List<Trace> traces) {
        var latency = new Latency();
        traces.forEach(latency::add);
        var all = new LinkedHashMap<>(latency.stages);
        latency.events.forEach((name, histogram) -> all.put("event:" + name, histogram));
        var percentiles = new LinkedHashMap<String, GoldenPathResult.Percentiles>();
        all.forEach((name, histogram) -> {
            if (histogram.getTotalCount() > 0) {
                percentiles.put(name, new GoldenPathResult.Percentiles(histogram.getTotalCount(), at(histogram, 50), at(histogram, 90),
                        at(histogram, 99), histogram.getMaxValue() / MICROS_PER_MILLI));
            }
        });
        return percentiles;
    }

    private void add(Trace trace) {
        record(stages.get("connect"), trace.connect().tcp());
        record(stages.get("tls"), trace.connect().tls());
        record(stages.get("upgrade"), trace.connect().upgrade());
        record(stages.get("welcome"), trace.connect().welcome());
        for (Trace.Turn turn : trace.turns()) {
            double before = turn.sent();
            for (Trace.Event event : turn.events()) {
                OptionalDouble millis = OptionalDouble.of(event.at() - before);
                record(before == turn.sent() ? stages.get("first-event")
                        : events.computeIfAbsent(event.name(), name -> new Histogram(3)), millis);
                before = event.at();
            }
            record(stages.get("request"), turn.duration());
        }
        if (!trace.turns().isEmpty()) {
            OptionalDouble end = trace.turns().get(trace.turns().size() - 1).ended();
            record(stages.get("journey"), end.isPresent() ? OptionalDouble.of(end.getAsDouble() - trace.scheduled()) : end);
        }
    }

    private static void record(Histogram histogram, OptionalDouble millis) {
        millis.ifPresent(value -> histogram.recordValue(Math.max(0, Math.round(value * MICROS_PER_MILLI))));
    }

    private static double at(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
