//SOURCES ../../scripts/ws-golden-path.java
//SOURCES ../../scripts/demo-backend.java
//SOURCES FloorClient.java

package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What thousands of users at once cost the machine that they are started on. */
interface UsersBench {
    int USERS = 5_000;
    Program OURS = Program.of("WsGoldenPath", "ws-golden-path.java");
    Program FLOOR = Program.with(FloorClient.class.getName(), OURS.options());
    Program BACKEND = Program.of("DemoBackendCommand", "demo-backend.java");

    static List<Comparison> comparisons() {
        return List.of(
                new Comparison("users-cpu", USERS + " users with one request each, against a bare NIO client on the same journey", "ms CPU", 11, 1.5,
                        () -> measured(backend -> ours(backend, USERS)).cpuMillis(), () -> measured(UsersBench::floor).cpuMillis()),
                new Comparison("users-memory", "resident memory a connection at " + USERS + " connections, against the 40 KB that are allowed", "KB", 1, 1,
                        () -> 1024 * (measured(backend -> ours(backend, USERS)).megabytes() - measured(backend -> ours(backend, 1)).megabytes())
                                / (USERS - 1), () -> 40));
    }

    interface Client {
        List<String> command(URI backend) throws IOException;
    }

    private static List<String> ours(URI backend, int users) throws IOException {
        Path tokens = Files.createTempFile("tokens", ".txt");
        tokens.toFile().deleteOnExit();
        Files.writeString(tokens, IntStream.rangeClosed(1, users).mapToObj(n -> "demo-u" + n).collect(Collectors.joining("\n")));
        return OURS.command("--url", backend.toString(), "--token-file", tokens.toString(), "--users", String.valueOf(users),
                "--only", "concurrency", "--limit", "success=100");
    }

    private static List<String> floor(URI backend) {
        return FLOOR.command(String.valueOf(backend.getPort()), String.valueOf(USERS));
    }

    /** Runs a client against a backend in a process of its own. */
    private static Cost measured(Client client) throws Exception {
        Process backend = new ProcessBuilder(BACKEND.command()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            var url = URI.create(new BufferedReader(new InputStreamReader(backend.getInputStream())).readLine());
            return Cost.of(0, client.command(url));
        } finally {
            backend.destroy();
            backend.waitFor();
        }
    }
}
