package services;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The running side, as an engine tells it; asked at most once for each. */
public interface Live {
    /** The containers of every Compose project. */
    List<Container> containers();

    /** Comes back when the services of a project are as far as the caller wants them, or time is up. */
    void await(String project, List<String> services);

    /**
     * A container that Compose made.
     *
     * @param condition state and health in a few words
     * @param ended     whether it has done its work: ended without a fault
     * @param healthLog the output of the last health probe
     * @param lastLines the last lines that it wrote
     * @param names     those that resolve to it in its networks
     * @param endpoints inner port to where it is reached from here, {@code host:port}
     */
    record Container(String project, String service, String name, boolean running, boolean ended, boolean unhealthy, String condition,
            String healthLog, List<String> lastLines, Set<String> names, Map<Integer, String> endpoints) {}
}
