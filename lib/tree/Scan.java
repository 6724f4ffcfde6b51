package tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One pass over the files of a tree, shared by all visitors and all cores. */
final class Scan {
    /** Files that a thread takes at a time: few enough that the last one to finish does not keep the others waiting. */
    private static final int BATCH = 16;

    private final ByteTree tree;
    private final List<String> files;
    private final List<Visitor> visitors;
    private final Needles needles;
    private final Map<String, Long> unconcerned;
    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentSkipListMap<String, Throwable> failures = new ConcurrentSkipListMap<>();

    Scan(ByteTree tree, Collection<? extends Visitor> visitors) {
        if (visitors.size() > Long.SIZE) {
            throw new IllegalArgumentException("more than " + Long.SIZE + " visitors in one scan");
        }
        this.tree = tree;
        this.files = tree.files();
        this.visitors = List.copyOf(visitors);
        List<List<String>> strings = this.visitors.stream().map(Visitor::needles).toList();
        this.needles = new Needles(strings);
        this.unconcerned = tree.unconcerned(strings);
    }

    void run() {
        Cores.run(files.size() / BATCH, this::work);
        if (!failures.isEmpty()) {
            var first = failures.firstEntry();
            throw new Tree.VisitorFailed(first.getKey(), first.getValue());
        }
    }

    private void work() {
        Bytes bytes = new Bytes();
        for (int from = taken.getAndAdd(BATCH); from < files.size(); from = taken.getAndAdd(BATCH)) {
            for (String file : files.subList(from, Math.min(from + BATCH, files.size()))) {
                try {
                    show(file, bytes);
                } catch (RuntimeException | StackOverflowError e) {
                    failures.put(file, e);
                }
            }
        }
    }

    private void show(String path, Bytes bytes) {
        long wanted = 0;
        for (int i = 0; i < visitors.size(); i++) {
            wanted |= visitors.get(i).wants(path) ? 1L << i : 0;
        }
        boolean onDisk = tree.isOnDisk(path);
        // A plan is tried by scanning its view again; most files need not be read for that.
        if (wanted == 0 || onDisk && (wanted & ~unconcerned.getOrDefault(path, 0L)) == 0) {
            return;
        }
        long concerned = tree.load(path, bytes) ? concerned(bytes, wanted) : 0;
        if (concerned == 0) {
            if (onDisk) {
                unconcerned.put(path, wanted);
            }
            return;
        }
        Optional<TextFile> text = tree.text(path, path, bytes);
        if (text.isPresent()) {
            visit(text.get(), concerned);
        }
    }

    /** The visitors that find one of their strings in a text. */
    private long concerned(Bytes bytes, long wanted) {
        long found;
        if (bytes.utf16().isPresent()) {
            byte[] narrow = bytes.text("").text().getBytes(UTF_8);
            found = needles.search(narrow, narrow.length, wanted);
        } else {
            found = needles.search(bytes.array(), bytes.length(), wanted);
        }
        // Asked last, since it looks at every byte.
        return found == 0 || bytes.isBinary() ? 0 : found;
    }

    private void visit(TextFile text, long concerned) {
        for (int i = 0; i < visitors.size(); i++) {
            if ((concerned >> i & 1) != 0) {
                try {
                    visitors.get(i).visit(text);
                } catch (RuntimeException | StackOverflowError e) {
                    failures.putIfAbsent(text.path(), e);
                }
            }
        }
    }
}
