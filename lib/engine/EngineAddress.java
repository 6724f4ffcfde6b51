package engine;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where an engine may be, in the order of the docker client: {@code DOCKER_HOST}, else the current context, else the
 * default socket; after that the sockets of the usual desktop and rootless installations.
 *
 * @param origin what named it, for messages
 * @param tls    whether it is spoken to through TLS
 * @param config for the client; asked for only where an engine answers
 */
record EngineAddress(String origin, URI uri, boolean tls, Supplier<DefaultDockerClientConfig> config) {
    private static final URI SOCKET = URI.create("unix:///var/run/docker.sock");
    /** Those that a socket of this machine's own reaches. */
    private static final Set<String> PLAIN = Set.of("unix", "tcp");
    private static final Set<String> SCHEMES = Set.of("unix", "tcp", "npipe", "ssh", "http", "https");

    /** @throws RuntimeException when the settings make no address */
    static List<EngineAddress> candidates(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        String context = environment.getOrDefault("DOCKER_CONTEXT", "");
        if (!host.isEmpty()) {
            boolean tls = environment.getOrDefault("DOCKER_TLS_VERIFY", "").matches("1|true");
            return List.of(at("DOCKER_HOST", withPort(address(host.strip()), tls), tls));
        }
        if (!context.isEmpty()) {
            return List.of(configured("DOCKER_CONTEXT"));
        }
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        boolean contexts = Files.exists(Path.of(environment.getOrDefault("DOCKER_CONFIG", home.resolve(".docker").toString()), "config.json"));
        List<EngineAddress> addresses = new ArrayList<>();
        addresses.add(contexts || System.getProperty("os.name").startsWith("Windows") ? configured("default socket or current context")
                : at("default socket", SOCKET, false));
        for (Path socket : usualSockets(environment, home)) {
            if (Files.exists(socket)) {
                addresses.add(at("usual place", URI.create("unix://" + socket), false));
            }
        }
        return addresses;
    }

    private static EngineAddress at(String origin, URI uri, boolean tls) {
        return new EngineAddress(origin, uri, tls, () -> DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(uri.toString()).build());
    }

    /** What the client itself makes of its settings and contexts. */
    private static EngineAddress configured(String origin) {
        DefaultDockerClientConfig standard = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        return new EngineAddress(origin, standard.getDockerHost(), standard.getSSLConfig() != null, () -> standard);
    }

    private static URI address(String host) {
        try {
            URI uri = new URI(host);
            if (uri.getScheme() != null && SCHEMES.contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException noAddress) {
            // Said below, without the value: it may hold a password.
        }
        throw new IllegalArgumentException("it is no address such as unix:///var/run/docker.sock or tcp://host:2375");
    }

    /** The docker client's own ports, where none is given. */
    private static URI withPort(URI host, boolean tls) {
        return host.getHost() == null || host.getPort() >= 0 || !PLAIN.contains(host.getScheme()) ? host
                : URI.create(host.getScheme() + "://" + host.getRawAuthority().replaceFirst(":$", "") + ":" + (tls ? 2376 : 2375));
    }

    private static List<Path> usualSockets(Map<String, String> environment, Path home) {
        List<Path> sockets = new ArrayList<>();
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            sockets.add(Path.of(runtime, "docker.sock"));
            sockets.add(Path.of(runtime, "podman", "podman.sock"));
        }
        sockets.add(home.resolve(".docker/run/docker.sock"));
        sockets.add(home.resolve(".colima/default/docker.sock"));
        sockets.add(home.resolve(".rd/docker.sock"));
        return sockets;
    }

    /** Whether a socket tells if something is there. */
    boolean isPlain() {
        return PLAIN.contains(uri.getScheme());
    }

    /** The name under which the engine's published ports are reached from here. */
    String publishedHost() {
        boolean local = uri.getScheme().equals("unix") || uri.getScheme().equals("npipe");
        return local || uri.getHost() == null ? "localhost" : uri.getHost();
    }

    /** The address without user info, which may hold a secret. */
    @Override
    public String toString() {
        String shown = uri.getRawUserInfo() == null ? uri.toString() : uri.toString().replace(uri.getRawUserInfo() + "@", "***@");
        return shown + " (" + origin + ")";
    }
}
