package ws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ws.Failure.Kind;

/**
 * Sends what a server must survive, and a ping after each. Only what the scenario names is an answer; whatever else a server says
 * meanwhile, such as a heartbeat, is not.
 */
final class ErrorProbe implements Session.Client {

    /** @param answer what came back, masked @param millis from sending to it */
    record Reply(String probe, String answer, double millis) {
    }

    private enum Waiting { FOR_WELCOME, FOR_ANSWER, FOR_PONG, NO_MORE }

    private static final String IGNORED = "the server ignores such messages: where that is agreed, say so in a scenario (probes: answered: false), or --skip errors";
    private static final String NO_PONG = "the server knows no such ping: where that is agreed, say so in a scenario (no ping: then it is one of WebSocket), or --skip errors";
    private static final int SHOWN_OTHERS = 3;

    private final Run run;
    private final User user;
    private final Runnable done;
    private final EventLoop.Deadline deadline;
    private final List<Reply> replies = new ArrayList<>();
    private final Set<String> others = new LinkedHashSet<>();
    private Optional<Failure> failure = Optional.empty();
    private Waiting waiting = Waiting.FOR_WELCOME;
    private Session session;
    private int next = -1;
    private long sent;

    ErrorProbe(Run run, User user, Runnable done) {
        this.run = run;
        this.user = user;
        this.done = done;
        this.deadline = run.loop().new Deadline(this::late);
        this.session = new Session(run, user, this);
    }

    void start() {
        session.start(run.loop().now());
    }

    List<Reply> replies() {
        return List.copyOf(replies);
    }

    Optional<Failure> failure() {
        return failure;
    }

    boolean isFinished() {
        return waiting == Waiting.NO_MORE;
    }

    /** The first ping keeps what the server says unasked at the beginning from passing for an answer to a probe. */
    @Override
    public void ready() {
        ping();
    }

    private Scenario.Probe probe() {
        return run.scenario().probes().get(next);
    }

    private void sendProbe() {
        waitFor(Waiting.FOR_ANSWER);
        deadline.in(probe().answered() ? run.limits().answer() : run.limits().settle());
        session.send(probe().send(), user.nextRequest());
    }

    private void ping() {
        waitFor(Waiting.FOR_PONG);
        deadline.in(run.limits().answer());
        if (run.scenario().ping().isPresent()) {
            session.send(run.scenario().ping().get().send(), user.nextRequest());
        } else {
            session.connection().ping();
        }
    }

    private void waitFor(Waiting what) {
        waiting = what;
        sent = run.loop().now();
        others.clear();
    }

    private String label() {
        return next < 0 ? "the welcome" : probe().name();
    }

    @Override
    public void message(Message message) {
        if (waiting == Waiting.FOR_ANSWER && (message.kind() == Message.Kind.ERROR || probe().answers().contains(message.name()))) {
            replied(message.name());
            ping();
        } else if (waiting == Waiting.FOR_PONG && run.scenario().ping().isPresent()
                && run.scenario().ping().get().expect().contains(message.name())) {
            alive();
        } else if (others.size() < SHOWN_OTHERS) {
            others.add(message.name().isEmpty() ? "a message without a name" : message.name());
        }
    }

    private void replied(String answer) {
        replies.add(new Reply(label(), run.secrets().excerpt(answer, 60), (run.loop().now() - sent) / 1e6));
    }

    @Override
    public void pong() {
        if (waiting == Waiting.FOR_PONG && run.scenario().ping().isEmpty()) {
            alive();
        }
    }

    private void alive() {
        if (next < 0) {
            replies.add(new Reply("ping", "pong", (run.loop().now() - sent) / 1e6));
        }
        next();
    }

    private void next() {
        if (++next < run.scenario().probes().size()) {
            sendProbe();
        } else {
            finish(Optional.empty());
        }
    }

    private void late() {
        if (waiting == Waiting.FOR_ANSWER && !probe().answered()) {
            replied("none");
            ping();
        } else {
            boolean pinged = waiting == Waiting.FOR_PONG;
            String answer = pinged ? "an answer to a ping after '" + label() + "'" : answers() + " to '" + label() + "'";
            var silence = new Failure(Kind.NO_ANSWER, answer + " within " + run.limits().answer().toMillis() + " ms",
                    others.isEmpty() ? "nothing" : "only " + run.secrets().excerpt(String.join(", ", others), 200));
            finish(Optional.of(!pinged ? silence.because(IGNORED) : next < 0 ? silence.because(NO_PONG) : silence));
        }
    }

    private String answers() {
        var names = new ArrayList<>(probe().answers());
        run.scenario().errors().stream().sorted().forEach(names::add);
        return names.isEmpty() ? "an answer" : "an answer (" + String.join(", ", names) + ")";
    }

    @Override
    public void failed(Failure reason) {
        boolean closed = reason.kind() == Kind.CLOSED || reason.kind() == Kind.AUTH_REFUSED;
        if (closed && next >= 0 && waiting != Waiting.FOR_WELCOME && probe().mayClose(session.welcome())) {
            replied(reason.came());
            again();
        } else if (next < 0 && waiting == Waiting.FOR_WELCOME) {
            finish(Optional.of(reason));
        } else {
            String connection = waiting == Waiting.FOR_WELCOME ? "a new connection" : "an open connection";
            finish(Optional.of(reason.expecting(connection + " after '" + label() + "'")));
        }
    }

    /** The server closed, as it may; whether it survived shows on a new connection. */
    private void again() {
        waitFor(Waiting.FOR_WELCOME);
        deadline.off();
        session = new Session(run, user, this);
        session.start(run.loop().now());
    }

    private void finish(Optional<Failure> result) {
        failure = result;
        waiting = Waiting.NO_MORE;
        deadline.off();
        session.close(1000);
        done.run();
    }
}
