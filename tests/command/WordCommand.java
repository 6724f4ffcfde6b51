package command;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import report.Analysis;
import report.Finding;
import report.Fix;
import report.Place;
import report.Rule;
import report.Severity;
import tree.Edit;
import tree.Move;
import tree.Plan;
import tree.TextFile;
import tree.Tree;

/** A small real command: names in files, {@code WORD-xyz}, that are to be written {@code NAME-xyz}. */
@Command(name = "words", header = "Finds words that are to be names.",
        description = {"  words", "  words --fix", "  words --format json"})
final class WordCommand extends StaticCommand {
    static final Rule OLD = new Rule("word/old", Severity.ERROR, "a word that is to be a name", "Write NAME- instead of WORD-.");
    static final Rule ODD = new Rule("word/odd", Severity.WARNING, "a word that is odd", "Have a look at it.");

    /** Words whose fix does not mend, or breaks the file anew. */
    static final String USELESS = "useless";
    static final String HARMFUL = "harmful";

    @Option(names = "--narrow")
    boolean narrow;

    @Override
    protected List<Analysis> analyses(Settings settings) {
        return List.of(new Words());
    }

    @Override
    protected boolean isWhole() {
        return !narrow;
    }

    static final class Words implements Analysis {
        @Override
        public List<Rule> rules() {
            return List.of(OLD, ODD);
        }

        @Override
        public Pass begin(Tree tree) {
            return new WordPass();
        }
    }

    private static final class WordPass implements Analysis.Pass {
        private final ConcurrentLinkedQueue<Finding> findings = new ConcurrentLinkedQueue<>();
        private final AtomicInteger references = new AtomicInteger();

        @Override
        public boolean wants(String path) {
            return path.endsWith(".txt") || path.endsWith(".py");
        }

        @Override
        public List<String> needles() {
            return List.of("WORD-", "NAME-", "ODD-", "CRASH");
        }

        @Override
        public void visit(TextFile file) {
            String text = file.text();
            if (text.contains("CRASH")) {
                throw new IllegalStateException("the file says so");
            }
            var words = java.util.regex.Pattern.compile("(WORD|NAME|ODD)-(\\S+)").matcher(text);
            while (words.find()) {
                references.incrementAndGet();
                Place place = new Place(file.path(), file.line(words.start()), file.column(words.start()));
                if (words.group(1).equals("WORD")) {
                    findings.add(Finding.of(OLD, place, words.group(), words.group() + " is to be a name.")
                            .withAvailable(List.of("NAME-" + words.group(2)))
                            .withFix(fix(file, words.start(), words.group(2))));
                } else if (words.group(1).equals("ODD")) {
                    findings.add(Finding.of(ODD, place, words.group(), words.group() + " is odd."));
                }
            }
        }

        private static Fix fix(TextFile file, int start, String word) {
            String path = file.path();
            Edit rename = new Edit(path, start, start + 4, "NAME");
            return switch (word) {
                case USELESS -> new Fix("Do nothing about " + word, Plan.of(new Edit(path, start, start, " ")));
                case HARMFUL -> new Fix("Break " + word, Plan.of(rename, new Edit(path, 0, 0, "ODD-new ")));
                case "greedy" -> new Fix("Rename all up to greedy", Plan.of(new Edit(path, 0, start + 4,
                        file.text().substring(0, start + 4).replace("WORD", "NAME"))));
                case "by-hand" -> new Fix("Think about " + word, Plan.of(rename), false);
                case "moving" -> new Fix("Move " + path, Plan.of(rename, new Move(path, "moved/" + path)));
                default -> new Fix("Rename " + word, Plan.of(rename));
            };
        }

        @Override
        public List<Finding> findings() {
            return findings.stream().sorted(Comparator.comparing((Finding finding) -> finding.place().file())
                    .thenComparing(finding -> finding.place().line()).thenComparing(finding -> finding.place().column())).toList();
        }

        @Override
        public int references() {
            return references.get();
        }
    }
}
