package tree;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Work on all cores. Plain threads, and not the common pool: work that waits for what another thread makes must not keep
 * one from making it, and a command that ends within a second has no use for a pool.
 */
public final class Cores {
    private Cores() {}

    /**
     * What the function gives for each item, in the order of the items. The caller's thread takes part.
     *
     * @throws RuntimeException what the function threw for the first item of those at which it threw
     */
    public static <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> function) {
        var results = new AtomicReferenceArray<R>(items.size());
        var failures = new AtomicReferenceArray<Throwable>(items.size());
        var taken = new AtomicInteger();
        run(items.size(), () -> {
            for (int i = taken.getAndIncrement(); i < items.size(); i = taken.getAndIncrement()) {
                try {
                    results.set(i, function.apply(items.get(i)));
                } catch (RuntimeException | Error e) {
                    failures.set(i, e);
                }
            }
        });
        List<R> all = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            if (failures.get(i) instanceof Error error) {
                throw error;
            } else if (failures.get(i) instanceof RuntimeException exception) {
                throw exception;
            }
            all.add(results.get(i));
        }
        return all;
    }

    /**
     * Runs the same work, which shares out what there is to do among its runs and does not throw, on each core at once.
     *
     * @param most how many runs at most there is enough to do for
     */
    static void run(int most, Runnable work) {
        List<Thread> threads = new ArrayList<>();
        for (int i = Math.min(Runtime.getRuntime().availableProcessors(), most); i > 1; i--) {
            Thread thread = new Thread(work, "core-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        work.run();
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
