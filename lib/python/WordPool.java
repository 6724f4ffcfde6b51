package python;

/** One String for each distinct word of a text, so that its names cost memory once: a hash table with linear probing. */
final class WordPool {
    private final String text;
    private String[] table = new String[256];
    private int count;

    WordPool(String text) {
        this.text = text;
    }

    /**
     * The word at a place of the text.
     *
     * @param hash what {@link String#hashCode} gives for it
     */
    String word(int start, int length, int hash) {
        int slot = slot(hash);
        while (table[slot] != null) {
            if (table[slot].length() == length && text.startsWith(table[slot], start)) {
                return table[slot];
            }
            slot = slot + 1 & table.length - 1;
        }
        String word = text.substring(start, start + length);
        table[slot] = word;
        if (++count * 2 > table.length) {
            grow();
        }
        return word;
    }

    private void grow() {
        String[] old = table;
        table = new String[old.length * 2];
        for (String word : old) {
            if (word != null) {
                int slot = slot(word.hashCode());
                while (table[slot] != null) {
                    slot = slot + 1 & table.length - 1;
                }
                table[slot] = word;
            }
        }
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & table.length - 1;
    }
}
