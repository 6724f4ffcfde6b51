//SOURCES ../../scripts/check-config.java
//SOURCES ../../scripts/doctor.java
//SOURCES ../../scripts/map-services.java
//SOURCES ../../scripts/move-dockerfiles.java
package bench;

import java.io.IOException;
import java.util.List;

/** What doctor costs beside the slowest of the commands whose work it does: one pass over the files must do for all. */
interface DoctorBench {
    Program DOCTOR = Program.of("Doctor", "doctor.java");
    List<Program> SINGLES = List.of(DockerfileBench.PROGRAM, ServicesBench.PROGRAM, PythonBench.PROGRAM);

    static List<Comparison> comparisons() {
        return List.of(new Comparison("doctor", "doctor on " + TreeBench.FILES + " files, against the slowest single command", "ms", 7, 1.3,
                () -> millis(DOCTOR), DoctorBench::slowest));
    }

    private static double slowest() throws IOException, InterruptedException {
        double slowest = 0;
        for (Program single : SINGLES) {
            slowest = Math.max(slowest, millis(single));
        }
        return slowest;
    }

    private static double millis(Program program) throws IOException, InterruptedException {
        return Cost.of(1, program.command(TreeBench.Generated.ROOT, "--format", "json")).millis();
    }
}
