package services;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import report.Place;
import tree.Edit;
import tree.TextFile;

/**
 * A name that somebody takes for a service.
 *
 * @param start  first UTF-16 unit of the name in the file
 * @param end    the unit after the last; equal to {@code start} where the name itself is not written there
 * @param scope  the projects that it is about
 * @param port   the port that is asked for on it
 * @param owner  who expects it, for the reader: {@code docker compose up}, {@code AUTH_URL of service web}
 * @param sure   how sure it is that this names a service at all
 */
record Expectation(String name, TextFile file, int start, int end, Use use, Scope scope, OptionalInt port, String owner, Sureness sure) {

    /** What the name is used for; an alias or a container's name serves some of these and not others. */
    enum Use {
        /** Compose is told to start, stop or look at it: only a service's name will do. */
        START("start"),
        /** Another container connects to it: every name that the network's DNS knows will do. */
        RESOLVE("resolve"),
        /** Another service of the file refers to it: only a service's name will do. */
        REFERENCE("refer"),
        /** The engine is told to act on a container: only a container's name will do. */
        CONTAINER("container"),
        /** An entry of a list in code. */
        LISTED("listed"),
        /** What a mapping in code gives for another name. */
        MAPPED("mapped"),
        /** The caller says so. */
        GIVEN("given");

        private final String label;

        Use(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        boolean resolves() {
            return this == RESOLVE;
        }
    }

    enum Sureness { CERTAIN, PROBABLE, POSSIBLE }

    /**
     * The projects that an expectation may be about.
     *
     * @param exact whether it is certainly one of these, rather than one that the tree does not show
     */
    record Scope(List<Names> projects, boolean exact) {
        Scope {
            projects = List.copyOf(projects);
        }
    }

    Place place() {
        return new Place(file.path(), file.line(start), file.column(start));
    }

    boolean isWritten() {
        return end - start == name.length() && file.text().startsWith(name, start);
    }

    Optional<Edit> replacedBy(String other) {
        return isWritten() ? Optional.of(new Edit(file.path(), start, end, other)) : Optional.empty();
    }
}
