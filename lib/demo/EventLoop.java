package demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.PriorityQueue;

/** One thread that accepts, reads, writes and keeps the time for all connections. */
final class EventLoop implements Runnable {

    /** What is called when a registered channel is ready. */
    interface Handler {
        /** Called on the loop's thread; an exception ends this channel alone. */
        void ready(SelectionKey key) throws IOException;

        /** The channel failed or the loop ends. */
        void close();
    }

    private record Alarm(long at, long order, Runnable action) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            return at != other.at ? Long.compare(at - other.at, 0) : Long.compare(order, other.order);
        }
    }

    private final Selector selector = Selector.open();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    /** With an array, which Draft_6455 asks for when a frame comes in parts. */
    private final ByteBuffer readBuffer = ByteBuffer.allocate(65_536);
    private long alarmCount;
    private volatile Optional<Runnable> farewell = Optional.empty();

    EventLoop() throws IOException {
    }

    /** A buffer for one read, shared by all connections: what is in it must be used before the next. */
    ByteBuffer readBuffer() {
        return readBuffer.clear();
    }

    /** Runs an action on the loop's thread after a time; called on that thread, or before it starts. */
    void after(Duration delay, Runnable action) {
        alarms.add(new Alarm(System.nanoTime() + delay.toNanos(), alarmCount++, action));
    }

    void register(ServerSocketChannel channel, Handler handler) throws IOException {
        channel.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT, handler);
    }

    SelectionKey register(SocketChannel channel, Handler handler) throws IOException {
        return channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, handler);
    }

    /** Makes {@link #run} end after a last action on the loop's thread; may be called from any thread. */
    void stop(Runnable lastAction) {
        farewell = Optional.of(lastAction);
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (farewell.isEmpty()) {
                selector.select(key -> serve(key), millisToNextAlarm());
                for (long now = System.nanoTime(); !alarms.isEmpty() && alarms.peek().at - now <= 0;) {
                    alarms.remove().action.run();
                }
            }
            farewell.get().run();
            selector.keys().forEach(key -> ((Handler) key.attachment()).close());
            selector.close();
        } catch (IOException broken) {
            throw new IllegalStateException("the selector failed", broken);
        }
    }

    private static void serve(SelectionKey key) {
        var handler = (Handler) key.attachment();
        try {
            handler.ready(key);
        } catch (IOException | RuntimeException lost) {
            handler.close();
        }
    }

    /** Rounded up, since 0 means for ever. */
    private long millisToNextAlarm() {
        return alarms.isEmpty() ? 0 : Math.max(1, (alarms.peek().at - System.nanoTime() + 999_999) / 1_000_000);
    }
}
