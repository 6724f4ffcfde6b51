package ws;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import report.ExitCode;
import report.Format;
import report.ReportFile;
import report.Secrets;

/** The options that say where a result goes and how it looks, as a picocli mixin. */
public final class GoldenPathOutput {

    private static final long PATIENCE_SECONDS = 5;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default), json, markdown, html, junit or github.",
            converter = FormatConverter.class)
    Optional<Format> format = Optional.empty();

    @Option(names = "--output", paramLabel = "FILE", description = "Write the report to a file too, in the format of its ending; may be repeated."
            + " Stdout is silent when a file has the format that it would show.")
    List<Path> files = new ArrayList<>();

    @Option(names = "--no-color", description = "No colours; NO_COLOR and a pipe say the same.")
    boolean plain;

    @Option(names = "--verbose", description = "Show where an internal error happened.")
    boolean verbose;

    private Secrets secrets = new Secrets();

    static final class FormatConverter implements ITypeConverter<Format> {
        @Override
        public Format convert(String value) {
            return Arrays.stream(Format.values()).filter(known -> known != Format.SARIF && known.toString().equals(value)).findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is none of text, json, markdown, html, junit, github"));
        }
    }

    /** Shows on a terminal how far a run is, on stderr. */
    public GoldenPath.Progress progress() {
        if (!isSteerable(2)) {
            return (phase, done, of) -> { };
        }
        return (phase, done, of) -> {
            String text = phase.isEmpty() ? "" : of > 1 ? phase + " " + done + "/" + of : phase + " …";
            System.err.print("\r" + text + "\u001b[K");
            System.err.flush();
        };
    }

    /** What no file took is shown, so that nothing measured is lost. */
    private void write(GoldenPathResult result, PrintWriter stdout) {
        Format shown = format.orElse(Format.TEXT);
        boolean taken = false;
        try {
            files.forEach(file -> write(file, GoldenPathReports.of(result, format(file), false)));
            taken = files.stream().anyMatch(file -> format(file) == shown);
        } finally {
            if (!taken) {
                boolean colour = !plain && System.getenv().getOrDefault("NO_COLOR", "").isEmpty() && isSteerable(1);
                stdout.print(GoldenPathReports.of(result, shown, colour));
                stdout.flush();
            }
        }
    }

    /** The format that a file's ending stands for, else the asked one. */
    private Format format(Path file) {
        return Format.ofFile(file.getFileName().toString()).filter(known -> known != Format.SARIF).or(() -> format).orElse(Format.TEXT);
    }

    private static void write(Path file, String report) {
        try {
            ReportFile.write(file, report);
        } catch (IOException impossible) {
            throw new UsageException("--output " + file + " cannot be written: " + impossible.getMessage() + ".");
        }
    }

    /**
     * Runs a golden path and writes its report. Ctrl-C ends the run early, and the JVM is kept alive until the report is out; it then
     * ends with the signal's own exit code, 130.
     *
     * @throws UsageException when the run or the file that the report goes to cannot be
     * @throws IOException when the machine gives no selector
     */
    public GoldenPathResult report(GoldenPath path, PrintWriter stdout) throws IOException {
        secrets = path.secrets();
        files.forEach(file -> ReportFile.obstacle(file).ifPresent(obstacle -> {
            throw new UsageException("--output " + file + ": " + obstacle + ".");
        }));
        var written = new CountDownLatch(1);
        var hook = new Thread(() -> {
            path.interrupt();
            try {
                written.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }, "interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            GoldenPathResult result = path.run();
            write(result, stdout);
            return result;
        } finally {
            written.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingAlready) {
                // the hook is what waited for this
            }
        }
    }

    /**
     * Says on stderr why a command came to nothing.
     *
     * @return the exit code for it
     */
    public int failed(Exception problem, PrintWriter err) {
        if (problem instanceof UsageException) {
            err.println(problem.getMessage());
            return ExitCode.USAGE;
        }
        if (problem instanceof ParameterException misused) {
            err.println(problem.getMessage());
            UnmatchedArgumentException.printSuggestions(misused, err);
            err.println("Try: " + misused.getCommandLine().getCommandName() + " --help");
            return ExitCode.USAGE;
        }
        err.println("Internal error: " + secrets.mask(problem.toString()) + (verbose ? "" : " (--verbose shows where)"));
        if (verbose) {
            var trace = new StringWriter();
            problem.printStackTrace(new PrintWriter(trace));
            err.print(secrets.mask(trace.toString()));
        }
        err.flush();
        return ExitCode.INTERNAL;
    }

    /** Whether a file descriptor is a terminal that understands escape sequences. */
    private static boolean isSteerable(int descriptor) {
        return !"dumb".equals(System.getenv("TERM")) && isTerminal(descriptor);
    }

    /** Whether a file descriptor is a terminal. Without /proc, as on macOS, the console stands for all three. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString().matches("/dev/(pts/|tty|console).*")
                    : System.console() != null;
        } catch (IOException unknown) {
            return false;
        }
    }
}
