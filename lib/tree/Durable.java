package tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Changes to files that are on the disk when the method returns, not just in the system's memory. */
final class Durable {
    private Durable() {}

    /** Writes a new file. */
    static void write(Path file, byte[] bytes, FileAttribute<?>... attributes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Renames in one step. An existing file at the new name is replaced. */
    static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        flushFolder(to.getParent());
        if (!from.getParent().equals(to.getParent())) {
            flushFolder(from.getParent());
        }
    }

    static void flushFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (FileSystemException e) {
            // Windows opens no folder; its file system journals names by itself.
            if (hasModes(folder)) {
                throw e;
            }
        }
    }

    /** Removes a folder of our own with all that is in it, if it is there. */
    static void deleteAll(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> entries;
            try (Stream<Path> stream = Files.list(folder)) {
                entries = stream.toList();
            }
            for (Path entry : entries) {
                deleteAll(entry);
            }
        }
        Files.deleteIfExists(folder);
    }

    /** What keeps others from reading a new file or folder, where the file system knows such a thing. */
    static FileAttribute<?>[] closed(Path parent, String permissions) throws IOException {
        return hasModes(parent)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    static boolean hasModes(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    /** Mode, owner and group of one file for another; owner and group as far as this process may. */
    static void copyAttributes(Path from, Path to) throws IOException {
        if (!hasModes(from)) {
            return;
        }
        for (String attribute : List.of("unix:uid", "unix:gid")) {
            Object wanted = Files.getAttribute(from, attribute);
            if (!wanted.equals(Files.getAttribute(to, attribute))) {
                try {
                    Files.setAttribute(to, attribute, wanted);
                } catch (FileSystemException e) {
                    // Only the superuser gives files away; the new content then belongs to whoever wrote it.
                }
            }
        }
        // Last, since a change of owner clears the set-user-id bit.
        Files.setAttribute(to, "unix:mode", Files.getAttribute(from, "unix:mode"));
    }

    /** The SHA-256 of a regular file's content in hexadecimal digits; {@code ""} when there is none. */
    static String hash(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[64 << 10];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        } catch (NoSuchFileException e) {
            return "";
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
