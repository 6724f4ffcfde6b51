package engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows a project's containers by the engine's events until each has reached a goal, one has failed or time is up. */
public final class Wait {
    private static final int LOG_LINES = 5;
    /** Everything that can change a state or a health; {@code exec_*} events of health checks would flood the stream. */
    private static final String[] ACTIONS = {"create", "start", "restart", "die", "stop", "kill", "oom", "pause",
            "unpause", "destroy", "health_status"};

    private final Engine engine;
    private final DockerClient client;
    private final String project;
    private final List<String> services;
    private final Goal goal;
    private final Consumer<ServiceContainer> onChange;
    private final Map<String, ServiceContainer> containers = new LinkedHashMap<>();

    Wait(Engine engine, DockerClient client, String project, List<String> services, Goal goal,
            Consumer<ServiceContainer> onChange) {
        this.engine = engine;
        this.client = client;
        this.project = project;
        this.services = services;
        this.goal = goal;
        this.onChange = onChange;
    }

    /**
     * How a wait ended.
     *
     * @param reached    whether every service has reached the goal
     * @param containers all that count, as they were last seen
     * @param laggards   those that have not reached it, with their last words
     * @param absent     services that have no container at all
     */
    public record Outcome(boolean reached, List<ServiceContainer> containers, List<Laggard> laggards, List<String> absent) {}

    /** A container that did not get there, and the last lines that it wrote. */
    public record Laggard(ServiceContainer container, List<String> lastLines) {}

    Outcome until(Duration timeout) throws EngineUnreachable, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        BlockingQueue<Optional<String>> changed = new LinkedBlockingQueue<>();
        var events = new ResultCallback.Adapter<Event>() {
            @Override
            public void onNext(Event event) {
                changed.add(Optional.ofNullable(event.getId()));
            }

            @Override
            public void onError(Throwable problem) {
                changed.add(Optional.empty());
                super.onError(problem);
            }

            @Override
            public void onComplete() {
                changed.add(Optional.empty());
                super.onComplete();
            }
        };
        try (events) {
            client.eventsCmd().withEventTypeFilter("container").withEventFilter(ACTIONS)
                    .withLabelFilter("com.docker.compose.project=" + project).exec(events);
            events.awaitStarted();
            // Only now: what happens after this look arrives as an event, so nothing falls between the two.
            engine.containers(project).forEach(this::see);
            while (!settled()) {
                Optional<String> id = changed.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (id == null) {
                    break;
                }
                refresh(id.orElseThrow(() -> new EngineUnreachable("the Docker engine closed its stream of events", null)));
            }
        } catch (EngineUnreachable lost) {
            throw lost;
        } catch (RuntimeException | IOException problem) {
            throw Engine.lost(new IllegalStateException(problem));
        }
        return outcome();
    }

    private void refresh(String id) {
        Optional<ServiceContainer> now = engine.inspect(id);
        if (now.isEmpty()) {
            containers.remove(id);
        }
        now.ifPresent(this::see);
    }

    private void see(ServiceContainer now) {
        if (!services.isEmpty() && !services.contains(now.service())) {
            return;
        }
        ServiceContainer before = containers.put(now.id(), now);
        if (before == null || !before.condition().equals(now.condition())) {
            onChange.accept(now);
        }
    }

    private boolean settled() {
        boolean failed = containers.values().stream().anyMatch(each -> goal.progress(each) == Goal.Progress.FAILED);
        return failed || absent().isEmpty() && !containers.isEmpty() && late().isEmpty();
    }

    private List<ServiceContainer> late() {
        return containers.values().stream().filter(each -> goal.progress(each) != Goal.Progress.REACHED).toList();
    }

    private List<String> absent() {
        var missing = new TreeSet<>(services);
        containers.values().forEach(each -> missing.remove(each.service()));
        return List.copyOf(missing);
    }

    private Outcome outcome() {
        List<Laggard> laggards = new ArrayList<>();
        for (ServiceContainer container : late()) {
            laggards.add(new Laggard(container, engine.lastLines(container.id(), LOG_LINES)));
        }
        boolean reached = laggards.isEmpty() && absent().isEmpty() && !containers.isEmpty();
        return new Outcome(reached, List.copyOf(containers.values()), laggards, absent());
    }
}
