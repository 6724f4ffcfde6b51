package summary;

import java.util.List;

/**
 * How an issue is mended.
 *
 * @param issue   the issue's number
 * @param steps   the steps of the golden path that wait for it
 * @param options the ways to do it, the recommended one first
 * @param proof   the command that shows that it is done
 */
public record Remedy(int issue, List<Step> steps, List<Option> options, String proof) {
    public Remedy {
        steps = List.copyOf(steps);
        options = List.copyOf(options);
    }

    /**
     * @param command what to type; empty where a person has to decide
     * @param diff    what it changes; empty when that is not known before
     */
    public record Option(String title, String command, String diff) {}
}
