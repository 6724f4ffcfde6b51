package tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Searches for the strings of all visitors at once, after Wu and Manber: the two bytes at which the shortest string would
 * end tell how far none of the strings can, so that most bytes are never looked at.
 */
final class Needles {
    private final List<byte[]> needles = new ArrayList<>();
    private final List<Integer> owners = new ArrayList<>();
    private final long always;
    private final int shortest;
    /** For each pair of bytes, how far to go on so that it can be a pair of some string's beginning; not positive at the last pair of one. */
    private final short[] skips = new short[1 << 16];
    /** The strings whose beginning ends with the same pair, at the index that the negated skip of this pair gives. */
    private final List<int[]> ending = new ArrayList<>();

    /** The strings of each visitor; its bit in a mask is its index. */
    Needles(List<List<String>> ofVisitors) {
        long always = 0;
        for (int visitor = 0; visitor < ofVisitors.size(); visitor++) {
            if (ofVisitors.get(visitor).isEmpty()) {
                always |= 1L << visitor;
            }
            for (String needle : ofVisitors.get(visitor)) {
                if (needle.length() < 2) {
                    throw new IllegalArgumentException("a string of less than two characters: '" + needle + "'");
                }
                needles.add(needle.getBytes(UTF_8));
                owners.add(visitor);
            }
        }
        this.always = always;
        shortest = needles.stream().mapToInt(needle -> needle.length).min().orElse(2);
        fillSkips();
    }

    private void fillSkips() {
        Arrays.fill(skips, (short) Math.min(shortest - 1, Short.MAX_VALUE));
        for (byte[] needle : needles) {
            for (int end = 1; end < shortest - 1; end++) {
                int pair = pair(needle, end);
                skips[pair] = (short) Math.min(skips[pair], shortest - 1 - end);
            }
        }
        Map<Integer, List<Integer>> byLastPair = new LinkedHashMap<>();
        for (int i = 0; i < needles.size(); i++) {
            byLastPair.computeIfAbsent(pair(needles.get(i), shortest - 1), pair -> new ArrayList<>()).add(i);
        }
        byLastPair.forEach((pair, same) -> {
            skips[pair] = (short) -ending.size();
            ending.add(same.stream().mapToInt(Integer::intValue).toArray());
        });
    }

    /** Which of the wanted visitors find one of their strings in the bytes. */
    long search(byte[] bytes, int length, long wanted) {
        long open = wanted & ~always;
        int at = shortest - 1;
        while (at < length && open != 0) {
            int skip = skips[(bytes[at - 1] & 0xff) << 8 | bytes[at] & 0xff];
            if (skip <= 0) {
                open &= ~found(ending.get(-skip), bytes, length, at - shortest + 1, open);
                skip = 1;
            }
            at += skip;
        }
        return wanted & ~open;
    }

    private long found(int[] candidates, byte[] bytes, int length, int start, long open) {
        long found = 0;
        for (int i : candidates) {
            byte[] needle = needles.get(i);
            // Most candidates differ in their first byte.
            if (needle[0] == bytes[start] && start + needle.length <= length
                    && Arrays.equals(needle, 0, needle.length, bytes, start, start + needle.length)) {
                found |= 1L << owners.get(i);
            }
        }
        return found & open;
    }

    private static int pair(byte[] bytes, int end) {
        return (bytes[end - 1] & 0xff) << 8 | bytes[end] & 0xff;
    }
}
