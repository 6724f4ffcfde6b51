//SOURCES ../../lib/services/Services.java
//SOURCES Looked.java
package services;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import services.Live.Container;

class LiveCheckTest {
    @TempDir
    Path folder;

    private record Running(List<Container> containers) implements Live {
        @Override
        public void await(String project, List<String> services) {
            // Nothing changes while this is looked at.
        }
    }

    private static Container container(String service, boolean running, boolean ended, boolean unhealthy, Map<Integer, String> endpoints) {
        return new Container("shop", service, "shop-" + service + "-1", running, ended, unhealthy, running ? "running" : "exited with code 1", "probe says no",
                List.of("last words"), Set.of(service), endpoints);
    }

    private Looked looked(Container... containers) throws IOException {
        return Looked.with(new Services(Services.Way.LEAST, List.of(), List.of("backend"), Map.of(), Optional.of(new Running(List.of(containers))), Optional.empty()), folder,
                "compose.yaml", "name: shop\nservices:\n  x-backend: {image: a}\n  x-migrate: {image: b}\n  x-tool: {image: c, profiles: [tools]}\n");
    }

    @Test
    void eachServiceWithoutProfileRunsOrHasDoneItsWork() throws IOException {
        assertEquals(List.of("error service/affixed backend"), looked(container("x-backend", true, false, false, Map.of()), container("x-migrate", false, true, false, Map.of())).said());
        assertEquals(List.of("error service/affixed backend", "error service/not-running x-backend", "error service/not-running x-migrate"),
                looked(container("x-backend", false, false, false, Map.of())).said());
    }

    @Test
    void aFailingProbeAndAForgottenContainerAreNamed() throws IOException {
        assertEquals(List.of("error service/affixed backend", "error service/unhealthy x-backend", "warning service/stale-container shop-old-1"),
                looked(container("x-backend", true, false, true, Map.of()), container("x-migrate", false, true, false, Map.of()), container("old", true, false, false, Map.of())).said());
    }

    @Test
    void theEnvironmentTellsWhereExpectedNamesAreReached() throws IOException {
        assertEquals("BACKEND_URL=http://localhost:8002\nX_BACKEND_URL=http://localhost:8002\n",
                looked(container("x-backend", true, false, false, Map.of(8000, "localhost:8002", 9000, "localhost:9002"))).pass().environment());
    }
}
