package python;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tree.Cores;

/**
 * Where in the modules a word stands that can lead to a checked object: most functions hold none, and need no look. The
 * words are those of classes, of functions, values and attributes that give such objects, and of what holds them.
 */
final class Relevance {
    private static final List<String> LIKELY = List.of("conf", "cfg", "setting", "opt", "param", "args");

    private final Set<String> words;
    private final Words known;
    private final Map<Module, int[]> hits = new IdentityHashMap<>();

    /** Looks the words up in each module once. */
    static Relevance of(List<Module> modules, Set<String> words) {
        return new Relevance(Set.copyOf(words)).with(modules, Map.of());
    }

    private Relevance(Set<String> words) {
        this.words = words;
        this.known = new Words(words);
    }

    /** The same words, in modules of which most are the same. */
    Relevance in(List<Module> others) {
        return new Relevance(words).with(others, hits);
    }

    private Relevance with(List<Module> modules, Map<Module, int[]> found) {
        List<Module> fresh = modules.stream().filter(module -> !found.containsKey(module)).toList();
        List<int[]> places = Cores.map(fresh, module -> find(module.file.text().toCharArray()));
        modules.forEach(module -> hits.put(module, found.get(module)));
        for (int i = 0; i < fresh.size(); i++) {
            hits.put(fresh.get(i), places.get(i));
        }
        return this;
    }

    /** Whether a variable is called as configuration objects are, so that what is set on it may be set on one. */
    static boolean isLikely(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return LIKELY.stream().anyMatch(lower::contains);
    }

    boolean knows(String word) {
        return words.contains(word);
    }

    boolean touches(Module module) {
        return hits.get(module).length > 0;
    }

    /** Whether one of the words stands in a node. */
    boolean touches(Module module, Syntax node) {
        int[] places = hits.get(module);
        int at = Arrays.binarySearch(places, node.start());
        int first = at >= 0 ? at : -at - 1;
        return first < places.length && places[first] < node.end();
    }

    private int[] find(char[] text) {
        int[] found = new int[16];
        int count = 0;
        for (int at = 0; at < text.length; at++) {
            if (!Words.isStart(text[at])) {
                continue;
            }
            int start = at;
            at = Words.end(text, start);
            boolean attribute = at < text.length && text[at] == '.';
            if (known.contains(text, start, at) || attribute && isAssigned(text, at) && isLikely(new String(text, start, at - start))) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = start;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Whether the attributes that follow end in an assignment. */
    private static boolean isAssigned(char[] text, int from) {
        int at = from;
        while (at < text.length && (text[at] == '.' || Words.isPart(text[at]))) {
            at++;
        }
        while (at < text.length && text[at] == ' ') {
            at++;
        }
        return at + 1 < text.length && "=,:".indexOf(text[at]) >= 0 && text[at + 1] != '=';
    }
}
