//SOURCES ../../lib/tree/Tree.java
//SOURCES Folder.java
package tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {
    @TempDir
    Path root;

    @Test
    void listsWithoutGitEveryFileButVendoredAndBuiltOnes() throws IOException {
        Folder.of(root).file("a.yml").file("sub dir/ü\n.txt").file("node_modules/x/y.js").file(".venv/lib/z.py")
                .file("app/target/App.class").file(".toolkit/lock").file(".github/workflows/ci.yml");
        assertEquals(List.of(".github/workflows/ci.yml", "a.yml", "sub dir/ü\n.txt"), Tree.open(root).files());
    }

    @Test
    void listsWithGitTrackedAndUntrackedButNotIgnoredFiles() throws Exception {
        Folder folder = Folder.of(root).git("init", "-q").file("tracked \"1\"\n").file("gone").file("kept/build/Dockerfile").git("add", ".")
                .file(".gitignore", "ignored\n").file("ignored").file("new/ü").file("inner/x").file(".toolkit/journal");
        Files.delete(root.resolve("gone"));
        assertEquals(List.of(".gitignore", "inner/x", "kept/build/Dockerfile", "new/ü", "tracked \"1\"\n"), Tree.open(root).files());
        Folder.of(root.resolve("inner")).git("init", "-q");
        assertFalse(Tree.open(root).files().contains("inner/x"), "another repository's file");
        assertTrue(Tree.open(root).isFile("ignored"), "an ignored file exists all the same");
        assertEquals(List.of("build/Dockerfile"), Tree.open(folder.path("kept")).files());
    }

    @Test
    void leavesOutTheFilesOfSubmodules() throws Exception {
        Path library = Files.createDirectory(root.resolve("library"));
        Folder.of(library).git("init", "-q").file("l").git("add", ".").commit();
        Path main = Files.createDirectory(root.resolve("main"));
        Folder.of(main).git("init", "-q").file("m").git("-c", "protocol.file.allow=always", "submodule", "add", "-q", library.toString(), "sub");
        assertEquals(List.of(".gitmodules", "m"), Tree.open(main).files());
    }

    @Test
    void walksAFolderThatGitIgnoresAsAWhole() throws Exception {
        Folder.of(root).git("init", "-q").file(".gitignore", "/scratch\n").file("scratch/a");
        assertEquals(List.of("a"), Tree.open(root.resolve("scratch")).files());
    }

    @Test
    void walksWhereGitRefuses() throws Exception {
        Folder.of(root).file(".git", "gitdir: /nowhere/at/all\n").file("a").file("node_modules/b");
        assertEquals(List.of("a"), Tree.open(root).files());
    }

    @Test
    void listsNoSymbolicLinkAndNothingBehindOne() throws Exception {
        Folder.of(root).git("init", "-q").file("real/file").file("other/file").git("add", ".");
        Files.createSymbolicLink(root.resolve("new-link"), Path.of("real/file"));
        Files.delete(root.resolve("other/file"));
        Files.delete(root.resolve("other"));
        Files.createSymbolicLink(root.resolve("other"), Path.of("real"));
        assertEquals(List.of("real/file"), Tree.open(root).files());
    }

    @Test
    void skipsANameThatIsNotUtf8WithAProblem() throws Exception {
        Folder.of(root).git("init", "-q").file("a");
        Process touch = new ProcessBuilder("bash", "-c", "touch $'b\\xff'").directory(root.toFile()).start();
        assertEquals(0, touch.waitFor());
        for (int round = 0; round < 2; round++) {
            Tree tree = Tree.open(root);
            assertEquals(List.of("a"), tree.files());
            assertEquals(List.of("has a name that is not UTF-8"), tree.problems().stream().map(Tree.Unreadable::reason).toList());
            Files.deleteIfExists(root.resolve(".git/HEAD"));
        }
    }

    @Test
    void answersExistenceOnlyInsideTheRoot() throws IOException {
        Path inside = Folder.of(root).file("outside").file("tree/dir/file").path("tree");
        Files.createSymbolicLink(inside.resolve("good"), Path.of("dir/file"));
        Files.createSymbolicLink(inside.resolve("folder"), Path.of("dir"));
        Files.createSymbolicLink(inside.resolve("bad"), Path.of("../outside"));
        Files.createSymbolicLink(inside.resolve("loop"), Path.of("loop"));
        Tree tree = Tree.open(inside);
        for (String path : List.of("dir/file", "./dir/../dir//file", "good", "folder/file")) {
            assertTrue(tree.isFile(path), path);
        }
        for (String path : List.of("../outside", "dir/../../outside", inside + "/dir/file", "bad", "loop", "dir", "dir/file/", "", "x\0y")) {
            assertFalse(tree.isFile(path), path);
        }
        assertTrue(tree.isDirectory(".") && tree.isDirectory("") && tree.isDirectory("dir/") && tree.isDirectory("folder"));
        assertFalse(tree.isDirectory("..") || tree.isDirectory("dir/file") || tree.isDirectory("nowhere"));
        assertTrue(tree.read("bad").isEmpty() && tree.read("../outside").isEmpty());
    }

    @Test
    void readsEveryEncodingWithoutLoss() throws IOException {
        byte[] latin = {'a', (byte) 0xe4, '\r', '\n'};
        byte[] wide = "\ufeffgrün 😀\n".getBytes(UTF_16LE);
        Folder.of(root).bytes("latin", latin).bytes("wide", wide).file("utf8", "\ufeffgrün \ufffd 😀\n");
        Tree tree = Tree.open(root);
        for (var expected : List.of(List.of("latin", ISO_8859_1), List.of("wide", UTF_16LE), List.of("utf8", UTF_8))) {
            TextFile file = tree.read((String) expected.get(0)).orElseThrow();
            assertEquals(expected.get(1), file.charset());
            assertEquals(Files.readString(root.resolve(file.path()), file.charset()), file.text());
        }
    }

    @Test
    void namesPlacesInCodePointsWithoutByteOrderMark() throws IOException {
        TextFile file = Folder.of(root).file("f", "\ufeffa😀b\r\n\tc\n").tree().read("f").orElseThrow();
        assertEquals("1:1 1:3 2:2 3:1", place(file, 1) + " " + place(file, 4) + " " + place(file, 8) + " " + place(file, 10));
        assertEquals(4, file.offsetOfCodePoint(3));
        assertEquals(2, file.offsetOfCodePoint(2));
        assertEquals(10, file.offsetOfCodePoint(9));
    }

    private static String place(TextFile file, int offset) {
        return file.line(offset) + ":" + file.column(offset);
    }

    @Test
    void reportsWhatCannotBeReadAndGoesOn() throws Exception {
        Folder.of(root).file("a", "needle").bytes("binary", new byte[] {'n', 'e', 'e', 'd', 'l', 'e', 0});
        try (RandomAccessFile big = new RandomAccessFile(root.resolve("big").toFile(), "rw")) {
            big.write("needle ".repeat(2000).getBytes(UTF_8));
            big.setLength(100 << 20);
        }
        assertEquals(0, new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor());
        Tree tree = Tree.open(root);
        assertEquals(Set.of("a"), visited(tree, path -> true, "needle"));
        assertEquals(List.of("big"), tree.problems().stream().map(Tree.Unreadable::path).toList());
        assertTrue(tree.read("pipe").isEmpty() && tree.read("binary").isEmpty() && tree.read("missing").isEmpty());
        assertEquals(List.of("big", "binary"), tree.problems().stream().map(Tree.Unreadable::path).toList());
    }

    @Test
    void showsEachVisitorTheFilesThatItWantsAndThatHoldAStringOfIts() throws IOException {
        Folder folder = Folder.of(root).file("both.yml", "xaab bc").file("one.yml", "aab").file("none.yml", "a ab ba").file("aab.txt", "aab")
                .bytes("wide.yml", "\ufeffaab".getBytes(UTF_16LE));
        Recorder first = new Recorder(path -> path.endsWith(".yml"), file -> { }, "aab", "zzz");
        Recorder second = new Recorder(path -> path.endsWith(".yml"), file -> { }, "bc");
        Recorder all = new Recorder(path -> path.endsWith(".txt"), file -> { });
        folder.tree().scan(List.of(first, second, all));
        assertEquals(Set.of("both.yml", "one.yml", "wide.yml"), first.visited);
        assertEquals(Set.of("both.yml"), second.visited);
        assertEquals(Set.of("aab.txt"), all.visited);
    }

    @Test
    void goesOnWhenAVisitorThrowsAndNamesTheFile() throws IOException {
        Folder folder = Folder.of(root);
        for (int i = 0; i < 100; i++) {
            folder.file("f" + (100 + i));
        }
        Recorder bad = new Recorder(path -> true, file -> {
            if (file.path().endsWith("7")) {
                throw new IllegalStateException("on purpose");
            }
        });
        Recorder good = new Recorder(path -> true, file -> { });
        var failure = assertThrows(Tree.VisitorFailed.class, () -> folder.tree().scan(List.of(bad, good)));
        assertTrue(failure.getMessage().startsWith("f107: "), failure.getMessage());
        assertEquals(100, good.visited.size());
        assertEquals(100, bad.visited.size());
    }

    @Test
    void noticesThatAFileChangedSinceItWasRead() throws IOException {
        Folder folder = Folder.of(root).file("f", "one");
        Tree tree = folder.tree();
        assertEquals("one", tree.read("f").orElseThrow().text());
        folder.file("f", "two");
        assertTrue(tree.read("f").isEmpty());
        assertEquals("has changed while it was analysed", tree.problems().get(0).reason());
    }

    @Test
    void refusesAFolderThatIsNone() throws IOException {
        Path file = Folder.of(root).file("f").path("f");
        assertThrows(NotDirectoryException.class, () -> Tree.open(file));
        assertThrows(NotDirectoryException.class, () -> Tree.open(root.resolve("nowhere")));
    }

    private static Set<String> visited(Tree tree, Predicate<String> wants, String... needles) {
        Recorder recorder = new Recorder(wants, file -> { }, needles);
        tree.scan(List.of(recorder));
        return recorder.visited;
    }

    private static final class Recorder implements Visitor {
        private final Predicate<String> wants;
        private final Consumer<TextFile> then;
        private final List<String> needles;
        private final Set<String> visited = new ConcurrentSkipListSet<>();

        Recorder(Predicate<String> wants, Consumer<TextFile> then, String... needles) {
            this.wants = wants;
            this.then = then;
            this.needles = List.of(needles);
        }

        @Override
        public boolean wants(String path) {
            return wants.test(path);
        }

        @Override
        public List<String> needles() {
            return needles;
        }

        @Override
        public void visit(TextFile file) {
            assertTrue(visited.add(file.path()), "visited twice");
            then.accept(file);
        }
    }
}
