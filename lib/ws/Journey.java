package ws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import ws.Failure.Kind;

/**
 * One user's way: connect, then request after request, each until the event that ends it; told as a {@link Trace}. The connection
 * stays open after the last request, so that users that started together stay together, until {@link #leave}.
 *
 * <p>Events that name another request or conversation than the one under way belong to another run of the same user, once the server has
 * shown that it names ours.
 */
final class Journey implements Session.Client {

    private static final Duration LISTEN = Duration.ofMillis(50);
    /** Silence is called so only after this, so that a gap above a very short limit is measured instead of guessed. */
    private static final Duration LEAST_SILENCE = Duration.ofSeconds(1);
    /** From here on, events of a stream that follow each other are taken together. */
    private static final int KEPT_ONE_BY_ONE = 200;
    private static final int MOST_EVENTS = 10_000;
    private static final int KEPT_ANSWER = 2000;
    private static final int KEPT_ELSEWHERE = 100;
    private static final String NOT_KEPT = "…";

    private final Run run;
    private final Session session;
    private final int requests;
    private final Duration settle;
    private final Consumer<Journey> done;
    private final EventLoop.Deadline deadline;
    private final List<Trace.Turn> turns = new ArrayList<>(1);
    private Optional<Failure> failure = Optional.empty();
    /** Requests and conversations of other runs of this user. */
    private final Set<String> elsewhere = new HashSet<>(0);
    private boolean listening;
    private boolean finished;
    private long scheduled;
    private Open open;

    /** A request under way. */
    private static final class Open {
        final int number;
        final int serial;
        final String turn;
        final String thread;
        final long sent;
        final List<Trace.Event> events = new ArrayList<>(8);
        /** The events that name another run, and what they name; ours all the same as long as no event names what was sent. */
        final List<Trace.Event> suspects = new ArrayList<>(0);
        final Set<String> suspected = new HashSet<>(0);
        boolean named;
        String lastText = "";
        final StringBuilder answer = new StringBuilder();
        long count;
        long lastEvent;
        OptionalDouble ended = OptionalDouble.empty();
        Optional<String> belonging = Optional.empty();
        boolean signed;
        boolean answerSigned;

        /** @param serial the number in the user's signatures, which is never used twice in a run */
        Open(int number, User user, int serial, long sent) {
            this.number = number;
            this.serial = serial;
            this.turn = user.turn(serial);
            this.thread = user.thread();
            this.sent = sent;
            this.lastEvent = sent;
        }
    }

    /** @param settle how long a finished request is watched for events that should not come @param done told once */
    Journey(Run run, User user, int requests, Duration settle, Consumer<Journey> done) {
        this.run = run;
        this.requests = requests;
        this.settle = settle;
        this.done = done;
        this.session = new Session(run, user, this);
        this.deadline = run.loop().new Deadline(this::late);
    }

    void start(long scheduled) {
        this.scheduled = scheduled;
        session.start(scheduled);
    }

    /** Whether the user has reached the end of the way or failed on it. */
    boolean isFinished() {
        return finished;
    }

    boolean isConnected() {
        return session.isReady();
    }

    /** Closes the connection. */
    void leave(int code) {
        deadline.off();
        session.close(code);
    }

    Trace trace() {
        var all = new ArrayList<>(turns);
        if (open != null) {
            all.add(turn(Optional.empty()));
        }
        return new Trace(session.user().number(), session.identity(), run.millis(scheduled), session.stages(), failure, all,
                session.strangers());
    }

    /** Where there is time for what comes late, there is time for what comes too early: events before a request are no answer to it. */
    @Override
    public void ready() {
        listening = !settle.isZero() || run.speaksUnasked();
        if (listening) {
            deadline.in(LISTEN);
        } else {
            next();
        }
    }

    private void next() {
        if (turns.size() == requests) {
            session.forgetMessages();
            finish();
            return;
        }
        open(turns.size() + 1);
        Open mine = open;
        deadline.at(mine.sent + shorter(run.limits().firstEvent(), run.limits().request()).toNanos());
        for (Template message : run.scenario().send()) {
            if (open == mine && !finished) {
                session.send(message, mine.serial);
            }
        }
    }

    private void open(int number) {
        open = new Open(number, session.user(), session.user().nextRequest(), run.loop().now());
    }

    @Override
    public void message(Message message) {
        if (open == null) {
            unasked(message);
            return;
        }
        if (!open.signed && signedBy(message, open.serial)) {
            open.signed = true;
        }
        if (message.kind() == Message.Kind.ERROR && open.ended.isEmpty()) {
            session.fail(Kind.SERVER_ERROR, "the events of request " + open.number, message.text());
        } else if (message.kind() == Message.Kind.EVENT && !isOfEarlierRequest(message) && !isOfAnotherRun(message)) {
            event(message);
        }
    }

    private void unasked(Message message) {
        if (listening && message.kind() == Message.Kind.ERROR) {
            session.fail(Kind.SERVER_ERROR, "a server that waits for a request", message.text());
        } else if (listening && message.kind() == Message.Kind.EVENT) {
            run.heardUnasked();
            isElsewhere(other(message, "", session.user().thread()));
        }
    }

    private boolean signedBy(Message message, int request) {
        OptionalInt found = session.user().requestIn(message.text());
        return found.isPresent() && found.getAsInt() == request;
    }

    /** Late events of a request that is over belong to it, when they say so. */
    private boolean isOfEarlierRequest(Message message) {
        OptionalInt request = message.turn().map(session.user()::requestIn).orElse(OptionalInt.empty());
        return request.isPresent() && request.getAsInt() < open.serial;
    }

    private boolean isOfAnotherRun(Message message) {
        String other = other(message, open.turn, open.thread);
        if (other.isEmpty()) {
            if (!open.named && (message.turn().isPresent() || message.thread().isPresent())) {
                open.named = true;
                open.count -= open.suspects.size();
                open.events.removeAll(open.suspects);
                open.suspected.forEach(this::isElsewhere);
            }
            return false;
        }
        if (elsewhere.contains(other)) {
            return true;
        }
        if (open.named && (open.ended.isPresent() || !run.scenario().ends().contains(message.name()))) {
            isElsewhere(other);
            return true;
        }
        return false;
    }

    private void isElsewhere(String name) {
        if (elsewhere.size() < KEPT_ELSEWHERE) {
            elsewhere.add(name);
        }
    }

    /** The request or conversation that a message names, when it is another one; else empty. */
    private static String other(Message message, String turn, String thread) {
        if (message.turn().isPresent() && !message.turn().get().equals(turn)) {
            return message.turn().get();
        }
        return message.thread().isPresent() && !message.thread().get().equals(thread) ? message.thread().get() : "";
    }

    private void event(Message message) {
        long now = run.loop().now();
        if (keep(message, now)) {
            judge(message, now);
        } else {
            session.fail(Kind.TOO_LONG, "at most " + MOST_EVENTS + " events of different names in a row", "more");
        }
    }

    /** @return false when there is no end of them */
    private boolean keep(Message message, long now) {
        double gap = open.count == 0 ? 0 : run.millis(now - open.lastEvent);
        boolean repeats = open.lastText.equals(message.text()) && !run.scenario().answer().events().contains(message.name());
        int last = open.events.size() - 1;
        var event = new Trace.Event(run.millis(now), message.name(), gap, repeats);
        open.count++;
        open.lastEvent = now;
        open.lastText = message.text();
        if (last + 1 >= KEPT_ONE_BY_ONE && open.events.get(last).name().equals(message.name()) && run.scenario().isStream(message.name())) {
            open.events.set(last, open.events.get(last).with(event));
            return true;
        }
        open.events.add(event);
        String other = open.named ? "" : other(message, open.turn, open.thread);
        if (!other.isEmpty()) {
            open.suspects.add(event);
            open.suspected.add(other);
        }
        return open.events.size() <= MOST_EVENTS;
    }

    private void judge(Message message, long now) {
        if (run.scenario().answer().events().contains(message.name()) && open.answer.length() < KEPT_ANSWER) {
            open.answer.append(run.scenario().answer().textIn(message.json()));
        }
        if (open.ended.isPresent()) {
            return;
        }
        if (run.scenario().ends().contains(message.name())) {
            open.ended = OptionalDouble.of(run.millis(now));
            OptionalInt signed = requestOfAnswer(message);
            open.answerSigned = signed.isPresent() && signed.getAsInt() == open.serial;
            open.belonging = belonging(message, signed.orElse(0));
            if (settle.isZero() || turns.size() + 1 < requests) {
                settled();
            } else {
                deadline.in(settle);
            }
        } else {
            Duration silence = run.limits().gap().compareTo(LEAST_SILENCE) < 0 ? LEAST_SILENCE : run.limits().gap();
            deadline.at(Math.min(now + silence.toNanos(), open.sent + run.limits().request().toNanos()));
        }
    }

    /** The request whose signature stands in the answer or in the event that ends it. */
    private OptionalInt requestOfAnswer(Message message) {
        OptionalInt found = session.user().requestIn(message.text());
        return found.isPresent() && found.getAsInt() > 0 ? found : session.user().requestIn(open.answer.toString());
    }

    /** What the answer names that is not this request. @param signed the request whose signature it has, 0 for none */
    private Optional<String> belonging(Message message, int signed) {
        if (signed != 0 && signed != open.serial) {
            return Optional.of("the signature of request " + signed + " in place of " + open.serial);
        }
        if (message.turn().isPresent() && !message.turn().get().equals(open.turn)) {
            return Optional.of("turn " + run.secrets().excerpt(message.turn().get(), 60) + " in place of " + open.turn);
        }
        if (message.thread().isPresent() && !message.thread().get().equals(open.thread)) {
            return Optional.of("thread " + run.secrets().excerpt(message.thread().get(), 60) + " in place of " + open.thread);
        }
        return Optional.empty();
    }

    private void settled() {
        deadline.off();
        turns.add(turn(Optional.empty()));
        open = null;
        next();
    }

    private void late() {
        if (listening) {
            listening = false;
            next();
            return;
        }
        if (open == null) {
            return;
        }
        if (open.ended.isPresent()) {
            settled();
            return;
        }
        String end = String.join(" or ", run.scenario().ends());
        long limit = run.limits().request().toMillis();
        if (run.loop().now() >= open.sent + run.limits().request().toNanos()) {
            session.fail(Kind.TOO_LONG, end + " within " + limit + " ms", open.count == 0 ? "no event" : open.count + " events, the last one "
                    + lastName());
        } else if (open.count == 0) {
            session.fail(Kind.NO_EVENT, run.scenario().events().get(0).label() + " within "
                    + run.limits().firstEvent().toMillis() + " ms", run.speaksUnasked() ? "only events that were sent before the request" : "");
        } else {
            session.fail(Kind.SILENCE, end + ", or another event within " + run.limits().gap().toMillis() + " ms",
                    "nothing after " + lastName());
        }
    }

    private String lastName() {
        return open.events.isEmpty() ? "none" : open.events.get(open.events.size() - 1).name();
    }

    @Override
    public void failed(Failure reason) {
        if (listening) {
            listening = false;
            open(0);
        }
        if (open != null && open.ended.isEmpty()) {
            turns.add(turn(Optional.of(reason)));
        } else {
            if (open != null) {
                turns.add(turn(Optional.empty()));
            }
            failure = Optional.of(reason);
        }
        open = null;
        finish();
    }

    private Trace.Turn turn(Optional<Failure> reason) {
        boolean keep = reason.isPresent() || session.user().number() == 1;
        String answer = keep ? run.secrets().excerpt(open.answer.toString(), 200) : open.answer.isEmpty() ? "" : NOT_KEPT;
        return new Trace.Turn(open.number, run.millis(open.sent), List.copyOf(open.events), open.count, open.ended, answer.strip(),
                open.belonging, open.signed, open.answerSigned, reason, keep ? session.lastMessages() : List.of());
    }

    private void finish() {
        if (!finished) {
            finished = true;
            deadline.off();
            done.accept(this);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
