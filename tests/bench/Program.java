package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program of the bench's class path in a JVM of its own, started as the launcher starts a command: with the options that
 * its script asks for, and with an archive of the classes of its first run.
 */
record Program(String main, List<String> options, Path archive) {
    private static final String DIRECTIVE = "//RUNTIME_OPTIONS ";

    /** The command of a script. */
    static Program of(String main, String script) {
        try {
            return with(main, Files.readAllLines(Path.of("scripts", script)).stream().filter(line -> line.startsWith(DIRECTIVE))
                    .flatMap(line -> Arrays.stream(line.substring(DIRECTIVE.length()).split(" "))).toList());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Program with(String main, List<String> options) {
        try {
            Path archive = Files.createTempFile(main, ".jsa");
            Files.delete(archive);
            var program = new Program(main, options, archive);
            archive.toFile().deleteOnExit();
            program.classes().toFile().deleteOnExit();
            return program;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The command of the next run; the one before it has ended. */
    List<String> command(String... arguments) {
        if (Files.exists(classes()) && !Files.exists(archive)) {
            makeArchive();
        }
        List<String> command = java(Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-XX:DumpLoadedClassList=" + classes());
        command.add(main);
        command.addAll(List.of(arguments));
        return command;
    }

    private Path classes() {
        return archive.resolveSibling(archive.getFileName() + ".classes");
    }

    private void makeArchive() {
        try {
            int status = new ProcessBuilder(java("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+AOTClassLinking",
                    "-Xshare:dump", "-XX:SharedClassListFile=" + classes(), "-XX:SharedArchiveFile=" + archive))
                    .inheritIO().redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("the archive of " + main + " ended with " + status);
            }
            Files.delete(classes());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> java(String... first) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        command.addAll(List.of(first));
        command.add("-Xlog:disable");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }
}
