package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A repository made up for measuring: of every 20 files one is a Compose file with four references to Dockerfiles, as
 * many as one in five files; the others are sources, scripts and prose of 1 to 8 KB. The same count gives the same bytes.
 *
 * @param root  a new folder; whoever made the tree deletes it
 * @param files how many it holds
 */
record GeneratedTree(Path root, int files) {
    private static final int FILES_IN_A_FOLDER = 20;
    private static final int SERVICES = 4;
    private static final List<String> WORDS = List.of("service", "request", "handler", "session", "token", "stream", "event",
            "backend", "config", "timeout", "message", "client", "server", "value", "return", "import", "docker", "file");

    /** Writes the files below a new temporary folder; {@code withGit} stages them all. */
    static GeneratedTree of(int files, boolean withGit) throws IOException, InterruptedException {
        Path root = Files.createTempDirectory("generated-tree");
        Random random = new Random(files);
        for (int first = 0; first < files; first += FILES_IN_A_FOLDER) {
            Path folder = Files.createDirectories(root.resolve("area" + first / FILES_IN_A_FOLDER / 25 + "/part" + first / FILES_IN_A_FOLDER % 25));
            Files.writeString(folder.resolve("compose.yml"), compose(random));
            Files.writeString(folder.resolve("api.Dockerfile"), "FROM alpine:3.20\nCOPY . /app\nCMD [\"/app/run\"]\n");
            for (int i = 2; i < Math.min(FILES_IN_A_FOLDER, files - first); i++) {
                String ending = List.of(".py", ".js", ".java", ".md", ".sh", ".txt", ".json").get(random.nextInt(7));
                Files.writeString(folder.resolve("part" + i + ending), prose(random, 1000 + random.nextInt(7000)));
            }
        }
        if (withGit) {
            git(root, "init", "-q");
            git(root, "add", ".");
        }
        return new GeneratedTree(root, files);
    }

    /** The root of one with git that lasts until the bench ends. */
    static String untilExit(int files) {
        try {
            GeneratedTree tree = of(files, true);
            Runtime.getRuntime().addShutdownHook(new Thread(tree::deleteOrTell));
            return tree.root().toString();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void deleteOrTell() {
        try {
            delete();
        } catch (IOException e) {
            System.err.println(root + " is left: " + e.getMessage());
        }
    }

    /** One of its references in 20 leads nowhere. */
    private static String compose(Random random) {
        StringBuilder text = new StringBuilder("# " + prose(random, 300) + "services:\n");
        for (int service = 0; service < SERVICES; service++) {
            text.append("  service").append(service).append(":\n    build:\n      context: .\n      dockerfile: ")
                    .append(random.nextInt(20) == 0 ? "docker/api.Dockerfile" : "api.Dockerfile")
                    .append("\n    environment:\n      - MODE=production # ").append(WORDS.get(random.nextInt(WORDS.size())))
                    .append("\n    ports:\n      - \"").append(8000 + service).append(":80\"\n");
        }
        return text.toString();
    }

    private static String prose(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(12) == 0 ? " \n# " : " ");
        }
        return text.append("\n").toString();
    }

    void delete() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void git(Path root, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        if (new ProcessBuilder(command).directory(root.toFile()).inheritIO().start().waitFor() != 0) {
            throw new IOException(command + " failed");
        }
    }
}
