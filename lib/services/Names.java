package services;

import compose.Project;
import compose.Service;
import compose.Value.Field;
import compose.Value.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a project offers.
 *
 * @param containers container name to service
 * @param hosts      every further name that its networks' DNS knows: hostnames and network aliases, to what they are and whose
 * @param kin        its services by the parts of their names
 */
record Names(Project project, Map<String, String> containers, Map<String, Host> hosts, Kin kin) {
    /** In larger projects the names that look alike are no help, and take long to find. */
    private static final int MAX_COMPARED = 500;
    private static final Set<String> ENVIRONMENTS = Set.of("dev", "development", "test", "testing", "tests", "e2e", "ci", "qa", "stage", "staging",
            "prod", "production", "local", "alpine", "demo");

    /** @param kind {@code hostname} or {@code network alias} */
    record Host(String kind, String service) {}

    static Names of(Project project) {
        Map<String, String> containers = new LinkedHashMap<>();
        Map<String, Host> hosts = new LinkedHashMap<>();
        for (Service service : project.services().values()) {
            service.containerName().map(Text::text).filter(name -> !name.isEmpty()).ifPresent(name -> containers.put(name, service.name()));
            service.hostname().map(Text::text).filter(name -> !name.isEmpty()).ifPresent(name -> hosts.put(name, new Host("hostname", service.name())));
            service.networkAliases().forEach(alias -> hosts.put(alias.text(), new Host("network alias", service.name())));
        }
        return new Names(project, containers, hosts, Kin.of(project.services().keySet(), affixes(project)));
    }

    /** Prefixes ({@code alpine-test-}) and suffixes ({@code -dev}) that the services' names have in common. */
    private static Set<String> affixes(Project project) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String name : project.services().keySet()) {
            String folded = folded(name);
            for (int i = folded.indexOf('-'); i >= 0; i = folded.indexOf('-', i + 1)) {
                counts.merge(folded.substring(0, i + 1), 1, Integer::sum);
                counts.merge(folded.substring(i), 1, Integer::sum);
            }
        }
        Set<String> affixes = new LinkedHashSet<>();
        counts.forEach((affix, count) -> {
            if (count > 1 || ENVIRONMENTS.contains(affix.replaceAll("^-|-$", "")) || project.name().filter(name -> affix.equals(folded(name) + "-")).isPresent()) {
                affixes.add(affix);
            }
        });
        return affixes;
    }

    /** Names that differ in this way only are written differently, not different. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Set<String> services() {
        return project.services().keySet();
    }

    /** Whether every name that the service can resolve is one that this project shows. */
    boolean isAmongItsOwn(Service service) {
        Map<String, Field> networks = project.model().fieldsAt("networks");
        boolean shared = service.networks().stream().map(networks::get).anyMatch(network -> network == null
                ? false : network.value().textAt("external").isPresent() || network.value().at("external").isPresent());
        boolean sharedDefault = networks.containsKey("default") && networks.get("default").value().at("external").isPresent();
        return !shared && !sharedDefault && service.value().at("network_mode").isEmpty();
    }

    /** The service that this name resolves to in the project's networks. */
    Optional<String> resolved(String name) {
        if (services().contains(name)) {
            return Optional.of(name);
        }
        return Optional.ofNullable(containers.get(name)).or(() -> Optional.ofNullable(hosts.get(name)).map(Host::service)).or(() -> numbered(name));
    }

    /** {@code project-service-1}, or with underscores as docker-compose 1 has it: what Compose names a container itself. */
    private Optional<String> numbered(String name) {
        String folded = folded(name);
        int number = folded.lastIndexOf('-');
        if (number < 0 || !folded.substring(number + 1).matches("[0-9]+")) {
            return Optional.empty();
        }
        return Kin.ends(folded.substring(0, number)).stream().flatMap(end -> kin.named(end).stream()).findFirst();
    }

    /** The services whose name is this one with an affix of the family, or without one. */
    List<String> akin(String name) {
        String folded = folded(name);
        List<String> same = kin.joined(folded).stream().filter(service -> !service.equals(name)).toList();
        if (same.size() == 1) {
            return same;
        }
        Set<String> akin = new HashSet<>(same);
        akin.addAll(kin.without(folded));
        if (folded.indexOf('-') < 0) {
            return ordered(akin);
        }
        Kin.ends(folded).stream().filter(end -> end.contains("-")).forEach(end -> akin.addAll(kin.named(end)));
        ENVIRONMENTS.forEach(word -> akin.addAll(kin.named(stripped(folded, word))));
        project.name().ifPresent(own -> akin.addAll(kin.named(folded.startsWith(folded(own) + "-") ? folded.substring(own.length() + 1) : "")));
        return ordered(akin);
    }

    private List<String> ordered(Set<String> some) {
        return some.size() < 2 ? List.copyOf(some) : services().stream().filter(some::contains).toList();
    }

    /** A name without a word before or after it; empty when it has none. */
    private static String stripped(String folded, String word) {
        return folded.startsWith(word + "-") ? folded.substring(word.length() + 1)
                : folded.endsWith("-" + word) ? folded.substring(0, folded.length() - word.length() - 1) : "";
    }

    /** The service whose name is this one and more words, or some of its words, before or after; empty when there are several. */
    Optional<String> onlyOneAround(String name) {
        String folded = folded(name);
        Set<String> around = new HashSet<>(kin.around(folded));
        Kin.ends(folded).forEach(end -> around.addAll(kin.named(end)));
        Kin.beginnings(folded).forEach(beginning -> around.addAll(kin.named(beginning)));
        return around.size() == 1 ? Optional.of(around.iterator().next()) : Optional.empty();
    }

    /** Services that could have been meant, most alike first. */
    List<String> nearest(String name) {
        if (services().size() > MAX_COMPARED) {
            return List.of();
        }
        String folded = folded(name);
        record Near(String service, int distance) {}
        return services().stream().map(service -> new Near(service, distance(folded, folded(service))))
                .filter(near -> near.distance <= Math.max(1, folded.length() / 3) || folded(near.service).contains(folded) && folded.length() > 2
                        || folded.contains(folded(near.service)) && near.service.length() > 2)
                .sorted(Comparator.comparingInt(Near::distance)).map(Near::service).toList();
    }

    /** How many letters have to be put, taken or changed. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1));
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
