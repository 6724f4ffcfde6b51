package compose;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The short form of a port, as the engine's own parser takes it ({@code nat.ParsePortSpec} of docker/go-connections). */
final class PortText {
    private static final Pattern PARTS = Pattern.compile("(?:(?:(?<ip>.*):)?(?<published>[^:\\]]*):)?(?<target>[^:/]*)(?:/(?<protocol>.*))?");
    private static final Pattern RANGE = Pattern.compile("([0-9]+)(?:-([0-9]+))?");
    private static final int LAST = 65_535;

    private record Range(int first, int last) {
        /** Empty for what is no number, no range, or beyond the last port. */
        static Optional<Range> of(String text) {
            Matcher range = RANGE.matcher(text);
            if (!range.matches() || text.length() > 20) {
                return Optional.empty();
            }
            long first = Long.parseLong(range.group(1));
            long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
            return last > LAST || first > last ? Optional.empty() : Optional.of(new Range((int) first, (int) last));
        }

        int size() {
            return last - first;
        }
    }

    private PortText() {}

    /** What is wrong with it; empty when nothing is. */
    static Optional<String> problem(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches() || parts.group("target").isEmpty()) {
            return Optional.of(text + " names no port of the container");
        }
        Optional<Range> target = Range.of(parts.group("target"));
        String published = parts.group("published") == null ? "" : parts.group("published");
        Optional<Range> host = Range.of(published);
        String ip = parts.group("ip") == null ? "" : parts.group("ip").replaceFirst("^\\[(.*)]$", "$1");
        if (target.isEmpty() || host.isEmpty() && !published.isEmpty()) {
            return Optional.of((target.isEmpty() ? parts.group("target") : published) + " is no port from 0 to " + LAST + " and no range of them");
        } else if (!ip.isEmpty() && !Validation.isAddress(ip)) {
            return Optional.of(ip + " is no IP address");
        } else if (host.isPresent() && target.get().size() > 0 && host.get().size() != target.get().size()) {
            return Optional.of("the ranges " + published + " and " + parts.group("target") + " are not of the same length");
        }
        return Optional.ofNullable(parts.group("protocol")).filter(protocol -> !protocol.toLowerCase(java.util.Locale.ROOT).matches("tcp|udp|sctp|"))
                .map(protocol -> protocol + " is no protocol of a port: tcp, udp or sctp");
    }
}
