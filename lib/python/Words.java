package python;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Words to be found in texts, without cutting a text into Strings: a table of them by hash, with linear probing. */
final class Words {
    private final String[] table;

    Words(Collection<String> words) {
        this.table = new String[Integer.highestOneBit(Math.max(words.size(), 8)) * 4];
        for (String word : words) {
            int slot = slot(word.hashCode());
            while (table[slot] != null) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = word;
        }
    }

    /** Those that stand in a text. */
    Set<String> in(String text) {
        Set<String> standing = new HashSet<>();
        char[] characters = text.toCharArray();
        for (int at = 0; at < characters.length; at++) {
            if (isStart(characters[at])) {
                int end = end(characters, at);
                Optional<String> found = find(characters, at, end);
                if (found.isPresent()) {
                    standing.add(found.get());
                }
                at = end;
            }
        }
        return standing;
    }

    boolean contains(char[] text, int start, int end) {
        return find(text, start, end).isPresent();
    }

    private Optional<String> find(char[] text, int start, int end) {
        int hash = 0;
        for (int at = start; at < end; at++) {
            hash = hash * 31 + text[at];
        }
        for (int slot = slot(hash); table[slot] != null; slot = slot + 1 & table.length - 1) {
            if (isAt(table[slot], text, start, end)) {
                return Optional.of(table[slot]);
            }
        }
        return Optional.empty();
    }

    /** Where the word that begins at a place ends. */
    static int end(char[] text, int start) {
        int end = start;
        while (end < text.length && isPart(text[end])) {
            end++;
        }
        return end;
    }

    static int end(String text, int start) {
        int end = start;
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static boolean isStart(char c) {
        return c < 128 ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' : !isSymbol(c) && Character.isJavaIdentifierStart(c);
    }

    static boolean isPart(char c) {
        return c < 128 ? isStart(c) || c >= '0' && c <= '9' : !isSymbol(c) && Character.isJavaIdentifierPart(c);
    }

    /** Arrows, frames, check marks and emoji, of which logs and generated comments are full; to ask Java takes long. */
    private static boolean isSymbol(char c) {
        return c >= '\u2190' && c < '\u2c00' || Character.isSurrogate(c);
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & table.length - 1;
    }

    private static boolean isAt(String word, char[] text, int start, int end) {
        if (word.length() != end - start) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != text[start + i]) {
                return false;
            }
        }
        return true;
    }
}
