package python;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Keeps questions from running on that hang on themselves, go too deep or are too many. */
final class Bounds {
    private static final int DEEPEST = 60;
    /** For all questions that one function raises; ordinary ones need some hundreds. */
    private static final int MOST_STEPS = 200_000;
    /** No file of the real trees that were looked at needs as many. */
    private static final long MOST_STEPS_OF_A_FILE = 10_000_000;

    private final Set<Object> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
    private int depth;
    private int steps;
    private long left = Long.MAX_VALUE;
    /** How often a type was cut short; what was worked out meanwhile is not the last word. */
    private int cuts;

    /** A file asks too much; nothing is lost but the rest of its answers. */
    private static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted() {
            super("too many steps", null, false, false);
        }
    }

    /** Begins the questions of another function. */
    void begin() {
        steps = 0;
    }

    /** Asks the questions of one file, and says whether that took no more steps than real files ever do. */
    boolean hold(Runnable questions) {
        left = MOST_STEPS_OF_A_FILE;
        try {
            questions.run();
            return true;
        } catch (Exhausted tooMuch) {
            return false;
        } finally {
            left = Long.MAX_VALUE;
        }
    }

    /** Counts work in proportion to the time that it takes. */
    void spend(int work) {
        left -= work;
        if (left < 0) {
            throw new Exhausted();
        }
    }

    /** Begins a question inside another, which ends with {@link #ascend}; false when it is not to be asked. */
    boolean descend() {
        spend(1);
        if (depth > DEEPEST || steps++ > MOST_STEPS) {
            cuts++;
            return false;
        }
        depth++;
        return true;
    }

    void ascend() {
        depth--;
    }

    /** Begins a question about something, which ends with {@link #leave}; false when the question leads back to itself. */
    boolean enter(Object about) {
        if (underWay.add(about)) {
            return true;
        }
        cuts++;
        return false;
    }

    void leave(Object about) {
        underWay.remove(about);
    }

    /** The remembered answer, else a new one; where the question leads back to itself {@code inCircle}. */
    <K> Type remember(Map<K, Type> known, K key, Object about, Type inCircle, Supplier<Type> answer) {
        Type type = known.get(key);
        if (type != null) {
            return type;
        }
        int before = cuts;
        if (!enter(about)) {
            return inCircle;
        }
        try {
            type = answer.get();
        } finally {
            leave(about);
        }
        // what hangs on itself may turn out to be more, but never less, than what is unknown already
        if (cuts == before || type == Type.UNKNOWN) {
            known.put(key, type);
        }
        return type;
    }
}
