package summary;

import command.Settings;
import compose.ComposeFiles;
import compose.Project;
import compose.Service;
import compose.TreePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which services each step of the golden path rests on: what {@code golden-path:} in {@code toolkit.yaml} says, else what
 * the names of one Compose project's services tell beyond doubt. A step that neither tells of is unknown.
 *
 * @param project the project that is the product; empty when the tree has none, or several and none is named
 * @param by      the services of each step that is known
 * @param guessed the steps whose service only its name tells
 * @param notes   what a reader should know about the choice, a sentence each
 */
record StepServices(Optional<Project> project, Map<Step, List<String>> by, Set<Step> guessed, List<String> notes) {
    private static final String KEY = "golden-path";

    /** Words of service names that say what a service is for; in a list, the first word that exactly one service has decides. */
    private static final List<String> LOGIN = List.of("auth", "login", "identity", "sso", "keycloak", "authentication", "oauth", "oauth2");
    private static final List<String> CHAT = List.of("websocket", "websockets", "ws", "chat", "backend", "api", "server", "gateway");
    private static final List<String> AGENT = List.of("agent", "agents");
    /** A service beside the one that it is named after: its database, its proxy, its migrations. */
    private static final Set<String> BESIDE = Set.of("db", "database", "postgres", "redis", "cache", "migrate", "migration",
            "migrations", "proxy", "nginx", "init", "seed", "worker", "exporter", "ui", "docs", "mock", "admin", "cli");

    static StepServices of(Settings settings, ComposeFiles files) {
        List<String> notes = new ArrayList<>();
        Optional<Project> project = project(settings, files, notes);
        Map<Step, List<String>> by = new EnumMap<>(Step.class);
        Set<Step> guessed = EnumSet.noneOf(Step.class);
        for (Step step : Step.values()) {
            List<Settings.Text> named = settings.texts(KEY, step.label());
            if (!named.isEmpty()) {
                by.put(step, known(step, named, project, notes));
            } else {
                project.flatMap(found -> inferred(step, found)).ifPresent(name -> {
                    by.put(step, List.of(name));
                    guessed.add(step);
                });
            }
        }
        by.values().removeIf(List::isEmpty);
        return new StepServices(project, by, guessed, notes);
    }

    private static List<String> known(Step step, List<Settings.Text> named, Optional<Project> project, List<String> notes) {
        Set<String> services = project.map(found -> found.services().keySet()).orElse(Set.of());
        named.stream().filter(text -> !services.contains(text.value())).forEach(text -> notes.add(text.place() + ": " + KEY + "."
                + step.label() + " names '" + text.value() + "', which is no service of " + project.map(Project::mainFile).orElse("a Compose file here") + "."));
        return named.stream().map(Settings.Text::value).filter(services::contains).toList();
    }

    /** The named file's project, else the root's default, else the only one, else the one that most services are in. */
    private static Optional<Project> project(Settings settings, ComposeFiles files, List<String> notes) {
        List<Project> projects = files.projects().stream().filter(project -> !project.services().isEmpty()).toList();
        List<String> named = settings.texts(KEY, "compose").stream().map(Settings.Text::value)
                .flatMap(path -> TreePath.resolve("", path).stream()).toList();
        if (!named.isEmpty()) {
            List<String> missing = named.stream().filter(path -> !files.files().containsKey(path)).toList();
            missing.forEach(path -> notes.add("toolkit.yaml: " + KEY + ".compose names " + path + ", which is no Compose file of this tree."));
            return missing.isEmpty() ? Optional.of(files.project(named)) : Optional.empty();
        }
        Optional<List<String>> defaults = files.defaults("");
        Optional<Project> chosen = defaults.flatMap(main -> projects.stream().filter(project -> project.files().equals(main)).findFirst());
        if (chosen.isPresent() || projects.size() < 2) {
            return chosen.or(() -> projects.stream().findFirst());
        }
        Project largest = projects.stream().filter(project -> project.folder().isEmpty()).findFirst().isPresent()
                ? largest(projects.stream().filter(project -> project.folder().isEmpty()).toList()) : largest(projects);
        notes.add("The golden path was held against " + String.join(" + ", largest.files()) + ", the largest of "
                + projects.size() + " Compose projects; golden-path: {compose: FILE} in toolkit.yaml chooses another.");
        return Optional.of(largest);
    }

    private static Project largest(List<Project> projects) {
        return projects.stream().max((a, b) -> a.services().size() != b.services().size()
                ? Integer.compare(a.services().size(), b.services().size()) : b.mainFile().compareTo(a.mainFile())).orElseThrow();
    }

    private static Optional<String> inferred(Step step, Project project) {
        return switch (step) {
            case LOGIN -> only(project, LOGIN);
            case CONNECTION, MESSAGE, EVENTS, COMPLETION, VALUE -> only(project, CHAT);
            case EXECUTION -> only(project, AGENT).or(() -> only(project, CHAT));
        };
    }

    private static Optional<String> only(Project project, List<String> words) {
        for (String word : words) {
            List<Service> named = project.services().values().stream().filter(service -> parts(service.name()).contains(word)
                    && parts(service.name()).stream().noneMatch(BESIDE::contains)).toList();
            if (named.size() == 1) {
                return Optional.of(named.get(0).name());
            } else if (named.size() > 1) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Set<String> parts(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[-_.]")).collect(Collectors.toSet());
    }
}
