import command.UnreachableException;
import command.UsageException;
import demo.DemoBackend;
import demo.DemoOptions;
import engine.Engine;
import engine.Startup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** @param service a running service that is a target too, the first one; it is waited for until it is healthy */
    List<Walk> all(Optional<String> service, Optional<String> project) throws IOException {
        try {
            List<String> urls = new ArrayList<>(target.urls());
            service.ifPresent(name -> urls.add(0, address(name, project)));
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

    private String address(String service, Optional<String> project) {
        try (Engine engine = Engine.connect()) {
            return Startup.url(engine, service, project, target.startup(),
                    container -> System.err.println("doctor: " + container.service() + ": " + container.condition())).toString();
        } catch (Startup.Failed | IOException problem) {
            throw new UnreachableException("--service " + service + ": " + problem.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted while waiting for " + service);
        }
    }
}
