//SOURCES ../../scripts/map-services.java
package bench;

import java.util.List;

/** What it costs to check every service name of a repository, from the start of the JVM to the report. */
interface ServicesBench {
    Program PROGRAM = Program.of("MapServices", "map-services.java");

    static List<Comparison> comparisons() {
        return List.of(new Comparison("map-services", "the whole command over " + TreeBench.FILES + " files, against ripgrep for the names of the services",
                "ms", 7, 3.0, () -> Cost.of(1, PROGRAM.command(TreeBench.Generated.ROOT)).millis(),
                () -> Cost.of(0, List.of("rg", "--count", "service0|service1|service2|service3", TreeBench.Generated.ROOT)).millis()));
    }
}
