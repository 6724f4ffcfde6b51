///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../lib/Deps.java
//SOURCES **Test.java
//DEPS org.junit:junit-bom:6.1.3@pom
//DEPS org.junit.jupiter:junit-jupiter
//DEPS org.junit.platform:junit-platform-launcher
//MAIN TestRun
//DESCRIPTION Runs the tests; arguments are regular expressions that a test class's name must contain

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs every JUnit test that was compiled beside this class and closes with one line of counts. */
class TestRun {

    public static void main(String... args) throws Exception {
        if (!Files.exists(Path.of("jbang-catalog.json"))) {
            System.err.println("the tests run from the root of the checkout, and this is " + Path.of("").toAbsolutePath());
            System.exit(2);
        }
        Path jar = Path.of(TestRun.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String[] patterns = args.length == 0 ? new String[] {".*"}
                : Arrays.stream(args).map(arg -> ".*(?:" + arg + ").*").toArray(String[]::new);
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClasspathRoots(Set.of(jar)))
                .filters(includeClassNamePatterns(patterns))
                .build();
        var counts = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, counts, new Progress());

        var summary = counts.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true), 30);
        long failed = summary.getTotalFailureCount();
        System.out.printf("%d passed, %d failed, %d skipped%n",
                summary.getTestsSucceededCount(), failed, summary.getTestsSkippedCount() + summary.getTestsAbortedCount());
        System.exit(failed > 0 || summary.getTestsFoundCount() == 0 ? 1 : 0);
    }

    /** One line a class as it ends, and the reason of every skipped test, so that a silent skip cannot pass for a success. */
    private static final class Progress implements TestExecutionListener {
        private final Map<TestIdentifier, Long> started = new ConcurrentHashMap<>();

        @Override
        public void executionStarted(TestIdentifier test) {
            started.put(test, System.nanoTime());
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            System.out.println("skipped: " + test.getDisplayName() + ": " + reason);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest() && result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                System.out.println(result.getStatus().name().toLowerCase() + ": " + test.getLegacyReportingName()
                        + result.getThrowable().map(problem -> ": " + problem.getMessage()).orElse(""));
            } else if (test.isContainer() && test.getParentId().isPresent()) {
                System.out.printf(Locale.ROOT, "done: %s, %.1f s%n", test.getLegacyReportingName(), (System.nanoTime() - started.get(test)) / 1e9);
            }
        }
    }
}
