package compose;

import compose.Value.Text;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of a service, from {@code ports} or {@code expose}.
 *
 * @param published on the host: a number, a range {@code 8000-8010}, or empty where the engine chooses one or none is published
 * @param hostIp    the host's address that it is bound to, when one is named
 * @param target    inside the container: a number or a range
 * @param protocol  {@code tcp} unless another is named
 */
public record Port(Optional<String> published, Optional<String> hostIp, String target, String protocol, Source source) {
    private static final Pattern SHORT = Pattern.compile("(?:(?:(?<ip>\\[[^]]*]|[^:]*):)?(?<published>[0-9-]*):)?(?<target>[0-9]+(?:-[0-9]+)?)(?:/(?<protocol>\\w+))?");

    /** Empty for what is no port, or is one only after a variable has a value. */
    static Optional<Port> of(Value value) {
        if (value instanceof Text text) {
            Matcher port = SHORT.matcher(text.text());
            return !port.matches() ? Optional.empty() : Optional.of(new Port(filled(port.group("published")), filled(port.group("ip")),
                    port.group("target"), filled(port.group("protocol")).orElse("tcp"), text.source()));
        }
        return value.textAt("target").map(target -> new Port(value.textAt("published").map(Text::text), value.textAt("host_ip").map(Text::text),
                target.text(), value.textAt("protocol").map(Text::text).orElse("tcp"), value.source()));
    }

    /** Whether this number is the port, or in its range, inside the container. */
    public boolean listensOn(int number) {
        return contains(target, number);
    }

    /** Whether this number is the port, or in its range, on the host. */
    public boolean isPublishedAs(int number) {
        return published.filter(range -> contains(range, number)).isPresent();
    }

    private static boolean contains(String range, int number) {
        if (!range.matches("[0-9]{1,5}(-[0-9]{1,5})?")) {
            return false;
        }
        int hyphen = range.indexOf('-');
        int first = Integer.parseInt(hyphen < 0 ? range : range.substring(0, hyphen));
        return first <= number && number <= Integer.parseInt(range.substring(hyphen + 1));
    }

    private static Optional<String> filled(String group) {
        return group == null || group.isEmpty() ? Optional.empty() : Optional.of(group);
    }
}
