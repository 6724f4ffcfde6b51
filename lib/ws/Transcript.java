package ws;

import com.eclipsesource.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleSupplier;
import report.Secrets;

/**
 * Writes every frame of every user as a line of JSON, secrets masked: {@code {"at": ms, "user": n, "direction": "in|out", "kind":
 * "open|text|binary|ping|pong|close", "data": …}}. The file is readable for its owner only.
 */
final class Transcript implements AutoCloseable {

    /** What goes over one connection is told here, before secrets are taken out. */
    interface Frames {

        Frames NONE = new Frames() {
            @Override
            public void in(String kind, Object data) {
            }

            @Override
            public void out(String kind, Object data) {
            }
        };

        /** @param kind open, text, binary, ping, pong or close @param data its text is only taken when it is written */
        void in(String kind, Object data);

        void out(String kind, Object data);
    }

    private static final int LONGEST_FRAME = 64 * 1024;
    private static final long LONGEST_FILE = 1L << 28;

    private final Secrets secrets;
    private final Writer out;
    private long left = LONGEST_FILE;

    /** @throws UsageException when the file cannot be written */
    Transcript(Path file, Secrets secrets) {
        this.secrets = secrets;
        try {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            var mode = PosixFilePermissions.fromString("rw-------");
            if (posix && Files.isRegularFile(file)) {
                Files.setPosixFilePermissions(file, mode);
            }
            var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            var channel = posix ? Files.newByteChannel(file, options, PosixFilePermissions.asFileAttribute(mode))
                    : Files.newByteChannel(file, options);
            out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UsageException("--transcript " + file + " cannot be written: " + impossible.getMessage() + ".");
        }
    }

    /** The part of one user. @param clock milliseconds since the start of the run */
    Frames of(int user, DoubleSupplier clock) {
        return new Frames() {
            @Override
            public void in(String kind, Object data) {
                write(clock.getAsDouble(), user, "in", kind, data);
            }

            @Override
            public void out(String kind, Object data) {
                write(clock.getAsDouble(), user, "out", kind, data);
            }
        };
    }

    private void write(double at, int user, String direction, String kind, Object frame) {
        if (left <= 0) {
            return;
        }
        String data = secrets.mask(frame.toString());
        String cut = data.length() > LONGEST_FRAME ? data.substring(0, LONGEST_FRAME) + "…" : data;
        String line = String.format(Locale.ROOT, "{\"at\":%.3f,\"user\":%d,\"direction\":\"%s\",\"kind\":\"%s\",\"data\":%s}%n",
                at, user, direction, kind, Json.value(cut));
        left -= line.length();
        try {
            out.write(left > 0 ? line : "{\"kind\":\"end\",\"data\":\"the transcript has reached its greatest length\"}\n");
        } catch (IOException full) {
            throw new UsageException("The transcript cannot be written: " + full.getMessage() + ".");
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException full) {
            throw new UsageException("The transcript cannot be written: " + full.getMessage() + ".");
        }
    }
}
