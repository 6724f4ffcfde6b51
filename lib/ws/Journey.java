package ws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import ws.Exchange.OtherRuns;
import ws.Failure.Kind;

/**
 * One user's way: connect, then request after request, each until the event that ends it; told as a {@link Trace}. The connection
 * stays open after the last request, so that users that started together stay together, until {@link #leave}.
 */
final class Journey implements Session.Client {

    private static final Duration LISTEN = Duration.ofMillis(50);
    /** Silence is called so only after this, so that a gap above a very short limit is measured instead of guessed. */
    private static final Duration LEAST_SILENCE = Duration.ofSeconds(1);
    private static final int SHOWN_BESIDE = 3;

    private final Run run;
    private final Session session;
    private final int requests;
    private final Duration settle;
    private final Consumer<Journey> done;
    private final EventLoop.Deadline deadline;
    private final List<Trace.Turn> turns = new ArrayList<>(1);
    private Optional<Failure> failure = Optional.empty();
    private final OtherRuns others = new OtherRuns();
    /** What came since the request that is no event of its own. */
    private final List<String> beside = new ArrayList<>(0);
    private boolean listening;
    private boolean finished;
    private long scheduled;
    private Exchange open;

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
                session.isAttributed(), session.strangers());
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
        Exchange mine = open;
        deadline.at(mine.sent() + shorter(run.limits().firstEvent(), run.limits().request()).toNanos());
        for (Template message : run.scenario().send()) {
            if (open == mine && !finished) {
                session.send(message, mine.serial());
            }
        }
    }

    private void open(int number) {
        open = new Exchange(run, session.user(), others, number);
        beside.clear();
    }

    @Override
    public void message(Message message) {
        if (open == null) {
            unasked(message);
            return;
        }
        open.lookForSignature(message);
        if (message.kind() == Message.Kind.ERROR && !open.hasEnded()) {
            var error = new Failure(Kind.SERVER_ERROR, "the events of request " + open.number(), message.text());
            session.fail(open.events() == 0 ? error : error.because(Failure.AGENT_LACKS));
        } else if (message.kind() == Message.Kind.EVENT && open.owns(message)) {
            event(message);
        } else if (beside.size() < SHOWN_BESIDE) {
            String what = message.kind() == Message.Kind.EVENT ? "events of other requests" : message.name().isEmpty() ? "a message without a name" : message.name();
            if (!beside.contains(what)) {
                beside.add(what);
            }
        }
    }

    private void unasked(Message message) {
        if (listening && message.kind() == Message.Kind.ERROR) {
            session.fail(Kind.SERVER_ERROR, "a server that waits for a request", message.text());
        } else if (listening && message.kind() == Message.Kind.EVENT) {
            run.heardUnasked();
            others.add(OtherRuns.named(message, "", session.user().thread()));
        }
    }

    private void event(Message message) {
        long now = run.loop().now();
        boolean over = open.hasEnded();
        if (!open.take(message, now)) {
            session.fail(Kind.TOO_LONG, "at most " + Exchange.MOST_EVENTS + " events of different names in a row", "more");
        } else if (!over && !open.hasEnded()) {
            Duration silence = run.limits().gap().compareTo(LEAST_SILENCE) < 0 ? LEAST_SILENCE : run.limits().gap();
            deadline.at(Math.min(now + silence.toNanos(), open.sent() + run.limits().request().toNanos()));
        } else if (!over && (settle.isZero() || turns.size() + 1 < requests)) {
            settled();
        } else if (!over) {
            deadline.in(settle);
        }
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
        if (open.hasEnded()) {
            settled();
            return;
        }
        String end = String.join(" or ", run.scenario().ends());
        long limit = run.limits().request().toMillis();
        if (run.loop().now() >= open.sent() + run.limits().request().toNanos()) {
            session.fail(Kind.TOO_LONG, end + " within " + limit + " ms", open.events() == 0 ? "no event" : open.events() + " events, the last one "
                    + open.lastName());
        } else if (open.events() == 0) {
            session.fail(Kind.NO_EVENT, run.scenario().events().get(0).label() + " within " + run.limits().firstEvent().toMillis() + " ms",
                    !beside.isEmpty() ? "only " + String.join(", ", beside)
                            : run.speaksUnasked() ? "only events that were sent before the request" : "");
        } else {
            session.fail(Kind.SILENCE, end + ", or another event within " + run.limits().gap().toMillis() + " ms",
                    "nothing after " + open.lastName());
        }
    }

    @Override
    public void failed(Failure reason) {
        if (listening) {
            listening = false;
            open(0);
        }
        if (open != null && !open.hasEnded()) {
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
        return open.told(reason, session::lastMessages);
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
