//SOURCES ../Deps.java
//SOURCES EngineAddress.java
//SOURCES EngineUnreachable.java
//SOURCES Goal.java
//SOURCES Health.java
//SOURCES Inspection.java
//SOURCES Ping.java
//SOURCES PublishedPort.java
//SOURCES ServiceContainer.java
//SOURCES Startup.java
//SOURCES State.java
//SOURCES Wait.java
//DEPS com.github.docker-java:docker-java-core:3.7.1
//DEPS com.github.docker-java:docker-java-transport-zerodep:3.7.1
package engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A Docker engine that answers. It is asked on unversioned paths, so that the engine's own version of its API is
 * spoken: a pinned one is refused as too new by Docker 20.10 or as too old by today's.
 */
public final class Engine implements Closeable {
    /** How long an engine may be silent at the first ping. */
    private static final Duration PING = Duration.ofMillis(800);
    /** How long a ping by the client may take, longer since a busy machine is slow to load it. */
    private static final Duration CLIENT_PING = Duration.ofSeconds(5);
    /** How long an engine may take for any other answer; only the stream of events has no such limit. */
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int LOG_LINE = 400;

    private final DockerClient client;
    private final EngineAddress address;

    private Engine(DockerClient client, EngineAddress address) {
        this.client = client;
        this.address = address;
    }

    /**
     * Finds the engine as the docker client does: {@code DOCKER_HOST} with {@code DOCKER_TLS_VERIFY} and
     * {@code DOCKER_CERT_PATH}, the current context, the default socket, then the usual desktop sockets.
     *
     * @throws EngineUnreachable naming each place and what came of it; after less than a second of waiting for each
     */
    public static Engine connect() throws EngineUnreachable {
        return connect(System.getenv());
    }

    static Engine connect(Map<String, String> environment) throws EngineUnreachable {
        List<String> tried = new ArrayList<>();
        List<EngineAddress> candidates;
        try {
            candidates = EngineAddress.candidates(environment);
        } catch (RuntimeException badSettings) {
            throw new EngineUnreachable(List.of("DOCKER_HOST or the docker context: " + reason(badSettings)));
        }
        for (EngineAddress address : candidates) {
            try {
                ping(address);
                return new Engine(client(address, ANSWER), address);
            } catch (RuntimeException problem) {
                tried.add(address + ": " + reason(problem));
            }
        }
        throw new EngineUnreachable(tried);
    }

    private static void ping(EngineAddress address) {
        if (address.isPlain()) {
            within(PING, () -> {
                Ping.at(address);
                return null;
            });
        }
        if (!address.isPlain() || address.tls()) {
            within(CLIENT_PING, () -> {
                try (DockerClient client = client(address, PING)) {
                    return client.pingCmd().exec();
                }
            });
        }
    }

    /** The transport's own limits are for single reads; a server that sends a byte now and then never meets them. */
    private static <T> T within(Duration limit, Callable<T> question) {
        FutureTask<T> answer = new FutureTask<>(question);
        Thread asking = new Thread(answer, "docker");
        asking.setDaemon(true);
        asking.start();
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new DockerClientException("no whole answer in " + (limit.toMillis() < 2000 ? limit.toMillis() + " ms" : limit.toSeconds() + " s"));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException problem ? problem : new DockerClientException(failed.getCause().getMessage(), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DockerClientException("interrupted", interrupted);
        }
    }

    /** Containers of every Compose project, running or not, sorted by project, service and number; one-off ones are left out. */
    public List<ServiceContainer> containers() throws EngineUnreachable {
        return containers(List.of("com.docker.compose.project"));
    }

    /** Containers of one Compose project. */
    public List<ServiceContainer> containers(String project) throws EngineUnreachable {
        return containers(List.of("com.docker.compose.project=" + project));
    }

    private List<ServiceContainer> containers(List<String> labels) throws EngineUnreachable {
        try {
            List<ServiceContainer> found = within(ANSWER, () -> listed(labels));
            found.sort(Comparator.comparing(ServiceContainer::project)
                    .thenComparing(ServiceContainer::service).thenComparing(ServiceContainer::number));
            return found;
        } catch (RuntimeException problem) {
            throw lost(problem);
        }
    }

    private List<ServiceContainer> listed(List<String> labels) {
        List<ServiceContainer> found = new ArrayList<>();
        for (var listed : client.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec()) {
            if (!"True".equals(listed.getLabels().get("com.docker.compose.oneoff"))) {
                inspect(listed.getId()).ifPresent(found::add);
            }
        }
        return found;
    }

    /** A container as it is now; empty when it is gone or Compose did not make it. */
    Optional<ServiceContainer> inspect(String id) {
        try {
            return Inspection.read(client.inspectContainerCmd(id).exec());
        } catch (NotFoundException gone) {
            return Optional.empty();
        }
    }

    /** The last lines that a container wrote, oldest first, each cut at 400 characters; empty when it is gone. */
    public List<String> lastLines(String id, int count) {
        StringBuilder output = new StringBuilder();
        var collect = new ResultCallback.Adapter<Frame>() {
            @Override
            public void onNext(Frame frame) {
                synchronized (output) {
                    output.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                }
            }
        };
        try (collect) {
            client.logContainerCmd(id).withStdOut(true).withStdErr(true).withTail(count).exec(collect);
            collect.awaitCompletion(2, TimeUnit.SECONDS);
        } catch (DockerException | IOException unreadable) {
            return List.of();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Deque<String> lines = new ArrayDeque<>();
        synchronized (output) {
            output.toString().lines().forEach(line -> {
                lines.add(line.length() <= LOG_LINE ? line : line.substring(0, LOG_LINE) + "…");
                if (lines.size() > count) {
                    lines.removeFirst();
                }
            });
        }
        return List.copyOf(lines);
    }

    /**
     * Waits until the services of a project reach a goal, following the engine's events.
     *
     * @param services  those that count, each of which must have a container; empty: all that the project has
     * @param onChange  told of each container when its condition changes
     * @throws EngineUnreachable when the engine goes away meanwhile
     */
    public Wait.Outcome await(String project, List<String> services, Goal goal, Duration timeout,
            Consumer<ServiceContainer> onChange) throws EngineUnreachable, InterruptedException {
        try (DockerClient events = client(address, Duration.ZERO)) {
            return new Wait(this, events, project, services, goal, onChange).until(timeout);
        } catch (EngineUnreachable lost) {
            throw lost;
        } catch (IOException unclosed) {
            throw new EngineUnreachable("the Docker engine's stream of events did not close", unclosed);
        }
    }

    /** Where a published port is reached from this machine, as {@code host:port}. */
    public String endpoint(PublishedPort port) {
        String host = port.everywhere() ? address.publishedHost() : port.address();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port.host();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    @Override
    public String toString() {
        return address.toString();
    }

    static EngineUnreachable lost(RuntimeException problem) {
        return new EngineUnreachable("the Docker engine stopped answering: " + reason(problem), problem);
    }

    private static DockerClient client(EngineAddress address, Duration responseTimeout) {
        DefaultDockerClientConfig config = address.config().get();
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(address.uri())
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(PING);
        return DockerClientImpl.getInstance(config,
                (responseTimeout.isZero() ? http : http.responseTimeout(responseTimeout)).build());
    }

    /** The innermost message, since the transport wraps what the socket said several times. */
    private static String reason(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String what = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message.strip().lines().findFirst().orElseThrow();
        return what.contains("Unsupported protocol scheme") && what.contains("ssh")
                ? "an ssh address is not supported; forward the socket (ssh -L) and set DOCKER_HOST to it" : what;
    }

    /** Compose's marks on what it makes. */
    static Optional<String> label(Map<String, String> labels, String name) {
        return labels == null ? Optional.empty() : Optional.ofNullable(labels.get("com.docker.compose." + name));
    }
}
