package services;

import compose.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tree.Edit;
import yaml.Node;
import yaml.Node.Entry;
import yaml.Node.Mapping;
import yaml.Node.Scalar;
import yaml.Node.Sequence;
import yaml.Yaml;

/** Writes a network alias into a service, in whichever of its forms {@code networks} is there. */
final class Aliases {
    private final Yaml file;
    private final String name;
    private final String lineEnd;

    private Aliases(Yaml file, String name) {
        this.file = file;
        this.name = name;
        this.lineEnd = file.text().contains("\r\n") ? "\r\n" : "\n";
    }

    /** The edits that let the service resolve by this name in each of its networks; empty where it has none of its own, or they are not written here in block style. */
    static List<Edit> adding(String name, Service service) {
        Yaml file = service.key().file();
        Optional<Mapping> section = file.root().flatMap(root -> root.get("services")).flatMap(services -> services.get(service.name()))
                .filter(Mapping.class::isInstance).map(Mapping.class::cast);
        if (section.isEmpty() || section.get().flow() || section.get().entries().isEmpty() || service.value().get("network_mode").isPresent()) {
            return List.of();
        }
        return new Aliases(file, name).into(section.get(), service);
    }

    private List<Edit> into(Mapping section, Service service) {
        Optional<Entry> networks = section.entries().stream().filter(entry -> entry.name().equals(Optional.of("networks"))).findFirst();
        String indent = indent(section);
        if (networks.isEmpty()) {
            int at = section.entries().get(0).key().span().start();
            return !service.networks().isEmpty() ? List.of()
                    : List.of(new Edit(file.path(), at, at, "networks:" + below(indent, "default") + lineEnd + indent));
        }
        Entry entry = networks.get();
        if (entry.value() instanceof Sequence list && list.items().stream().allMatch(Scalar.class::isInstance) && !list.items().isEmpty()) {
            return fromList(entry, list, indent);
        }
        return entry.value() instanceof Mapping mapping && !mapping.flow() ? intoMapping(mapping) : List.of();
    }

    private List<Edit> fromList(Entry entry, Sequence list, String indent) {
        int from = entry.key().span().end();
        int end = list.flow() ? list.span().end() : list.items().get(list.items().size() - 1).span().end();
        if (file.text().substring(from, end).contains("#")) {
            return List.of();
        }
        StringBuilder text = new StringBuilder(":");
        list.items().forEach(item -> text.append(below(indent, item.scalar().orElseThrow().value())));
        return List.of(new Edit(file.path(), from, end, text.toString()));
    }

    private List<Edit> intoMapping(Mapping networks) {
        List<Edit> edits = new ArrayList<>();
        String indent = indent(networks);
        for (Entry network : networks.entries()) {
            if (network.value() instanceof Scalar nothing && nothing.value().isEmpty()) {
                int at = file.text().indexOf(':', network.key().span().end()) + 1;
                edits.add(new Edit(file.path(), at, at, lineEnd + indent + "  aliases:" + lineEnd + indent + "    - " + name));
            } else if (network.value() instanceof Mapping settings && !settings.flow() && !settings.entries().isEmpty()) {
                edits.add(intoSettings(settings));
            } else {
                return List.of();
            }
        }
        return edits;
    }

    private Edit intoSettings(Mapping settings) {
        Optional<Node> aliases = settings.get("aliases");
        if (aliases.isPresent() && aliases.get() instanceof Sequence list && !list.items().isEmpty()) {
            int at = list.items().get(0).span().start();
            String between = list.flow() ? ", " : lineEnd + " ".repeat(list.items().get(0).span().column() - 3) + "- ";
            return new Edit(file.path(), at, at, name + between);
        }
        int at = settings.entries().get(0).key().span().start();
        String indent = indent(settings);
        return new Edit(file.path(), at, at, "aliases:" + lineEnd + indent + "  - " + name + lineEnd + indent);
    }

    private String below(String indent, String network) {
        return lineEnd + indent + "  " + network + ":" + lineEnd + indent + "    aliases:" + lineEnd + indent + "      - " + name;
    }

    private static String indent(Mapping mapping) {
        return " ".repeat(mapping.entries().get(0).key().span().column() - 1);
    }
}
