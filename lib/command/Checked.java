package command;

import java.util.List;
import java.util.Optional;
import report.Finding;
import report.Report;

/**
 * What the check of a tree gave, after {@code --fix} if that was asked for.
 *
 * @param report   with the findings that are not in the baseline
 * @param accepted the findings that are
 * @param since    how it compares with the baseline, else with the tree before {@code --fix}; empty without both
 */
public record Checked(Report report, Settings settings, List<Finding> accepted, Optional<Comparison> since) {
    public Checked {
        accepted = accepted.stream().map(Finding::masked).toList();
    }
}
