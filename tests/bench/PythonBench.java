//SOURCES ../../scripts/check-config.java
package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What it costs to check the configuration classes of a large tree, against finding their names and against a type checker. */
interface PythonBench {
    Program PROGRAM = Program.of("CheckConfig", "check-config.java");
    int FILES = 8_000;
    int BYTES = 150_000_000;
    /** One file in twenty uses a configuration class; the others are ordinary code. */
    int EVERY = 20;
    int CLASSES = 100;

    static List<Comparison> comparisons() {
        List<Comparison> all = new ArrayList<>(List.of(new Comparison("config-scan",
                "the whole command over " + FILES + " Python files of " + BYTES / 1_000_000 + " MB, against ripgrep for the class names",
                "ms", 5, 3.0, () -> check(Generated.LARGE).millis(),
                () -> Cost.of(0, List.of("rg", "--count", "--word-regexp", "--fixed-strings", "--file", Generated.NAMES, Generated.LARGE)).millis())));
        if (hasPyright()) {
            all.add(new Comparison("config-cpu", "CPU for a part of that tree, against pyright", "ms CPU", 1, 1.0 / 50,
                    () -> check(Generated.PART).cpuMillis(), () -> Cost.of(1, List.of("pyright", Generated.PART)).cpuMillis()));
        }
        return all;
    }

    private static boolean hasPyright() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, "pyright")));
    }

    private static Cost check(String root) throws IOException, InterruptedException {
        return Cost.of(1, PROGRAM.command(root));
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
                write(root.resolve("part"), FILES / 16, BYTES / FILES);
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
}
