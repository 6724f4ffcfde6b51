package ws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ws.Failure.Kind;
import ws.Scenario.Phase;

/**
 * Compares the events of one request with the order that a scenario describes. The first events of the phases come in the order of the
 * phases; a repeated event may come again later, since an agent thinks between its tools. An event that closes a pair needs an open one.
 */
final class EventOrder {

    /** @param event the name it is about */
    record Problem(String event, Failure failure) {
    }

    private final Scenario scenario;
    private final Limits limits;
    private final Trace.Turn turn;
    private final List<String> names;
    private final List<Problem> problems = new ArrayList<>();

    private EventOrder(Scenario scenario, Limits limits, Trace.Turn turn) {
        this.scenario = scenario;
        this.limits = limits;
        this.turn = turn;
        this.names = new ArrayList<>(turn.events().size());
        turn.events().forEach(event -> names.add(event.name()));
    }

    /** All that is wrong with the events of a request, the missing ones first; an empty list when nothing is. */
    static List<Problem> problems(Trace.Turn turn, Scenario scenario, Limits limits) {
        var order = new EventOrder(scenario, limits, turn);
        order.missing();
        order.wrongOrder();
        order.pairs();
        order.duplicates();
        order.afterTheEnd();
        order.gaps();
        return List.copyOf(order.problems);
    }

    /** The longest time between two events in milliseconds, 0 with fewer than two. */
    static double longestGap(Trace.Turn turn) {
        double longest = 0;
        for (Trace.Event event : turn.events()) {
            longest = Math.max(longest, event.gap());
        }
        return longest;
    }

    private void missing() {
        for (Phase phase : scenario.events()) {
            if (phase.required() && firstOf(phase) < 0) {
                String came = names.isEmpty() ? "no event" : "only " + came();
                add(phase.label(), Kind.MISSING_EVENT, phase.label(), came);
                if (phase instanceof Phase.Pair pair && !names.contains(pair.closes())) {
                    add(pair.closes(), Kind.MISSING_EVENT, pair.closes(), came);
                }
            }
        }
    }

    private void wrongOrder() {
        Phase before = null;
        for (Phase phase : scenario.events()) {
            if (phase.anywhere() || firstOf(phase) < 0) {
                continue;
            }
            if (before != null && firstOf(phase) < firstOf(before)) {
                add(phase.label(), Kind.WRONG_ORDER, before.label() + " before " + phase.label(), came());
                return;
            }
            before = phase;
        }
    }

    private void pairs() {
        for (Phase phase : scenario.events()) {
            if (phase instanceof Phase.Pair pair) {
                int open = 0;
                boolean stray = false;
                for (String name : names) {
                    open += name.equals(pair.opens()) ? 1 : name.equals(pair.closes()) ? -1 : 0;
                    stray |= open < 0;
                    open = Math.max(0, open);
                }
                if (stray) {
                    add(pair.closes(), Kind.WRONG_ORDER, pair.opens() + " before each " + pair.closes(), came());
                } else if (open > 0) {
                    add(pair.closes(), Kind.MISSING_EVENT, pair.closes() + " after each " + pair.opens(), came());
                }
            }
        }
    }

    private void duplicates() {
        var told = new ArrayList<String>(0);
        for (Phase phase : scenario.events()) {
            int count = 0;
            for (String name : names) {
                count += phase.begins(name) ? 1 : 0;
            }
            if (count > 1 && !phase.repeated()) {
                told.add(phase.label());
                add(phase.label(), Kind.DUPLICATE, phase.label() + " once", count + " times: " + came());
            }
        }
        for (Trace.Event event : turn.events()) {
            if (event.repeats() && !told.contains(event.name())) {
                add(event.name(), Kind.DUPLICATE, "each event once", "the very same " + event.name() + " twice in a row");
                return;
            }
        }
    }

    private void afterTheEnd() {
        for (int i = 0; i < names.size() - 1; i++) {
            if (scenario.ends().contains(names.get(i))) {
                String next = names.get(i + 1);
                if (!scenario.ends().contains(next)) {
                    add(next, Kind.WRONG_ORDER, "nothing after " + names.get(i), next);
                }
                return;
            }
        }
    }

    private void gaps() {
        for (int i = 1; i < turn.events().size(); i++) {
            double gap = turn.events().get(i).gap();
            if (gap > limits.gap().toNanos() / 1e6) {
                add(names.get(i), Kind.GAP, "at most " + limits.gap().toMillis() + " ms between two events",
                        String.format(Locale.ROOT, "%.0f ms between %s and %s", gap, names.get(i - 1), names.get(i)));
                return;
            }
        }
    }

    private int firstOf(Phase phase) {
        for (int i = 0; i < names.size(); i++) {
            if (phase.begins(names.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private String came() {
        int shown = Math.min(names.size(), 12);
        return String.join(", ", names.subList(0, shown)) + (names.size() > shown ? ", …" : "");
    }

    private void add(String event, Kind kind, String expected, String came) {
        problems.add(new Problem(event, new Failure(kind, expected, came)));
    }
}
