package command;

import java.util.List;
import report.Finding;
import report.Finding.Identity;

/**
 * Today's findings beside earlier ones.
 *
 * @param earlier  what the earlier ones are called
 * @param fresh    those that are new
 * @param left     those that are still there
 * @param resolved those that are there no more
 */
public record Comparison(String earlier, List<Finding> fresh, List<Finding> left, List<Identity> resolved) {
    public Comparison {
        fresh = fresh.stream().map(Finding::masked).toList();
        left = left.stream().map(Finding::masked).toList();
        resolved = List.copyOf(resolved);
    }
}
