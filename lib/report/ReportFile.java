package report;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** A file that a report goes to. */
public final class ReportFile {

    private ReportFile() {
    }

    /** Why no file can be written there, as a clause; empty when nothing speaks against it. To be asked before a report is made. */
    public static Optional<String> obstacle(Path file) {
        return Files.isDirectory(file) ? Optional.of("it is a folder")
                : Files.isDirectory(folder(file)) ? Optional.empty() : Optional.of("there is no folder " + folder(file));
    }

    /**
     * Puts a file into place as a whole or not at all. What is no regular file, such as a pipe or a device, is written to as it is, and
     * a link stays one.
     *
     * @throws IOException when it cannot be written
     */
    public static void write(Path file, String text) throws IOException {
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
