//SOURCES ../Deps.java
//SOURCES ../tree/Tree.java
//SOURCES Analysis.java
//SOURCES ExitCode.java
//SOURCES Finding.java
//SOURCES Fix.java
//SOURCES Format.java
//SOURCES GithubReport.java
//SOURCES Html.java
//SOURCES HtmlReport.java
//SOURCES JsonReport.java
//SOURCES JunitReport.java
//SOURCES JunitXml.java
//SOURCES Markdown.java
//SOURCES MarkdownReport.java
//SOURCES Place.java
//SOURCES Related.java
//SOURCES Renderer.java
//SOURCES Repair.java
//SOURCES ReportFile.java
//SOURCES Rule.java
//SOURCES SarifReport.java
//SOURCES Secrets.java
//SOURCES Severity.java
//SOURCES Summary.java
//SOURCES Table.java
//SOURCES TestSuite.java
//SOURCES TextPage.java
//SOURCES TextReport.java
//SOURCES Visible.java
//FILES report/page.css=page.css
//FILES report/page.js=page.js
package report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tree.Tree;

/**
 * What a command found out about a tree, for every format.
 *
 * @param command  the command's name
 * @param root     the tree's root as an absolute path
 * @param tree     the tree that the findings' places and fixes refer to
 * @param at       when the run began
 * @param rules    every rule that was checked
 * @param findings what is left to say, without secrets and in the order of places
 * @param failOn   the least severity that fails the run; empty when none does
 * @param repair   what {@code --fix} would change or has changed
 * @param notes    what the user should know about this run itself, a sentence each
 * @param tables   overviews that stand before the findings
 */
public record Report(String command, String root, Tree tree, Instant at, List<Rule> rules, List<Finding> findings,
        Summary summary, Optional<Severity> failOn, Optional<Repair> repair, List<String> notes, List<Table> tables) {
    /** The toolkit's version, which every command has. */
    public static final String VERSION = "1.0.0";

    private static final Comparator<Finding> BY_PLACE = Comparator
            .comparing((Finding finding) -> finding.place().file())
            .thenComparing(finding -> finding.place().line())
            .thenComparing(finding -> finding.place().column())
            .thenComparing(finding -> finding.rule().name());

    public Report {
        rules = List.copyOf(rules);
        findings = findings.stream().map(Finding::masked).sorted(BY_PLACE).toList();
        notes = notes.stream().map(Secrets::masked).toList();
        tables = tables.stream().map(Table::masked).toList();
    }

    /** One without tables. */
    public Report(String command, String root, Tree tree, Instant at, List<Rule> rules, List<Finding> findings, Summary summary,
            Optional<Severity> failOn, Optional<Repair> repair, List<String> notes) {
        this(command, root, tree, at, rules, findings, summary, failOn, repair, notes, List.of());
    }

    /** Whether this finding fails the run. */
    public boolean fails(Finding finding) {
        return failOn.filter(least -> finding.severity().compareTo(least) <= 0).isPresent();
    }

    public int exitCode() {
        return findings.stream().anyMatch(this::fails) ? ExitCode.FINDINGS : ExitCode.PASS;
    }

    /** The findings of each file, in the order of paths. */
    public Map<String, List<Finding>> byFile() {
        return findings.stream().collect(Collectors.groupingBy(
                finding -> finding.place().file(), TreeMap::new, Collectors.toList()));
    }

    /** What was found in a few words, for example {@code 16 errors, 2 warnings}. */
    public String verdict() {
        if (findings.isEmpty()) {
            return "nothing to do";
        }
        return java.util.stream.Stream.of(counted(summary.errors(), "error"), counted(summary.warnings(), "warning"),
                counted(summary.infos(), "info")).filter(part -> !part.startsWith("0 ")).collect(Collectors.joining(", "));
    }

    /** How much was looked at, for example {@code 40 references in 12 files, 0.4 s}. */
    public String effort() {
        return counted(summary.references(), "reference") + " in " + counted(summary.filesRead(), "file") + ", "
                + Math.round(summary.millis() / 100.0) / 10.0 + " s";
    }

    /** The next step for the reader of a report, in a sentence; empty when there is none. */
    public Optional<String> next() {
        if (repair.filter(Repair::applied).isPresent()) {
            return Optional.of(counted(summary.fixed(), "finding") + " mended; --undo takes it back.");
        }
        return summary.fixable() == 0 ? Optional.empty()
                : Optional.of(counted(summary.fixable(), "finding") + " can be mended: run again with --fix.");
    }

    /** For example {@code 1 error} or {@code 1,200 errors}. */
    public static String counted(int count, String noun) {
        // The first number that is formatted costs milliseconds, and most numbers are short.
        String number = count < 1000 ? String.valueOf(count) : String.format(Locale.ROOT, "%,d", count);
        return number + " " + noun + (count == 1 ? "" : "s");
    }
}
