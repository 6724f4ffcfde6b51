package ws;

import java.util.HashSet;
import java.util.Set;

/** Requests and conversations of other runs of the same user, whose events a server may send here too. */
final class OtherRuns {

    private static final int MOST = 100;

    private final Set<String> names = new HashSet<>(0);

    void add(String name) {
        if (names.size() < MOST) {
            names.add(name);
        }
    }

    boolean contains(String name) {
        return names.contains(name);
    }

    /** The request or conversation that a message names, when it is another one than this; else empty. */
    static String named(Message message, String turn, String thread) {
        if (message.turn().isPresent() && !message.turn().get().equals(turn)) {
            return message.turn().get();
        }
        return message.thread().isPresent() && !message.thread().get().equals(thread) ? message.thread().get() : "";
    }
}
