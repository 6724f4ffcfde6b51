package services;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import report.Finding;
import report.Place;
import report.Table;
import services.Live.Container;

/**
 * Holds a project against its containers.
 *
 * @param name what the containers' labels call the project
 */
record LiveCheck(String name, Names names, List<Container> containers) {
    /** What speaks on these ports when nothing else is known. */
    private static final Map<Integer, String> SCHEMES = Map.of(5432, "postgresql", 3306, "mysql", 6379, "redis", 5672, "amqp", 27017, "mongodb",
            443, "https", 8443, "https", 9092, "kafka", 4222, "nats");

    /** Chooses the project: the one that is asked for, else the first one that has containers, the root's own before others. */
    static Optional<LiveCheck> of(Live live, List<Names> projects, Optional<String> asked, Path root) {
        if (projects.isEmpty()) {
            return Optional.empty();
        }
        List<Names> ordered = projects.stream().sorted(Comparator.comparing((Names names) -> !names.project().folder().isEmpty())).toList();
        List<Container> before = live.containers();
        Names chosen = ordered.stream().filter(names -> asked.map(project -> project.equals(name(names, root)))
                .orElseGet(() -> before.stream().anyMatch(container -> container.project().equals(name(names, root))))).findFirst().orElse(ordered.get(0));
        String name = asked.orElseGet(() -> name(chosen, root));
        live.await(name, wanted(chosen));
        return Optional.of(new LiveCheck(name, chosen, live.containers().stream().filter(container -> container.project().equals(name)).toList()));
    }

    private static String name(Names names, Path root) {
        return names.project().name().orElseGet(() -> Optional.ofNullable(root.getFileName()).map(Path::toString).orElse("")
                .toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceFirst("^[_-]+", ""));
    }

    /** Services that start without a profile. */
    private static List<String> wanted(Names names) {
        return names.project().services().values().stream().filter(service -> service.profiles().isEmpty()).map(service -> service.name()).toList();
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (String service : wanted(names)) {
            List<Container> own = containers.stream().filter(container -> container.service().equals(service)).toList();
            Place place = names.project().services().get(service).key().place();
            if (own.stream().noneMatch(container -> container.running() || container.ended())) {
                findings.add(Finding.of(Rules.NOT_RUNNING, place, service, service + " of project " + name + " does not run: "
                        + own.stream().findFirst().map(LiveCheck::state).orElse("it has no container.")));
            }
            own.stream().filter(Container::unhealthy).findFirst().ifPresent(sick -> findings.add(Finding.of(Rules.UNHEALTHY, place, service,
                    service + " of project " + name + " is " + sick.condition() + (sick.healthLog().isEmpty() ? "." : "; its last probe says: " + oneLine(sick.healthLog())))));
        }
        containers.stream().filter(container -> !names.services().contains(container.service())).forEach(container -> findings.add(Finding.of(
                Rules.STALE_CONTAINER, new Place(names.project().mainFile(), 1, 1), container.name(),
                "The container " + container.name() + " (" + container.condition() + ") belongs to a service " + container.service() + " that no file of project " + name + " defines.")
                .withAvailable(names.akin(container.service()))));
        return findings;
    }

    private static String state(Container container) {
        return container.name() + " is " + container.condition() + (container.lastLines().isEmpty() ? "." : "; its last lines: " + oneLine(String.join(" | ", container.lastLines())));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " | ");
    }

    Table table() {
        return new Table("live: project " + name + " (" + containers.size() + (containers.size() == 1 ? " container)" : " containers)"),
                List.of("service", "container", "condition", "reached at"), containers.stream().map(container -> List.of(container.service(), container.name(),
                        container.condition(), String.join(", ", new TreeMap<>(container.endpoints()).values()))).toList());
    }

    /** {@code BACKEND_URL=http://localhost:8002} for each name that is expected, and each service, whose container has a published port. */
    String environment(ServiceMap map) {
        Map<String, String> lines = new TreeMap<>();
        containers.stream().filter(Container::running).forEach(container -> endpoint(container).ifPresent(url -> {
            lines.put(ServiceMap.variable(container.service()), url);
            map.services().forEach((expected, service) -> {
                if (service.equals(container.service())) {
                    lines.putIfAbsent(ServiceMap.variable(expected), url);
                }
            });
            map.unresolved().stream().filter(container.names()::contains).forEach(expected -> lines.putIfAbsent(ServiceMap.variable(expected), url));
        }));
        StringBuilder text = new StringBuilder();
        lines.forEach((name, url) -> text.append(name).append("_URL=").append(url).append('\n'));
        return text.toString();
    }

    private static Optional<String> endpoint(Container container) {
        return new TreeMap<>(container.endpoints()).entrySet().stream().findFirst()
                .map(entry -> SCHEMES.getOrDefault(entry.getKey(), "http") + "://" + entry.getValue())
                .filter(url -> url.matches("[a-z]+://[\\w.\\[\\]:-]+"));
    }
}
