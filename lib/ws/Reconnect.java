package ws;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Cuts a connection without a word and makes the way again on a new one: at once, then after a second that doubles up to thirty, with
 * a jitter of a fifth, at most five times.
 */
final class Reconnect implements Session.Client {

    static final int MOST_ATTEMPTS = 5;
    private static final String STILL_COUNTED = "the server still counts on the connection that was cut: an error in sending there may end the request";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Run run;
    private final User user;
    private final Session first;
    private final Runnable done;
    private Optional<Failure> failure = Optional.empty();
    private boolean finished;
    private int attempts;
    private long dropped;
    private double millis;

    Reconnect(Run run, User user, Runnable done) {
        this.run = run;
        this.user = user;
        this.done = done;
        this.first = new Session(run, user, this);
    }

    void start() {
        first.start(run.loop().now());
    }

    /** How many connections were tried after the cut. */
    int attempts() {
        return attempts;
    }

    /** Milliseconds from the cut to the answer on the new connection. */
    double millis() {
        return millis;
    }

    Optional<Failure> failure() {
        return failure;
    }

    boolean isFinished() {
        return finished;
    }

    @Override
    public void ready() {
        dropped = run.loop().now();
        first.drop();
        attempt();
    }

    private void attempt() {
        attempts++;
        new Journey(run, user, 1, Duration.ZERO, this::arrived).start(run.loop().now());
    }

    private void arrived(Journey journey) {
        Trace trace = journey.trace();
        journey.leave(1000);
        boolean connected = !trace.turns().isEmpty();
        if (!connected && attempts < MOST_ATTEMPTS) {
            run.loop().after(pause(attempts, ThreadLocalRandom.current().nextDouble()), this::attempt);
            return;
        }
        millis = (run.loop().now() - dropped) / 1e6;
        Optional<Failure> problem = Checks.failure(trace, 1, run.scenario(), run.limits());
        finish(connected ? problem.map(each -> each.because(STILL_COUNTED)) : problem);
    }

    /** The pause after so many attempts. @param chance from 0 to 1 */
    static Duration pause(int attempts, double chance) {
        long doubled = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(20, attempts - 1));
        return Duration.ofMillis((long) (doubled * (0.8 + 0.4 * chance)));
    }

    @Override
    public void message(Message message) {
        // what comes before the cut does not matter
    }

    @Override
    public void failed(Failure reason) {
        finish(Optional.of(reason));
    }

    private void finish(Optional<Failure> result) {
        failure = result;
        finished = true;
        done.run();
    }
}
