//SOURCES ../../lib/ws/GoldenPath.java
//SOURCES ../../lib/demo/DemoBackend.java
//SOURCES Walk.java

package ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demo.DemoBackend;
import demo.DemoOptions;
import demo.Fault;
import demo.Shape;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import ws.GoldenPathResult.Status;

/**
 * Each fault of the demo backend makes fail what it should and nothing else; everything that needs a failed step is blocked. A fault of
 * the events themselves fails the step in which they are missed and the check `events`, which sums them up.
 */
class FaultsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // fault                          | what fails, and of which kind
        "no-welcome                       | step:connection=NO_WELCOME",
        "close-before-welcome             | step:connection=CLOSED_BEFORE_WELCOME",
        "auth-refused                     | step:connection=AUTH_REFUSED",
        "not-ready                        | step:connection=NOT_READY",
        "http-401                         | step:connection=UPGRADE_UNAUTHORIZED",
        "http-403                         | step:connection=UPGRADE_FORBIDDEN",
        "http-404                         | step:connection=UPGRADE_NOT_FOUND",
        "http-502                         | step:connection=UPGRADE_BAD_GATEWAY",
        "http-503                         | step:connection=UPGRADE_UNAVAILABLE",
        "missing-event:agent_started      | check:events=MISSING_EVENT step:execution=MISSING_EVENT",
        "missing-event:agent_thinking     | check:events=MISSING_EVENT step:events=MISSING_EVENT",
        "missing-event:tool_executing     | check:events=MISSING_EVENT step:events=MISSING_EVENT",
        "missing-event:tool_completed     | check:events=MISSING_EVENT step:events=MISSING_EVENT",
        "missing-event:agent_completed    | check:events=MISSING_EVENT step:completion=SILENCE",
        "out-of-order                     | check:events=WRONG_ORDER step:events=WRONG_ORDER",
        "duplicate                        | check:events=DUPLICATE step:events=DUPLICATE",
        "cross-talk                       | check:isolation=FOREIGN",
        "slow:300                         | check:events=GAP step:events=GAP",
        "silent-after:agent_started       | check:events=MISSING_EVENT step:events=SILENCE",
        "silent-after:tool_completed      | check:events=MISSING_EVENT step:completion=SILENCE",
        "drop-after:agent_started         | check:events=MISSING_EVENT step:events=LOST",
        "drop-always-after:agent_thinking | check:events=MISSING_EVENT check:reconnect=LOST step:events=LOST",
        "bad-json                         | check:events=MISSING_EVENT step:events=BAD_JSON",
        "huge-frame                       | check:events=MISSING_EVENT step:events=TOO_BIG",
        "binary                           | check:events=MISSING_EVENT step:events=BINARY",
        "empty-answer                     | step:completion=EMPTY_ANSWER",
    })
    void faultFailsWhatItShould(String fault, String expected) throws Exception {
        try (DemoBackend backend = DemoBackend.start(DemoOptions.defaults().withFaults(Fault.parse(fault)))) {
            // A limit that a busy machine keeps, except where it is to be passed.
            String gap = fault.startsWith("slow") ? "gap=200ms" : "gap=1s";
            GoldenPathResult result = walk(backend, "--limit", "connect=1s", "--limit", gap, "--limit", "first-event=1s");
            assertEquals(expected, described(Walk.failing(result)));
            assertFalse(result.passed());
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyShapeOfEventsPasses(Shape shape) throws Exception {
        try (DemoBackend backend = DemoBackend.start(DemoOptions.defaults().withShape(shape).withRounds(3))) {
            assertEquals(Map.of(), Walk.failing(walk(backend)));
        }
    }

    @Test
    void anAddressOfIpv6IsAsGoodAsOneOfIpv4() throws Exception {
        assumeTrue(NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).anyMatch(Inet6Address.class::isInstance),
                "this machine has no address of IPv6");
        try (DemoBackend backend = DemoBackend.start(DemoOptions.defaults().withHost("::1"))) {
            assertTrue(backend.url().toString().startsWith("http://[::1]:"), backend.url().toString());
            assertEquals(Map.of(), Walk.failing(walk(backend)));
        }
    }

    @ParameterizedTest
    @EnumSource(DemoOptions.UnknownType.class)
    void bothAnswersToAnUnknownTypePass(DemoOptions.UnknownType answer) throws Exception {
        try (DemoBackend backend = DemoBackend.start(DemoOptions.defaults().withUnknownType(answer))) {
            assertEquals(Map.of(), Walk.failing(walk(backend, "--only", "errors")));
        }
    }

    @Test
    void stepsAfterAFailedOneAreBlockedByIt() throws Exception {
        try (DemoBackend backend = DemoBackend.start(DemoOptions.defaults().withFaults(Fault.parse("http-503")))) {
            GoldenPathResult result = walk(backend);
            assertTrue(result.steps().subList(2, 7).stream()
                    .allMatch(step -> step.status() == Status.BLOCKED && step.blockedBy().orElseThrow().equals("connection")));
            assertTrue(result.checks().stream().allMatch(check -> check.status() == Status.BLOCKED));
        }
    }

    @Test
    void aCheckSaysWhatItMeasuredAndWhatTheLimitIs() throws Exception {
        try (DemoBackend backend = DemoBackend.start(DemoOptions.defaults())) {
            GoldenPathResult result = walk(backend, "--users", "2", "--limit", "gap=2s", "--limit", "success=90", "--skip", "errors,reconnect");
            assertTrue(result.checks().get(0).detail().endsWith("ms (at most 2 s)"), result.checks().get(0).detail());
            assertEquals("2 of 2 users succeeded (100.0 %, at least 90.0 %), 2 connections at once", result.checks().get(1).detail());
        }
    }

    @Test
    void aConnectionThatDropsOnceIsReconnected() throws Exception {
        try (DemoBackend backend = DemoBackend.start(DemoOptions.defaults().withFaults(Fault.parse("drop-after:agent_thinking")))) {
            GoldenPathResult result = walk(backend, "--only", "reconnect");
            assertEquals(Status.PASS, result.checks().get(4).status());
            assertTrue(result.checks().get(4).detail().endsWith("attempt 1 of 5"), result.checks().get(4).detail());
        }
    }

    static GoldenPathResult walk(DemoBackend backend, String... args) throws Exception {
        GoldenPathOptions options = Walk.plan(args);
        options.aimAt(backend.url(), "agent-chat", "any");
        return options.goldenPath(Map.of(), (phase, done, of) -> { }).run();
    }

    private static String described(Map<String, String> failing) {
        return new TreeMap<>(failing).entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
