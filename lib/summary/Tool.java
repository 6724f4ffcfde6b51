package summary;

import java.util.List;
import report.Rule;

/**
 * A command that checks a part by itself.
 *
 * @param name  its alias
 * @param rules what it finds
 * @param ways  how it mends otherwise than by {@code --fix} alone
 */
public record Tool(String name, List<Rule> rules, List<Way> ways) {
    /**
     * Another way to mend.
     *
     * @param option    what chooses it
     * @param does      what it does, as an imperative sentence without full stop
     * @param undecided whether it decides what {@code --fix} alone leaves to a person, and does nothing else
     * @param rules     whose findings it mends
     */
    public record Way(String option, String does, boolean undecided, List<String> rules) {
        public Way {
            rules = List.copyOf(rules);
        }

        boolean mends(Issue issue) {
            return issue.fixes().stream().anyMatch(fix -> !(undecided && fix.automatic())) && issue.rules().stream().anyMatch(rules::contains);
        }
    }

    public Tool {
        rules = List.copyOf(rules);
        ways = List.copyOf(ways);
    }

    boolean finds(String rule) {
        return rules.stream().anyMatch(known -> known.name().equals(rule));
    }
}
