import command.UsageException;
import demo.DemoBackend;
import demo.DemoOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import services.Live;
import services.Live.Container;
import summary.Walk;
import ws.GoldenPath;
import ws.GoldenPathOptions;
import ws.GoldenPathOutput;

/**
 * The walks of the golden path that options ask for.
 *
 * @param demo whether the embedded backend is a target too, the last one
 */
record Walks(GoldenPathOptions target, boolean demo) {

    /** @param service the running service that is a target too, among the engine's containers */
    List<Walk> all(Optional<String> service, Optional<Live> engine) throws IOException {
        try {
            List<String> urls = new ArrayList<>(target.urls());
            service.ifPresent(name -> urls.add(0, address(name, engine.orElseThrow().containers())));
            List<Walk> walks = new ArrayList<>();
            for (String url : urls) {
                target.aimAt(url);
                walks.add(Walk.of(url, goldenPath().run()));
            }
            if (urls.isEmpty() && target.hasTarget(System.getenv())) {
                walks.add(Walk.of("", goldenPath().run()));
            }
            if (demo) {
                try (DemoBackend backend = DemoBackend.start(DemoOptions.defaults())) {
                    target.forgetCredentials();
                    target.aimAt(backend.url(), "agent-chat", "demo-password");
                    walks.add(new Walk("demo", goldenPath().run()));
                }
            }
            return walks;
        } catch (ws.UsageException problem) {
            throw new UsageException(problem.getMessage());
        }
    }

    private GoldenPath goldenPath() {
        return target.goldenPath(System.getenv(), new GoldenPathOutput().progress());
    }

    /** Where a service is reached from here: by its name, or by a name that resolves to it in its networks. */
    private static String address(String service, List<Container> containers) {
        List<Container> running = containers.stream().filter(Container::running)
                .filter(container -> container.service().equals(service) || container.names().contains(service)).toList();
        List<String> addresses = running.stream().flatMap(container -> container.endpoints().values().stream().limit(1)).distinct().toList();
        if (addresses.size() != 1) {
            throw new UsageException("--service " + service + ": " + (running.isEmpty() ? "no running container is this service"
                    : addresses.isEmpty() ? "it publishes no port" : "it is reached at several addresses: " + String.join(", ", addresses))
                    + "; running services: " + containers.stream().filter(Container::running).map(Container::service).distinct().collect(Collectors.joining(", ")) + ".");
        }
        return "http://" + addresses.get(0);
    }
}
