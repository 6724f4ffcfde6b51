package tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentSkipListMap<String, Throwable> failures = new ConcurrentSkipListMap<>();

    Scan(ByteTree tree, Collection<? extends Visitor> visitors) {
        if (visitors.size() > Long.SIZE) {
            throw new IllegalArgumentException("more than " + Long.SIZE + " visitors in one scan");
        }
        this.tree = tree;
        this.files = tree.files();
        this.visitors = List.copyOf(visitors);
        this.needles = new Needles(this.visitors.stream().map(Visitor::needles).toList());
    }

    void run() {
        List<Thread> threads = new ArrayList<>();
        int cores = Math.min(Runtime.getRuntime().availableProcessors(), files.size() / BATCH);
        for (int i = 1; i < cores; i++) {
            Thread thread = new Thread(this::work, "scan-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        work();
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
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
        if (wanted == 0 || !tree.load(path, bytes)) {
            return;
        }
        wanted = bytes.utf16().isPresent() ? searchWide(bytes, wanted) : needles.search(bytes.array(), bytes.length(), wanted);
        // Last, since it looks at every byte.
        if (wanted == 0 || bytes.isBinary()) {
            return;
        }
        Optional<TextFile> text = tree.text(path, path, bytes);
        if (text.isPresent()) {
            visit(text.get(), wanted);
        }
    }

    private long searchWide(Bytes bytes, long wanted) {
        byte[] narrow = bytes.text("").text().getBytes(UTF_8);
        return needles.search(narrow, narrow.length, wanted);
    }

    private void visit(TextFile text, long wanted) {
        for (int i = 0; i < visitors.size(); i++) {
            if ((wanted >> i & 1) != 0) {
                try {
                    visitors.get(i).visit(text);
                } catch (RuntimeException | StackOverflowError e) {
                    failures.putIfAbsent(text.path(), e);
                }
            }
        }
    }
}
