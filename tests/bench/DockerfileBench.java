//SOURCES ../../scripts/move-dockerfiles.java
package bench;

import java.io.IOException;
import java.util.List;

/** What it costs to check every reference to a Dockerfile, from the start of the JVM to the report. */
interface DockerfileBench {
    /** Megabytes of resident memory that a check may need at most, whatever the tree. */
    double MOST_MEMORY = 300;
    int LARGE = 100_000;
    Program PROGRAM = Program.of("MoveDockerfiles", "move-dockerfiles.java");

    static List<Comparison> comparisons() {
        return List.of(
                new Comparison("move-dockerfiles", "the whole command over 10,000 files, against ripgrep for ockerfile", "ms", 7, 3.0,
                        () -> check(TreeBench.Generated.ROOT).millis(),
                        () -> Cost.of(0, List.of("rg", "--count", "ockerfile", TreeBench.Generated.ROOT)).millis()),
                new Comparison("move-dockerfiles-growth", "the time for 1,000 files in a tree of 100,000, against that in one of 10,000",
                        "ms", 1, 1.3, () -> check(Large.ROOT).millis() / 100, () -> check(TreeBench.Generated.ROOT).millis() / 10),
                new Comparison("move-dockerfiles-memory", "resident memory at its peak over 100,000 files, against what is allowed",
                        "MB", 1, 1.0, () -> check(Large.ROOT).megabytes(), () -> MOST_MEMORY));
    }

    private static Cost check(String root) throws IOException, InterruptedException {
        return Cost.of(1, PROGRAM.command(root));
    }

    /** Made when the first comparison needs it, deleted when the bench ends. */
    final class Large {
        static final String ROOT = GeneratedTree.untilExit(LARGE);

        private Large() {}
    }
}
