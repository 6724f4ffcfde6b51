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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What thousands of users at once cost the machine that they are started on. */
interface UsersBench {

    int USERS = 5_000;
    List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    static List<Comparison> comparisons() {
        return List.of(
                new Comparison("users-cpu", USERS + " users with one request each, against a bare NIO client on the same journey", "ms CPU", 3, 1.5,
                        () -> measured(backend -> ours(backend, USERS)).cpuMillis(), () -> measured(UsersBench::floor).cpuMillis()),
                new Comparison("users-memory", "resident memory a connection at " + USERS + " connections, against the 40 KB that are allowed", "KB", 1, 1,
                        () -> (measured(backend -> ours(backend, USERS)).residentKilobytes() - measured(backend -> ours(backend, 1)).residentKilobytes())
                                / (double) (USERS - 1), () -> 40));
    }

    record Usage(double cpuMillis, long residentKilobytes) {
    }

    interface Client {
        List<String> command(URI backend) throws IOException;
    }

    private static List<String> ours(URI backend, int users) throws IOException {
        Path tokens = Files.createTempFile("tokens", ".txt");
        tokens.toFile().deleteOnExit();
        Files.writeString(tokens, IntStream.rangeClosed(1, users).mapToObj(n -> "demo-u" + n).collect(Collectors.joining("\n")));
        return java("WsGoldenPath", "--url", backend.toString(), "--token-file", tokens.toString(), "--users", String.valueOf(users),
                "--only", "concurrency", "--limit", "success=100");
    }

    private static List<String> floor(URI backend) {
        return java("bench.FloorClient", String.valueOf(backend.getPort()), String.valueOf(USERS));
    }

    private static List<String> java(String main, String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs a client against a backend in a process of its own; the peak of its memory is what the kernel saw last before it ended. */
    private static Usage measured(Client client) throws Exception {
        Process backend = new ProcessBuilder(java("DemoBackendCommand")).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            var url = URI.create(new BufferedReader(new InputStreamReader(backend.getInputStream())).readLine());
            List<String> timed = new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%U %S'; time \"$@\" > /dev/null", "bash"));
            timed.addAll(client.command(url));
            Process process = new ProcessBuilder(timed).start();
            long resident = 0;
            while (process.isAlive()) {
                resident = Math.max(resident, process.descendants().mapToLong(UsersBench::peak).max().orElse(0));
                Thread.sleep(20);
            }
            String said = new String(process.getErrorStream().readAllBytes()).strip();
            if (process.waitFor() != 0) {
                throw new IOException(timed + " failed: " + said);
            }
            String[] seconds = said.substring(said.lastIndexOf('\n') + 1).split(" ");
            return new Usage(1000 * (Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1])), resident);
        } finally {
            backend.destroy();
            backend.waitFor();
        }
    }

    private static long peak(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
        } catch (IOException | RuntimeException ended) {
            return 0;
        }
    }
}
