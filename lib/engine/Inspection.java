package engine;

import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.NetworkSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Turns the engine's answer on one container into a {@link ServiceContainer}; every field of the answer may be absent. */
final class Inspection {
    private Inspection() {}

    static Optional<ServiceContainer> read(InspectContainerResponse answer) {
        Map<String, String> labels = answer.getConfig() == null ? null : answer.getConfig().getLabels();
        Optional<String> project = Engine.label(labels, "project");
        Optional<String> service = Engine.label(labels, "service");
        if (project.isEmpty() || service.isEmpty()) {
            return Optional.empty();
        }
        var state = answer.getState();
        Long exitCode = state.getExitCodeLong();
        return Optional.of(new ServiceContainer(
                answer.getId(),
                answer.getName().replaceFirst("^/", ""),
                project.get(),
                service.get(),
                Engine.label(labels, "container-number").map(Inspection::number).orElse(1),
                State.of(state.getStatus()),
                exitCode == null ? 0 : exitCode.intValue(),
                restarts(answer.getHostConfig()),
                health(state.getHealth()),
                ports(answer.getNetworkSettings()),
                networks(answer.getNetworkSettings()),
                Engine.label(labels, "project.working_dir").orElse(""),
                Engine.label(labels, "project.config_files").map(files -> List.of(files.split(","))).orElse(List.of())));
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 1;
    }

    private static boolean restarts(HostConfig config) {
        return config != null && config.getRestartPolicy() != null
                && !List.of("", "no").contains(Objects.requireNonNullElse(config.getRestartPolicy().getName(), ""));
    }

    private static Health health(HealthState health) {
        if (health == null) {
            return Health.NONE;
        }
        var log = health.getLog();
        String last = log == null || log.isEmpty() ? "" : Objects.requireNonNullElse(log.get(log.size() - 1).getOutput(), "");
        return new Health(Health.Status.of(health.getStatus()), last.strip());
    }

    private static List<PublishedPort> ports(NetworkSettings settings) {
        List<PublishedPort> ports = new ArrayList<>();
        if (settings == null || settings.getPorts() == null) {
            return ports;
        }
        settings.getPorts().getBindings().forEach((inner, bindings) -> {
            for (var binding : bindings == null ? new com.github.dockerjava.api.model.Ports.Binding[0] : bindings) {
                if (binding.getHostPortSpec() != null && binding.getHostPortSpec().matches("\\d{1,5}")) {
                    ports.add(new PublishedPort(Objects.requireNonNullElse(binding.getHostIp(), ""),
                            Integer.parseInt(binding.getHostPortSpec()), inner.getPort(), inner.getProtocol().toString()));
                }
            }
        });
        ports.sort(java.util.Comparator.comparing(PublishedPort::inner).thenComparing(PublishedPort::address));
        return ports;
    }

    private static Map<String, List<String>> networks(NetworkSettings settings) {
        Map<String, List<String>> networks = new LinkedHashMap<>();
        if (settings != null && settings.getNetworks() != null) {
            settings.getNetworks().forEach((name, network) -> networks.put(name, aliases(network)));
        }
        return networks;
    }

    /** The engine adds the container's short id to the aliases; nobody calls it by that. */
    private static List<String> aliases(ContainerNetwork network) {
        return network.getAliases() == null ? List.of()
                : network.getAliases().stream().filter(alias -> !alias.matches("[0-9a-f]{12}")).distinct().toList();
    }
}
