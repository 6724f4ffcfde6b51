package yaml;

import java.util.Optional;

/**
 * Something in a file that is not right YAML. What else can be read is read all the same.
 *
 * @param first for a duplicate key, where the key stands the first time
 */
public record Problem(Kind kind, Span span, String message, Optional<Span> first) {
    /** Whether anything of the document is lost by it ({@link #DUPLICATE_KEY} loses nothing). */
    public enum Kind {
        /** Not YAML from here on; the documents before are kept. */
        SYNTAX,
        /** A key stands twice in one mapping. */
        DUPLICATE_KEY,
        /** Aliases that would expand to more than {@link Yaml#MAX_ALIASED_NODES} nodes; read as null from here on. */
        ALIAS_BOMB,
        /** An alias without an anchor before it; read as null. */
        UNDEFINED_ALIAS,
        /** An alias inside the node that its anchor names; read as null. */
        RECURSIVE_ALIAS,
        /** Nested deeper than {@link Yaml#MAX_DEPTH}; not read from here on. */
        TOO_DEEP,
        /** Longer than {@link Yaml#MAX_LENGTH}; not read at all. */
        TOO_LARGE
    }

    static Problem of(Kind kind, Span span, String message) {
        return new Problem(kind, span, message, Optional.empty());
    }
}
