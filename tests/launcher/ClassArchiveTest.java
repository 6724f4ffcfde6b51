//SOURCES Checkout.java
//SOURCES Call.java
//SOURCES Tools.java
package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first run of a program lists its classes, the next one makes an archive of them, and all later ones start with it. */
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

    /** A program whose JVM writes down from where it loads each class, and which has left no trace yet. */
    @BeforeEach
    void writeProgram() throws IOException {
        if (Files.exists(jbangDir.resolve("cache"))) {
            forget();
        }
        checkout = Checkout.in(folder.resolve("checkout"));
        loaded = folder.resolve("loaded.txt");
        Path script = checkout.root().resolve("scripts/hello.java");
        Files.writeString(script, "//RUNTIME_OPTIONS -Xlog:class+load:file=" + loaded + "\n" + Files.readString(script));
    }

    private String word() throws Exception {
        Call.Outcome outcome = checkout.hello(jbangDir).run();
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals("", outcome.err().replaceAll("(?m)^\\[jbang\\] .*\\R", ""));
        String word = outcome.out().strip();
        assertEquals(word + "\n", outcome.out());
        return word;
    }

    private boolean isShared() throws IOException {
        List<String> lines = Files.readAllLines(loaded);
        String own = lines.stream().filter(line -> line.contains(" Hello source: ")).findFirst().orElseThrow();
        return own.contains("shared objects file");
    }

    /** What stands beside the program, but for the program itself; JBang has an archive too. */
    private List<Path> traces() throws IOException {
        try (var files = Files.walk(jbangDir.resolve("cache"))) {
            return files.filter(file -> file.getFileName().toString().matches("hello.*\\.jsa.*")).sorted().toList();
        }
    }

    private Path list() throws IOException {
        return traces().stream().filter(file -> file.toString().contains(".classes.")).findFirst().orElseThrow();
    }

    private Path archive() throws IOException {
        return traces().stream().filter(file -> file.toString().endsWith(".jsa")).findFirst().orElseThrow();
    }

    private void forget() throws IOException {
        for (Path trace : traces()) {
            Files.delete(trace);
        }
    }

    @Test
    void laterRunsTakeFromAnArchiveWhatTheFirstOneLoaded() throws Exception {
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
        assertEquals(List.of(archive()), traces(), "and none of its former self");
    }

    @Test
    void nothingButTheArchiveIsLeft() throws Exception {
        word();
        word();
        assertEquals(List.of(archive()), traces());
    }

    @Test
    void aRunThatOnlyTellsAboutTheProgramListsNothing() throws Exception {
        checkout.hello(jbangDir, "--help").output();
        assertEquals(List.of(), traces());
    }

    @Test
    void theListOfAnotherRunThatGoesOnIsLeftAlone() throws Exception {
        word();
        Path alive = list().resolveSibling(list().getFileName().toString().replaceFirst("[0-9]+$", "" + ProcessHandle.current().pid()));
        Files.move(list(), alive);
        word();
        assertFalse(isShared());
        assertEquals(2, traces().size());
        word();
        assertTrue(isShared());
    }

    @Test
    void aListThatAKilledRunCutShortServes() throws Exception {
        word();
        byte[] bytes = Files.readAllBytes(list());
        Files.write(list(), Arrays.copyOf(bytes, bytes.length - 5));
        assertEquals("first", word());
        assertTrue(Files.size(archive()) > 1_000_000);
        assertEquals("first", word());
    }

    @Test
    void whatAKilledRunLeftOfAnArchiveIsNotTaken() throws Exception {
        word();
        Files.write(Path.of(list().toString().replaceFirst("[.]classes[.].*", ".1")), new byte[100_000]);
        assertEquals("first", word());
        assertTrue(isShared());
        assertEquals(List.of(archive()), traces());
    }

    @Test
    void aJvmThatCanMakeNoArchiveIsAskedOnce() throws Exception {
        // With this option the JVM loads archives, but makes none.
        Path script = checkout.root().resolve("scripts/hello.java");
        Files.writeString(script, "//RUNTIME_OPTIONS --limit-modules=java.base\n" + Files.readString(script));
        for (int call = 0; call < 3; call++) {
            assertEquals("first", word());
        }
        assertEquals(0, Files.size(archive()));
        assertEquals(List.of(archive()), traces());
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalEndsTheMakingOfTheArchiveAtOnce(String signal, int status) throws Exception {
        Path making = folder.resolve("making");
        Path java = Tools.script(folder.resolve("java"), "[[ \" $* \" == *' -Xshare:dump '* ]] && { : >'" + making + "'; exec sleep 600; }\n");
        word();
        rememberJava(java);
        Process second = checkout.hello(jbangDir).behind("env", "--default-signal=INT").builder().start();
        while (second.isAlive() && !Files.exists(making)) {
            Thread.onSpinWait();
        }
        List<ProcessHandle> children = second.descendants().toList();
        new ProcessBuilder("kill", "-" + signal, String.valueOf(second.pid())).start().waitFor();
        assertEquals(status, second.waitFor());
        for (ProcessHandle child : children) {
            child.onExit().get();
        }
        assertEquals(1, children.size());
        assertEquals(List.of(list()), traces(), "for the next run to make it");
    }

    /** Writes another JVM into JBang's answer, which the launcher has remembered between two marks. */
    private void rememberJava(Path java) throws IOException {
        Path answer;
        try (var files = Files.find(jbangDir.resolve("launcher/answers" + checkout.root()), 20, (file, attributes) -> attributes.isRegularFile())) {
            answer = files.findFirst().orElseThrow();
        }
        String remembered = Files.readString(answer);
        int mark = remembered.indexOf('\1');
        Files.writeString(answer, remembered.substring(0, mark) + remembered.substring(mark).replace(Tools.JDK + "/bin/java", java.toString()));
    }

    @Test
    void anArchiveThatTheJvmRefusesCostsTimeOnly() throws Exception {
        word();
        word();
        Path archive = archive();
        Files.delete(archive);
        Files.writeString(archive, "not an archive");
        assertEquals("first", word());
        assertFalse(isShared());
    }
}
