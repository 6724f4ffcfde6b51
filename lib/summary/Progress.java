package summary;

import java.util.List;
import report.Finding.Identity;

/**
 * Before and after.
 *
 * @param before   what the earlier state is: a baseline, or the tree before {@code --fix}
 * @param had      how many findings there were
 * @param resolved those that are gone; empty where only their number is known
 * @param gone     how many are gone
 * @param left     how many are still there
 * @param fresh    how many are new
 */
public record Progress(String before, int had, List<Identity> resolved, int gone, int left, int fresh) {
    public Progress {
        resolved = List.copyOf(resolved);
    }
}
