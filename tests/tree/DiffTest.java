//SOURCES ../../lib/tree/Tree.java
//SOURCES Folder.java
//SOURCES RandomPlan.java
package tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {
    @TempDir
    Path root;

    @Test
    void showsHunksWithThreeLinesOfContext() throws IOException {
        Tree tree = Folder.of(root).file("a b", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14").tree();
        assertEquals("""
                diff --git a/a b b/a b
                --- a/a b\t
                +++ b/a b\t
                @@ -1,4 +1,3 @@
                -1
                 2
                 3
                 4
                @@ -11,4 +10,5 @@
                 11
                 12
                 13
                -14
                \\ No newline at end of file
                +14
                +15
                """, Diff.unified(tree, Plan.of(new Edit("a b", 0, 2, ""), new Edit("a b", 32, 32, "\n15\n"))));
    }

    @Test
    void namesMovesAndNewFiles() throws IOException {
        Tree tree = Folder.of(root).file("a").file("b", "x\r\n").tree();
        assertEquals("""
                diff --git a/b "b/b\\n\\"\\001"
                rename from b
                rename to "b\\n\\"\\001"
                --- a/b
                +++ "b/b\\n\\"\\001"
                @@ -1 +1 @@
                -x\r
                +y\r
                diff --git a/n b/n
                new file mode 100644
                --- /dev/null
                +++ b/n
                @@ -0,0 +1,2 @@
                +1
                +2
                \\ No newline at end of file
                diff --git a/a b/z
                similarity index 100%
                rename from a
                rename to z
                """, Diff.unified(tree, Plan.of(new Move("a", "z"), new Move("b", "b\n\"\u0001"),
                        new Edit("b", 0, 1, "y"), new Create("n", "1\n2"))));
    }

    @Test
    void isEmptyWhenNothingChanges() throws IOException {
        Tree tree = Folder.of(root).file("a", "same").tree();
        assertEquals("", Diff.unified(tree, Plan.of(new Edit("a", 0, 4, "same"))));
        assertEquals("", Diff.unified(tree, Plan.NOTHING));
    }

    // GNU patch reads no rename of a name with a space, not even from git.
    @Test
    void isAcceptedByGitApplyAndPatchForRandomPlans() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            Folder folder = Folder.of(Files.createDirectory(root.resolve("round " + round)));
            Plan plan = RandomPlan.on(folder, random, round % 2 == 0 ? " " : "-");
            Tree tree = folder.tree();
            Tree after = tree.after(plan);
            Map<String, String> expected = new TreeMap<>();
            after.files().forEach(file -> expected.put(file, after.read(file).orElseThrow().text()));
            String diff = Diff.unified(tree, plan);
            Path patch = Files.writeString(root.resolve("patch"), diff);
            if (!diff.isEmpty()) {
                String tool = round % 2 == 0 ? "git apply -p1 --whitespace=nowarn '" + patch + "'" : "patch -s -p1 --binary < '" + patch + "'";
                run(folder.root(), tool);
            }
            Tree patched = folder.tree();
            Map<String, String> actual = new TreeMap<>();
            patched.files().forEach(file -> actual.put(file, patched.read(file).orElseThrow().text()));
            assertEquals(expected, actual, diff);
        }
    }

    private static void run(Path folder, String command) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            assertEquals(0, process.waitFor(), command + ": " + output);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
