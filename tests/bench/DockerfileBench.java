//SOURCES ../../scripts/move-dockerfiles.java
package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What it costs to check every reference to a Dockerfile, from the start of the JVM to the report. */
interface DockerfileBench {
    /** Megabytes of resident memory that a check may need at most, whatever the tree. */
    double MOST_MEMORY = 300;
    int LARGE = 100_000;

    static List<Comparison> comparisons() {
        return List.of(
                new Comparison("move-dockerfiles", "the whole command over 10,000 files, against ripgrep for ockerfile",
                        "ms", 7, 3.0, () -> check(TreeBench.Generated.ROOT).millis(), () -> search(TreeBench.Generated.ROOT)),
                new Comparison("move-dockerfiles-growth", "the time for 1,000 files in a tree of 100,000, against that in one of 10,000",
                        "ms", 1, 1.3, () -> check(Large.ROOT).millis() / 100, () -> check(TreeBench.Generated.ROOT).millis() / 10),
                new Comparison("move-dockerfiles-memory", "resident memory at its peak over 100,000 files, against what is allowed",
                        "MB", 1, 1.0, () -> check(Large.ROOT).megabytes(), () -> MOST_MEMORY));
    }

    /** @param megabytes resident at the peak */
    record Cost(double millis, double megabytes) {}

    private static Cost check(String root) throws IOException, InterruptedException {
        Path memory = Files.createTempFile("memory", ".txt");
        List<String> command = List.of("/usr/bin/time", "-f", "%M", "-o", memory.toString(), Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmn16m", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10", "-cp", System.getProperty("java.class.path"), "MoveDockerfiles", root);
        long start = System.nanoTime();
        int status = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        double millis = (System.nanoTime() - start) / 1e6;
        if (status != 1) {
            throw new IOException(command + " ended with " + status + " where findings are expected");
        }
        List<String> lines = Files.readAllLines(memory);
        Files.delete(memory);
        return new Cost(millis, Double.parseDouble(lines.get(lines.size() - 1)) / 1024);
    }

    private static double search(String root) throws IOException, InterruptedException {
        long start = System.nanoTime();
        if (new ProcessBuilder("rg", "--count", "ockerfile", root).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() != 0) {
            throw new IOException("ripgrep found nothing in " + root);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** Made when the first comparison needs it, deleted when the bench ends. */
    final class Large {
        static final String ROOT = GeneratedTree.untilExit(LARGE);

        private Large() {}
    }
}
