//SOURCES ../../lib/python/ConfigCheck.java
package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import python.ConfigCheck;
import python.ConfigOptions;
import tree.Tree;

/** What it costs to check the configuration classes of a large tree, against finding their names and against a type checker. */
interface PythonBench {
    int FILES = 8_000;
    int BYTES = 150_000_000;
    /** One file in twenty uses a configuration class; the others are ordinary code. */
    int EVERY = 20;
    int CLASSES = 100;

    static List<Comparison> comparisons() {
        List<Comparison> all = new ArrayList<>(List.of(new Comparison("config-scan",
                "a new JVM that checks " + FILES + " Python files of " + BYTES / 1_000_000 + " MB, against ripgrep for the class names",
                "ms", 5, 3.0, () -> seconds("%R", check(Generated.LARGE)) * 1000,
                () -> seconds("%R", List.of("rg", "--count", "--word-regexp", "--fixed-strings", "--file", Generated.NAMES, Generated.LARGE)) * 1000)));
        if (hasPyright()) {
            all.add(new Comparison("config-cpu", "CPU for a part of that tree, against pyright", "ms CPU", 1, 1.0 / 50,
                    () -> seconds("%U %S", check(Generated.PART)) * 1000, () -> seconds("%U %S", List.of("pyright", Generated.PART)) * 1000));
        }
        return all;
    }

    private static boolean hasPyright() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, "pyright")));
    }

    private static List<String> check(String root) {
        return List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), Check.class.getName(), root);
    }

    /** Sum of the times that bash names so, in seconds; a command that finds something may end with 1. */
    private static double seconds(String format, List<String> command) throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='" + format + "'; time \"$@\" >/dev/null 2>&1", "time"));
        timed.addAll(command);
        Process process = new ProcessBuilder(timed).start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() > 1) {
            throw new IOException(command + " failed: " + said);
        }
        return Stream.of(said.split(" ")).mapToDouble(Double::parseDouble).sum();
    }

    /** Made when the first comparison needs it, deleted when the bench ends. */
    final class Generated {
        private static final Path ROOT = make();
        static final String LARGE = ROOT.resolve("large").toString();
        static final String PART = ROOT.resolve("part").toString();
        static final String NAMES = ROOT.resolve("names").toString();

        private Generated() {}

        private static Path make() {
            try {
                Path root = Files.createTempDirectory("bench-python");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
                List<String> names = new ArrayList<>();
                for (int i = 0; i < CLASSES; i++) {
                    names.add("Area" + i + "Config");
                }
                Files.write(root.resolve("names"), names);
                write(root.resolve("large"), FILES, BYTES / FILES);
                write(root.resolve("part"), FILES / 40, BYTES / FILES);
                return root;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void write(Path folder, int files, int bytes) throws IOException {
            Files.createDirectories(folder.resolve("app"));
            for (int i = 0; i < CLASSES; i++) {
                Files.writeString(folder.resolve("app/area" + i + ".py"), String.format(Locale.ROOT, """
                        from dataclasses import dataclass


                        @dataclass
                        class Area%dConfig:
                            url: str = "http://localhost"
                            timeout: float = 10.0
                        """, i));
            }
            for (int i = 0; i < files; i++) {
                var text = new StringBuilder(i % EVERY != 0 ? "import json\n" : String.format(Locale.ROOT,
                        "import json\nfrom app.area%1$d import Area%1$dConfig\n\n\ndef connect(config: Area%1$dConfig):\n"
                        + "    return config.url, config.timeout, config.retries_%2$d\n", i % CLASSES, i % 7));
                for (int part = 0; text.length() < bytes; part++) {
                    text.append(String.format(Locale.ROOT, """


                            class Worker%1$d:
                                \"""Does the work of part %1$d, and keeps what it has seen.\"""

                                def __init__(self, name, queue, limit=%1$d):
                                    self.name = name
                                    self.queue = queue
                                    self.limit = limit
                                    self.seen = {}

                                def run(self, items):
                                    for index, item in enumerate(items):
                                        if item.get("kind") == "part-%1$d" and index < self.limit:
                                            self.seen[item["id"]] = json.dumps({"name": self.name, "value": [v * 2 for v in item["values"]]})
                                        else:
                                            self.queue.put(item, timeout=0.5)
                                    return f"{self.name}: {len(self.seen)} of {self.limit}"
                            """, part));
                }
                Path file = folder.resolve("app/part" + i % 80 + "/module" + i + ".py");
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
        }

        private static void delete(Path root) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                System.err.println(root + " is left: " + e.getMessage());
            }
        }
    }

    /** The process that is measured. */
    final class Check {
        private Check() {}

        public static void main(String... root) throws IOException {
            Tree tree = Tree.open(Path.of(root[0]));
            var pass = new ConfigCheck(ConfigOptions.standard()).begin(tree);
            tree.scan(List.of(pass));
            System.out.println(pass.findings().size());
        }
    }
}
