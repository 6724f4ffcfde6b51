//SOURCES ../../lib/python/ConfigCheck.java
package python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import report.Finding;
import tree.Tree;

/**
 * Small trees written as one text: {@code === name} begins a case, {@code --- path} a file of it, and a comment
 * {@code # ! rule} says which finding its line has. A case without {@code ---} is one file.
 */
final class Cases {
    private static final String HEADER = """
            from dataclasses import dataclass, field
            from typing import Optional, NamedTuple, TypedDict
            @dataclass
            class AppConfig:
                host: str = "localhost"
                port: int = 80
            """;

    record Case(String name, Map<String, String> files) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Cases() {}

    static Stream<Case> in(String text) {
        return Arrays.stream(text.split("(?m)^=== ")).skip(1).map(part -> {
            String name = part.substring(0, part.indexOf('\n'));
            String body = part.substring(part.indexOf('\n') + 1);
            Map<String, String> files = new TreeMap<>();
            if (!body.startsWith("--- ")) {
                files.put("app.py", HEADER + body);
            } else {
                Arrays.stream(body.split("(?m)^--- ")).skip(1).forEach(file -> files.put(
                        file.substring(0, file.indexOf('\n')), file.substring(file.indexOf('\n') + 1)));
            }
            return new Case(name, files);
        });
    }

    /** Checks that the findings are those which the comments announce, no more and no less. */
    static void check(Case tried, Path folder) throws IOException {
        var expected = new TreeSet<String>();
        var found = new TreeSet<String>();
        for (var file : tried.files().entrySet()) {
            write(folder, file.getKey(), file.getValue());
            String[] lines = file.getValue().split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                int mark = lines[i].indexOf("# ! ");
                if (mark >= 0) {
                    expected.add(file.getKey() + ":" + (i + 1) + " config/" + lines[i].substring(mark + 4).strip());
                }
            }
        }
        findings(folder, ConfigOptions.standard()).forEach(finding ->
                found.add(finding.place().file() + ":" + finding.place().line() + " " + finding.rule().name()));
        assertEquals(expected, found);
    }

    static List<Finding> findings(Path folder, ConfigOptions options) throws IOException {
        Tree tree = Tree.open(folder);
        var pass = new ConfigCheck(options).begin(tree);
        tree.scan(List.of(pass));
        return pass.findings();
    }

    static void write(Path folder, String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
