package bench;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the launcher adds to a repeated run of a program. */
interface LauncherBench {

    /** The launcher, called from the checkout. */
    String LAUNCHER = Path.of("jbang").toAbsolutePath().toString();

    static List<Comparison> comparisons() {
        return List.of(new Comparison("launcher", "./jbang ws-golden-path --demo, repeated, against bare java of the same program",
                "ms", 11, 2.0,
                () -> millis(List.of(LAUNCHER, "ws-golden-path", "--demo")),
                () -> millis(bareJava("scripts/ws-golden-path.java", "--demo"))));
    }

    /** The java command of a script without the launcher, JBang, and any option of the JVM. */
    private static List<String> bareJava(String script, String... arguments) throws IOException, InterruptedException {
        Process info = new ProcessBuilder(LAUNCHER, "info", "tools", script).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        JsonObject program = Json.parse(info.inputReader()).asObject();
        if (info.waitFor() != 0) {
            throw new IOException("no information about " + script);
        }
        String classPath = Stream.concat(Stream.of(program.getString("applicationJar", "")),
                program.get("resolvedDependencies").asArray().values().stream().map(value -> value.asString()))
                .collect(Collectors.joining(File.pathSeparator));
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp", classPath, program.getString("mainClass", "")));
        command.addAll(List.of(arguments));
        return command;
    }

    private static double millis(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        int status = process.waitFor();
        double millis = (System.nanoTime() - start) / 1e6;
        if (status != 0) {
            throw new IOException(command + " ended with " + status);
        }
        return millis;
    }
}
