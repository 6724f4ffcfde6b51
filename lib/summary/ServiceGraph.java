package summary;

import compose.Context;
import compose.Project;
import compose.Service;
import compose.Source;
import compose.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import report.Finding;
import report.Place;
import report.Severity;

/**
 * What findings do to the services of a project. A service with an error in its own section, or in code that only it is
 * built from, does not work; one that needs such a service does not either.
 *
 * @param troubles by service; those that have none are left out
 */
record ServiceGraph(Project project, Map<String, Trouble> troubles) {

    /**
     * @param findings what is wrong with the service itself; empty when it only needs another
     * @param needed   the service that it needs in vain
     */
    record Trouble(List<Finding> findings, Optional<String> needed) {}

    static ServiceGraph of(Project project, List<Finding> findings) {
        List<Finding> errors = findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
        Map<String, Trouble> troubles = new LinkedHashMap<>();
        for (Service service : project.services().values()) {
            List<Finding> own = own(project, service, errors);
            if (!own.isEmpty()) {
                troubles.put(service.name(), new Trouble(own, Optional.empty()));
            }
        }
        spread(project, troubles);
        return new ServiceGraph(project, troubles);
    }

    /** The findings that a service suffers from, its own or those of a service that it needs. */
    List<Finding> causes(String service) {
        Trouble trouble = troubles.get(service);
        return trouble == null ? List.of() : trouble.needed().map(this::causes).orElse(trouble.findings());
    }

    /** Why a service does not work, as a path to the service that is broken: {@code web needs api needs db}. */
    String path(String service) {
        return service + troubles.get(service).needed().map(needed -> " needs " + path(needed)).orElse("");
    }

    private static void spread(Project project, Map<String, Trouble> troubles) {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        project.services().values().forEach(service -> needs.put(service.name(), needs(project, service)));
        Deque<String> broken = new ArrayDeque<>(troubles.keySet());
        while (!broken.isEmpty()) {
            String culprit = broken.poll();
            needs.forEach((service, needed) -> {
                if (needed.contains(culprit) && !troubles.containsKey(service)) {
                    troubles.put(service, new Trouble(List.of(), Optional.of(culprit)));
                    broken.add(service);
                }
            });
        }
    }

    /** The services that start before it, and those that it is told the address of. */
    private static Set<String> needs(Project project, Service service) {
        Set<String> needs = new LinkedHashSet<>(service.dependencies());
        service.build().ifPresent(build -> service.references().forEach(reference -> needs.add(reference.service())));
        Set<String> others = new LinkedHashSet<>(project.services().keySet());
        others.remove(service.name());
        Stream.concat(service.environment().values().stream(), service.command().stream()).map(Value.Text::text).forEach(text ->
                others.stream().filter(other -> names(text, other)).forEach(needs::add));
        return needs;
    }

    /** Whether a value is the address of a service: {@code http://NAME…}, {@code user@NAME…}, {@code NAME:8080}. */
    private static boolean names(String value, String service) {
        return value.contains(service)
                && Pattern.compile("(?:(?://|@)" + Pattern.quote(service) + "(?![\\w.-])|(?:^|[\\s,])" + Pattern.quote(service) + ":\\d+(?!\\w))").matcher(value).find();
    }

    private static List<Finding> own(Project project, Service service, List<Finding> errors) {
        Set<Line> lines = new HashSet<>();
        collect(service.value(), lines);
        lines.add(line(service.key().place()));
        Optional<String> code = codeFolder(project, service);
        return errors.stream().filter(finding -> refuses(project, finding) || lines.contains(line(finding.place()))
                || finding.related().stream().anyMatch(related -> lines.contains(line(related.place())))
                || code.filter(folder -> finding.place().file().startsWith(folder + "/")).isPresent()).toList();
    }

    private record Line(String file, int number) {}

    private static Line line(Place place) {
        return new Line(place.file(), place.line());
    }

    private static void collect(Value value, Set<Line> lines) {
        lines.add(line(value.source().place()));
        lines.add(line(value.source().reached()));
        if (value instanceof Value.Fields fields) {
            fields.fields().values().forEach(field -> {
                Source key = field.key();
                lines.add(line(key.place()));
                collect(field.value(), lines);
            });
        } else if (value instanceof Value.Items items) {
            items.items().forEach(item -> collect(item, lines));
        }
    }

    /** Compose takes a whole project or nothing of it. */
    private static boolean refuses(Project project, Finding finding) {
        return finding.rule().name().startsWith("compose/")
                && (project.files().contains(finding.place().file()) || project.reads().contains(finding.place().file()));
    }

    /** The folder that this service is built from, when it is not the root and no other service is built from it or from within. */
    private static Optional<String> codeFolder(Project project, Service service) {
        return folder(service).filter(folder -> !folder.isEmpty() && project.services().values().stream()
                .filter(other -> other != service).flatMap(other -> folder(other).stream())
                .noneMatch(other -> other.equals(folder) || other.startsWith(folder + "/")));
    }

    private static Optional<String> folder(Service service) {
        return service.build().filter(build -> build.context() instanceof Context.Folder)
                .map(build -> ((Context.Folder) build.context()).path());
    }
}
