package tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** A small repository and a plan that holds every kind of change. */
record Sample(Folder folder) {
    static final Plan PLAN = Plan.of(
            new Edit("compose.yml", 0, 8, "Services"),
            new Move("docker/a.Dockerfile", "dockerfiles/a.Dockerfile"),
            new Edit("docker/a.Dockerfile", 5, 11, "debian"),
            new Move("docker/a.Dockerfile.dockerignore", "dockerfiles/a.Dockerfile.dockerignore"),
            new Create("new/readme", "moved\n"));
    static final List<String> NOTHING_LEFT = List.of();

    static Sample at(Path root) {
        return new Sample(Folder.of(root));
    }

    static Sample withoutGit(Path root) throws IOException {
        Folder folder = Folder.of(root).file("compose.yml", "services: {}\r\n").file("docker/a.Dockerfile", "FROM alpine\n")
                .file("docker/a.Dockerfile.dockerignore", "*");
        Files.setPosixFilePermissions(folder.path("compose.yml"), PosixFilePermissions.fromString("rw-r-----"));
        Files.setPosixFilePermissions(folder.path("docker/a.Dockerfile"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder.path("docker"), PosixFilePermissions.fromString("rwxrwx---"));
        return new Sample(folder);
    }

    /** The Dockerfile is staged with an older content, its sidecar not at all. */
    static Sample withGit(Path root) throws IOException {
        Folder.of(root).git("init", "-q").file("compose.yml", "services: {}\r\n").file("docker/a.Dockerfile", "FROM scratch\n")
                .file(".gitignore", "ignored\n").git("add", ".");
        return withoutGit(root);
    }

    static Map<String, String> plannedWithoutGit() {
        return new TreeMap<>(Map.of("compose.yml", "rw-r----- Services: {}\r\n", "dockerfiles", "rwxr-xr-x folder",
                "dockerfiles/a.Dockerfile", "rwxr-xr-x FROM debian\n", "dockerfiles/a.Dockerfile.dockerignore", "rw-r--r-- *",
                "new", "rwxr-xr-x folder", "new/readme", "rw-r--r-- moved\n"));
    }

    /** In memory where that can be had: hundreds of transactions wait for the disk several times each. */
    static final class Quick implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory) ? Files.createTempDirectory(memory, "junit") : Files.createTempDirectory("junit");
        }
    }

    Tree tree() throws IOException {
        return folder.tree();
    }

    /** Every file and folder with mode and content, and git's index; not what git or this tool keep for themselves. */
    Map<String, String> state() throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder.root())) {
            for (Path path : paths.filter(path -> !path.equals(folder.root())).toList()) {
                String name = folder.root().relativize(path).toString();
                if (!name.startsWith(".git/") && !name.matches("\\.git|\\.toolkit(/.*)?")) {
                    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
                    state.put(name, mode + " " + (Files.isDirectory(path) ? "folder" : new String(Files.readAllBytes(path), ISO_8859_1)));
                }
            }
        }
        if (Files.exists(folder.path(".git"))) {
            state.put("index", folder.gitOutput("ls-files", "-s"));
        }
        return state;
    }

    /** What a transaction that has come to its end leaves nowhere. */
    List<String> leftovers() throws IOException {
        Path state = Files.exists(folder.path(".git")) ? folder.path(".git/toolkit") : folder.path(".toolkit");
        try (Stream<Path> own = Files.exists(state) ? Files.list(state) : Stream.empty()) {
            return own.map(path -> path.getFileName().toString()).filter(name -> !name.matches("lock|undo")).toList();
        }
    }
}
