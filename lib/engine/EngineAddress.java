package engine;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where an engine may be, in the order of the docker client: {@code DOCKER_HOST}, else the current context, else the
 * default socket; after that the sockets of the usual desktop and rootless installations.
 *
 * @param origin what named it, for messages
 */
record EngineAddress(String origin, DefaultDockerClientConfig config) {

    static List<EngineAddress> candidates(Map<String, String> environment) {
        var client = DefaultDockerClientConfig.createDefaultConfigBuilder();
        String host = environment.getOrDefault("DOCKER_HOST", "");
        String context = environment.getOrDefault("DOCKER_CONTEXT", "");
        if (!host.isEmpty()) {
            return List.of(new EngineAddress("DOCKER_HOST", client.build()));
        }
        DefaultDockerClientConfig standard = client.build();
        if (!context.isEmpty()) {
            return List.of(new EngineAddress("DOCKER_CONTEXT", standard));
        }
        List<EngineAddress> addresses = new ArrayList<>();
        addresses.add(new EngineAddress("default socket or current context", standard));
        for (Path socket : usualSockets(environment)) {
            if (socket.toFile().exists()) {
                addresses.add(new EngineAddress("usual place", DefaultDockerClientConfig.createDefaultConfigBuilder()
                        .withDockerHost("unix://" + socket).build()));
            }
        }
        return addresses;
    }

    private static List<Path> usualSockets(Map<String, String> environment) {
        List<Path> sockets = new ArrayList<>();
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            sockets.add(Path.of(runtime, "docker.sock"));
            sockets.add(Path.of(runtime, "podman", "podman.sock"));
        }
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        sockets.add(home.resolve(".docker/run/docker.sock"));
        sockets.add(home.resolve(".colima/default/docker.sock"));
        sockets.add(home.resolve(".rd/docker.sock"));
        return sockets;
    }

    URI uri() {
        return config.getDockerHost();
    }

    /** The name under which the engine's published ports are reached from here. */
    String publishedHost() {
        String scheme = uri().getScheme();
        boolean local = scheme == null || scheme.equals("unix") || scheme.equals("npipe");
        return local || uri().getHost() == null ? "localhost" : uri().getHost();
    }

    /** The address without user info, which may hold a secret. */
    @Override
    public String toString() {
        String shown = uri().getRawUserInfo() == null ? uri().toString()
                : uri().toString().replace(uri().getRawUserInfo() + "@", "***@");
        return shown + " (" + origin + ")";
    }
}
