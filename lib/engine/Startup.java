package engine;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds where a service of a Compose project is reached from here, once it is healthy. */
public final class Startup {
    private Startup() {}

    /** The service cannot be used; the message says why, and what there is instead. */
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String message) {
            super(message);
        }
    }

    /**
     * Waits for a service and gives its address: {@code http://} and the lowest TCP port that it publishes.
     *
     * @param name     a service, or another name of its container: the container's own, an alias, or the service's without the prefix of its family
     * @param project  empty when only one project has it
     * @param timeout  how long it may take to become healthy, or to run when it has no health check
     * @param onChange told of the container's condition each time it changes
     */
    public static URI url(Engine engine, String name, Optional<String> project, Duration timeout, Consumer<ServiceContainer> onChange)
            throws EngineUnreachable, InterruptedException, Failed {
        List<ServiceContainer> all = project.isPresent() ? engine.containers(project.get()) : engine.containers();
        ServiceContainer found = found(all, name);
        Wait.Outcome outcome = engine.await(found.project(), List.of(found.service()), Goal.HEALTHY, timeout, onChange);
        if (!outcome.reached()) {
            throw new Failed(name + " did not become ready within " + timeout.toSeconds() + " s: " + outcome.laggards().stream()
                    .map(late -> late.container().name() + " is " + late.container().condition() + late.lastLines().stream().map(line -> "\n  " + line).collect(Collectors.joining()))
                    .collect(Collectors.joining("\n")));
        }
        return outcome.containers().stream().filter(container -> container.service().equals(found.service())).flatMap(container -> container.ports().stream())
                .filter(port -> port.protocol().equals("tcp")).min(Comparator.comparingInt(PublishedPort::inner))
                .map(port -> URI.create("http://" + engine.endpoint(port)))
                .orElseThrow(() -> new Failed(name + " runs, but publishes no port: give its service ports:, or name the address with --url."));
    }

    private static ServiceContainer found(List<ServiceContainer> all, String name) throws Failed {
        List<Predicate<ServiceContainer>> ways = List.of(container -> container.service().equals(name), container -> container.name().equals(name),
                container -> container.networks().values().stream().anyMatch(names -> names.contains(name)),
                container -> container.service().endsWith("-" + name) || container.service().endsWith("_" + name));
        for (Predicate<ServiceContainer> way : ways) {
            List<ServiceContainer> fitting = all.stream().filter(way).toList();
            List<String> services = fitting.stream().map(container -> container.service() + " of project " + container.project()).distinct().toList();
            if (services.size() > 1) {
                throw new Failed(name + " could be " + String.join(" or ", services) + ": name the project with --project.");
            } else if (!services.isEmpty()) {
                return fitting.get(0);
            }
        }
        Stream<String> there = all.stream().map(ServiceContainer::service).distinct();
        throw new Failed("No container of a service " + name + "; there are: " + (all.isEmpty() ? "none" : there.collect(Collectors.joining(", "))) + ".");
    }
}
