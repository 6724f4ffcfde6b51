//SOURCES ../../lib/ws/GoldenPath.java
//SOURCES ChatServer.java
//SOURCES RawServer.java
//SOURCES Walk.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.eclipsesource.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ws.GoldenPathResult.Status;

/** A run that is ended before its time tells what was measured, and takes nothing for proven that was not. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptionTest {

    @Test
    void anInterruptedRunTellsTheStepsThatWereMade() throws Exception {
        var path = new CompletableFuture<GoldenPath>();
        var halting = new ChatServer() {
            @Override
            void request(Client client, JsonObject request) throws Exception {
                event(client, "agent_started", request);
                RawServer.say(client.socket(), RawServer.frame(0x89, new byte[0]));
            }

            @Override
            void pong(Client client) throws Exception {
                path.get().interrupt();
            }
        };
        try (var server = new RawServer(halting)) {
            path.complete(Walk.plan("--url", server.url()).goldenPath(Map.of(), (phase, done, of) -> { }));
            List<String> steps = path.get().run().steps().stream().map(step -> step.name() + " " + step.status()).toList();
            assertEquals(List.of("login SKIPPED", "connection PASS", "message PASS", "execution PASS", "events SKIPPED", "completion SKIPPED",
                    "value SKIPPED"), steps);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"concurrency", "errors", "reconnect"})
    void anInterruptedCheckProvesNothingAndTheEventsBeforeItAreJudged(String check) throws Exception {
        var path = new CompletableFuture<GoldenPath>();
        var requests = new AtomicInteger();
        var halting = new ChatServer() {
            @Override
            void request(Client client, JsonObject request) throws Exception {
                if (requests.incrementAndGet() == 1) {
                    super.request(client, request);
                } else {
                    path.get().interrupt();
                }
            }

            @Override
            void notJson(Client client) throws Exception {
                path.get().interrupt();
            }
        };
        try (var server = new RawServer(halting)) {
            path.complete(Walk.plan("--url", server.url(), "--only", "events," + check).goldenPath(Map.of(), (phase, done, of) -> { }));
            GoldenPathResult result = path.get().run();
            Map<String, Status> checks = result.checks().stream().collect(Collectors.toMap(GoldenPathResult.Check::name, GoldenPathResult.Check::status));
            assertEquals(Status.PASS, checks.get("events"));
            assertEquals(Status.SKIPPED, checks.get(check));
            assertFalse(result.passed());
        }
    }
}
