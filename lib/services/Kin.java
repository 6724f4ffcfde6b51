package services;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The services of a project by the parts of their names, so that a name is held against thousands of them at once.
 *
 * @param named   by the folded name
 * @param joined  by the folded name without its hyphens
 * @param without by the folded name without an affix that several services share
 * @param around  by each beginning and end of the folded name that a hyphen cuts off
 */
record Kin(Map<String, List<String>> named, Map<String, List<String>> joined, Map<String, List<String>> without, Map<String, List<String>> around) {

    static Kin of(Set<String> services, Set<String> affixes) {
        Kin kin = new Kin(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (String service : services) {
            String folded = Names.folded(service);
            put(kin.named, folded, service);
            put(kin.joined, folded.replace("-", ""), service);
            for (int i = folded.indexOf('-'); i >= 0; i = folded.indexOf('-', i + 1)) {
                String beginning = folded.substring(0, i);
                String end = folded.substring(i + 1);
                put(kin.around, beginning, service);
                put(kin.around, end, service);
                if (affixes.contains(beginning + "-")) {
                    put(kin.without, end, service);
                }
                if (affixes.contains("-" + end)) {
                    put(kin.without, beginning, service);
                }
            }
        }
        return kin;
    }

    private static void put(Map<String, List<String>> index, String key, String service) {
        index.computeIfAbsent(key, none -> new ArrayList<>()).add(service);
    }

    List<String> named(String folded) {
        return named.getOrDefault(folded, List.of());
    }

    List<String> joined(String folded) {
        return joined.getOrDefault(folded.replace("-", ""), List.of());
    }

    List<String> without(String folded) {
        return without.getOrDefault(folded, List.of());
    }

    List<String> around(String folded) {
        return around.getOrDefault(folded, List.of());
    }

    /** What follows each hyphen of a name. */
    static List<String> ends(String folded) {
        List<String> ends = new ArrayList<>();
        for (int i = folded.indexOf('-'); i >= 0; i = folded.indexOf('-', i + 1)) {
            ends.add(folded.substring(i + 1));
        }
        return ends;
    }

    /** What stands before each hyphen of a name. */
    static List<String> beginnings(String folded) {
        List<String> beginnings = new ArrayList<>();
        for (int i = folded.indexOf('-'); i >= 0; i = folded.indexOf('-', i + 1)) {
            beginnings.add(folded.substring(0, i));
        }
        return beginnings;
    }
}
