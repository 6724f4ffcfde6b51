package dockerfile;

import commandline.Start;
import java.util.List;
import java.util.Optional;
import report.Place;
import tree.Edit;
import tree.TextFile;

/**
 * A path in a file of the tree that is to lead to a Dockerfile, or to the folder that one is built in.
 *
 * @param file     where it stands
 * @param start    first UTF-16 unit of the path's text there
 * @param end      the unit after the last
 * @param path     the path, escapes resolved
 * @param role     what it is to lead to
 * @param from     what it is relative to
 * @param spelling how another path is written in its place; empty where none can be
 * @param doubt    why nobody can tell where it leads, when that is so
 * @param intent   whether its author counts on the file
 * @param owner    what it belongs to, for the reader: {@code service api}
 * @param reached  other places at which the same text counts, through YAML aliases
 * @param context  the written build context that the path is relative to, where that could be written otherwise
 */
record Reference(Kind kind, TextFile file, int start, int end, String path, Role role, Start from, Optional<Spelling> spelling,
        Optional<String> doubt, Intent intent, Optional<String> owner, List<Place> reached, Optional<Reference> context) {

    enum Role {
        /** A Dockerfile, named. */
        DOCKERFILE,
        /** A build context, named. */
        CONTEXT,
        /** The {@code Dockerfile} of a context that is named without naming it. */
        DEFAULT
    }

    enum Intent {
        /** It fails, or misleads, when the file is not there. */
        NEEDED,
        /** Something that runs before may put it there. */
        PREPARED,
        /** The author asks first whether it is there. */
        GUARDED,
        /** A path without a use that is known: one string among others. */
        NAMED
    }

    static Reference of(Kind kind, TextFile file, int start, int end, Start from) {
        return new Reference(kind, file, start, end, file.text().substring(start, end), Role.DOCKERFILE, from,
                Optional.of(new Spelling.Bare()), Optional.empty(), Intent.NEEDED, Optional.empty(), List.of(), Optional.empty());
    }

    Reference as(Role other) {
        return new Reference(kind, file, start, end, path, other, from, spelling, doubt, intent, owner, reached, context);
    }

    Reference reading(String other, Optional<Spelling> writtenBy) {
        return new Reference(kind, file, start, end, other, role, from, writtenBy, doubt, intent, owner, reached, context);
    }

    /** Without the first characters of its path, which are not relative to anything of this tree. */
    Reference withoutFirst(int count) {
        boolean verbatim = end - start == path.length();
        return new Reference(kind, file, verbatim ? start + count : start, end, path.substring(count), role, from,
                verbatim ? spelling : Optional.empty(), doubt, intent, owner, reached, context);
    }

    Reference from(Start other) {
        return new Reference(kind, file, start, end, path, role, other, spelling, doubt, intent, owner, reached, context);
    }

    Reference doubted(String reason) {
        return new Reference(kind, file, start, end, path, role, from, spelling, Optional.of(reason), intent, owner, reached, context);
    }

    Reference with(Intent other) {
        return new Reference(kind, file, start, end, path, role, from, spelling, doubt, other, owner, reached, context);
    }

    Reference ownedBy(String other) {
        return new Reference(kind, file, start, end, path, role, from, spelling, doubt, intent, Optional.of(other), reached, context);
    }

    Reference reachedFrom(List<Place> places) {
        return new Reference(kind, file, start, end, path, role, from, spelling, doubt, intent, owner, List.copyOf(places), context);
    }

    Reference within(Optional<Reference> other) {
        return new Reference(kind, file, start, end, path, role, from, spelling, doubt, intent, owner, reached, other);
    }

    Place place() {
        return new Place(file.path(), file.line(start), file.column(start));
    }

    /** Its place tells it from nearly all others; the rest would be whole files, by what it is relative to and how it is spelt. */
    @Override
    public int hashCode() {
        return 31 * file.path().hashCode() + start;
    }

    /** The edit that makes it lead to another path; empty when it stands in no one place. */
    Optional<Edit> replacedBy(String other) {
        return spelling.flatMap(style -> style.write(this, other));
    }
}
