//SOURCES ../../lib/tree/Tree.java
package tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedTest {
    @TempDir
    Path root;

    private final Remembered contents = new Remembered();

    private void write(String file, String text, int secondsAgo) throws IOException {
        Files.writeString(root.resolve(file), text);
        Files.setLastModifiedTime(root.resolve(file), FileTime.from(Instant.now().minusSeconds(secondsAgo)));
    }

    /** The text of all files, as a scan shows it. */
    private String look() throws IOException {
        var seen = new TreeMap<String, String>();
        Tree.open(root, contents).scan(List.of(new Visitor() {
            @Override
            public boolean wants(String path) {
                return true;
            }

            @Override
            public List<String> needles() {
                return List.of();
            }

            @Override
            public synchronized void visit(TextFile file) {
                seen.put(file.path(), file.text());
            }
        }));
        return seen.toString();
    }

    @Test
    void onlyWhatChangedIsReadAgain() throws IOException {
        for (int i = 0; i < 20; i++) {
            write(i + ".txt", "text " + i, 60);
        }
        String before = look();
        assertEquals(20, contents.reads());
        assertEquals(before, look());
        assertEquals(20, contents.reads());
        write("7.txt", "TEXT 7", 30);
        assertEquals(before.replace("text 7", "TEXT 7"), look());
        assertEquals(21, contents.reads());
    }

    @Test
    void aFileThatChangedJustNowIsReadAgainEvenIfItsTimeStaysTheSame() throws IOException {
        write("a.txt", "one", 0);
        look();
        FileTime time = Files.getLastModifiedTime(root.resolve("a.txt"));
        Files.writeString(root.resolve("a.txt"), "two");
        Files.setLastModifiedTime(root.resolve("a.txt"), time);
        assertEquals("{a.txt=two}", look());
    }

    @Test
    void aFileThatIsGoneIsGone() throws IOException {
        write("a.txt", "one", 60);
        write("b.txt", "two", 60);
        look();
        Files.delete(root.resolve("a.txt"));
        assertEquals("{b.txt=two}", look());
    }
}
