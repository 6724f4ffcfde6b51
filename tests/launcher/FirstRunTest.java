//SOURCES Checkout.java
//SOURCES Call.java
//SOURCES Tools.java
package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first call of a user: where JBang and the JDK come from. */
class FirstRunTest {

    /** A Maven that has written something when it stops, for ever. */
    private static final String STUCK_MAVEN = """
            for argument; do [[ $argument == -DoutputDirectory=* ]] && folder=${argument#*=}; done
            echo half >"$folder/jbang-cli-0.132.1.jar"
            echo ready >"$READY"
            exec sleep 600
            """;

    @TempDir
    Path folder;
    private Checkout checkout;
    private Path jbangDir;

    @BeforeEach
    void startFromNothing() throws IOException {
        checkout = Checkout.in(folder.resolve("checkout"));
        jbangDir = folder.resolve("jbang");
    }

    @Test
    void mavenFetchesJbangOnceAndOnlyProgramsWriteOnStdout() throws Exception {
        Call.Outcome first = checkout.hello(jbangDir).run();
        assertEquals("first\n", first.out());
        assertTrue(first.err().contains("fetching JBang"), first.err());

        Call.Outcome second = checkout.hello(jbangDir).run();
        assertEquals(new Call.Outcome(0, "first\n", ""), second);
    }

    @Test
    void severalFirstRunsAtOnceAllSucceedAndInstallOnce() throws Exception {
        var runs = new ArrayList<Process>();
        for (int i = 0; i < 3; i++) {
            runs.add(checkout.hello(jbangDir).builder().redirectErrorStream(true).redirectOutput(folder.resolve("out" + i).toFile()).start());
        }
        for (int i = 0; i < runs.size(); i++) {
            int status = runs.get(i).waitFor();
            String out = Files.readString(folder.resolve("out" + i));
            assertEquals(0, status, out);
            assertTrue(out.endsWith("first\n"), out);
        }
        assertEquals(List.of("answers", "cli-0.132.1", "lock"), names(jbangDir.resolve("launcher")));
        assertFalse(names(jbangDir.resolve("launcher/cli-0.132.1")).stream().anyMatch(name -> name.startsWith("cli-")));
    }

    /** As on macOS. */
    @Test
    void whereThereIsNoFlockARunWaitsForTheOneThatBuildsAllTheSame() throws Exception {
        Path kernelsLocks = Path.of("/proc/locks");
        assumeTrue(Files.exists(kernelsLocks), "no /proc/locks that tells who waits");
        Path bin = Tools.in(folder.resolve("bin"));
        Files.copy(Tools.find("perl"), bin.resolve("perl"), StandardCopyOption.COPY_ATTRIBUTES);
        Path lock = Files.createDirectories(jbangDir.resolve("launcher")).resolve("lock");
        Process holder = new ProcessBuilder("flock", lock.toString(), "cat").start();
        Call call = checkout.hello(jbangDir).with("PATH", bin);
        Process waiting;
        try (var held = holder.getOutputStream()) {
            held.write('x');
            held.flush();
            assertEquals('x', holder.getInputStream().read());
            waiting = call.builder().start();
            Pattern waiter = Pattern.compile("-> FLOCK .* (\\d+) \\S+:");
            while (waiting.isAlive() && waiter.matcher(Files.readString(kernelsLocks)).results().map(line -> Long.valueOf(line.group(1)))
                    .noneMatch(waiting.descendants().map(ProcessHandle::pid).toList()::contains)) {
                Thread.onSpinWait();
            }
            assertTrue(waiting.isAlive());
        }
        assertEquals(3, waiting.waitFor(), "there is no Maven");
    }

    @Test
    void aFirstRunThatWasKilledHalfWayDoesNotHinderTheNext() throws Exception {
        Path ready = folder.resolve("ready");
        new ProcessBuilder("mkfifo", ready.toString()).start().waitFor();
        Path bin = Tools.script(folder.resolve("bin/mvn"), STUCK_MAVEN).getParent();
        Process killed = checkout.hello(jbangDir)
                .with(Map.of("PATH", bin + ":" + System.getenv("PATH"), "READY", ready.toString())).builder().start();
        assertEquals("ready\n", Files.readString(ready));
        List<ProcessHandle> family = killed.descendants().toList();
        killed.destroyForcibly().waitFor();
        try {
            assertEquals("first", checkout.hello(jbangDir).output(), "while the orphaned Maven still runs");
        } finally {
            family.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aFetchThatFailsSaysWhyAndLeavesNothing() throws Exception {
        Path bin = Tools.script(folder.resolve("bin/mvn"), "echo 'no way to the repository'; exit 1\n").getParent();
        Call.Outcome outcome = checkout.hello(jbangDir).with("PATH", bin + ":" + System.getenv("PATH")).run();
        assertEquals(3, outcome.status());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("no way to the repository"), outcome.err());
        assertEquals(List.of("lock"), names(jbangDir.resolve("launcher")));
    }

    @Test
    void withoutJbangDirTheFolderIsInTheHomeOfTheUser() throws Exception {
        Call call = bare().with(Map.of("JAVA_HOME", Tools.JDK.toString(), "HOME", folder.toString(), "JBANG_DIR", ""));
        Path bin = Tools.script(folder.resolve("bin/mvn"), "exit 1\n").getParent();
        Call.Outcome outcome = call.with("PATH", bin + ":" + call.environment().get("PATH")).run();
        assertTrue(outcome.err().contains("into " + folder.resolve(".jbang/launcher/")), outcome.err());
    }

    @Test
    void withoutMavenAndJbangItSaysWhatToInstall() throws Exception {
        Call.Outcome outcome = bare().with("JAVA_HOME", Tools.JDK).run();
        assertEquals(3, outcome.status());
        assertTrue(outcome.err().contains("Maven") && outcome.err().contains("apt-get install maven"), outcome.err());
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws Exception {
        Call.Outcome outcome = bare().run();
        assertEquals(3, outcome.status());
        assertTrue(outcome.err().contains("no JDK 17 or newer") && outcome.err().contains("apt-get install openjdk"), outcome.err());
    }

    @Test
    void anOldJdkIsNamedInTheMessage() throws Exception {
        Path old = jdk("jdk-11", "11.0.2");
        Call.Outcome outcome = bare().with("JAVA_HOME", old).run();
        assertEquals(3, outcome.status());
        assertTrue(outcome.err().contains("too old: " + old), outcome.err());
    }

    @Test
    void aRuntimeWithoutACompilerIsNotAJdk() throws Exception {
        Path runtime = jdk("jre", "17.0.1");
        Files.delete(runtime.resolve("bin/javac"));
        assertEquals(3, bare().with("JAVA_HOME", runtime).run().status());
    }

    @Test
    void theJdkMayBeOnThePathOrInJavaHomeOrBehindALink() throws Exception {
        Path installed = Tools.script(folder.resolve("installed/jbang"), "echo ${1/version/0.132.1}\n");
        String path = bare().environment().get("PATH") + ":" + installed.getParent();
        Path links = Files.createDirectories(folder.resolve("links"));
        Path link = Files.createSymbolicLink(links.resolve("java"), Tools.JDK.resolve("bin/java"));

        assertEquals("hello", bare().with(Map.of("PATH", path, "JAVA_HOME", Tools.JDK.toString())).output());
        assertEquals("hello", bare().with("PATH", path + ":" + Tools.JDK.resolve("bin")).output());
        assertEquals("hello", bare().with("PATH", path + ":" + links).output());
        assertEquals("hello", bare().with(Map.of("PATH", path + ":" + links, "JAVA_HOME", "/nowhere")).output());
        Files.delete(link);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.132.1", "0.132.2", "0.133.0", "1.0.0", "0.200.0-SNAPSHOT"})
    void anInstalledJbangThatIsNewEnoughIsUsed(String version) throws Exception {
        assertEquals("installed hello a b", bare(version, "a b").with("JAVA_HOME", Tools.JDK).output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.132.0", "0.131.9", "0.99.12", "not a version", ""})
    void anInstalledJbangThatIsTooOldIsNotUsed(String version) throws Exception {
        Call.Outcome outcome = bare(version, "a b").with("JAVA_HOME", Tools.JDK).run();
        assertEquals(3, outcome.status(), "there is no Maven either");
        assertFalse(outcome.out().contains("installed"), outcome.out());
    }

    @Test
    void anInstalledJbangIsUsedAfterARunWithoutIt() throws Exception {
        assertEquals("first", checkout.hello(jbangDir).output());
        Path bin = installedJbang("0.140.0").getParent();
        assertEquals("installed hello", checkout.hello(jbangDir).with("PATH", bin + ":" + System.getenv("PATH")).output());
    }

    @Test
    void theAnswerOfAnInstalledJbangIsRememberedToo() throws Exception {
        assertEquals("0.132.1", checkout.call(jbangDir, "version").output());
        String classPath = jbangDir.resolve("launcher/cli-0.132.1") + "/*";
        Path distribution = Tools.script(folder.resolve("distribution/bin/jbang"), """
                echo asked >>"$ASKED"
                exec java -cp '%s' dev.jbang.Main "$@"
                """.formatted(classPath));
        jarOf(jbangDir.resolve("launcher/cli-0.132.1"), distribution.resolveSibling("jbang.jar"));
        Path asked = folder.resolve("asked");
        Call call = checkout.hello(jbangDir)
                .with(Map.of("PATH", distribution.getParent() + ":" + System.getenv("PATH"), "ASKED", asked.toString()));
        assertEquals("first", call.output());
        assertEquals("first", call.output());
        assertEquals(List.of("asked"), Files.readAllLines(asked), "for its version, once");
    }

    /** A jar that only points to the jars of a folder. */
    private static void jarOf(Path jars, Path target) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        String classPath = names(jars).stream().filter(name -> name.endsWith(".jar"))
                .map(name -> jars.resolve(name).toUri().toString()).reduce("", (all, jar) -> all + " " + jar);
        manifest.getMainAttributes().putValue("Class-Path", classPath.strip());
        new JarOutputStream(Files.newOutputStream(target), manifest).close();
    }

    @Test
    void twoLaunchersOnThePathDoNotCallEachOther() throws Exception {
        Checkout other = Checkout.in(folder.resolve("other"));
        String path = checkout.root() + ":" + other.root() + ":" + System.getenv("PATH");
        assertEquals("first", checkout.hello(jbangDir).with("PATH", path).output());
    }

    /** A call of {@code hello} where only the usual tools are on the PATH, and no JDK is named. */
    private Call bare(String... arguments) throws IOException {
        Path bin = folder.resolve("usual");
        return checkout.hello(jbangDir, arguments).without("JAVA_HOME")
                .with("PATH", Files.isDirectory(bin) ? bin : Tools.in(bin));
    }

    /** The same with an installed JBang of this version before them. */
    private Call bare(String version, String argument) throws IOException {
        Call call = bare(argument);
        return call.with("PATH", installedJbang(version).getParent() + ":" + call.environment().get("PATH"));
    }

    private Path installedJbang(String version) throws IOException {
        return Tools.script(folder.resolve("installed/jbang"),
                "if [[ $1 == version ]]; then echo '" + version + "'; else echo installed \"$@\"; fi\n");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Tools.script(home.resolve("bin/java"), "exit 1\n");
        Tools.script(home.resolve("bin/javac"), "exit 1\n");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static List<String> names(Path folder) throws IOException {
        try (var paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
