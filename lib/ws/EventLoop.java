package ws;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** One thread's selector with timers: everything on it runs on the thread that calls {@link #run}. */
final class EventLoop implements AutoCloseable {

    /** What a channel's readiness is told to. */
    interface Handler {
        void ready(SelectionKey key) throws IOException;
    }

    private static final class Entry {
        private final long when;
        private final Deadline deadline;

        Entry(long when, Deadline deadline) {
            this.when = when;
            this.deadline = deadline;
        }
    }

    private final Selector selector = Selector.open();
    private final PriorityQueue<Entry> timers = new PriorityQueue<>(Comparator.comparingLong(entry -> entry.when));
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final long origin = System.nanoTime();
    /** Shared by all connections: a read is decoded before the next one. Java-WebSocket wants a heap buffer. */
    final ByteBuffer input = ByteBuffer.allocate(64 * 1024);

    EventLoop() throws IOException {
    }

    /** Nanoseconds since the loop was made; a monotonic clock, whatever happens to the wall clock. */
    long now() {
        return System.nanoTime() - origin;
    }

    SelectionKey register(SelectableChannel channel, int operations, Handler handler) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, handler);
    }

    /** Runs a task on the loop's thread; any thread may call this. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Whether no channel is registered any more. */
    boolean isIdle() {
        return selector.keys().stream().noneMatch(SelectionKey::isValid);
    }

    /** Runs an action once after a while. */
    void after(Duration delay, Runnable action) {
        new Deadline(action).in(delay);
    }

    /** Serves channels, timers and tasks until the condition holds; it is asked after every round. */
    void run(BooleanSupplier done) throws IOException {
        while (!done.getAsBoolean()) {
            Entry next = timers.peek();
            long wait = next == null ? 0 : Math.max(1, (next.when - now() + 999_999) / 1_000_000);
            if (!tasks.isEmpty() || next != null && next.when <= now()) {
                selector.selectNow(EventLoop::serve);
            } else {
                selector.select(EventLoop::serve, wait);
            }
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            long now = now();
            while (!timers.isEmpty() && timers.peek().when <= now) {
                timers.poll().deadline.rang();
            }
        }
    }

    /** Serves for a while, or until the condition holds. */
    void run(Duration atMost, BooleanSupplier done) throws IOException {
        var over = new boolean[1];
        after(atMost, () -> over[0] = true);
        run(() -> over[0] || done.getAsBoolean());
    }

    private static void serve(SelectionKey key) {
        try {
            ((Handler) key.attachment()).ready(key);
        } catch (IOException broken) {
            throw new IllegalStateException("a handler must deal with its own failures", broken);
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException alreadyGone) {
            // nothing is left to release
        }
    }

    /**
     * A point in time that can be moved and called off cheaply: a deadline that is set again for every message would otherwise fill
     * the queue, so one that has moved to later is only noticed when its old time comes.
     */
    final class Deadline {
        private final Runnable action;
        private long target = Long.MAX_VALUE;
        private long armed = Long.MAX_VALUE;

        Deadline(Runnable action) {
            this.action = action;
        }

        void in(Duration delay) {
            at(now() + delay.toNanos());
        }

        void at(long when) {
            target = when;
            if (when < armed) {
                armed = when;
                timers.add(new Entry(when, this));
            }
        }

        void off() {
            target = Long.MAX_VALUE;
        }

        private void rang() {
            long now = now();
            if (armed > now) {
                return;
            }
            armed = Long.MAX_VALUE;
            if (target <= now) {
                target = Long.MAX_VALUE;
                action.run();
            } else if (target != Long.MAX_VALUE) {
                at(target);
            }
        }
    }
}
