package ws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import ws.Failure.Kind;

/**
 * One user's way: connect, then request after request, each until the event that ends it; told as a {@link Trace}. The connection
 * stays open after the last request, so that users that started together stay together, until {@link #leave}.
 */
final class Journey implements Session.Client {

    /** Silence is called so only after this, so that a gap above a very short limit is measured instead of guessed. */
    private static final Duration LEAST_SILENCE = Duration.ofSeconds(1);
    private static final int KEPT_EVENTS = 200;
    private static final int KEPT_ANSWER = 2000;
    private static final String NOT_KEPT = "…";

    private final Run run;
    private final Session session;
    private final int requests;
    private final Duration settle;
    private final Consumer<Journey> done;
    private final EventLoop.Deadline deadline;
    private final List<Trace.Turn> turns = new ArrayList<>(1);
    private Optional<Failure> failure = Optional.empty();
    private boolean finished;
    private long scheduled;
    private Open open;

    /** A request under way. */
    private static final class Open {
        final int number;
        final int serial;
        final long sent;
        final List<Trace.Event> events = new ArrayList<>(8);
        String lastText = "";
        final StringBuilder answer = new StringBuilder();
        long count;
        long lastEvent;
        OptionalDouble ended = OptionalDouble.empty();
        Optional<String> belonging = Optional.empty();
        boolean signed;

        /** @param serial the number in the user's signatures, which is never used twice in a run */
        Open(int number, int serial, long sent) {
            this.number = number;
            this.serial = serial;
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
        return new Trace(session.user().number(), session.user().id(), run.millis(scheduled), session.stages(), failure, all,
                session.strangers());
    }

    @Override
    public void ready() {
        next();
    }

    private void next() {
        if (turns.size() == requests) {
            session.forgetMessages();
            finish();
            return;
        }
        open = new Open(turns.size() + 1, session.user().nextRequest(), run.loop().now());
        Open mine = open;
        deadline.at(mine.sent + shorter(run.limits().firstEvent(), run.limits().request()).toNanos());
        for (Template message : run.scenario().send()) {
            if (open == mine && !finished) {
                session.send(message, mine.serial);
            }
        }
    }

    @Override
    public void message(Message message) {
        if (open == null) {
            return;
        }
        if (!open.signed && signedBy(message, open.serial)) {
            open.signed = true;
        }
        if (message.kind() == Message.Kind.ERROR && open.ended.isEmpty()) {
            session.fail(Kind.SERVER_ERROR, "the events of request " + open.number, message.text());
        } else if (message.kind() == Message.Kind.EVENT && !isOfEarlierRequest(message)) {
            event(message);
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

    private void event(Message message) {
        long now = run.loop().now();
        open.count++;
        open.lastEvent = now;
        if (open.events.size() < KEPT_EVENTS) {
            boolean repeats = open.lastText.equals(message.text()) && !run.scenario().answer().events().contains(message.name());
            open.lastText = message.text();
            open.events.add(new Trace.Event(run.millis(now), message.name(), repeats));
        }
        if (run.scenario().answer().events().contains(message.name()) && open.answer.length() < KEPT_ANSWER) {
            open.answer.append(run.scenario().answer().textIn(message.json()));
        }
        if (open.ended.isPresent()) {
            return;
        }
        if (run.scenario().ends().contains(message.name())) {
            open.ended = OptionalDouble.of(run.millis(now));
            open.belonging = belonging(message);
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

    /** What the answer names that is not this request. */
    private Optional<String> belonging(Message message) {
        User user = session.user();
        if (message.turn().isPresent() && !message.turn().get().equals(user.turn(open.serial))) {
            return Optional.of("turn " + run.secrets().excerpt(message.turn().get(), 60) + " in place of " + user.turn(open.serial));
        }
        if (message.thread().isPresent() && !message.thread().get().equals(user.thread())) {
            return Optional.of("thread " + run.secrets().excerpt(message.thread().get(), 60) + " in place of " + user.thread());
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
                    + run.limits().firstEvent().toMillis() + " ms", "");
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
                open.belonging, open.signed, reason, keep ? session.lastMessages() : List.of());
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
