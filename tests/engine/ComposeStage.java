//SOURCES ../../lib/engine/Engine.java
package engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** A Compose project on the real engine, made as Compose would mark it, and taken down on close. No image registry is needed. */
public final class ComposeStage implements AutoCloseable {
    private static final String IMAGE = "toolkit-test-busybox:1";
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    public final String project = "toolkit" + UUID.randomUUID().toString().substring(0, 8);
    private final DockerClient client;
    private final List<String> ids = new ArrayList<>();
    private String network = "";

    private ComposeStage(DockerClient client) {
        this.client = client;
    }

    /** Skips the test with the reason when no engine answers or there is no static busybox to make an image of. */
    public static ComposeStage open() throws IOException {
        try {
            Engine.connect().close();
        } catch (EngineUnreachable none) {
            Assumptions.abort("needs a Docker engine: " + none.getMessage().replace('\n', ' '));
        }
        Assumptions.assumeTrue(Files.isExecutable(BUSYBOX), "needs a static /bin/busybox (Debian: busybox-static)");
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        DockerClient client = DockerClientImpl.getInstance(config, new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost()).sslConfig(config.getSSLConfig()).build());
        buildImage(client);
        var stage = new ComposeStage(client);
        stage.network = client.createNetworkCmd().withName(stage.project + "_default")
                .withLabels(Map.of("com.docker.compose.project", stage.project)).exec().getId();
        return stage;
    }

    private static synchronized void buildImage(DockerClient client) throws IOException {
        try {
            client.inspectImageCmd(IMAGE).exec();
        } catch (NotFoundException notYet) {
            Path context = Files.createTempDirectory("busybox-image");
            Files.copy(BUSYBOX, context.resolve("busybox"), StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(context.resolve("Dockerfile"), """
                    FROM scratch
                    COPY busybox /bin/busybox
                    COPY busybox /bin/sh
                    """);
            client.buildImageCmd(context.toFile()).withTags(java.util.Set.of(IMAGE)).start().awaitImageId();
        }
    }

    /** A service whose container runs a shell script; it has no health check unless it is given one. */
    public Service service(String name, String script) {
        return new Service(name, script, "", List.of(), 0, Map.of(), "", List.of());
    }

    /** What is asked of one container. */
    public record Service(String name, String script, String health, List<String> aliases, int port,
            Map<String, String> labels, String containerName, List<String> folders) {
        public Service withHealth(String command) {
            return new Service(name, script, command, aliases, port, labels, containerName, folders);
        }

        public Service withAliases(String... names) {
            return new Service(name, script, health, List.of(names), port, labels, containerName, folders);
        }

        public Service withPort(int inner) {
            return new Service(name, script, health, aliases, inner, labels, containerName, folders);
        }

        public Service withLabels(Map<String, String> more) {
            return new Service(name, script, health, aliases, port, more, containerName, folders);
        }

        public Service named(String container) {
            return new Service(name, script, health, aliases, port, labels, container, folders);
        }

        /** Folders of this machine that the container sees in the same place, read-only. */
        public Service withFolders(List<String> paths) {
            return new Service(name, script, health, aliases, port, labels, containerName, paths);
        }
    }

    public String start(Service service) {
        String id = create(service);
        client.startContainerCmd(id).exec();
        return id;
    }

    public String create(Service service) {
        Map<String, String> labels = new java.util.HashMap<>(Map.of(
                "com.docker.compose.project", project,
                "com.docker.compose.service", service.name(),
                "com.docker.compose.container-number", "1",
                "com.docker.compose.oneoff", "False"));
        labels.putAll(service.labels());
        HostConfig host = HostConfig.newHostConfig().withNetworkMode(network);
        List<String> aliases = new ArrayList<>(service.aliases());
        aliases.add(service.name());
        CreateContainerCmd create = client.createContainerCmd(IMAGE)
                .withName(service.containerName().isEmpty() ? project + "-" + service.name() + "-1" : service.containerName())
                .withLabels(labels)
                .withCmd("/bin/busybox", "sh", "-c", service.script())
                .withAliases(aliases);
        if (!service.health().isEmpty()) {
            create.withHealthcheck(new HealthCheck()
                    .withTest(List.of("CMD", "/bin/busybox", "sh", "-c", service.health()))
                    .withInterval(100_000_000L).withTimeout(2_000_000_000L).withRetries(2));
        }
        if (service.port() > 0) {
            create.withExposedPorts(ExposedPort.tcp(service.port()));
            host.withPortBindings(PortBinding.parse("127.0.0.1::" + service.port()));
        }
        if (!service.folders().isEmpty()) {
            host.withBinds(service.folders().stream().map(path -> Bind.parse(path + ":" + path + ":ro")).toList());
        }
        String id = create.withHostConfig(host).exec().getId();
        ids.add(id);
        return id;
    }

    public void startAgain(String id) {
        client.startContainerCmd(id).exec();
    }

    public void run(String id, String... command) throws InterruptedException {
        String exec = client.execCreateCmd(id).withCmd(command).exec().getId();
        client.execStartCmd(exec).exec(new com.github.dockerjava.api.async.ResultCallback.Adapter<>()).awaitCompletion();
    }

    @Override
    public void close() throws IOException {
        ids.forEach(id -> client.removeContainerCmd(id).withForce(true).exec());
        if (!network.isEmpty()) {
            client.removeNetworkCmd(network).exec();
        }
        client.close();
    }
}
