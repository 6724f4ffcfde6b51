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
    Program PROGRAM = Program.with(Scan.class.getName(), List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));

    static List<Comparison> comparisons() {
        return List.of(new Comparison("tree-scan", "a new JVM that scans " + FILES + " files, against ripgrep",
                "ms", 11, 3.0, () -> Cost.of(0, PROGRAM.command(Generated.ROOT)).millis(),
                () -> Cost.of(0, List.of("rg", "--count", Scan.NEEDLE, Generated.ROOT)).millis()));
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
