package ws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import ws.Failure.Kind;
import ws.GoldenPathResult.Status;
import ws.GoldenPathResult.Step;

/** Judges one user's trace as the seven steps of the golden path. A step after a failed one is blocked by it. */
final class Steps {

    /** The steps in their order. */
    static final List<String> NAMES = List.of("login", "connection", "message", "execution", "events", "completion", "value");

    static final String INTERRUPTED = "the run was interrupted";

    /** Whatever garbles the stream of events belongs to their delivery, even when those that matter had come. */
    private static final Set<Kind> GARBLED = Set.of(Kind.BAD_JSON, Kind.BINARY, Kind.TOO_BIG, Kind.PROTOCOL_ERROR);

    private final Scenario scenario;
    private final Limits limits;
    private final List<Step> steps = new ArrayList<>();

    private Steps(Scenario scenario, Limits limits) {
        this.scenario = scenario;
        this.limits = limits;
    }

    /**
     * The seven steps.
     *
     * @param login the first step as it went
     * @param path the user's trace, empty when the login failed or no connection could be tried; one without end or failure was interrupted
     * @param unresolved why no connection could be tried
     */
    static List<Step> of(Step login, Optional<Trace> path, Optional<Failure> unresolved, double resolveMillis,
            Scenario scenario, Limits limits) {
        var steps = new Steps(scenario, limits);
        steps.steps.add(login);
        if (login.status() != Status.FAIL) {
            unresolved.ifPresent(failure -> steps.failed(failure, List.of()));
            path.ifPresent(trace -> steps.judge(trace, resolveMillis));
        }
        steps.blockTheRest();
        return List.copyOf(steps.steps);
    }

    static Step passed(String name, double millis, String detail) {
        return new Step(name, Status.PASS, OptionalDouble.of(millis), detail, Optional.empty(), Optional.empty(), List.of());
    }

    static Step skipped(String name, String why) {
        return new Step(name, Status.SKIPPED, OptionalDouble.empty(), why, Optional.empty(), Optional.empty(), List.of());
    }

    static Step failed(String name, Failure failure, List<String> lastMessages) {
        return new Step(name, Status.FAIL, OptionalDouble.empty(), failure.kind().label(), Optional.empty(), Optional.of(failure), lastMessages);
    }

    private void judge(Trace trace, double resolveMillis) {
        if (trace.turns().isEmpty()) {
            trace.failure().ifPresent(failure -> failed(failure, List.of()));
            return;
        }
        pass(trace.connect().total(), stages(trace.connect(), resolveMillis));
        Trace.Turn turn = trace.turns().get(0);
        Optional<Failure> failure = turn.failure();
        if (failure.isEmpty() && turn.ended().isEmpty()) {
            if (!turn.events().isEmpty()) {
                accepted();
                began(turn);
            }
            return;
        }
        if (failure.isPresent() && (turn.number() == 0 || turn.events().isEmpty() && refuses(failure.get().kind()))) {
            failed(failure.get(), turn.lastMessages());
            return;
        }
        accepted();
        List<EventOrder.Problem> problems = EventOrder.problems(turn, scenario, limits);
        Optional<Failure> afterwards = trace.failure().filter(late -> GARBLED.contains(late.kind()));
        if (execution(turn, problems) && delivery(turn, problems, failure.or(() -> afterwards)) && completion(turn)) {
            value(turn);
        }
    }

    private static boolean refuses(Kind kind) {
        return switch (kind) {
            case SERVER_ERROR, CLOSED, LOST, AUTH_REFUSED, NOT_READY -> true;
            default -> false;
        };
    }

    private void accepted() {
        pass(0, "sent, not refused");
    }

    private boolean began(Trace.Turn turn) {
        Scenario.Phase first = scenario.events().get(0);
        Optional<Trace.Event> began = turn.events().stream().filter(event -> first.begins(event.name())).findFirst();
        began.ifPresent(event -> pass(event.at() - turn.sent(), event.name()));
        return began.isPresent();
    }

    private boolean execution(Trace.Turn turn, List<EventOrder.Problem> problems) {
        if (began(turn)) {
            return true;
        }
        Scenario.Phase first = scenario.events().get(0);
        Failure missing = problems.stream().filter(problem -> problem.event().equals(first.label())).findFirst()
                .map(EventOrder.Problem::failure).orElse(new Failure(Kind.NO_EVENT, first.label(), ""));
        failed(turn.events().isEmpty() ? turn.failure().orElse(missing) : missing, turn.lastMessages());
        return false;
    }

    private boolean delivery(Trace.Turn turn, List<EventOrder.Problem> problems, Optional<Failure> failure) {
        List<Failure> during = problems.stream().filter(problem -> !isEnd(problem)).map(EventOrder.Problem::failure).toList();
        if (failure.isPresent() && (GARBLED.contains(failure.get().kind()) || !during.isEmpty())) {
            failed(failure.get(), turn.lastMessages());
            return false;
        }
        if (!during.isEmpty()) {
            failed(during.get(0), turn.lastMessages());
            return false;
        }
        double first = turn.events().get(0).at();
        double last = turn.events().get(turn.events().size() - 1).at();
        pass(last - first, String.format(Locale.ROOT, "%d events in order, longest gap %.0f ms", turn.count(), EventOrder.longestGap(turn)));
        return true;
    }

    /** Only the last event's own absence belongs to the next step. */
    private boolean isEnd(EventOrder.Problem problem) {
        return problem.failure().kind() == Kind.MISSING_EVENT
                && scenario.events().stream().anyMatch(phase -> phase.label().equals(problem.event())
                        && phase.firsts().stream().anyMatch(scenario.ends()::contains));
    }

    private boolean completion(Trace.Turn turn) {
        String end = String.join(" or ", scenario.ends());
        if (turn.ended().isEmpty()) {
            failed(turn.failure().orElse(new Failure(Kind.MISSING_EVENT, end, "")), turn.lastMessages());
            return false;
        }
        if (turn.answer().isEmpty()) {
            failed(emptyAnswer(scenario), turn.lastMessages());
            return false;
        }
        pass(turn.duration().orElse(0), "answer: " + turn.answer());
        return true;
    }

    static Failure emptyAnswer(Scenario scenario) {
        String places = scenario.answer().texts().stream().map(JsonPointer::text).limit(4).collect(Collectors.joining(", "));
        return new Failure(Kind.EMPTY_ANSWER, "a text that is not empty in " + String.join(", ", scenario.answer().events())
                + " at " + places + (scenario.answer().texts().size() > 4 ? ", …" : ""), "none");
    }

    private void value(Trace.Turn turn) {
        if (turn.belonging().isPresent()) {
            failed(new Failure(Kind.WRONG_REQUEST, "an answer to this user, thread and request", turn.belonging().get()), turn.lastMessages());
        } else {
            pass(0, turn.answerSigned() ? "the answer bears this request's signature" : "nothing in the answer names another user, thread or request");
        }
    }

    private static String stages(Trace.Stages stages, double resolveMillis) {
        var text = new StringBuilder(String.format(Locale.ROOT, "DNS %.0f, TCP %.0f", resolveMillis, stages.tcp().orElse(0)));
        stages.tls().ifPresent(millis -> text.append(String.format(Locale.ROOT, ", TLS %.0f", millis)));
        text.append(String.format(Locale.ROOT, ", upgrade %.0f", stages.upgrade().orElse(0)));
        stages.welcome().ifPresent(millis -> text.append(String.format(Locale.ROOT, ", welcome %.0f", millis)));
        return text.append(" ms").toString();
    }

    private void pass(double millis, String detail) {
        steps.add(passed(NAMES.get(steps.size()), millis, detail));
    }

    private void failed(Failure failure, List<String> lastMessages) {
        steps.add(failed(NAMES.get(steps.size()), failure, lastMessages));
    }

    private void blockTheRest() {
        Optional<String> culprit = steps.stream().filter(step -> step.status() == Status.FAIL).map(Step::name).findFirst();
        while (steps.size() < NAMES.size()) {
            String name = NAMES.get(steps.size());
            steps.add(culprit.isPresent()
                    ? new Step(name, Status.BLOCKED, OptionalDouble.empty(), "", culprit, Optional.empty(), List.of())
                    : skipped(name, INTERRUPTED));
        }
    }
}
