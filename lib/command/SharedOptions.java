package command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import report.Format;
import report.Severity;

/** The options that every static command has. */
public final class SharedOptions {
    @Parameters(arity = "0..1", paramLabel = "ROOT", defaultValue = ".",
            description = "The folder to check; the current one unless given.")
    Path root;

    @Option(names = "--fix", description = "Mend what can be mended, all or nothing, then check again.")
    boolean fix;

    @Option(names = "--undo", description = "Take the last --fix back.")
    boolean undo;

    @Option(names = "--format", paramLabel = "FORMAT", description = "Of the report: ${COMPLETION-CANDIDATES}; text unless given.")
    Optional<Format> format = Optional.empty();

    @Option(names = "--output", paramLabel = "FILE",
            description = "Write the report to a file too, in the format of its ending; may be repeated.")
    List<Path> outputs = new ArrayList<>();

    @Option(names = "--fail-on", paramLabel = "SEVERITY", defaultValue = "error",
            description = "The least severity that ends the run with code 1: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
    FailOn failOn;

    @Option(names = "--baseline", paramLabel = "FILE",
            description = "Accept the findings of this file, which --write-baseline or --format json made.")
    Optional<Path> baseline = Optional.empty();

    @Option(names = "--write-baseline", paramLabel = "FILE", description = "Accept today's findings: write them to this file.")
    Optional<Path> writeBaseline = Optional.empty();

    @Option(names = "--watch", description = "Check again whenever a file changes, until Ctrl-C; only what changed is read again.")
    boolean watch;

    @Option(names = "--no-color", description = "Print without colours, as the variable NO_COLOR asks too.")
    boolean noColor;

    @Option(names = "--verbose", description = "Show the stack trace of an internal error.")
    boolean verbose;

    @Option(names = "--list-rules", description = "List the rules that are checked.")
    boolean listRules;

    @Option(names = "--explain", paramLabel = "RULE", description = "Say what a rule means and how to mend it.")
    Optional<String> explain = Optional.empty();

    /** The severity from which on findings fail a run. */
    enum FailOn {
        ERROR, WARNING, NEVER;

        Optional<Severity> severity() {
            return switch (this) {
                case ERROR -> Optional.of(Severity.ERROR);
                case WARNING -> Optional.of(Severity.WARNING);
                case NEVER -> Optional.empty();
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
