import command.UnreachableException;
import engine.Engine;
import engine.EngineUnreachable;
import engine.Goal;
import engine.Health;
import engine.ServiceContainer;
import engine.State;
import engine.Wait;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import services.Live;

/** Shows the Docker engine to the check of services; connects once, and looks and waits once however often it is asked. */
final class EngineView implements Live {
    private static final int LOG_LINES = 3;

    private final Optional<Goal> goal;
    private final Duration timeout;
    private final Consumer<String> talk;
    private Optional<Engine> engine = Optional.empty();
    private Optional<List<Container>> seen = Optional.empty();
    private boolean waited;

    /**
     * Connects at once, so that a missing engine is said before any other work.
     *
     * @param talk where the progress of waiting goes
     */
    EngineView(Optional<Goal> goal, Duration timeout, Consumer<String> talk) {
        this.goal = goal;
        this.timeout = timeout;
        this.talk = talk;
        asked(Engine::toString);
    }

    @Override
    public List<Container> containers() {
        if (seen.isEmpty()) {
            seen = Optional.of(asked(Engine::containers).stream().map(this::container).toList());
        }
        return seen.get();
    }

    @Override
    public void await(String project, List<String> services) {
        if (goal.isEmpty() || waited) {
            return;
        }
        waited = true;
        Wait.Outcome outcome = asked(docker -> docker.await(project, services, goal.get(), timeout,
                container -> say(container.service() + ": " + container.condition())));
        outcome.absent().forEach(service -> say(service + ": no container after " + timeout.toSeconds() + " s"));
        outcome.laggards().forEach(late -> {
            say(late.container().service() + ": still " + late.container().condition());
            late.lastLines().forEach(line -> say("  " + line));
        });
        seen = Optional.empty();
    }

    private void say(String line) {
        talk.accept(line);
    }

    private interface Question<T> {
        T of(Engine engine) throws EngineUnreachable, InterruptedException;
    }

    private <T> T asked(Question<T> question) {
        try {
            if (engine.isEmpty()) {
                engine = Optional.of(Engine.connect());
            }
            return question.of(engine.get());
        } catch (EngineUnreachable unreachable) {
            throw new UnreachableException(unreachable.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted while waiting");
        }
    }

    private Container container(ServiceContainer container) {
        boolean running = container.state() == State.RUNNING;
        boolean ended = container.state() == State.EXITED && container.exitCode() == 0;
        Set<String> names = new HashSet<>();
        container.networks().values().forEach(names::addAll);
        Map<Integer, String> endpoints = new TreeMap<>();
        container.ports().stream().filter(port -> port.protocol().equals("tcp"))
                .forEach(port -> endpoints.putIfAbsent(port.inner(), engine.orElseThrow().endpoint(port)));
        return new Container(container.project(), container.service(), container.name(), running, ended,
                container.health().status() == Health.Status.UNHEALTHY, container.condition(), container.health().log(),
                running || ended ? List.of() : engine.orElseThrow().lastLines(container.id(), LOG_LINES), names, endpoints);
    }
}
