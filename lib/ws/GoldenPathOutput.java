package ws;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** The options that say where a result goes and how it looks, as a picocli mixin. */
public final class GoldenPathOutput {

    private static final long PATIENCE_SECONDS = 5;

    /** The formats that there are. */
    public enum Format { text, json }

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text (default) or json.")
    Format format;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the report to this file in place of stdout.")
    Optional<Path> file = Optional.empty();

    @Option(names = "--no-color", description = "No colours; NO_COLOR and a pipe say the same.")
    boolean plain;

    @Option(names = "--verbose", description = "Show where an internal error happened.")
    boolean verbose;

    public boolean verbose() {
        return verbose;
    }

    /** Shows on a terminal how far a run is, on stderr. */
    public GoldenPath.Progress progress() {
        if (!isTerminal(2)) {
            return (phase, done, of) -> { };
        }
        return (phase, done, of) -> {
            String text = phase.isEmpty() ? "" : of > 1 ? phase + " " + done + "/" + of : phase + " …";
            System.err.print("\r" + text + "\u001b[K");
            System.err.flush();
        };
    }

    /** A file that is there is replaced whole or not at all. */
    private void write(GoldenPathResult result, PrintWriter stdout) {
        boolean colour = file.isEmpty() && !plain && System.getenv().getOrDefault("NO_COLOR", "").isEmpty() && isTerminal(1);
        String report = format == Format.json ? JsonReport.of(result) : TextReport.of(result, colour);
        if (file.isEmpty()) {
            stdout.print(report);
            stdout.flush();
            return;
        }
        Path target = file.get().toAbsolutePath();
        try {
            Path part = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part");
            try {
                Files.writeString(part, report, StandardCharsets.UTF_8);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException impossible) {
            throw new UsageException("--output " + file.get() + " cannot be written: " + impossible.getMessage() + ".");
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
