package commandline;

import commandline.ShellWords.Word;
import java.util.List;
import report.Place;
import tree.TextFile;

/**
 * One simple command, wherever in a file it stands.
 *
 * @param words  each with its exact place in the file's text
 * @param start  the folders that it may be run in
 * @param values what the variables of the same text stand for
 */
public record CommandLine(TextFile file, Kind kind, List<Word> words, Start start, Assignments values) {
    /** What kind of text it stands in, and so how sure it is that it is run as written. */
    public enum Kind {
        SHELL, MAKE, CI, PACKAGE,
        /** A list of strings in code, as a process is started with. */
        ARGUMENTS,
        /** A string in code, which may be run or only printed. */
        STRING,
        /** An example in a document. */
        DOCS
    }

    public CommandLine {
        words = List.copyOf(words);
    }

    public Place place(Word word) {
        return new Place(file.path(), file.line(word.start()), file.column(word.start()));
    }
}
