package services;

import compose.ComposeFiles;
import compose.Service;
import compose.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import report.Fix;
import services.Expectation.Sureness;
import services.Expectation.Use;
import services.Judgement.Judged;
import services.Services.Way;
import tree.Edit;
import tree.Plan;
import yaml.Node;
import yaml.Node.Mapping;
import yaml.Scalars;
import yaml.Yaml;

/** How a name and its service are brought together. */
final class Mending {
    private final Way way;
    private final List<Judged> judged;
    private final ComposeFiles compose;
    private final Map<List<String>, Optional<Fix>> shared = new HashMap<>();
    /** By project and name, where names stand that an alias would serve. */
    private final Map<List<Object>, Set<List<Object>>> broken = new HashMap<>();

    Mending(Way way, List<Judged> judged, ComposeFiles compose) {
        this.way = way;
        this.judged = judged;
        this.compose = compose;
        judged.stream().filter(one -> isServedByAlias(one.expectation()) && !one.meeting().isMet()).forEach(one ->
                broken.computeIfAbsent(broken(one), key -> new LinkedHashSet<>()).add(List.of(one.expectation().file().path(), one.expectation().start())));
    }

    /** The fix for a name whose service is known; empty where the chosen way does not serve the name's use. */
    Optional<Fix> of(Judged one, String service) {
        return switch (way) {
            case ALIAS -> isServedByAlias(one.expectation()) ? alias(one, service) : Optional.empty();
            case RENAME -> isServedByRename(one) ? rename(one, service) : correct(one, service);
            case LEAST -> least(one, service);
            case NONE -> Optional.empty();
        };
    }

    /** Why the chosen way does not serve a name, as a sentence more; empty where it does. */
    String refusal(Expectation expectation) {
        return way == Way.ALIAS && !isServedByAlias(expectation) ? " An alias is no name for Compose: --rename, or neither, mends this." : "";
    }

    /** What else would mend it, for the title of a fix. */
    private String otherwise(Expectation expectation) {
        return way != Way.LEAST || expectation.use() == Use.MAPPED || expectation.use() == Use.CONTAINER ? ""
                : isServedByAlias(expectation) ? " (or --alias, --rename)" : " (or --rename)";
    }

    /** An alias where it mends several places at once or nothing else can, else a correction of the place itself. */
    private Optional<Fix> least(Judged one, String service) {
        Expectation expectation = one.expectation();
        int places = broken.getOrDefault(broken(one), Set.of()).size();
        boolean many = isServedByAlias(expectation) && (places > 1 || !expectation.isWritten());
        return many ? alias(one, service).or(() -> correct(one, service)) : correct(one, service).or(() -> isServedByAlias(expectation) ? alias(one, service) : Optional.empty());
    }

    private static List<Object> broken(Judged one) {
        return List.of(one.names().project().files(), one.expectation().name());
    }

    static boolean isServedByAlias(Expectation expectation) {
        return expectation.use() == Use.RESOLVE || expectation.use() == Use.GIVEN;
    }

    /** Whether the service can take the name: what a mapping gives is mended there, and what the engine is told is a container's name. */
    private static boolean isServedByRename(Judged one) {
        Use use = one.expectation().use();
        return use != Use.MAPPED && use != Use.CONTAINER && !(one.meeting() instanceof Meeting.Ambiguous);
    }

    private Optional<Fix> correct(Judged one, String service) {
        Expectation expectation = one.expectation();
        String name = expectation.use() == Use.CONTAINER
                ? one.names().project().services().get(service).containerName().map(text -> text.text()).orElse("") : service;
        return name.isEmpty() ? Optional.empty() : expectation.replacedBy(name).map(edit -> new Fix("Write " + name + " for " + expectation.name() + otherwise(expectation),
                Plan.of(edit), expectation.sure() != Sureness.POSSIBLE));
    }

    private Optional<Fix> alias(Judged one, String service) {
        String name = one.expectation().name();
        Service target = one.names().project().services().get(service);
        return shared.computeIfAbsent(List.of("alias", name, target.key().place().toString()), key -> {
            List<Edit> edits = Aliases.adding(name, target);
            return edits.isEmpty() ? Optional.empty() : Optional.of(new Fix("Give " + service + " the network alias " + name, new Plan(List.copyOf(edits))));
        });
    }

    /** Renames the service to what is expected, and with it everything that names it. */
    private Optional<Fix> rename(Judged one, String service) {
        List<String> key = List.of("rename", service, one.names().project().files().toString());
        return shared.computeIfAbsent(key, none -> {
            String name = one.expectation().name();
            boolean several = judged.stream().anyMatch(other -> other.names() == one.names() && !other.meeting().isMet()
                    && other.meeting().meant().equals(Optional.of(service)) && isServedByRename(other) && !other.expectation().name().equals(name));
            if (several) {
                return Optional.empty();
            }
            Set<Edit> edits = new LinkedHashSet<>();
            Set<String> files = filesWith(one.names());
            files.forEach(file -> compose.yaml(file).ifPresent(yaml -> edits.addAll(definitions(yaml, service, name, files))));
            judged.stream().filter(other -> other.meeting() instanceof Meeting.Exact exact && exact.service().equals(service)
                            && other.names().project().files().stream().anyMatch(files::contains))
                    .flatMap(other -> other.expectation().replacedBy(name).stream()).forEach(edits::add);
            judged.stream().filter(other -> other.expectation().use() == Use.MAPPED && !other.meeting().isMet()
                            && other.meeting().meant().equals(Optional.of(service)) && other.names() == one.names())
                    .flatMap(other -> other.expectation().replacedBy(name).stream()).forEach(edits::add);
            return Optional.of(new Fix("Rename the service " + service + " to " + name + ", and all that names it", new Plan(List.copyOf(edits))));
        });
    }

    /** The files of every project that shares one with this. */
    private Set<String> filesWith(Names names) {
        Set<String> files = new LinkedHashSet<>(names.project().files());
        compose.projects().stream().filter(project -> project.files().stream().anyMatch(names.project().files()::contains)).forEach(project -> files.addAll(project.files()));
        return files;
    }

    /** The service's key, and the {@code extends} that lead to it. */
    private static List<Edit> definitions(Yaml yaml, String service, String name, Set<String> files) {
        List<Edit> edits = new ArrayList<>();
        Function<Node, Edit> renamed = node -> new Edit(yaml.path(), node.span().start(), node.span().end(), Scalars.replacement(yaml, node.scalar().orElseThrow(), name));
        yaml.root().flatMap(root -> root.get("services")).flatMap(Node::mapping).map(Mapping::entries).orElse(List.of()).forEach(entry -> {
            if (entry.name().equals(Optional.of(service))) {
                edits.add(renamed.apply(entry.key()));
            }
            entry.value().get("extends").ifPresent(extended -> {
                Optional<Node> target = extended.scalar().isPresent() ? Optional.of(extended) : extended.get("service");
                boolean here = extended.get("file").flatMap(Node::scalar)
                        .map(file -> TreePath.resolve(TreePath.folder(yaml.path()), file.value()).filter(files::contains).isPresent()).orElse(true);
                target.filter(node -> here && node.scalar().filter(scalar -> scalar.value().equals(service)).isPresent()).map(renamed).ifPresent(edits::add);
            });
        });
        return edits;
    }
}
