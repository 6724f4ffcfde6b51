package compose;

import compose.Value.Text;
import java.util.Optional;

/**
 * A mount of a service.
 *
 * @param from   what is mounted: a path of the host or a volume's name; empty for an anonymous volume
 * @param target where it is in the container
 * @param isPath whether {@code from} is a path rather than a name
 */
public record Volume(Optional<String> from, String target, boolean isPath, Source source) {

    static Optional<Volume> of(Value value) {
        if (value instanceof Text text) {
            String[] parts = parts(text.text());
            Optional<String> from = parts.length < 2 ? Optional.empty() : Optional.of(parts[0]);
            return Optional.of(new Volume(from, parts[Math.min(1, parts.length - 1)], from.filter(Volume::looksLikePath).isPresent(), text.source()));
        }
        return value.textAt("target").map(target -> new Volume(value.textAt("source").map(Text::text), target.text(),
                value.textAt("type").filter(type -> type.text().equals("bind")).isPresent(), value.source()));
    }

    /** The container's side of the short form {@code [SOURCE:]TARGET[:MODE]}. */
    static String target(String written) {
        String[] parts = parts(written);
        return parts[Math.min(1, parts.length - 1)];
    }

    /** Splits at colons that stand outside {@code ${…}} and are not a Windows drive's, which any single letter is to Compose. */
    private static String[] parts(String written) {
        return written.split("(?<!(^|:)[A-Za-z]):(?![^{}]*\\})", -1);
    }

    private static boolean looksLikePath(String from) {
        return from.startsWith(".") || TreePath.isAbsolute(from);
    }
}
