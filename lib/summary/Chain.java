package summary;

import java.util.List;
import java.util.Optional;

/**
 * The golden path as a chain of steps, as it stands in one place: this checkout, or a live target.
 *
 * @param name  what was looked at
 * @param links one for each step, in their order
 */
public record Chain(String name, List<Link> links) {
    public Chain {
        links = List.copyOf(links);
    }

    public enum State {
        /** Proved by a walk, or, in a checkout, nothing was found that stands in its way. */
        OK("ok"),
        /** A walk tried it and it did not hold. */
        FAILED("failed"),
        /** What it needs is broken. */
        BLOCKED("blocked"),
        UNKNOWN("unknown");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * @param services the services that it rests on; empty when they are not known
     * @param issues   the numbers of the issues that block it
     */
    public record Link(Step step, State state, List<String> services, String reason, List<Integer> issues) {
        public Link {
            services = List.copyOf(services);
            issues = List.copyOf(issues);
        }

        boolean isBroken() {
            return state == State.FAILED || state == State.BLOCKED;
        }
    }

    /** The first step that does not hold; everything after it waits for it. */
    public Optional<Link> firstBroken() {
        return links.stream().filter(Link::isBroken).findFirst();
    }
}
