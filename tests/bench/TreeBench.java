package bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tree.TextFile;
import tree.Tree;
import tree.Visitor;

/** What it costs to list a repository, read every file of it and find those that hold a string. */
interface TreeBench {
    int FILES = 10_000;

    static List<Comparison> comparisons() {
        return List.of(new Comparison("tree-scan", "a new JVM that scans " + FILES + " files, against ripgrep",
                "ms", 11, 3.0, () -> millis(scan()), () -> millis(List.of("rg", "--count", Scan.NEEDLE, Generated.ROOT))));
    }

    private static List<String> scan() {
        return List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), Scan.class.getName(), Generated.ROOT);
    }

    static double millis(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int status = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        if (status != 0) {
            throw new IOException(command + " ended with " + status);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** Made when the first comparison needs it, deleted when the bench ends. */
    final class Generated {
        static final String ROOT = GeneratedTree.untilExit(FILES);

        private Generated() {}
    }

    /** The process that is measured. */
    final class Scan implements Visitor {
        static final String NEEDLE = "ockerfile";
        private final AtomicInteger found = new AtomicInteger();

        public static void main(String... root) throws IOException {
            Scan scan = new Scan();
            Tree.open(Path.of(root[0])).scan(List.of(scan));
            System.out.println(scan.found);
        }

        @Override
        public boolean wants(String path) {
            return true;
        }

        @Override
        public List<String> needles() {
            return List.of(NEEDLE);
        }

        @Override
        public void visit(TextFile file) {
            found.incrementAndGet();
        }
    }
}
