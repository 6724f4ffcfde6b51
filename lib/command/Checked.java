package command;

import java.util.List;
import java.util.Optional;
import report.Finding;
import report.Finding.Identity;
import report.Report;

/**
 * What the check of a tree gave, after {@code --fix} if that was asked for.
 *
 * @param report   with the findings that are not in the baseline
 * @param accepted the findings that are
 * @param resolved what only the baseline has; empty without one
 */
public record Checked(Report report, Settings settings, List<Finding> accepted, Optional<List<Identity>> resolved) {
    public Checked {
        accepted = accepted.stream().map(Finding::masked).toList();
    }
}
