//SOURCES ../../lib/tree/Tree.java
//SOURCES Folder.java
//SOURCES RandomPlan.java
//SOURCES Sample.java
package tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionTest {
    @TempDir(factory = Sample.Quick.class)
    Path root;

    @Test
    void leavesTheTreeAsPlannedAndTakesItBack() throws Exception {
        Sample sample = Sample.withGit(root);
        Map<String, String> before = sample.state();
        Map<String, String> planned = new TreeMap<>();
        Tree after = sample.tree().after(Sample.PLAN);
        after.files().forEach(file -> planned.put(file, after.read(file).orElseThrow().text()));

        Transaction.apply(sample.tree(), Sample.PLAN);
        Map<String, String> done = new TreeMap<>();
        Tree now = sample.tree();
        now.files().forEach(file -> done.put(file, now.read(file).orElseThrow().text()));
        assertEquals(planned, done);
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("compose.yml"))));
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("dockerfiles/a.Dockerfile"))));
        assertFalse(Files.exists(root.resolve("docker")), "an emptied folder");

        assertEquals(List.of("compose.yml", "docker/a.Dockerfile", "docker/a.Dockerfile.dockerignore", "new/readme"), Transaction.undo(root));
        assertEquals(before, sample.state());
        assertEquals(List.of("there is nothing to take back"), assertThrows(Refused.class, () -> Transaction.undo(root)).reasons());
    }

    @Test
    void movesEntriesOfTheIndexWithTheContentThatWasStaged() throws Exception {
        Sample sample = Sample.withGit(root);
        String staged = sample.folder().gitOutput("show", ":docker/a.Dockerfile");
        Transaction.apply(sample.tree(), Sample.PLAN);
        assertEquals(staged, sample.folder().gitOutput("show", ":dockerfiles/a.Dockerfile"));
        assertEquals(".gitignore\ncompose.yml\ndockerfiles/a.Dockerfile\n", sample.folder().gitOutput("ls-files"));
        assertNotEquals("", sample.folder().gitOutput("diff", "--", "dockerfiles/a.Dockerfile"), "what was not staged still is not");
    }

    @Test
    void writesNothingWhenAFileHasChangedSinceItWasAnalysed() throws Exception {
        Sample sample = Sample.withGit(root);
        Tree tree = sample.tree();
        assertTrue(tree.read("compose.yml").isPresent());
        sample.folder().file("compose.yml", "services: {other: {}}\n");
        Map<String, String> before = sample.state();
        Refused refused = assertThrows(Refused.class, () -> Transaction.apply(tree, Sample.PLAN));
        assertEquals(List.of("compose.yml cannot be read, or has changed since it was analysed"), refused.reasons());
        assertEquals(before, sample.state());
    }

    @Test
    void noticesAChangeUntilTheLastMoment() throws Exception {
        Sample sample = Sample.withGit(root);
        Refused refused = assertThrows(Refused.class, () -> Transaction.apply(sample.tree(), Sample.PLAN, step -> {
            if (step.equals("prepare")) {
                sample.folder().file("compose.yml", "changed\n").file("new/readme", "mine\n");
            }
        }));
        assertEquals(List.of("compose.yml has changed meanwhile", "new/readme exists already"), refused.reasons());
        assertTrue(Files.exists(root.resolve("docker/a.Dockerfile")));
        assertEquals("changed\n", Files.readString(root.resolve("compose.yml")));
    }

    @Test
    void refusesToTakeBackWhatHasChangedSinceAndListsIt() throws Exception {
        Sample sample = Sample.withGit(root);
        Transaction.apply(sample.tree(), Sample.PLAN);
        sample.folder().file("compose.yml", "mine\n").file("docker/a.Dockerfile", "mine too\n");
        Files.delete(root.resolve("new/readme"));
        Map<String, String> before = sample.state();
        Refused refused = assertThrows(Refused.class, () -> Transaction.undo(root));
        assertEquals(List.of("compose.yml has changed meanwhile", "docker/a.Dockerfile exists already", "new/readme is gone"), refused.reasons());
        assertEquals(before, sample.state());
    }

    @Test
    void takesEverythingBackWhenAnyStepFails() throws Exception {
        Sample sample = Sample.withGit(root);
        Map<String, String> before = sample.state();
        List<String> failed = new ArrayList<>();
        for (int step = 0; ; step++) {
            Counter counter = new Counter(step, () -> {
                throw new IOException("no space left on device");
            });
            try {
                Transaction.apply(sample.tree(), Sample.PLAN, counter);
                break;
            } catch (IOException e) {
                failed.add(counter.last);
                assertTrue(e.getMessage().startsWith("no space left on device"), e.getMessage());
            }
            Transaction.recover(root);
            if (!sample.state().equals(before)) {
                // After the last change, what is left to do is only to close the journal.
                assertTrue(List.of("begun", "done", "finished", "forgot the one before").contains(counter.last), counter.last);
                Transaction.undo(root);
            }
            assertEquals(before, sample.state(), counter.last);
        }
        assertTrue(failed.containsAll(List.of("prepared", "rename", "renamed", "write", "written", "put", "remove folder", "index moved")), failed.toString());
    }

    @Test
    void canBeKilledAgainWhileItRecovers() throws Exception {
        Random random = new Random(3);
        int kills = 0;
        for (boolean killed = true; killed; kills++) {
            Path folder = Files.createDirectory(root.resolve("kill" + kills));
            Sample sample = Sample.withoutGit(folder);
            Map<String, String> before = sample.state();
            Tree tree = sample.tree();
            killed = isKilled(kills, steps -> Transaction.apply(tree, Sample.PLAN, steps));
            for (int again = 0; again < 4; again++) {
                isKilled(random.nextInt(8), steps -> Transaction.recover(folder, steps));
            }
            Transaction.recover(folder);
            assertEquals(Sample.NOTHING_LEFT, sample.leftovers());
            if (!before.equals(sample.state())) {
                assertEquals(Sample.plannedWithoutGit(), sample.state());
                for (int steps = 0; isKilled(steps, hook -> Transaction.undo(folder, hook)); steps += 5) {
                    isKilled(random.nextInt(8), hook -> Transaction.recover(folder, hook));
                    Transaction.recover(folder);
                    assertEquals(Sample.NOTHING_LEFT, sample.leftovers());
                    if (before.equals(sample.state())) {
                        Transaction.apply(sample.tree(), Sample.PLAN);
                    }
                    assertEquals(Sample.plannedWithoutGit(), sample.state());
                }
                assertEquals(before, sample.state());
            }
        }
        assertTrue(kills > 15, kills + " steps");
    }

    @Test
    void keepsWhatSomebodyElseWroteAfterTheKill() throws Exception {
        Sample sample = Sample.withoutGit(root);
        Map<String, String> before = sample.state();
        Counter atCompose = new Counter(Integer.MAX_VALUE, () -> { });
        assertThrows(Killed.class, () -> Transaction.apply(sample.tree(), Sample.PLAN, step -> {
            atCompose.reached(step);
            if (step.equals("renamed")) {
                throw new Killed();
            }
        }));
        sample.folder().file("compose.yml", "mine\n");
        String said = Transaction.recover(root).orElseThrow();
        assertTrue(said.contains("compose.yml has changed meanwhile; everything was taken back, except that compose.yml"), said);
        assertEquals("mine\n", Files.readString(root.resolve("compose.yml")));
        Map<String, String> now = sample.state();
        now.put("compose.yml", before.get("compose.yml"));
        assertEquals(before, now);
        assertEquals(Sample.NOTHING_LEFT, sample.leftovers());
    }

    @Test
    void letsOneRunAtATimeChangeTheTree() throws Exception {
        Sample sample = Sample.withGit(root);
        Transaction.apply(sample.tree(), Sample.PLAN, step -> {
            if (step.equals("renamed")) {
                for (var attempt : List.<Attempt>of(steps -> Transaction.recover(root), steps -> Transaction.undo(root))) {
                    String reason = assertThrows(Refused.class, () -> attempt.with(ignored -> { })).getMessage();
                    assertTrue(reason.contains("is being changed by another run"), reason);
                }
            }
        });
        assertTrue(Transaction.recover(root).isEmpty());
    }

    @Test
    void worksInALinkedWorkTreeAndBelowItsTop() throws Exception {
        Sample sample = Sample.withGit(Files.createDirectory(root.resolve("main")));
        sample.folder().commit().git("worktree", "add", "-q", "../linked");
        Path linked = root.resolve("linked");
        Path below = linked.resolve("docker");
        Map<String, String> before = Sample.at(linked).state();
        Transaction.apply(Tree.open(below), Plan.of(new Move("a.Dockerfile", "deep/b.Dockerfile")));
        assertEquals(".gitignore\ncompose.yml\ndocker/deep/b.Dockerfile\n", Folder.of(linked).gitOutput("ls-files"));
        assertTrue(Files.exists(sample.folder().path(".git/worktrees/linked/toolkit/undo")));
        assertTrue(assertThrows(Refused.class, () -> Transaction.undo(linked)).getMessage().endsWith("take it back there"));
        assertEquals(List.of("a.Dockerfile"), Transaction.undo(below));
        assertEquals(before, Sample.at(linked).state());
    }

    @Test
    void leavesOtherNamesOfTheSameFileAlone() throws Exception {
        Folder folder = Folder.of(root).file("outside", "old").file("tree/real", "real");
        Path inside = folder.path("tree");
        Files.createLink(inside.resolve("hard"), folder.path("outside"));
        Files.createSymbolicLink(inside.resolve("soft"), Path.of("real"));
        Files.createSymbolicLink(inside.resolve("leaving"), Path.of("../outside"));
        Files.setPosixFilePermissions(inside.resolve("real"), PosixFilePermissions.fromString("r--r--r--"));
        Transaction.apply(Tree.open(inside), Plan.of(new Edit("hard", 0, 3, "new"), new Edit("soft", 0, 4, "edited")));
        assertEquals("old", Files.readString(folder.path("outside")));
        assertEquals("new", Files.readString(inside.resolve("hard")));
        assertEquals("edited", Files.readString(inside.resolve("real")));
        assertTrue(Files.isSymbolicLink(inside.resolve("soft")));
        assertEquals("r--r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(inside.resolve("real"))));
        Refused refused = assertThrows(Refused.class, () -> Transaction.apply(Tree.open(inside), Plan.of(new Edit("leaving", 0, 3, "new"))));
        assertEquals(List.of("leaving is no file of this tree"), refused.reasons());
    }

    @Test
    void appliesRandomPlansAsTheirViewShowsThem() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 25; round++) {
            Sample sample = Sample.at(Files.createDirectory(root.resolve("r" + round)));
            Plan plan = RandomPlan.on(sample.folder(), random, " ");
            Map<String, String> before = sample.state();
            Tree after = sample.tree().after(plan);
            Map<String, String> planned = new TreeMap<>();
            after.files().forEach(file -> planned.put(file, after.read(file).orElseThrow().text()));
            Tree tree = sample.tree();
            Transaction.apply(tree, plan);
            Tree now = sample.tree();
            Map<String, String> done = new TreeMap<>();
            now.files().forEach(file -> done.put(file, now.read(file).orElseThrow().text()));
            assertEquals(planned, done);
            if (!before.equals(sample.state())) {
                Transaction.undo(sample.folder().root());
                assertEquals(before, sample.state());
            }
        }
    }

    @Test
    void leavesNoTraceWhereThereIsNothingToDo() throws Exception {
        Folder.of(root).file("a");
        assertThrows(Refused.class, () -> Transaction.undo(root));
        assertTrue(Transaction.recover(root).isEmpty());
        assertFalse(Files.exists(root.resolve(".toolkit")));
        assertThrows(NotDirectoryException.class, () -> Transaction.recover(root.resolve("nowhere")));
    }

    @Test
    void saysWhichFileIsDamagedWhenItsJournalIs() throws Exception {
        Folder folder = Folder.of(root).file("a").file(".toolkit/journal/journal.json", "{\"version\": 1, \"id\"");
        assertTrue(assertThrows(IOException.class, () -> Transaction.recover(folder.root())).getMessage().contains("journal.json is damaged"));
        folder.file(".toolkit/journal/journal.json", "{\"version\": 2}");
        assertTrue(assertThrows(IOException.class, () -> Transaction.recover(folder.root())).getMessage().contains("another version"));
    }

    private interface Attempt {
        void with(Transaction.Steps steps) throws Exception;
    }

    /** Ends the attempt at a step as a kill does: none of its code runs any more. */
    private static boolean isKilled(int step, Attempt attempt) throws Exception {
        try {
            attempt.with(new Counter(step, () -> {
                throw new Killed();
            }));
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private interface Action {
        void run() throws IOException;
    }

    private static final class Counter implements Transaction.Steps {
        private final Action action;
        private int left;
        private String last = "";

        Counter(int step, Action action) {
            this.left = step;
            this.action = action;
        }

        @Override
        public void reached(String step) throws IOException {
            if (left-- == 0) {
                last = step;
                action.run();
            }
        }
    }
}
