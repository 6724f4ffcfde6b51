//SOURCES ../../lib/tree/Tree.java
//SOURCES Folder.java
//SOURCES Sample.java
package tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process with SIGKILL at every step that it reaches. */
class KillTest {
    @TempDir(factory = Sample.Quick.class)
    Path root;

    @Test
    void leavesTheTreeAsBeforeOrAsPlannedWhereverTheProcessIsKilled() throws Exception {
        Map<String, String> planned = afterwards();
        Set<String> outcomes = new LinkedHashSet<>();
        String reached = "start";
        for (int step = 0; !reached.isEmpty(); step++) {
            Sample sample = Sample.withGit(Files.createDirectory(root.resolve("step" + step)));
            Map<String, String> before = sample.state();
            reached = killAt(step, sample.folder().root());
            Transaction.recover(sample.folder().root());
            boolean isPlanned = sample.state().equals(planned);
            assertEquals(isPlanned ? planned : before, sample.state(), reached);
            assertEquals(Sample.NOTHING_LEFT, sample.leftovers(), reached);
            outcomes.add(isPlanned ? "planned" : "before");
            if (isPlanned) {
                Transaction.undo(sample.folder().root());
                assertEquals(before, sample.state(), reached);
            }
        }
        assertEquals(Set.of("before", "planned"), outcomes);
    }

    private Map<String, String> afterwards() throws Exception {
        Sample sample = Sample.withGit(Files.createDirectory(root.resolve("planned")));
        Transaction.apply(sample.tree(), Sample.PLAN);
        return sample.state();
    }

    /** The step at which the process was killed, or "" when it had ended before. */
    private static String killAt(int step, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Run.class.getName(), folder.toString(), "" + step)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = process.inputReader()) {
            String reached = output.readLine();
            if (reached != null) {
                process.destroyForcibly();
                assertEquals(128 + 9, process.waitFor());
                return reached;
            }
        }
        assertEquals(0, process.waitFor());
        return "";
    }

    /** The process that is killed: it names the step that it has reached, and waits there. */
    static final class Run {
        public static void main(String... arguments) throws Exception {
            int[] left = {Integer.parseInt(arguments[1])};
            Transaction.apply(Tree.open(Path.of(arguments[0])), Sample.PLAN, step -> {
                if (left[0]-- == 0) {
                    System.out.println(step);
                    assertTrue(System.in.read() >= 0, "never killed");
                }
            });
        }
    }
}
