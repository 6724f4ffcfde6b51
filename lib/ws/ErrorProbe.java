package ws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ws.Failure.Kind;

/** Sends what a server must survive, and a ping after each. */
final class ErrorProbe implements Session.Client {

    /** @param answer what came back, masked @param millis from sending to it */
    record Reply(String probe, String answer, double millis) {
    }

    private enum Waiting { FOR_WELCOME, FOR_ANSWER, FOR_PONG, NO_MORE }

    private final Run run;
    private final Session session;
    private final Runnable done;
    private final EventLoop.Deadline deadline;
    private final List<Reply> replies = new ArrayList<>();
    private Optional<Failure> failure = Optional.empty();
    private Waiting waiting = Waiting.FOR_WELCOME;
    private int next = -1;
    private long sent;

    ErrorProbe(Run run, User user, Runnable done) {
        this.run = run;
        this.session = new Session(run, user, this);
        this.done = done;
        this.deadline = run.loop().new Deadline(this::late);
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

    private void probe() {
        Scenario.Probe probe = run.scenario().probes().get(next);
        sent = run.loop().now();
        waiting = Waiting.FOR_ANSWER;
        deadline.in(probe.answered() ? run.limits().answer() : run.limits().settle());
        session.send(probe.send(), session.user().nextRequest());
    }

    private String label() {
        return next < 0 ? "the welcome" : run.scenario().probes().get(next).name();
    }

    @Override
    public void message(Message message) {
        if (waiting == Waiting.FOR_ANSWER) {
            replied(message.name().isEmpty() ? "a message without a name" : message.name());
            ping();
        } else if (waiting == Waiting.FOR_PONG && run.scenario().ping().isPresent()
                && run.scenario().ping().get().expect().contains(message.name())) {
            alive();
        }
    }

    private void replied(String answer) {
        replies.add(new Reply(label(), run.secrets().excerpt(answer, 60), (run.loop().now() - sent) / 1e6));
    }

    private void ping() {
        waiting = Waiting.FOR_PONG;
        deadline.in(run.limits().answer());
        sent = run.loop().now();
        if (run.scenario().ping().isPresent()) {
            session.send(run.scenario().ping().get().send(), session.user().nextRequest());
        } else {
            session.connection().ping();
        }
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
        if (++next < run.scenario().probes().size()) {
            probe();
        } else {
            finish(Optional.empty());
        }
    }

    private void late() {
        if (waiting == Waiting.FOR_ANSWER && !run.scenario().probes().get(next).answered()) {
            replied("none");
            ping();
        } else {
            String expected = waiting == Waiting.FOR_PONG ? "an answer to a ping after '" + label() + "'" : "an answer to '" + label() + "'";
            finish(Optional.of(new Failure(Kind.NO_ANSWER, expected + " within " + run.limits().answer().toMillis() + " ms", "nothing")));
        }
    }

    @Override
    public void failed(Failure reason) {
        boolean closed = reason.kind() == Kind.CLOSED || reason.kind() == Kind.LOST || reason.kind() == Kind.NOT_READY
                || reason.kind() == Kind.AUTH_REFUSED;
        boolean allowed = next >= 0 && run.scenario().probes().get(next).mayClose();
        if (closed && allowed) {
            replied(reason.came());
            finish(Optional.empty());
        } else if (waiting == Waiting.FOR_WELCOME) {
            finish(Optional.of(reason));
        } else {
            finish(Optional.of(new Failure(reason.kind(), "an open connection after '" + label() + "'", reason.came())));
        }
    }

    private void finish(Optional<Failure> result) {
        failure = result;
        waiting = Waiting.NO_MORE;
        deadline.off();
        session.close(1000);
        done.run();
    }
}
