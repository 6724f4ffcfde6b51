package ws;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** All users at once, each started when the ramp says; those who are through wait for the others with their connection open. */
final class Crowd {
    private static final Duration PROGRESS = Duration.ofMillis(200);

    private final Run run;
    private final List<Journey> journeys;
    private int arrived;
    private int peak;

    Crowd(Run run, List<User> users) {
        this.run = run;
        this.journeys = users.stream().map(user -> new Journey(run, user, run.plan().requests(), Duration.ZERO, finished -> arrive())).toList();
    }

    private void arrive() {
        arrived++;
        count();
    }

    private void count() {
        peak = Math.max(peak, run.open());
    }

    /**
     * Returns when every user is through, or soon after an interruption; the connections stay open.
     *
     * @param progress is told now and then how many users are through
     */
    void walk(IntConsumer progress, BooleanSupplier interrupted) throws IOException {
        long start = run.loop().now();
        for (int i = 0; i < journeys.size(); i++) {
            Journey journey = journeys.get(i);
            long scheduled = start + run.plan().ramp().toNanos() * i / journeys.size();
            if (scheduled <= run.loop().now()) {
                run.loop().execute(() -> journey.start(scheduled));
            } else {
                run.loop().new Deadline(() -> journey.start(scheduled)).at(scheduled);
            }
        }
        report(progress);
        run.loop().run(() -> arrived == journeys.size() || interrupted.getAsBoolean());
        if (journeys.size() > 1) {
            // What should not come any more, such as an event of the last user on the connection of another, has a moment to come.
            run.loop().run(run.limits().settle(), interrupted);
        }
    }

    private void report(IntConsumer progress) {
        progress.accept(arrived);
        count();
        if (arrived < journeys.size()) {
            run.loop().after(PROGRESS, () -> report(progress));
        }
    }

    /** What happened to each user, in the order of their numbers. */
    List<Trace> traces() {
        return journeys.stream().map(Journey::trace).toList();
    }

    /** The most connections that were open at once, seen whenever a user was through and five times a second. */
    int peak() {
        return peak;
    }

    void leave(int closeCode) {
        journeys.forEach(journey -> journey.leave(closeCode));
    }
}
