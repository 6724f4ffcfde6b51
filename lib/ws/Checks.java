package ws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import ws.Failure.Kind;
import ws.GoldenPathResult.Check;
import ws.GoldenPathResult.Status;

/** Judges traces as the five checks. Pure functions: everything was measured before. */
final class Checks {

    private static final int MOST_FAILURES = 5;
    private static final String OWN_TOKENS = "give each user a token of its own, one a line";
    private static final String SHARED = "one token for all users: a server that takes them for one sends what is his to each of his connections: "
            + OWN_TOKENS;
    private static final String MIXED = "events of other users came among them: see the check isolation";

    private Checks() {
    }

    static Check skipped(String name, String why) {
        return new Check(name, Status.SKIPPED, Map.of(), Map.of(), why, Optional.empty(), List.of());
    }

    static Check blocked(String name, String by) {
        return new Check(name, Status.BLOCKED, Map.of(), Map.of(), "", Optional.of(by), List.of());
    }

    /** Whether all events of a request came, in order, without gap or duplicate. */
    static Check events(Trace path, Scenario scenario, Limits limits) {
        Trace.Turn turn = path.turns().get(0);
        List<Failure> failures = EventOrder.problems(turn, scenario, limits).stream().map(EventOrder.Problem::failure).toList();
        if (failures.isEmpty() && turn.failure().isPresent()) {
            failures = List.of(turn.failure().get());
        }
        var measured = new LinkedHashMap<String, Object>();
        measured.put("events", turn.count());
        measured.put("seen", turn.events().stream().map(Trace.Event::name).distinct().count());
        measured.put("missing", count(failures, Kind.MISSING_EVENT));
        measured.put("out-of-order", count(failures, Kind.WRONG_ORDER));
        measured.put("duplicates", count(failures, Kind.DUPLICATE));
        measured.put("first-event", turn.events().isEmpty() ? 0.0 : turn.events().get(0).at() - turn.sent());
        measured.put("longest-gap", EventOrder.longestGap(turn));
        var demanded = new LinkedHashMap<String, Object>();
        demanded.put("events", String.join(" ", scenario.events().stream().filter(Scenario.Phase::required).map(Scenario.Phase::demand).toList()));
        demanded.put("first-event", limits.firstEvent().toMillis());
        demanded.put("gap", limits.gap().toMillis());
        return check("events", failures, demanded, measured, String.format(Locale.ROOT, "%d events, longest gap %.0f ms (at most %s)",
                turn.count(), EventOrder.longestGap(turn), shortly(limits.gap())));
    }

    private static String shortly(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static long count(List<Failure> failures, Kind kind) {
        return failures.stream().filter(failure -> failure.kind() == kind).count();
    }

    /** What is wrong with each user's whole way, for the users who did not get an answer to every request. */
    static List<Failure> failures(List<Trace> traces, int requests, Scenario scenario, Limits limits) {
        var failures = new ArrayList<Failure>();
        traces.forEach(trace -> failure(trace, requests, scenario, limits).ifPresent(failures::add));
        return failures;
    }

    /** What kept a user from an answer to every request; empty when nothing did. */
    static Optional<Failure> failure(Trace trace, int requests, Scenario scenario, Limits limits) {
        Optional<Failure> failure = failureOf(trace, requests, scenario, limits);
        return trace.strangers().isEmpty() ? failure : failure.map(each -> switch (each.kind()) {
            case NO_EVENT, MISSING_EVENT, WRONG_ORDER, DUPLICATE, WRONG_REQUEST -> each.because(MIXED);
            default -> each;
        });
    }

    private static Optional<Failure> failureOf(Trace trace, int requests, Scenario scenario, Limits limits) {
        for (Trace.Turn turn : trace.turns()) {
            List<EventOrder.Problem> problems = turn.failure().isPresent() ? List.of() : EventOrder.problems(turn, scenario, limits);
            if (turn.failure().isPresent() || !problems.isEmpty()) {
                return turn.failure().or(() -> Optional.of(problems.get(0).failure()));
            }
            if (turn.answer().isEmpty()) {
                return Optional.of(Steps.emptyAnswer(scenario));
            }
            if (turn.belonging().isPresent()) {
                return Optional.of(new Failure(Kind.WRONG_REQUEST, "an answer to this request", turn.belonging().get()));
            }
        }
        return trace.turns().size() == requests ? Optional.empty()
                : trace.failure().or(() -> Optional.of(new Failure(Kind.TOO_LONG, requests + " requests", trace.turns().size() + " before the run ended")));
    }

    /** Whether enough users at once reach the end. @param failures one for each who did not @param peak the most connections open at one time */
    static Check concurrency(List<Trace> crowd, List<Failure> failures, int peak, Limits limits) {
        double percent = 100.0 * (crowd.size() - failures.size()) / crowd.size();
        var measured = new LinkedHashMap<String, Object>();
        measured.put("users", crowd.size());
        measured.put("connected", crowd.stream().filter(trace -> !trace.turns().isEmpty()).count());
        measured.put("at-once", peak);
        measured.put("succeeded", crowd.size() - failures.size());
        measured.put("success", percent);
        Map<String, Object> demanded = new LinkedHashMap<>();
        demanded.put("users", crowd.size());
        demanded.put("success", limits.success());
        String detail = String.format(Locale.ROOT, "%d of %d users succeeded (%.1f %%, at least %.1f %%), %d connections at once",
                crowd.size() - failures.size(), crowd.size(), percent, limits.success(), peak);
        if (percent >= limits.success()) {
            return new Check("concurrency", Status.PASS, demanded, measured, detail, Optional.empty(), List.of());
        }
        return new Check("concurrency", Status.FAIL, demanded, measured, detail, Optional.empty(), mostFrequent(failures));
    }

    /** One failure of each kind, the most frequent kind first, with its number in front. */
    private static List<Failure> mostFrequent(List<Failure> failures) {
        Map<Kind, List<Failure>> byKind = failures.stream().collect(Collectors.groupingBy(Failure::kind, LinkedHashMap::new, Collectors.toList()));
        return byKind.values().stream().sorted(Comparator.comparing((List<Failure> same) -> same.size()).reversed()).limit(MOST_FAILURES)
                .map(same -> same.get(0).withCame((same.get(0).came().isEmpty() ? "nothing" : same.get(0).came())
                        + " (" + same.size() + (same.size() == 1 ? " user)" : " users)"))).toList();
    }

    /**
     * Whether no user saw what belongs to another. Users whom the server itself calls by one name are one user to it: then what it sends
     * to all of them is no leak, and no proof either.
     *
     * @param shared whether all users have one token
     */
    static Check isolation(List<Trace> traces, boolean shared) {
        List<Trace> connected = traces.stream().filter(trace -> !trace.turns().isEmpty()).toList();
        long users = connected.stream().mapToInt(Trace::user).distinct().count();
        Map<Integer, String> identities = traces.stream().collect(Collectors.toMap(Trace::user, Trace::identity, (one, other) -> other));
        var failures = new ArrayList<Failure>();
        int foreign = 0;
        int siblings = 0;
        for (Trace trace : traces) {
            for (Trace.Stranger stranger : trace.strangers()) {
                if (isSibling(stranger, trace.identity(), identities)) {
                    siblings++;
                } else if (foreign++ < MOST_FAILURES) {
                    var failure = new Failure(Kind.FOREIGN, "only events of user " + trace.user() + " (" + trace.identity() + ") on this connection",
                            stranger.event() + " of " + stranger.whose() + ": " + stranger.message());
                    failures.add(shared ? failure.because(SHARED) : failure);
                }
            }
        }
        if (users < 2 && foreign == 0) {
            return skipped("isolation", "fewer than two users were connected");
        }
        long signatures = connected.stream().flatMap(trace -> trace.turns().stream()).filter(Trace.Turn::signed).count();
        var measured = new LinkedHashMap<String, Object>();
        measured.put("users", users);
        measured.put("signatures", connected.stream().mapToLong(trace -> trace.turns().size()).sum());
        measured.put("signatures-returned", signatures);
        measured.put("foreign-events", foreign);
        Map<String, Object> demanded = Map.of("foreign-events", 0);
        if (foreign > 0) {
            return check("isolation", failures, demanded, measured, "");
        }
        if (siblings > 0 && connected.stream().map(Trace::identity).distinct().count() == 1) {
            return new Check("isolation", Status.SKIPPED, demanded, measured, "not provable: all users are " + connected.get(0).identity()
                    + " to the server, which sends what is his to each of his connections: " + OWN_TOKENS, Optional.empty(), List.of());
        }
        if (connected.stream().noneMatch(Trace::attributed)) {
            return new Check("isolation", Status.SKIPPED, demanded, measured,
                    "not provable: no event names its user or bears a signature", Optional.empty(), List.of());
        }
        return check("isolation", failures, demanded, measured, "no foreign event on " + users + " connections"
                + (siblings > 0 ? "; what is a user's comes to each of his connections" : shared ? "; all users share one token" : "")
                + (signatures == 0 ? "; no request's signature came back, so only owners and conversations could be compared" : ""));
    }

    /** Whether a message is of another connection of the same user, as far as the server says who is who. */
    private static boolean isSibling(Trace.Stranger stranger, String identity, Map<Integer, String> identities) {
        return identity.equals(identities.get(stranger.user())) && (stranger.owner().isEmpty() || stranger.owner().equals(identity));
    }

    static Check errors(List<ErrorProbe.Reply> replies, Optional<Failure> failure, Limits limits) {
        var measured = new LinkedHashMap<String, Object>();
        replies.forEach(reply -> {
            measured.put(reply.probe(), reply.answer());
            measured.put(reply.probe() + " ms", reply.millis());
        });
        String detail = replies.stream().skip(1).map(reply -> reply.probe() + ": " + reply.answer()).collect(Collectors.joining("; "));
        return check("errors", failure.stream().toList(), Map.of("answer", limits.answer().toMillis()), measured,
                (detail.isEmpty() ? "ping answered" : detail + "; ping answered after each"));
    }

    static Check reconnect(int attempts, double millis, Optional<Failure> failure) {
        var measured = new LinkedHashMap<String, Object>();
        measured.put("attempts", attempts);
        measured.put("millis", millis);
        List<Failure> failures = failure.map(last -> last.withCame((last.came().isEmpty() ? "nothing" : last.came()) + " (attempt " + attempts + " of "
                + Reconnect.MOST_ATTEMPTS + ")")).stream().toList();
        return check("reconnect", failures, Map.of("attempts", Reconnect.MOST_ATTEMPTS), measured,
                String.format(Locale.ROOT, "a request completed %.0f ms after the cut, attempt %d of %d", millis, attempts, Reconnect.MOST_ATTEMPTS));
    }

    private static Check check(String name, List<Failure> failures, Map<String, Object> limits, Map<String, Object> measured, String detail) {
        Function<List<Failure>, String> labels = all -> all.stream().map(failure -> failure.kind().label()).distinct().collect(Collectors.joining(", "));
        return new Check(name, failures.isEmpty() ? Status.PASS : Status.FAIL, limits, measured,
                failures.isEmpty() ? detail : labels.apply(failures), Optional.empty(), failures);
    }

    /** How many users of a crowd reached the end. @param failed how many did not */
    static GoldenPathResult.Users users(int planned, List<Trace> traces, int failed) {
        int connected = (int) traces.stream().filter(trace -> !trace.turns().isEmpty()).count();
        return new GoldenPathResult.Users(planned, connected, traces.size() - failed, failed);
    }
}
