package ws;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a run must keep to. A value is never changed in place: {@link #with} gives another one.
 *
 * @param connect from the start of a connection to its welcome: TCP, TLS, upgrade and welcome together
 * @param firstEvent from sending a request to its first event
 * @param gap between two events of one request
 * @param request from sending a request to the event that ends it
 * @param users how many users the checks `concurrency` and `isolation` start when {@code --users} is not given
 * @param success how many of them must succeed, in percent
 * @param answer from a probe (invalid message, ping, login) to its answer
 * @param settle how long a finished request is watched for events that should not come any more
 * @param messageSize the longest message accepted, in bytes
 */
public record Limits(Duration connect, Duration firstEvent, Duration gap, Duration request,
        int users, double success, Duration answer, Duration settle, int messageSize) {

    /** The named sets of limits, as the product's own acceptance criteria have them. */
    public enum Profile {
        STAGING, GOLDEN, STRICT;

        /** @throws UsageException when there is no profile of this name; the message lists them */
        public static Profile named(String name) {
            return Arrays.stream(values()).filter(profile -> profile.toString().equals(name)).findFirst()
                    .orElseThrow(() -> new UsageException("There is no profile '" + name + "'. Profiles: "
                            + Arrays.stream(values()).map(Profile::toString).collect(Collectors.joining(", ")) + "."));
        }

        public Limits limits() {
            return switch (this) {
                case STAGING -> limits(30_000, 20_000, 15_000, 60_000, 5, 80);
                case GOLDEN -> limits(2_000, 5_000, 15_000, 60_000, 10, 99);
                case STRICT -> limits(2_000, 3_000, 100, 30_000, 10, 100);
            };
        }

        private static Limits limits(int connect, int firstEvent, int gap, int request, int users, int success) {
            return new Limits(Duration.ofMillis(connect), Duration.ofMillis(firstEvent), Duration.ofMillis(gap),
                    Duration.ofMillis(request), users, success, Duration.ofSeconds(10), Duration.ofMillis(250), 1 << 20);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The names that {@link #with} knows. */
    public static final List<String> NAMES = List.of(
            "connect", "first-event", "gap", "request", "users", "success", "answer", "settle", "message-size");

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m)");
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * These limits with one changed.
     *
     * @param value a duration ({@code 300ms}, {@code 2s}, {@code 1m}), a count, a percentage ({@code 80} or {@code 80%}),
     *     or a number of bytes, as the name wants it
     * @throws UsageException when the name or the value cannot be used; the message says what would be right
     */
    public Limits with(String name, String value) {
        return switch (name) {
            case "connect" -> new Limits(durationOf(name, value), firstEvent, gap, request, users, success, answer, settle, messageSize);
            case "first-event" -> new Limits(connect, durationOf(name, value), gap, request, users, success, answer, settle, messageSize);
            case "gap" -> new Limits(connect, firstEvent, durationOf(name, value), request, users, success, answer, settle, messageSize);
            case "request" -> new Limits(connect, firstEvent, gap, durationOf(name, value), users, success, answer, settle, messageSize);
            case "users" -> new Limits(connect, firstEvent, gap, request,
                    (int) number(name, value, 1, 1_000_000), success, answer, settle, messageSize);
            case "success" -> new Limits(connect, firstEvent, gap, request, users,
                    number(name, value.replaceFirst("%$", ""), 0, 100), answer, settle, messageSize);
            case "answer" -> new Limits(connect, firstEvent, gap, request, users, success, durationOf(name, value), settle, messageSize);
            case "settle" -> new Limits(connect, firstEvent, gap, request, users, success, answer, durationOf(name, value), messageSize);
            case "message-size" -> new Limits(connect, firstEvent, gap, request, users, success, answer, settle,
                    (int) number(name, value, 128, 1 << 28));
            default -> throw new UsageException("There is no limit '" + name + "'. Limits: " + String.join(", ", NAMES) + ".");
        };
    }

    /** The same with every entry of the map, in its order. */
    public Limits with(Map<String, String> changes) {
        Limits limits = this;
        for (var change : changes.entrySet()) {
            limits = limits.with(change.getKey(), change.getValue());
        }
        return limits;
    }

    private static Duration durationOf(String limit, String value) {
        return duration("The limit '" + limit + "'", value);
    }

    /**
     * A duration such as {@code 300ms}, {@code 2s}, {@code 1.5s} or {@code 1m}, at most an hour.
     *
     * @param subject whose it is, for the message
     * @throws UsageException when the text is something else
     */
    static Duration duration(String subject, String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UsageException(subject + ": '" + text + "' is no duration: write a number and ms, s or m, such as 300ms or 2s.");
        }
        double millis = Double.parseDouble(matcher.group(1)) * switch (matcher.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            default -> 60_000;
        };
        Duration duration = Duration.ofNanos((long) (millis * 1_000_000));
        if (duration.compareTo(LONGEST) > 0) {
            throw new UsageException(subject + ": '" + text + "' is more than an hour.");
        }
        return duration;
    }

    private static double number(String name, String text, double least, double most) {
        try {
            double value = Double.parseDouble(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new UsageException(String.format(Locale.ROOT, "The limit '%s' is a number from %.0f to %.0f, not '%s'.",
                name, least, most, text));
    }
}
