//SOURCES ComposeStage.java
package engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class EngineTest {
    private static final String SLEEP = "trap 'exit 0' TERM; while :; do /bin/busybox sleep 1; done";

    private ComposeStage stage;
    private Engine engine;

    @BeforeEach
    void open() throws Exception {
        stage = ComposeStage.open();
        engine = Engine.connect();
    }

    @AfterEach
    void close() throws Exception {
        if (stage != null) {
            stage.close();
            engine.close();
        }
    }

    @Test
    void listsAProjectsContainersByComposesLabelsWhateverTheirNames() throws Exception {
        stage.start(stage.service("auth", SLEEP).named(stage.project + "_auth_1"));
        stage.start(stage.service("backend", SLEEP).withAliases("api").withPort(8000).named("odd-" + stage.project));

        List<ServiceContainer> containers = engine.containers(stage.project);

        assertEquals(List.of("auth", "backend"), containers.stream().map(ServiceContainer::service).toList());
        ServiceContainer backend = containers.get(1);
        assertEquals("odd-" + stage.project, backend.name());
        assertEquals(State.RUNNING, backend.state());
        assertEquals(List.of(8000), backend.ports().stream().map(PublishedPort::inner).toList());
        assertEquals("127.0.0.1:" + backend.ports().get(0).host(), engine.endpoint(backend.ports().get(0)));
        List<String> names = backend.networks().get(stage.project + "_default");
        assertTrue(names.containsAll(List.of("api", "backend")), names.toString());
        assertFalse(names.stream().anyMatch(backend.id()::startsWith), names.toString());
    }

    @Test
    void leavesOneOffContainersOut() throws Exception {
        stage.start(stage.service("backend", SLEEP));
        stage.start(stage.service("shell", SLEEP).withLabels(Map.of("com.docker.compose.oneoff", "True")));

        assertEquals(List.of("backend"), engine.containers(stage.project).stream().map(ServiceContainer::service).toList());
    }

    @Test
    void waitsForTheHealthOfAServiceThatComesLate() throws Exception {
        String id = stage.start(stage.service("backend", SLEEP).withHealth("/bin/busybox test -e /ready"));
        var starting = new CountDownLatch(1);
        var outcome = CompletableFuture.supplyAsync(() -> await(List.of("backend"), Duration.ofSeconds(60),
                container -> starting.countDown()));
        starting.await();
        assertFalse(outcome.isDone());

        stage.run(id, "/bin/busybox", "touch", "/ready");

        assertTrue(outcome.get().reached());
    }

    @Test
    void namesTheServiceThatNeverBecomesHealthyWithItsConditionAndLastWords() throws Exception {
        stage.start(stage.service("backend", SLEEP).withHealth("/bin/busybox true"));
        stage.start(stage.service("worker", "echo waiting for the queue; " + SLEEP)
                .withHealth("/bin/busybox echo no queue; /bin/busybox false"));

        Wait.Outcome outcome = await(List.of(), Duration.ofSeconds(3), container -> { });

        assertFalse(outcome.reached());
        assertEquals(List.of("worker"), outcome.laggards().stream().map(late -> late.container().service()).toList());
        Wait.Laggard worker = outcome.laggards().get(0);
        assertEquals("running, health unhealthy", worker.container().condition());
        assertEquals("no queue", worker.container().health().log());
        assertEquals(List.of("waiting for the queue"), worker.lastLines());
    }

    @Test
    void endsAtOnceWhenAServiceExitsBadly() throws Exception {
        stage.start(stage.service("backend", SLEEP));
        // without a health check it would count as ready for as long as it runs
        stage.start(stage.service("migrate", "echo no database; exit 3").withHealth("/bin/busybox false"));

        Wait.Outcome outcome = await(List.of(), Duration.ofMinutes(10), container -> { });

        assertFalse(outcome.reached());
        assertEquals("exited with code 3", outcome.laggards().get(0).container().condition());
        assertEquals(List.of("no database"), outcome.laggards().get(0).lastLines());
    }

    @Test
    void countsAOneShotServiceThatEndedWellAsDone() throws Exception {
        stage.start(stage.service("migrate", "exit 0"));

        assertTrue(await(List.of("migrate"), Duration.ofSeconds(30), container -> { }).reached());
    }

    @Test
    void saysWhichServiceHasNoContainer() throws Exception {
        stage.start(stage.service("backend", SLEEP));

        Wait.Outcome outcome = await(List.of("backend", "auth"), Duration.ofMillis(300), container -> { });

        assertEquals(List.of("auth"), outcome.absent());
    }

    @Test
    void noticesAContainerThatIsStartedWhileItWaits() throws Exception {
        String id = stage.create(stage.service("backend", SLEEP));
        List<String> seen = new ArrayList<>();
        var created = new CountDownLatch(1);
        var outcome = CompletableFuture.supplyAsync(() -> await(List.of("backend"), Duration.ofSeconds(60), container -> {
            seen.add(container.condition());
            created.countDown();
        }));
        created.await();

        stage.startAgain(id);

        assertTrue(outcome.get().reached());
        assertEquals(List.of("created", "running"), seen);
    }

    private Wait.Outcome await(List<String> services, Duration timeout, java.util.function.Consumer<ServiceContainer> onChange) {
        try {
            return engine.await(stage.project, services, Goal.HEALTHY, timeout, onChange);
        } catch (Exception problem) {
            throw new AssertionError(problem);
        }
    }
}
