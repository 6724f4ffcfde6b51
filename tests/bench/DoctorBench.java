//SOURCES ../../scripts/check-config.java
//SOURCES ../../scripts/doctor.java
//SOURCES ../../scripts/map-services.java
//SOURCES ../../scripts/move-dockerfiles.java
package bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What doctor costs beside the slowest of the commands whose work it does: one pass over the files must do for all. */
interface DoctorBench {
    List<String> SINGLES = List.of("MoveDockerfiles", "MapServices", "CheckConfig");

    static List<Comparison> comparisons() {
        return List.of(new Comparison("doctor", "doctor on " + TreeBench.FILES + " files, against the slowest single command", "ms", 3, 1.3,
                () -> millis("Doctor"), DoctorBench::slowest));
    }

    private static double slowest() throws IOException, InterruptedException {
        double slowest = 0;
        for (String command : SINGLES) {
            slowest = Math.max(slowest, millis(command));
        }
        return slowest;
    }

    private static double millis(String main) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main, TreeBench.Generated.ROOT, "--format", "json"));
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.endsWith("_URL"));
        int status = builder.start().waitFor();
        if (status > 1) {
            throw new IOException(command + " ended with " + status);
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
