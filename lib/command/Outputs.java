package command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import report.Format;
import report.ReportFile;

/**
 * Where a report goes. Standard output shows it in the asked format, unless a file takes just that format.
 *
 * @param shown empty when standard output stays silent
 */
record Outputs(Optional<Format> shown, Map<Path, Format> files) {

    /** Throws UsageException for a file that has no format or cannot be written where it is. */
    static Outputs of(Optional<Format> asked, List<Path> outputs) {
        Map<Path, Format> files = new LinkedHashMap<>();
        for (Path file : outputs) {
            checkPlace("--output", file);
            files.put(file, format(file, asked, outputs.size() == 1));
        }
        Format shown = asked.orElse(Format.TEXT);
        return new Outputs(files.containsValue(shown) ? Optional.empty() : Optional.of(shown), files);
    }

    /** Throws UsageException when no file can be written there; asked before anything is done. */
    static void checkPlace(String option, Path file) {
        ReportFile.obstacle(file).ifPresent(obstacle -> {
            throw new UsageException(option + " " + file + ": " + obstacle + ".");
        });
    }

    /** An ending that formats share, or none at all, leaves the choice to {@code --format}. */
    private static Format format(Path file, Optional<Format> asked, boolean only) {
        Optional<Format> ending = Format.ofFile(file.toString());
        boolean shared = only && asked.equals(Optional.of(Format.SARIF)) && ending.equals(Optional.of(Format.JSON));
        return (shared ? asked : ending.or(() -> asked)).orElseThrow(() -> new UsageException("--output " + file
                + ": its ending names no format (.txt .json .md .html .xml .sarif do); give one with --format: "
                + String.join(", ", Arrays.stream(Format.values()).map(Format::toString).toList()) + "."));
    }

    void write(Conclusion conclusion, PrintStream out, boolean colour) {
        files.forEach((file, format) -> write(file, conclusion.render(format, false)));
        shown.ifPresent(format -> print(out, conclusion.render(format, colour)));
    }

    /** Puts a file into place, see {@link ReportFile}. */
    static void write(Path file, String text) {
        try {
            ReportFile.write(file, text);
        } catch (IOException e) {
            throw new UsageException("Cannot write " + file + ": " + e.getMessage());
        }
    }

    /** UTF-8 whatever the stream's own encoding is, so that a report does not depend on the locale. */
    static void print(PrintStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
