package tree;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the files of a folder held when they were read, so that the next look at the folder reads only those that changed
 * since. A file is taken for unchanged when its size, its time of change and its identity are the same.
 */
public final class Remembered {
    /** A file this young may change again without a later time of change. */
    private static final long YOUNG_MILLIS = 100;

    private record Content(Stamp stamp, byte[] bytes) {}

    private record Stamp(long size, FileTime changed, Optional<Object> identity) {
        static Stamp of(BasicFileAttributes file) {
            return new Stamp(file.size(), file.lastModifiedTime(), Optional.ofNullable(file.fileKey()));
        }
    }

    private final Map<String, Content> contents = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();

    /** How many files were read from disk so far. */
    public int reads() {
        return reads.get();
    }

    void load(String path, String file, BasicFileAttributes attributes, Bytes into) throws IOException {
        Stamp stamp = Stamp.of(attributes);
        Content known = contents.get(path);
        if (known != null && known.stamp().equals(stamp)) {
            into.set(known.bytes());
            return;
        }
        reads.incrementAndGet();
        into.read(file, attributes.size());
        if (stamp.changed().toInstant().isBefore(Instant.now().minusMillis(YOUNG_MILLIS))) {
            contents.put(path, new Content(stamp, into.copy()));
        } else {
            contents.remove(path);
        }
    }
}
