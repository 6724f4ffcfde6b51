package engine;

import java.util.List;
import java.util.Map;

/**
 * A container that Compose made, as its labels and the engine's inspection tell. Names are never guessed from the
 * container's name, which Compose v1 and v2 form differently.
 *
 * @param project     label {@code com.docker.compose.project}
 * @param service     label {@code com.docker.compose.service}
 * @param number      which replica, from 1
 * @param exitCode    of the last run; means something only when the state is exited or dead
 * @param restarts    whether the engine starts it again after it ends
 * @param ports       those that the host listens on
 * @param networks    network name to the names that resolve there to this container
 * @param workingDir  the project's folder when it was made; empty when unknown
 * @param configFiles its compose files; Compose v1 wrote them relative to the project's folder, v2 absolute
 */
public record ServiceContainer(String id, String name, String project, String service, int number, State state,
        int exitCode, boolean restarts, Health health, List<PublishedPort> ports, Map<String, List<String>> networks,
        String workingDir, List<String> configFiles) {
    public ServiceContainer {
        ports = List.copyOf(ports);
        networks = Map.copyOf(networks);
        configFiles = List.copyOf(configFiles);
    }

    /** State and health in a few words, such as {@code running, health starting} or {@code exited with code 3}. */
    public String condition() {
        if (state == State.EXITED || state == State.DEAD) {
            return state.label() + " with code " + exitCode;
        }
        return health.status() == Health.Status.NONE
                ? state.label()
                : state.label() + ", health " + health.status().label();
    }
}
