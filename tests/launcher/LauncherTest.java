//SOURCES Checkout.java
//SOURCES Call.java
package launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program sees of the call that started it, and the caller of the program. */
class LauncherTest {

    @TempDir
    static Path folder;
    private static Checkout checkout;

    @BeforeAll
    static void fetchOnce() throws Exception {
        checkout = Checkout.in(folder.resolve("checkout"));
        assertEquals("first", hello().output());
    }

    private static Call call(String... arguments) {
        return checkout.call(folder.resolve("jbang"), arguments);
    }

    private static Call hello(String... arguments) {
        return checkout.hello(folder.resolve("jbang"), arguments);
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        String[] arguments = {"--help", "", "two words", "'", "\"", "$HOME", "`id`", "$(id)", "*", "?", "[a-z]", "~", "\\", "\\n", "a\nb\n",
                "-Dx=y", "@file", "%s", "!", ";", "&&", "|", ">", "#", "{a,b}", "ü €", "\u0001", ""};
        String expected = String.join("\0", arguments);

        assertEquals(expected, hello(arguments).run().out());
        checkout.word("first again");
        assertEquals(expected, hello(arguments).run().out(), "on a call that goes to JBang");
    }

    @Test
    void standardInputArrivesByteForByte() throws Exception {
        var bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        Path copy = folder.resolve("copy");
        Process process = hello("copy").builder().redirectOutput(copy.toFile()).start();
        try (var in = process.getOutputStream()) {
            in.write(bytes);
        }
        assertEquals(0, process.waitFor());
        assertArrayEquals(bytes, Files.readAllBytes(copy));
    }

    @Test
    void standardInputIsLeftToTheProgramOnAFirstCall() throws Exception {
        checkout.word("reads");
        assertEquals("for the program", hello("copy").reading("for the program\n".getBytes(UTF_8)).output());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 70, 130, 255})
    void theExitCodeComesBack(int status) throws Exception {
        assertEquals(status, hello("exit", String.valueOf(status)).run().status());
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void signalsReachTheProgram(String signal, int status) throws Exception {
        Process process = hello("wait").behind("env", "--default-signal=INT").builder().start();
        try (var out = process.inputReader()) {
            assertEquals("waiting", out.readLine());
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
            assertEquals(status, process.waitFor());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void aCollectorThatTheEnvironmentAsksForIsNoErrorAndOtherOptionsStay(String variable) throws Exception {
        Call.Outcome outcome = call("version").with(variable, "-XX:+UseParallelGC -Dkept=1 -XX:+UseG1GC").run();
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("-Dkept=1") && !outcome.err().contains("GC"), outcome.err());
    }

    @Test
    void theProgramRunsInTheFolderOfTheCaller() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        assertEquals(elsewhere.toRealPath().toString(), hello("folder").from(elsewhere).output());
    }

    @Test
    void theProgramIsToldHowTheLauncherWasCalled() throws Exception {
        assertEquals(checkout.root().resolve("jbang").toString(), hello("launcher").output());
    }

    @Test
    void jbangsOwnOptionsMayStandBeforeACommandInAnyFolder() throws Exception {
        assertEquals("a", call("--quiet", "run", "hello", "a").output());
        assertEquals("a", call("--quiet", "hello", "a").from(folder).output());
    }

    @Test
    void aLinkToTheLauncherFindsTheCheckout() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), checkout.root().resolve("jbang"));
        assertEquals("a", Call.of(folder, link.toString(), "hello", "a").with("JBANG_DIR", folder.resolve("jbang")).output());
    }

    @Test
    void thePathOfTheCheckoutMayHoldAnyCharacter() throws Exception {
        Checkout odd = Checkout.in(folder.resolve("it's $HOME @ 100% \"odd\" *"));
        assertEquals("a", odd.call(folder.resolve("jbang dir $x"), "hello", "a").output());
        assertEquals("a", odd.call(folder.resolve("jbang dir $x"), "hello", "a").output());
        assertEquals("a", odd.call(folder.resolve("jbang dir $x"), "--quiet", "hello", "a").from(folder).output());
    }

    @Test
    void whatIsNotACommandOfTheCheckoutGoesToJbang() throws Exception {
        assertEquals("0.132.1", call("version").output());
        assertTrue(call("alias", "list").output().contains("hello"));
        assertEquals("a", call("scripts/hello.java", "a").output());
        assertNotEquals(0, call("no-such-command").run().status());
    }

    @Test
    void aScriptMayComeFromStandardInput() throws Exception {
        String script = "class In { public static void main(String... a) { System.out.println(\"from stdin \" + a[0]); } }";
        assertEquals("from stdin x", call("-", "x").reading(script.getBytes(UTF_8)).output());
    }

    @Test
    void anInteractiveCommandReadsWhatIsTyped() throws Exception {
        Checkout shell = Checkout.in(folder.resolve("shell"));
        shell.write("lib/shell.jsh", "import java.util.*;\n");
        shell.write("jbang-catalog.json", """
                {"aliases": {"shell": {"script-ref": "lib/shell.jsh", "interactive": true}}}
                """);
        for (int call = 0; call < 2; call++) {
            String out = shell.call(folder.resolve("jbang"), "shell").reading("6 * 7\n/exit 4\n".getBytes(UTF_8)).run().out();
            assertTrue(out.contains("==> 42"), out);
        }
    }
}
