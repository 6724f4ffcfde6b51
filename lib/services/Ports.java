package services;

import compose.Port;
import compose.Service;
import compose.Value;
import compose.Value.Fields;
import compose.Value.Items;
import compose.Value.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tree.TextFile;
import tree.Tree;

/** What a service listens on, as far as the tree tells. */
final class Ports {
    private Ports() {}

    /** Ports that images of these names listen on unless they are told otherwise, from their documentation. */
    private static final Map<String, Set<Integer>> USUAL = Map.ofEntries(
            Map.entry("postgres", Set.of(5432)), Map.entry("mysql", Set.of(3306, 33060)), Map.entry("mariadb", Set.of(3306)), Map.entry("redis", Set.of(6379, 16379, 26379)),
            Map.entry("valkey", Set.of(6379)), Map.entry("mongo", Set.of(27017, 27018, 27019)), Map.entry("rabbitmq", Set.of(5672, 15672, 5671, 15671, 4369, 25672, 15692, 1883, 61613)),
            Map.entry("memcached", Set.of(11211)), Map.entry("elasticsearch", Set.of(9200, 9300)), Map.entry("zookeeper", Set.of(2181, 2888, 3888, 8080)));

    /** @param message what is wrong with a port, empty when nothing is; {@code mixedUp} when it is the published one instead of the inner one */
    record Verdict(Optional<String> message, boolean mixedUp) {
        static final Verdict GOOD = new Verdict(Optional.empty(), false);
    }

    static Verdict of(Service service, int port, Tree tree) {
        List<Port> declared = Stream.concat(service.ports().stream(), service.exposed().stream()).toList();
        Set<Integer> usual = service.build().isPresent() ? Set.of() : service.image().map(Ports::usual).orElse(Set.of());
        boolean listens = declared.stream().anyMatch(known -> known.listensOn(port)) || usual.contains(port) || mentions(service.value(), port) || builds(service, port, tree);
        if (listens || declared.isEmpty() && usual.isEmpty()) {
            return Verdict.GOOD;
        }
        Set<String> inner = new LinkedHashSet<>(declared.stream().map(Port::target).toList());
        usual.stream().sorted().limit(1).forEach(number -> inner.add(Integer.toString(number)));
        Optional<Port> published = service.ports().stream().filter(known -> known.isPublishedAs(port)).findFirst();
        return published.map(known -> new Verdict(Optional.of("Port " + port + " of " + service.name() + " is the published one; between containers it is "
                + known.target() + "."), true)).orElseGet(() -> new Verdict(Optional.of("Nothing is known to listen on port " + port + " of " + service.name()
                + ", which has " + inner.stream().collect(Collectors.joining(", ")) + "."), false));
    }

    private static Set<Integer> usual(Text image) {
        String name = image.text().replaceFirst("@.*$", "").replaceFirst(":[^/]*$", "");
        return USUAL.getOrDefault(name.substring(name.lastIndexOf('/') + 1), Set.of());
    }

    /** Whether the number stands in what the service is told, apart from its ports: {@code PORT: 8081}, {@code --port 8081}. */
    private static boolean mentions(Fields service, int port) {
        Pattern number = Pattern.compile("(?<![0-9])" + port + "(?![0-9])");
        return Stream.of("environment", "command", "entrypoint", "healthcheck", "labels", "configs", "build").flatMap(key -> service.get(key).stream())
                .anyMatch(value -> mentions(value, number)) || service.get("env_file").isPresent() || service.get("network_mode").isPresent();
    }

    private static boolean mentions(Value value, Pattern number) {
        if (value instanceof Text text) {
            return number.matcher(text.text()).find() || !text.isKnown();
        } else if (value instanceof Items list) {
            return list.items().stream().anyMatch(item -> mentions(item, number));
        }
        return value instanceof Fields fields && fields.fields().values().stream().anyMatch(field -> mentions(field.value(), number));
    }

    private static boolean builds(Service service, int port, Tree tree) {
        return service.build().isPresent() && service.build().get().dockerfilePath().filter(tree::isFile).flatMap(tree::read).map(TextFile::text)
                .map(text -> Pattern.compile("(?<![0-9])" + port + "(?![0-9])").matcher(text).find()).orElse(true);
    }
}
