package tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Searches for the strings of all visitors at once: the automaton of Aho and Corasick, one table look-up a byte. */
final class Needles {
    private final int[] next;
    private final long[] owners;
    private final long always;

    /** The strings of each visitor; its bit in a mask is its index. */
    Needles(List<List<String>> needles) {
        List<int[]> edges = new ArrayList<>(List.of(new int[256]));
        List<Long> found = new ArrayList<>(List.of(0L));
        long always = 0;
        for (int visitor = 0; visitor < needles.size(); visitor++) {
            if (needles.get(visitor).isEmpty() || needles.get(visitor).contains("")) {
                always |= 1L << visitor;
            }
            for (String needle : needles.get(visitor)) {
                int state = 0;
                for (byte b : needle.getBytes(UTF_8)) {
                    if (edges.get(state)[b & 0xff] == 0) {
                        edges.get(state)[b & 0xff] = edges.size();
                        edges.add(new int[256]);
                        found.add(0L);
                    }
                    state = edges.get(state)[b & 0xff];
                }
                found.set(state, found.get(state) | 1L << visitor);
            }
        }
        this.always = always;
        owners = found.stream().mapToLong(Long::longValue).toArray();
        complete(edges);
        next = new int[256 * edges.size()];
        for (int state = 0; state < edges.size(); state++) {
            System.arraycopy(edges.get(state), 0, next, 256 * state, 256);
        }
    }

    /** Turns the tree of prefixes into an automaton: a missing edge leads to where the longest suffix of what was read leads. */
    private void complete(List<int[]> edges) {
        int[] suffix = new int[edges.size()];
        Deque<Integer> queue = new ArrayDeque<>();
        Arrays.stream(edges.get(0)).filter(state -> state != 0).forEach(queue::add);
        while (!queue.isEmpty()) {
            int state = queue.remove();
            owners[state] |= owners[suffix[state]];
            int[] own = edges.get(state);
            int[] fallback = edges.get(suffix[state]);
            for (int b = 0; b < 256; b++) {
                if (own[b] == 0) {
                    own[b] = fallback[b];
                } else {
                    suffix[own[b]] = fallback[b];
                    queue.add(own[b]);
                }
            }
        }
    }

    /** Which of the wanted visitors find one of their strings in the bytes. */
    long search(byte[] bytes, int length, long wanted) {
        long open = wanted & ~always;
        int state = 0;
        for (int i = 0; i < length && open != 0; i++) {
            state = next[state << 8 | bytes[i] & 0xff];
            open &= ~owners[state];
        }
        return wanted & ~open;
    }
}
