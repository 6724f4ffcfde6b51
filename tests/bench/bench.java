///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../../lib/Deps.java
//SOURCES ../../lib/tree/Tree.java
//SOURCES Comparison.java
//SOURCES Cost.java
//SOURCES DockerfileBench.java
//SOURCES DoctorBench.java
//SOURCES GeneratedTree.java
//SOURCES LauncherBench.java
//SOURCES Program.java
//SOURCES PythonBench.java
//SOURCES ServicesBench.java
//SOURCES TreeBench.java
//SOURCES UsersBench.java
//MAIN bench.BenchRun
//DESCRIPTION Compares costs with a peer in the same run; arguments choose comparisons by name
package bench;

import java.util.List;
import java.util.stream.Stream;

/** Runs comparisons and fails when the median ratio of one is above its limit. */
class BenchRun {

    private static final List<Comparison> ALL = Stream.of(
            LauncherBench.comparisons(),
            UsersBench.comparisons(),
            TreeBench.comparisons(),
            DockerfileBench.comparisons(),
            ServicesBench.comparisons(),
            PythonBench.comparisons(),
            DoctorBench.comparisons())
            .flatMap(List::stream).toList();

    public static void main(String... names) throws Exception {
        System.exit(run(List.of(names)));
    }

    private static int run(List<String> names) throws Exception {
        var known = ALL.stream().map(Comparison::name).toList();
        if (!known.containsAll(names)) {
            System.err.println("unknown comparison in " + names + "; there are " + known);
            return 2;
        }
        int status = 0;
        for (Comparison comparison : ALL) {
            if (names.isEmpty() || names.contains(comparison.name())) {
                Comparison.Result result = comparison.run();
                System.out.println(result);
                status = result.withinLimit() ? status : 1;
            }
        }
        return status;
    }
}
