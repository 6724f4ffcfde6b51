package summary;

import java.util.List;
import java.util.Map;
import report.Rule;

/**
 * A command that checks a part by itself.
 *
 * @param name         its alias
 * @param rules        what it finds
 * @param alternatives options that mend in another way, and what each does
 */
public record Tool(String name, List<Rule> rules, Map<String, String> alternatives) {
    public Tool {
        rules = List.copyOf(rules);
    }

    boolean finds(String rule) {
        return rules.stream().anyMatch(known -> known.name().equals(rule));
    }
}
