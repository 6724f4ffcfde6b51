package compose;

import java.util.Optional;
import report.Place;

/** A variable that a value uses, and where it got its value from. */
public record Variable(String name, Origin origin, Optional<Definition> definition) {
    public enum Origin {
        /** Defined: in an {@code .env} file, or given by the caller. */
        DEFINED,
        /** The default that stands beside it, {@code ${V:-default}}. */
        DEFAULT,
        /** Neither; it counts as empty, but at run time the environment may have it. */
        UNSET
    }

    /**
     * @param place where it is defined; empty when the caller gave it
     * @param raw   the value as written, quotes included
     */
    public record Definition(String name, String value, Optional<Place> place, String raw) {}
}
