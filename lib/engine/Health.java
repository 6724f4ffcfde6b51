package engine;

import java.util.Locale;

/**
 * A container's health check.
 *
 * @param status what it says now
 * @param log    the output of its last probe, trimmed; empty when there was none
 */
public record Health(Status status, String log) {
    static final Health NONE = new Health(Status.NONE, "");

    /** {@code NONE}: the container has no health check, so running is all that can be asked of it. */
    public enum Status {
        NONE, STARTING, HEALTHY, UNHEALTHY;

        static Status of(String word) {
            for (Status status : values()) {
                if (status.name().equalsIgnoreCase(word)) {
                    return status;
                }
            }
            return NONE;
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
