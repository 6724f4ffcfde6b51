package command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import report.Format;

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
        if (Files.isDirectory(file)) {
            throw new UsageException(option + " " + file + ": it is a folder.");
        } else if (!Files.isDirectory(folder(file))) {
            throw new UsageException(option + " " + file + ": there is no folder " + folder(file) + ".");
        }
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

    /** Puts a file into place as a whole; what is no regular file, such as a pipe, is written to as it is. */
    static void write(Path file, String text) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                Files.writeString(file, text);
                return;
            }
            Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
            // Created like any new file of the user, who may want others to read it; a temp file would be private.
            Path written = Files.createFile(folder(target).resolve("." + target.getFileName() + "." + UUID.randomUUID()));
            try {
                Files.writeString(written, text);
                replace(written, target);
            } finally {
                Files.deleteIfExists(written);
            }
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

    private static void replace(Path written, Path target) throws IOException {
        try {
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
    }
}
