//SOURCES ../../lib/tree/Tree.java
//SOURCES Folder.java
package tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannedTreeTest {
    @TempDir
    Path root;

    @Test
    void answersAsThePlanWouldLeaveTheTree() throws IOException {
        Tree before = Folder.of(root).file("old/a", "one two").file("b", "b").tree();
        Tree after = before.after(Plan.of(new Move("old/a", "./new/deep/a"), new Edit("old/a", 0, 3, "1"), new Create("c/d", "d")));
        assertEquals(List.of("b", "c/d", "new/deep/a"), after.files());
        assertEquals(Map.of("b", "b", "c/d", "d", "new/deep/a", "1 two"), texts(after));
        assertTrue(after.isFile("new/../new/deep/a") && after.isDirectory("new") && after.isDirectory("new/deep") && after.isDirectory("c"));
        assertFalse(after.isFile("old/a") || after.isDirectory("old") || after.isFile("new") || after.isDirectory("c/d"));
        assertTrue(after.read("old/a").isEmpty());
        assertEquals("1 two", after.read("new/deep/a").orElseThrow().text());
        assertEquals("one two", before.read("old/a").orElseThrow().text());
    }

    @Test
    void isScannedLikeAnyTreeAfterAScanOfWhatItIsMadeFrom() throws IOException {
        Tree before = Folder.of(root).file("a", "no").file("b", "needle").file("c", "no").file("d", "needle").tree();
        assertEquals(Set.of("b", "d"), texts(before, "needle").keySet());
        Tree after = before.after(Plan.of(new Edit("a", 0, 2, "needle"), new Edit("b", 0, 6, "no"), new Move("c", "e"), new Move("d", "f")));
        assertEquals(Map.of("a", "needle", "f", "needle"), texts(after, "needle"));
        assertEquals(Set.of("b", "e"), texts(after, "no").keySet());
        assertEquals(Set.of("b", "d"), texts(before, "needle").keySet());
    }

    @Test
    void canBePlannedOnAgain() throws IOException {
        Tree once = Folder.of(root).file("a", "x").tree().after(Plan.of(new Move("a", "f/b")));
        Tree twice = once.after(Plan.of(new Edit("f/b", 1, 1, "y"), new Move("f/b", "a")));
        assertEquals(Map.of("a", "xy"), texts(twice));
        assertTrue(once.isDirectory("f") && !twice.isDirectory("f"));
    }

    @Test
    void keepsAFolderThatStillHoldsAnIgnoredFile() throws IOException {
        Tree tree = Folder.of(root).git("init", "-q").file(".gitignore", "*.log\n").file("f/a").file("f/x.log").tree();
        assertTrue(tree.after(Plan.of(new Move("f/a", "a"))).isDirectory("f"));
    }

    @Test
    void appliesInsertionsAtOneOffsetInTheOrderOfThePlan() throws IOException {
        Tree tree = Folder.of(root).file("a", "0123").tree();
        Plan plan = Plan.of(new Edit("a", 1, 2, "-"), new Edit("a", 1, 1, "A"), new Edit("a", 1, 1, "B"), new Edit("a", 4, 4, "end"),
                new Edit("a", 2, 2, "C"), new Edit("a", 1, 2, "-"));
        assertEquals("0AB-C23end", tree.after(plan).read("a").orElseThrow().text());
    }

    @Test
    void refusesWhatDoesNotFitAndSaysWhere() throws IOException {
        Folder folder = Folder.of(root).git("init", "-q").file("a", "one\ntwo\n").file("b").file("f/c").bytes("latin", new byte[] {(byte) 0xe4});
        Files.createSymbolicLink(root.resolve("link"), Path.of("f"));
        Files.createSymbolicLink(root.resolve("broken"), Path.of("nowhere"));
        Tree tree = folder.tree();
        Map.of("a:2:2 is edited twice", Plan.of(new Edit("a", 4, 6, "x"), new Edit("a", 5, 7, "y")),
                "a has 8 characters, and is edited at 8..9", Plan.of(new Edit("a", 8, 9, "")),
                "b exists already", Plan.of(new Move("a", "b")),
                "broken exists already", Plan.of(new Create("broken", "")),
                "x is the target of two changes", Plan.of(new Move("a", "x"), new Move("b", "x")),
                "a is moved twice", Plan.of(new Move("a", "x"), new Move("a", "y")),
                "../x lies outside of the tree", Plan.of(new Create("../x", "")),
                "missing is no file of this tree", Plan.of(new Edit("missing", 0, 0, "")),
                "a is no folder", Plan.of(new Create("a/b", "")),
                "link is a symbolic link, through which nothing is written", Plan.of(new Create("link/x", ""))).forEach((message, plan) ->
                        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> tree.after(plan)).getMessage()));
        Map.of(".git/hooks/x lies in git's own folder", Plan.of(new Create(".git/hooks/x", "")),
                "link/c is reached through a symbolic link, and cannot be moved", Plan.of(new Move("link/c", "c")),
                "x would be both a file and a folder", Plan.of(new Create("x", ""), new Create("x/y", "")),
                "latin: the new text cannot be written in ISO-8859-1", Plan.of(new Edit("latin", 0, 0, "\u20ac"))).forEach((message, plan) ->
                        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> tree.after(plan)).getMessage()));
    }

    @Test
    void writesAnEditInTheEncodingOfTheFile() throws IOException {
        Tree after = Folder.of(root).bytes("latin", new byte[] {(byte) 0xe4}).tree().after(Plan.of(new Edit("latin", 1, 1, "\u00f6")));
        TextFile file = after.read("latin").orElseThrow();
        assertEquals(List.of("\u00e4\u00f6", ISO_8859_1), List.of(file.text(), file.charset()));
        assertEquals(UTF_8, after.after(Plan.of(new Edit("latin", 0, 2, "ok"))).read("latin").orElseThrow().charset());
    }

    @Test
    void editsTheFileThatALinkLeadsTo() throws IOException {
        Folder folder = Folder.of(root).file("real", "abc");
        Files.createSymbolicLink(root.resolve("link"), Path.of("real"));
        Tree after = folder.tree().after(Plan.of(new Edit("link", 0, 1, "A"), new Edit("real", 2, 3, "C")));
        assertEquals("AbC", after.read("real").orElseThrow().text());
        assertEquals("AbC", after.read("link").orElseThrow().text());
    }

    private static Map<String, String> texts(Tree tree, String... needles) {
        Map<String, String> texts = new TreeMap<>();
        tree.scan(List.of(new Visitor() {
            @Override
            public boolean wants(String path) {
                return true;
            }

            @Override
            public List<String> needles() {
                return List.of(needles);
            }

            @Override
            public void visit(TextFile file) {
                synchronized (texts) {
                    texts.put(file.path(), file.text());
                }
            }
        }));
        return texts;
    }
}
