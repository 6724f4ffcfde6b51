package report;

import tree.Plan;

/**
 * A change that mends a finding. Findings with one cause may share one fix.
 *
 * @param title     what it does, as an imperative sentence without full stop
 * @param plan      the changes
 * @param automatic whether {@code --fix} applies it; a fix that needs a decision is only shown
 */
public record Fix(String title, Plan plan, boolean automatic) {
    public Fix(String title, Plan plan) {
        this(title, plan, true);
    }
}
