//SOURCES Checkout.java
//SOURCES Call.java
//SOURCES Tools.java
package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repeated call does without JBang, and still never runs code that is not in the checkout. */
class RememberedAnswerTest {

    @TempDir
    static Path shared;
    private static Path jbangDir;

    @TempDir
    Path folder;
    private Checkout checkout;

    @BeforeAll
    static void fetchOnce() throws Exception {
        jbangDir = Checkout.jbangFetchedInto(shared);
    }

    @BeforeEach
    void callOnce() throws Exception {
        checkout = Checkout.in(folder.resolve("checkout"));
        assertEquals("first", word());
    }

    private String word() throws Exception {
        return checkout.hello(jbangDir).output();
    }

    @Test
    void aRepeatedCallDoesWithoutJbang() throws Exception {
        Call withoutMaven = checkout.hello(jbangDir).with("PATH", Tools.in(folder.resolve("bin")));
        Path launcher = jbangDir.resolve("launcher");
        Path aside = Files.createDirectory(jbangDir.resolve("aside"));
        move("cli-*", launcher, aside);
        try {
            assertEquals("first", withoutMaven.output());
            checkout.word("second");
            assertEquals(3, withoutMaven.run().status());
        } finally {
            move("cli-*", aside, launcher);
        }
    }

    private static void move(String glob, Path from, Path to) throws IOException {
        try (var paths = Files.newDirectoryStream(from, glob)) {
            for (Path path : paths) {
                Files.move(path, to.resolve(path.getFileName()));
            }
        }
    }

    @Test
    void aChangedLibraryRuns() throws Exception {
        checkout.word("second");
        assertEquals("second", word());
    }

    @Test
    void aChangedScriptRuns() throws Exception {
        Path script = checkout.root().resolve("scripts/hello.java");
        Files.writeString(script, Files.readString(script).replace("Word.TEXT", "Word.TEXT + Word.TEXT"));
        assertEquals("firstfirst", word());
    }

    @Test
    void aReplacementThatKeepsSizeAndTimesRuns() throws Exception {
        Path library = checkout.root().resolve("lib/Word.java");
        FileTime time = Files.getLastModifiedTime(library);
        checkout.word("other");
        Files.setLastModifiedTime(library, time);
        assertEquals("other", word());
    }

    @Test
    void aChangeWithinTheSameMomentRuns() throws Exception {
        for (String text : List.of("aaaaa", "bbbbb", "ccccc")) {
            checkout.word(text);
            assertEquals(text, word());
        }
    }

    @Test
    void aFileTakenBackRunsAsItWas() throws Exception {
        checkout.word("second");
        assertEquals("second", word());
        checkout.word("first");
        assertEquals("first", word());
    }

    @Test
    void anAddedAndADeletedFileAreSeen() throws Exception {
        checkout.write("scripts/hello.java", """
                //SOURCES ../lib/*.java
                class Hello {
                    public static void main(String... args) {
                        System.out.println(Word.TEXT + (Hello.class.getResource("Extra.class") == null ? " alone" : " with more"));
                    }
                }
                """);
        assertEquals("first alone", word());
        Path extra = checkout.write("lib/Extra.java", "class Extra { }\n");
        assertEquals("first with more", word());
        Files.delete(extra);
        assertEquals("first alone", word());
    }

    @ParameterizedTest
    @ValueSource(strings = {"scripts/hello.java", "lib/Word.java"})
    void aDeletedSourceIsAnErrorAndNotTheOldProgram(String source) throws Exception {
        Files.delete(checkout.root().resolve(source));
        assertFailsWithoutOutput();
    }

    @Test
    void aDeletedFolderIsAnErrorAndNotTheOldProgram() throws Exception {
        Files.move(checkout.root().resolve("lib"), checkout.root().resolve("library"));
        assertFailsWithoutOutput();
    }

    @Test
    void aChangedCatalogIsObeyed() throws Exception {
        checkout.write("scripts/other.java", "class Other { public static void main(String... a) { System.out.println(\"other\"); } }");
        Path catalog = checkout.root().resolve("jbang-catalog.json");
        Files.writeString(catalog, Files.readString(catalog).replace("hello.java", "other.java"));
        assertEquals("other", word());
        Files.writeString(catalog, "{\"aliases\": {}}");
        assertFailsWithoutOutput();
    }

    @Test
    void aChangedResourceIsPackedAnew() throws Exception {
        checkout.write("scripts/hello.java", """
                //FILES text=../lib/text.txt
                class Hello {
                    public static void main(String... args) throws Exception {
                        Hello.class.getResourceAsStream("/text").transferTo(System.out);
                    }
                }
                """);
        checkout.write("lib/text.txt", "one");
        assertEquals("one", word());
        checkout.write("lib/text.txt", "two");
        assertEquals("two", word());
    }

    @Test
    void aCompileErrorIsShownAtEveryCallUntilItIsMended() throws Exception {
        checkout.write("lib/Word.java", "class Word { static final String TEXT = 1; }\n");
        for (int call = 0; call < 2; call++) {
            Call.Outcome outcome = checkout.hello(jbangDir).run();
            assertNotEquals(0, outcome.status());
            assertTrue(outcome.err().contains("Word.java:1"), outcome.err());
            assertEquals("", outcome.out());
        }
        checkout.word("mended");
        assertEquals("mended", word());
    }

    @Test
    void twoCheckoutsKeepApart() throws Exception {
        Checkout other = Checkout.in(folder.resolve("other"));
        other.word("second");
        assertEquals("second", other.hello(jbangDir).output());
        assertEquals("first", word());
        assertEquals("second", other.hello(jbangDir).output());
    }

    @Test
    void aCheckoutThatTookThePlaceOfAnotherRuns() throws Exception {
        Checkout other = Checkout.in(folder.resolve("other"));
        other.word("second");
        Files.move(checkout.root(), folder.resolve("old"));
        Files.move(other.root(), checkout.root());
        assertEquals("second", word());
    }

    @Test
    void anotherJdkRunsTheProgram() throws Exception {
        List<Path> jdks = installedJdks();
        assumeTrue(jdks.size() > 1, "only one JDK is installed");
        for (int round = 0; round < 2; round++) {
            for (Path jdk : jdks) {
                String release = Files.readString(jdk.resolve("release"));
                String version = checkout.hello(jbangDir, "java").with("JAVA_HOME", jdk).output();
                assertTrue(release.contains("JAVA_VERSION=\"" + version + "."), release);
            }
        }
    }

    private static List<Path> installedJdks() throws IOException {
        var found = new ArrayList<Path>();
        try (var candidates = Files.newDirectoryStream(Path.of("/usr/lib/jvm"))) {
            for (Path candidate : candidates) {
                if (!Files.isSymbolicLink(candidate) && Files.exists(candidate.resolve("bin/javac"))
                        && Files.exists(candidate.resolve("release"))) {
                    found.add(candidate);
                }
            }
        }
        return found;
    }

    @Test
    void aDeletedProgramIsBuiltAgain() throws Exception {
        deleteTree(jbangDir.resolve("cache/jars"));
        assertEquals("first", word());
    }

    @Test
    void aMissingDependencyIsFetchedAgain() throws Exception {
        Path repository = folder.resolve("repository");
        Path local = folder.resolve("local");
        publishAnswer(repository);
        checkout.write("scripts/hello.java", """
                //REPOS answers=%s
                //DEPS sample:answer:1
                class Hello {
                    public static void main(String... args) throws Exception {
                        Hello.class.getResourceAsStream("/answer").transferTo(System.out);
                    }
                }
                """.formatted(repository.toUri()));
        Call call = checkout.hello(jbangDir).with("JBANG_REPO", local);
        assertEquals("42", call.output());
        deleteTree(local);
        assertEquals("42", call.output());
    }

    private static void publishAnswer(Path repository) throws IOException {
        Path version = Files.createDirectories(repository.resolve("sample/answer/1"));
        Files.writeString(version.resolve("answer-1.pom"), """
                <project><modelVersion>4.0.0</modelVersion>
                <groupId>sample</groupId><artifactId>answer</artifactId><version>1</version></project>
                """);
        try (var jar = new JarOutputStream(Files.newOutputStream(version.resolve("answer-1.jar")))) {
            jar.putNextEntry(new ZipEntry("answer"));
            jar.write("42".getBytes());
        }
    }

    @Test
    void aDamagedMemoryIsNotBelieved() throws Exception {
        try (var files = Files.walk(jbangDir.resolve("launcher/answers"))) {
            for (Path answer : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(answer, Files.readString(answer).substring(0, 100));
            }
        }
        assertEquals("first", word());
    }

    @Test
    void aMemoryThatBreaksOffIsNotRead() throws Exception {
        try (var files = Files.walk(jbangDir.resolve("launcher/answers" + checkout.root()))) {
            for (Path answer : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(answer, "another fingerprint\1java 'and a word without its e");
            }
        }
        Call.Outcome outcome = checkout.hello(jbangDir).run();
        assertEquals("first\n", outcome.out());
        assertEquals("", outcome.err().replaceAll("(?m)^\\[jbang\\] .*\\R", ""));
    }

    @Test
    void aFolderThatCannotBeWrittenCostsOnlyTheMemory() throws Exception {
        Path answers = jbangDir.resolve("launcher/answers");
        Path aside = Files.move(answers, jbangDir.resolve("launcher/aside"));
        Files.writeString(answers, "in the way");
        try {
            assertEquals("first", word());
        } finally {
            Files.delete(answers);
            Files.move(aside, answers);
        }
    }

    private void assertFailsWithoutOutput() throws Exception {
        Call.Outcome outcome = checkout.hello(jbangDir).run();
        assertNotEquals(0, outcome.status());
        assertFalse(outcome.out().contains("first"), outcome.out());
    }

    private static void deleteTree(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
