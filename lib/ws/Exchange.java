package ws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * A request under way and the events that answer it. Events that name another request or conversation belong to another run of the same
 * user, once the server has shown that it names ours.
 */
final class Exchange {

    static final int MOST_EVENTS = 10_000;
    /** From here on, events of a stream that follow each other are taken together. */
    private static final int KEPT_ONE_BY_ONE = 200;
    private static final int KEPT_ANSWER = 2000;
    private static final int SHOWN_ANSWER = 200;
    private static final int SHOWN_NAME = 60;
    private static final String NOT_KEPT = "…";

    /** Requests and conversations of other runs of the same user, whose events a server may send here too. */
    static final class OtherRuns {

        private static final int MOST = 100;

        private final List<String> names = new ArrayList<>(0);

        void add(String name) {
            if (names.size() < MOST && !names.contains(name)) {
                names.add(name);
            }
        }

        boolean contains(String name) {
            return names.contains(name);
        }

        /** The request or conversation that a message names, when it is another one than this; else empty. */
        static String named(Message message, String turn, String thread) {
            if (message.turn().isPresent() && !message.turn().get().equals(turn)) {
                return message.turn().get();
            }
            return message.thread().isPresent() && !message.thread().get().equals(thread) ? message.thread().get() : "";
        }
    }

    /** An event that names another run; ours all the same as long as no event names what was sent. */
    private record Suspect(Trace.Event event, String other) {
    }

    private final Run run;
    private final User user;
    private final OtherRuns others;
    private final int number;
    private final int serial;
    private final String turn;
    private final String thread;
    private final long sent;
    private final List<Trace.Event> events = new ArrayList<>(8);
    private final List<Suspect> suspects = new ArrayList<>(0);
    private final StringBuilder answer = new StringBuilder();
    private boolean named;
    private String lastText = "";
    private long count;
    private long lastEvent;
    private OptionalDouble ended = OptionalDouble.empty();
    private Optional<String> belonging = Optional.empty();
    private boolean signed;
    private boolean answerSigned;

    /** Begins now. @param number among the requests of the journey, from 1 */
    Exchange(Run run, User user, OtherRuns others, int number) {
        this.run = run;
        this.user = user;
        this.others = others;
        this.number = number;
        this.serial = user.nextRequest();
        this.turn = user.turn(serial);
        this.thread = user.thread();
        this.sent = run.loop().now();
        this.lastEvent = sent;
    }

    int number() {
        return number;
    }

    /** Its number in the user's signatures, which is never used twice in a run. */
    int serial() {
        return serial;
    }

    /** When it began, on the loop's clock in nanoseconds. */
    long sent() {
        return sent;
    }

    /** Whether the event came that ends it. */
    boolean hasEnded() {
        return ended.isPresent();
    }

    long events() {
        return count;
    }

    String lastName() {
        return events.isEmpty() ? "none" : events.get(events.size() - 1).name();
    }

    void lookForSignature(Message message) {
        if (!signed) {
            OptionalInt found = user.requestIn(message.text());
            signed = found.isPresent() && found.getAsInt() == serial;
        }
    }

    /** Whether an event belongs to this request. */
    boolean owns(Message message) {
        return !isOfEarlierRequest(message) && !isOfAnotherRun(message);
    }

    /** Late events of a request that is over belong to it, when they say so. */
    private boolean isOfEarlierRequest(Message message) {
        OptionalInt request = message.turn().map(user::requestIn).orElse(OptionalInt.empty());
        return request.isPresent() && request.getAsInt() < serial;
    }

    private boolean isOfAnotherRun(Message message) {
        String other = OtherRuns.named(message, turn, thread);
        if (other.isEmpty()) {
            if (!named && (message.turn().isPresent() || message.thread().isPresent())) {
                named = true;
                leaveOutSuspects();
            }
            return false;
        }
        if (others.contains(other)) {
            return true;
        }
        if (named && (hasEnded() || !run.scenario().ends().contains(message.name()))) {
            others.add(other);
            return true;
        }
        return false;
    }

    private void leaveOutSuspects() {
        if (!suspects.isEmpty()) {
            count -= suspects.size();
            for (Suspect suspect : suspects) {
                events.remove(suspect.event());
                others.add(suspect.other());
            }
        }
    }

    /** Takes an event of its own. @return false when there is no end of them */
    boolean take(Message message, long now) {
        if (!keep(message, now)) {
            return false;
        }
        if (run.scenario().answer().events().contains(message.name()) && answer.length() < KEPT_ANSWER) {
            answer.append(run.scenario().answer().textIn(message.json()));
        }
        if (!hasEnded() && run.scenario().ends().contains(message.name())) {
            ended = OptionalDouble.of(run.millis(now));
            OptionalInt signedFor = requestOfAnswer(message);
            answerSigned = signedFor.isPresent() && signedFor.getAsInt() == serial;
            belonging = belonging(message, signedFor.orElse(0));
        }
        return true;
    }

    private boolean keep(Message message, long now) {
        double gap = count == 0 ? 0 : run.millis(now - lastEvent);
        boolean repeats = lastText.equals(message.text()) && Message.first(run.scenario().fields().stamp(), message.json()).isPresent();
        int last = events.size() - 1;
        var event = new Trace.Event(run.millis(now), message.name(), gap, repeats);
        count++;
        lastEvent = now;
        lastText = message.text();
        if (last + 1 >= KEPT_ONE_BY_ONE && events.get(last).name().equals(message.name()) && run.scenario().isStream(message.name())) {
            events.set(last, events.get(last).with(event));
            return true;
        }
        events.add(event);
        String other = named ? "" : OtherRuns.named(message, turn, thread);
        if (!other.isEmpty()) {
            suspects.add(new Suspect(event, other));
        }
        return events.size() <= MOST_EVENTS;
    }

    /** The request whose signature stands in the answer or in the event that ends it. */
    private OptionalInt requestOfAnswer(Message message) {
        OptionalInt found = user.requestIn(message.text());
        return found.isPresent() && found.getAsInt() > 0 ? found : user.requestIn(answer.toString());
    }

    /** What the answer names that is not this request. @param signedFor the request whose signature it has, 0 for none */
    private Optional<String> belonging(Message message, int signedFor) {
        if (signedFor != 0 && signedFor != serial) {
            return Optional.of("the signature of request " + signedFor + " in place of " + serial);
        }
        if (message.turn().isPresent() && !message.turn().get().equals(turn)) {
            return Optional.of("turn " + run.secrets().excerpt(message.turn().get(), SHOWN_NAME) + " in place of " + turn);
        }
        if (message.thread().isPresent() && !message.thread().get().equals(thread)) {
            return Optional.of("thread " + run.secrets().excerpt(message.thread().get(), SHOWN_NAME) + " in place of " + thread);
        }
        return Optional.empty();
    }

    /** What is to be told of it; the texts only of a request that failed, and of the first user. */
    Trace.Turn told(Optional<Failure> failure, Supplier<List<String>> lastMessages) {
        boolean keep = failure.isPresent() || user.number() == 1;
        String shown = keep ? run.secrets().excerpt(answer.toString(), SHOWN_ANSWER) : answer.isEmpty() ? "" : NOT_KEPT;
        return new Trace.Turn(number, run.millis(sent), List.copyOf(events), count, ended, shown.strip(), belonging, signed, answerSigned,
                failure, keep ? lastMessages.get() : List.of());
    }
}
