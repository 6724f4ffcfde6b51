package compose;

import compose.Value.Fields;
import compose.Value.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a service's image is built (the specification's build section).
 *
 * @param context            what it is built from
 * @param contextText        as written; empty for the default, the project's folder
 * @param dockerfile         as written, relative to the context; empty for the default {@code Dockerfile}
 * @param inline             a Dockerfile's text in place of a file
 * @param additionalContexts by name
 * @param value              the whole section
 */
public record Build(Context context, Optional<Text> contextText, Optional<Text> dockerfile, Optional<Text> inline,
        Optional<Text> target, Map<String, Text> additionalContexts, Fields value) {

    /** @param folder what the default context is: the folder of the project, or of the include that has the service */
    static Build of(Fields value, String folder) {
        Optional<Text> context = value.textAt("context");
        Map<String, Text> additional = new LinkedHashMap<>();
        value.fieldsAt("additional_contexts").forEach((name, field) -> field.value().asText().ifPresent(text -> additional.put(name, text)));
        return new Build(context.map(Context::of).orElseGet(() -> new Context.Folder(folder)), context,
                value.textAt("dockerfile"), value.textAt("dockerfile_inline"), value.textAt("target"), additional, value);
    }

    /**
     * The Dockerfile's path in the tree. Empty when there is none to look for: an inline Dockerfile, a context that is
     * not in the tree, a path outside it, or a variable without value.
     */
    public Optional<String> dockerfilePath() {
        if (inline.isPresent() || !(context instanceof Context.Folder folder) || dockerfile.filter(text -> !text.isKnown()).isPresent()) {
            return Optional.empty();
        }
        return TreePath.resolve(folder.path(), dockerfile.map(Text::text).orElse("Dockerfile"));
    }

    /** What to show and where to point: the {@code dockerfile} value, else the context, else the section. */
    public Source source() {
        return dockerfile.or(() -> contextText).map(Text::source).orElse(value.source());
    }
}
