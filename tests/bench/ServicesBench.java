//SOURCES ../../lib/services/Services.java
package bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import services.Services;
import tree.Tree;

/** What it costs to check every service name of a repository. */
interface ServicesBench {
    static List<Comparison> comparisons() {
        return List.of(new Comparison("map-services", "a new JVM that checks the service names of " + TreeBench.FILES + " files, against ripgrep for those names",
                "ms", 7, 3.0, () -> TreeBench.millis(check()),
                () -> TreeBench.millis(List.of("rg", "--count", "service0|service1|service2|service3", TreeBench.Generated.ROOT))));
    }

    private static List<String> check() {
        return List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), Run.class.getName(), TreeBench.Generated.ROOT);
    }

    /** The process that is measured. */
    final class Run {
        private Run() {}

        public static void main(String... root) throws IOException {
            Tree tree = Tree.open(Path.of(root[0]));
            var pass = Services.DEFAULT.begin(tree);
            tree.scan(List.of(pass));
            System.out.println(pass.findings().size() + " " + pass.references());
        }
    }
}
