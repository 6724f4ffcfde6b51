package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process to be started.
 *
 * @param environment all its variables
 */
record Call(List<String> command, Path folder, Map<String, String> environment, byte[] input) {

    /** How a process ended, and what it printed. */
    record Outcome(int status, String out, String err) {
    }

    /** A call on the JDK of the tests, with their environment but for what configures JBang. */
    static Call of(Path folder, String program, String... arguments) {
        var environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("JBANG_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        var command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return new Call(command, folder, environment, new byte[0]);
    }

    Call with(Map<String, String> variables) {
        var merged = new HashMap<>(environment);
        merged.putAll(variables);
        return new Call(command, folder, merged, input);
    }

    Call with(String variable, Object value) {
        return with(Map.of(variable, value.toString()));
    }

    Call without(String variable) {
        var fewer = new HashMap<>(environment);
        fewer.remove(variable);
        return new Call(command, folder, fewer, input);
    }

    Call from(Path other) {
        return new Call(command, other, environment, input);
    }

    Call reading(byte[] bytes) {
        return new Call(command, folder, environment, bytes);
    }

    /** Puts another program in front, to which this command is an argument. */
    Call behind(String... wrapper) {
        var longer = new ArrayList<>(List.of(wrapper));
        longer.addAll(command);
        return new Call(longer, folder, environment, input);
    }

    ProcessBuilder builder() {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    Outcome run() throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("call");
        Path in = Files.write(scratch.resolve("in"), input);
        Path out = scratch.resolve("out");
        Path err = scratch.resolve("err");
        try {
            Process process = builder().redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("still running after 5 minutes: " + command);
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            for (Path file : List.of(in, out, err, scratch)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** What the call prints on stdout, without the last line end; anything but success is an error of the test. */
    String output() throws IOException, InterruptedException {
        Outcome outcome = run();
        if (outcome.status() != 0) {
            throw new AssertionError(command + " ended with " + outcome.status() + ": " + outcome.err());
        }
        return outcome.out().stripTrailing();
    }
}
