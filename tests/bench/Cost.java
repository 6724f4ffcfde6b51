package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel says that a process took until it ended.
 *
 * @param millis    from its start to its end
 * @param cpuMillis of all its threads and children, in user and in kernel mode
 * @param megabytes resident at the peak
 */
record Cost(double millis, double cpuMillis, double megabytes) {

    /**
     * Runs a command without output.
     *
     * @param status the highest exit status that counts as success; a check that finds something ends with 1
     */
    static Cost of(int status, List<String> command) throws IOException, InterruptedException {
        Path usage = Files.createTempFile("usage", ".txt");
        try {
            var timed = new ArrayList<>(List.of("/usr/bin/time", "-q", "-f", "%U %S %M", "-o", usage.toString()));
            timed.addAll(command);
            var builder = new ProcessBuilder(timed).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().keySet().removeIf(name -> name.endsWith("_URL"));
            long start = System.nanoTime();
            int ended = builder.start().waitFor();
            double millis = (System.nanoTime() - start) / 1e6;
            if (ended > status) {
                throw new IOException(command + " ended with " + ended);
            }
            String[] figures = Files.readString(usage).strip().split(" ");
            return new Cost(millis, 1000 * (Double.parseDouble(figures[0]) + Double.parseDouble(figures[1])), Double.parseDouble(figures[2]) / 1024);
        } finally {
            Files.delete(usage);
        }
    }
}
