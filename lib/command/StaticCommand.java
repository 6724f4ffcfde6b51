//SOURCES ../Deps.java
//SOURCES ../report/Report.java
//SOURCES ../tree/Tree.java
//SOURCES ../yaml/Yaml.java
//SOURCES Baseline.java
//SOURCES Check.java
//SOURCES Checked.java
//SOURCES Comparison.java
//SOURCES Conclusion.java
//SOURCES Conflicts.java
//SOURCES Examination.java
//SOURCES Glob.java
//SOURCES IgnoreComment.java
//SOURCES Outputs.java
//SOURCES Progress.java
//SOURCES Repairs.java
//SOURCES Settings.java
//SOURCES SharedOptions.java
//SOURCES UnreachableException.java
//SOURCES UsageException.java
//SOURCES Watch.java
package command;

import command.SharedOptions.FailOn;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import report.Analysis;
import report.ExitCode;
import report.Finding;
import report.Format;
import report.Report;
import report.Rule;
import report.Secrets;
import report.TextPage;
import report.Visible;
import tree.Refused;
import tree.Remembered;
import tree.Transaction;
import tree.Tree;

/**
 * A command that checks a tree and can mend it. A script extends it, adds its own options as fields, and names its
 * analyses; its {@code @Command} has a name, one sentence as header and three examples as description.
 *
 * <p>The run ends with 0 when no finding of at least {@code --fail-on} is left, else with 1. A single file that cannot
 * be read is the finding {@code toolkit/unreadable}, and the rest of the work goes on; 2 is kept for what the whole run
 * rests on.
 */
@Command(mixinStandardHelpOptions = true, version = Report.VERSION, sortOptions = false, usageHelpAutoWidth = true,
        descriptionHeading = "%nExamples:%n", synopsisHeading = "%nUsage: ", parameterListHeading = "%n", optionListHeading = "%n")
public abstract class StaticCommand implements Callable<Integer> {
    @Mixin
    private SharedOptions options;

    private PrintStream out;
    private PrintStream err;
    private Optional<Progress> progress = Optional.empty();
    private Optional<Remembered> remembered = Optional.empty();

    /** What to check, once all options are set. */
    protected abstract List<Analysis> analyses(Settings settings);

    /**
     * Whether this run looks for all that its rules can find. A command with options that narrow it says no when they
     * are used, so that ignore comments which only a full run needs are not called unused.
     */
    protected boolean isWhole() {
        return true;
    }

    /** Whether fixes are applied without {@code --fix} too; a command with an option whose whole sense is a change says yes for it. */
    protected boolean isMending() {
        return false;
    }

    /** Where the checked tree is, as the caller wrote it. */
    protected final Path root() {
        return options.root;
    }

    /**
     * What is told at the end, and how the run ends. A command that looks at more than the tree says it here.
     *
     * @throws UsageException when an option cannot be used
     */
    protected Conclusion conclude(Checked checked) throws Exception {
        return Conclusion.of(checked.report());
    }

    /** What is printed in the report's place, when an option asks for that; told of the passes of the last check. */
    protected Optional<String> instead(List<Analysis.Pass> passes) {
        return Optional.empty();
    }

    /** Runs with these arguments and gives the exit code; never ends the process. */
    public final int run(PrintStream out, PrintStream err, String... args) {
        this.out = out;
        this.err = err;
        CommandLine line = new CommandLine(this)
                .setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true))
                .setErr(new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true))
                .registerConverter(Format.class, name -> named(Format.values(), name))
                .registerConverter(FailOn.class, name -> named(FailOn.values(), name))
                .setParameterExceptionHandler((problem, arguments) -> misused(problem))
                .setExecutionExceptionHandler((problem, command, arguments) -> failed(problem));
        List<String> order = new ArrayList<>(line.getHelpSectionKeys());
        order.removeAll(List.of("descriptionHeading", "description"));
        order.addAll(order.indexOf("synopsisHeading"), List.of("descriptionHeading", "description"));
        try {
            return line.setHelpSectionKeys(order).execute(args);
        } catch (OutOfMemoryError full) {
            say("out of memory: give Java more, for example JAVA_TOOL_OPTIONS=-Xmx1g");
            return ExitCode.INTERNAL;
        }
    }

    @Override
    public final Integer call() throws Exception {
        if (options.listRules || options.explain.isPresent()) {
            return explain(new Check(analyses(Settings.NONE), Settings.NONE, true, file -> { }).rules());
        }
        if (!Files.isDirectory(options.root)) {
            throw new UsageException("ROOT " + options.root + (Files.exists(options.root) ? " is no folder." : " does not exist."));
        }
        if (options.fix && options.undo) {
            throw new UsageException("Either --fix or --undo.");
        }
        options.fix |= isMending() && !options.undo;
        if (options.watch && (options.fix || options.undo || options.writeBaseline.isPresent())) {
            throw new UsageException("--watch looks and changes nothing: it goes with neither --fix, --undo nor --write-baseline.");
        }
        options.writeBaseline.ifPresent(file -> Outputs.checkPlace("--write-baseline", file));
        Outputs outputs = Outputs.of(options.format, options.outputs);
        Baseline baseline = options.baseline.map(Baseline::read).orElse(Baseline.EMPTY);
        Transaction.recover(options.root).ifPresent(this::say);
        if (options.undo) {
            List<String> changed = Transaction.undo(options.root);
            Outputs.print(out, "Taken back:\n" + String.join("", changed.stream().map(path -> "  " + Visible.line(path) + "\n").toList()));
            return ExitCode.PASS;
        }
        return options.watch ? watch(outputs, baseline) : look(outputs, baseline).exitCode();
    }

    /** What one look gave. @param files those of the tree */
    private record Look(int exitCode, List<String> files) {}

    private Look look(Outputs outputs, Baseline baseline) throws Exception {
        Examination.Result result;
        try (Progress shown = new Progress(err)) {
            progress = Optional.of(shown);
            result = new Examination(name(), options, this::analyses, isWhole(), baseline).of(open(), shown);
        }
        progress = Optional.empty();
        Conclusion conclusion = conclude(result.checked());
        Optional<String> other = instead(result.passes());
        other.ifPresent(text -> Outputs.print(out, text));
        if (other.isEmpty()) {
            outputs.write(conclusion, out, !options.noColor && Ansi.AUTO.enabled());
        }
        return new Look(result.exitCode().orElse(conclusion.exitCode()), result.checked().report().tree().files());
    }

    /** Looks again after every change; only Ctrl-C ends it. What is wrong with toolkit.yaml may be mended by the next change. */
    private int watch(Outputs outputs, Baseline baseline) throws Exception {
        remembered = Optional.of(new Remembered());
        try (Watch watch = new Watch(options.root, options.outputs)) {
            watch.follow(open().files());
            while (true) {
                try {
                    // A folder that is new since may have been written to before it was watched.
                    while (watch.follow(look(outputs, baseline).files())) {
                        say("checking again: there are new folders");
                    }
                } catch (UsageException problem) {
                    say(problem.getMessage());
                }
                say("watching " + options.root + "; Ctrl-C ends");
                Set<String> changed = watch.await();
                say("changed: " + String.join(", ", changed.stream().limit(5).toList()) + (changed.size() > 5 ? ", …" : ""));
            }
        }
    }

    private Tree open() throws IOException {
        return remembered.isPresent() ? Tree.open(options.root, remembered.get()) : Tree.open(options.root);
    }

    /** The constant of this name; picocli's own message would list the names as Java spells them. */
    private static <E extends Enum<E>> E named(E[] constants, String name) {
        return Arrays.stream(constants).filter(constant -> constant.toString().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new TypeConversionException("expected " + String.join(", ",
                        Arrays.stream(constants).map(E::toString).toList()) + " but was '" + name + "'"));
    }

    private int explain(List<Rule> rules) {
        if (options.explain.isEmpty()) {
            rules.forEach(rule -> Outputs.print(out, String.format("%-28s %-8s %s%n", rule.name(), rule.severity().label(), rule.summary())));
            return ExitCode.PASS;
        }
        Rule rule = rules.stream().filter(known -> known.name().equals(options.explain.get())).findFirst()
                .orElseThrow(() -> new UsageException("There is no rule " + options.explain.get() + " here; there are: "
                        + String.join(", ", rules.stream().map(Rule::name).toList()) + "."));
        Outputs.print(out, new TextPage(false).paragraph("", rule.name() + " (" + rule.severity().label() + "): " + rule.summary())
                .line().paragraph("", rule.help()).toString());
        return ExitCode.PASS;
    }

    private int misused(ParameterException problem) {
        say(problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, problem.getCommandLine().getErr());
        say("Try: " + name() + " --help");
        return ExitCode.USAGE;
    }

    private int failed(Exception problem) {
        if (options.verbose) {
            problem.printStackTrace(err);
        }
        if (problem instanceof UsageException) {
            say(problem.getMessage());
            return ExitCode.USAGE;
        } else if (problem instanceof UnreachableException) {
            problem.getMessage().lines().forEach(this::say);
            return ExitCode.UNREACHABLE;
        } else if (problem instanceof Refused refused) {
            refused.reasons().forEach(this::say);
            return ExitCode.USAGE;
        } else if (problem instanceof IOException) {
            // A full disk, a file that is locked or forbidden: no bug of this program.
            say("cannot go on: " + (problem.getMessage() == null || !problem.getMessage().contains(" ") ? problem.toString() : problem.getMessage()));
            return ExitCode.USAGE;
        }
        say("internal error: " + problem + (options.verbose ? "" : "; --verbose shows where"));
        return ExitCode.INTERNAL;
    }

    /** Talk goes to standard error, bearing the command's name, in the place of the progress that may stand there. */
    protected final void say(String sentence) {
        String line = name() + ": " + Secrets.masked(Visible.line(sentence));
        progress.ifPresentOrElse(shown -> shown.say(line), () -> err.println(line));
    }

    private String name() {
        return getClass().getAnnotation(Command.class).name();
    }
}
