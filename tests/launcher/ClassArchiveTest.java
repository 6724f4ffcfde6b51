//SOURCES Checkout.java
//SOURCES Call.java
package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first run of a program leaves an archive of its classes, and the later ones start with it. */
class ClassArchiveTest {

    @TempDir
    static Path shared;
    private static Path jbangDir;

    @TempDir
    Path folder;
    private Checkout checkout;
    private Path loaded;

    @BeforeAll
    static void fetchOnce() throws Exception {
        jbangDir = Checkout.jbangFetchedInto(shared);
    }

    /** A program whose JVM writes down from where it loads each class. */
    @BeforeEach
    void writeProgram() throws IOException {
        checkout = Checkout.in(folder.resolve("checkout"));
        loaded = folder.resolve("loaded.txt");
        Path script = checkout.root().resolve("scripts/hello.java");
        Files.writeString(script, "//RUNTIME_OPTIONS -Xlog:class+load:file=" + loaded + "\n" + Files.readString(script));
    }

    private String word() throws Exception {
        Call.Outcome outcome = checkout.hello(jbangDir).run();
        assertEquals(0, outcome.status(), outcome.err());
        return outcome.out().strip();
    }

    private boolean isShared() throws IOException {
        List<String> lines = Files.readAllLines(loaded);
        String own = lines.stream().filter(line -> line.contains(" Hello source: ")).findFirst().orElseThrow();
        return own.contains("shared objects file (top)");
    }

    /** Those beside the programs; JBang has one too. */
    private List<Path> archives() throws IOException {
        try (var files = Files.walk(jbangDir)) {
            return files.filter(file -> file.getFileName().toString().matches("hello.*\\.jsa.*")).toList();
        }
    }

    private Path archive() throws IOException {
        return archives().stream().filter(file -> file.toString().endsWith(".jsa")).findFirst().orElseThrow();
    }

    private void deleteArchives() throws IOException {
        for (Path archive : archives()) {
            Files.delete(archive);
        }
    }

    @Test
    void laterRunsTakeTheClassesFromTheArchiveOfTheFirst() throws Exception {
        assertEquals("first", word());
        assertFalse(isShared());
        for (int call = 0; call < 2; call++) {
            assertEquals("first", word());
            assertTrue(isShared());
        }
    }

    @Test
    void aChangedProgramLeavesAnArchiveOfItsOwn() throws Exception {
        word();
        word();
        checkout.word("second");
        assertEquals("second", word());
        assertFalse(isShared());
        assertEquals("second", word());
        assertTrue(isShared());
    }

    @Test
    void aRunThatOnlyTellsAboutTheProgramLeavesNone() throws Exception {
        deleteArchives();
        checkout.hello(jbangDir, "--help").output();
        assertEquals(List.of(), archives());
    }

    @Test
    void anArchiveThatWasNotWrittenToItsEndIsNotTaken() throws Exception {
        deleteArchives();
        word();
        Path recorded = archives().get(0);
        Files.setPosixFilePermissions(recorded, PosixFilePermissions.fromString("rw-------"));
        byte[] bytes = Files.readAllBytes(recorded);
        // As a killed JVM leaves it: the header is still a hole.
        Files.write(recorded, new byte[bytes.length / 2]);
        assertEquals("first", word());
        assertFalse(isShared());
        assertEquals("first", word());
        assertTrue(isShared());
    }

    @Test
    void anArchiveThatTheJvmRefusesCostsTimeOnly() throws Exception {
        deleteArchives();
        word();
        word();
        Path archive = archive();
        Files.delete(archive);
        Files.writeString(archive, "not an archive");
        Call.Outcome outcome = checkout.hello(jbangDir).run();
        assertEquals("first\n", outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void nothingButTheProgramsOwnWordsIsPrinted() throws Exception {
        word();
        for (int call = 0; call < 2; call++) {
            Call.Outcome outcome = checkout.hello(jbangDir).run();
            assertEquals("first\n", outcome.out());
            assertEquals("", outcome.err());
        }
    }
}
