package summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import report.Finding;
import report.Report;

/**
 * Groups findings by cause. Two findings have one cause when one fix mends both, when the same thing is missed by the
 * same rule, when one class lacks it, when one {@code .env} file would set it, or when what is missed and what exists differ in the same way: a moved folder, a renamed family.
 */
final class Issues {
    private static final Set<String> VARIABLES = Set.of("config/unset-variable", "config/required-variable");

    private Issues() {}

    /** @param accepted those that the baseline has */
    static List<Issue> of(List<Finding> findings, Set<Finding> accepted) {
        Groups groups = new Groups(findings.size());
        Map<Object, Integer> seen = new HashMap<>();
        Map<Object, Integer> plans = new IdentityHashMap<>();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            int index = i;
            finding.fix().filter(fix -> !fix.plan().isEmpty()).ifPresent(fix -> groups.join(plans.putIfAbsent(fix.plan(), index), index));
            for (Object key : keys(finding)) {
                groups.join(seen.putIfAbsent(key, i), i);
            }
        }
        Map<Integer, List<Finding>> byGroup = new LinkedHashMap<>();
        for (int i = 0; i < findings.size(); i++) {
            byGroup.computeIfAbsent(groups.root(i), root -> new ArrayList<>()).add(findings.get(i));
        }
        return byGroup.values().stream().map(group -> new Issue(0, title(group), group, accepted.containsAll(group)))
                .sorted(Comparator.comparing(Issue::severity).thenComparing(issue -> -issue.findings().size())).toList();
    }

    private static List<Object> keys(Finding finding) {
        List<Object> keys = new ArrayList<>();
        String family = finding.rule().name().replaceFirst("/.*", "");
        keys.add(List.of(finding.rule().name(), finding.subject()));
        if (VARIABLES.contains(finding.rule().name())) {
            keys.add(List.of(finding.rule().name(), finding.place().file().replaceFirst("[^/]*$", "")));
        } else if (family.equals("config")) {
            finding.related().stream().findFirst().ifPresent(declared -> keys.add(List.of(finding.rule().name(), declared.place())));
        } else {
            finding.available().stream().limit(1).map(have -> Difference.of(finding.subject(), have)).filter(Difference::isPart)
                    .forEach(difference -> keys.add(List.of(family, difference)));
        }
        return keys;
    }

    private static String title(List<Finding> group) {
        Finding first = group.stream().min(Comparator.comparing(Finding::severity)).orElseThrow();
        if (group.size() == 1) {
            return bare(first.message());
        }
        Set<String> subjects = new HashSet<>(group.stream().map(Finding::subject).toList());
        String count = Report.counted(group.size(), "finding");
        if (subjects.size() == 1) {
            return bare(first.message()) + ", in " + Report.counted((int) group.stream().map(Finding::place).distinct().count(), "place");
        }
        Set<Difference> differences = new HashSet<>();
        group.forEach(finding -> finding.available().stream().limit(1).forEach(have -> differences.add(Difference.of(finding.subject(), have))));
        if (differences.size() == 1 && differences.iterator().next().isPart()) {
            return differences.iterator().next().sentence() + ": " + count;
        }
        boolean oneFix = group.stream().allMatch(finding -> finding.fix().isPresent() && finding.fix().get().plan() == group.get(0).fix().orElseThrow().plan());
        return oneFix ? first.fix().orElseThrow().title() + ": " + count : bare(first.message()) + ", and " + (group.size() - 1) + " more like it";
    }

    private static String bare(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** Which findings belong together: a union-find forest. */
    private static final class Groups {
        private final int[] parents;

        Groups(int size) {
            parents = new int[size];
            for (int i = 0; i < size; i++) {
                parents[i] = i;
            }
        }

        int root(int i) {
            while (parents[i] != i) {
                parents[i] = parents[parents[i]];
                i = parents[i];
            }
            return i;
        }

        /** @param earlier null for the first of its kind */
        void join(Integer earlier, int i) {
            if (earlier != null) {
                int one = root(earlier);
                int other = root(i);
                parents[Math.max(one, other)] = Math.min(one, other);
            }
        }
    }
}
