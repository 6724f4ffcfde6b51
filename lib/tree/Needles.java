package tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Searches for the strings of all visitors at once, after Wu and Manber: the two bytes at which the shortest string would
 * end tell how far none of the strings can, so that most bytes are never looked at.
 */
final class Needles {
    private final List<byte[]> needles = new ArrayList<>();
    private final List<Integer> owners = new ArrayList<>();
    private final long always;
    private final int shortest;
    private final byte[] skips;

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
        skips = skips();
    }

    /** For each pair of bytes, how far to go on so that it can be a pair of some string's beginning; 0 at the last pair of one. */
    private byte[] skips() {
        byte[] skips = new byte[1 << 16];
        Arrays.fill(skips, (byte) Math.min(shortest - 1, Byte.MAX_VALUE));
        for (byte[] needle : needles) {
            for (int end = 1; end < shortest; end++) {
                int pair = pair(needle, end);
                skips[pair] = (byte) Math.min(skips[pair], shortest - 1 - end);
            }
        }
        return skips;
    }

    /** Which of the wanted visitors find one of their strings in the bytes. */
    long search(byte[] bytes, int length, long wanted) {
        long open = wanted & ~always;
        int at = shortest - 1;
        while (at < length && open != 0) {
            int skip = skips[(bytes[at - 1] & 0xff) << 8 | bytes[at] & 0xff];
            if (skip == 0) {
                open &= ~found(bytes, length, at - shortest + 1, open);
                skip = 1;
            }
            at += skip;
        }
        return wanted & ~open;
    }

    private long found(byte[] bytes, int length, int start, long open) {
        long found = 0;
        for (int i = 0; i < needles.size(); i++) {
            byte[] needle = needles.get(i);
            long owner = 1L << owners.get(i);
            if ((owner & open) != 0 && start + needle.length <= length
                    && Arrays.equals(needle, 0, needle.length, bytes, start, start + needle.length)) {
                found |= owner;
            }
        }
        return found;
    }

    private static int pair(byte[] bytes, int end) {
        return (bytes[end - 1] & 0xff) << 8 | bytes[end] & 0xff;
    }
}
