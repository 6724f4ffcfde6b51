package report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tree.Diff;
import tree.Edit;
import tree.Move;
import tree.Plan;
import tree.Tree;

/** A report about a small tree on disk, in which everything that a repository can name tries to be obeyed. */
final class SampleReport {
    static final String NASTY = "<script>document.title='owned'</script> | `code` \"q\" 'a' & @everyone #1 [x](http://e.vil) %0A::error::x\u001b[31m\u202e\r\n::set-output name=a::b ]]> --> -- </script></style> %0D \u0000 \ud800 \u200f";
    static final String FILE = "a b/compose,1:2.yml";
    static final String TEXT = "first\n\ud83d\ude00 image: old # comment\nlast\n";

    static final Rule MISSING = new Rule("sample/missing", Severity.ERROR, "a name that leads nowhere", "Correct the name & go on.");
    static final Rule ODD = new Rule("sample/odd", Severity.WARNING, "an odd name", "Have a look.");
    static final Rule NOTE = new Rule("sample/note", Severity.INFO, "a note", "Nothing to do.");

    private SampleReport() {}

    /** @param root a folder that holds {@link #TEXT} in {@link #FILE} */
    static Report of(Path root) throws IOException {
        Tree tree = Tree.open(root);
        int start = TEXT.indexOf("old");
        List<Finding> findings = List.of(
                Finding.of(ODD, new Place(FILE, 3, 1), NASTY, NASTY).withRelated(List.of(new Related(new Place(FILE, 1, 1), NASTY))),
                Finding.of(MISSING, new Place(FILE, 2, 10), "old", "There is no old; new exists.")
                        .withAvailable(List.of("new", NASTY))
                        .withFix(new Fix("Write new", Plan.of(new Edit(FILE, start, start + 3, "new")))),
                Finding.of(MISSING, new Place("b.yml", 1, 1), "moved", "It lies elsewhere.")
                        .withFix(new Fix("Move it", Plan.of(new Move("x", "y")), false)),
                Finding.of(NOTE, new Place("b.yml", 1, 1), "note", "Only a note."));
        Repair repair = new Repair(false, Diff.unified(tree, Plan.of(new Edit(FILE, start, start + 3, "</pre><script>new`````"))));
        return new Report("sample", tree.root().toString(), tree, Instant.parse("2024-05-06T07:08:09Z"), List.of(MISSING, ODD, NOTE),
                findings, Summary.of(findings, 2, 10).withMillis(1234), Optional.of(Severity.ERROR), Optional.of(repair), List.of(NASTY));
    }
}
