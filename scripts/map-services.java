///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../lib/Deps.java
//SOURCES ../lib/command/StaticCommand.java
//SOURCES ../lib/services/Services.java
//SOURCES ../lib/engine/Engine.java
//SOURCES EngineView.java
//DESCRIPTION Checks that every service name used somewhere means a service that exists
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1

import command.Settings;
import command.StaticCommand;
import command.UsageException;
import compose.TreePath;
import engine.Goal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import report.Analysis;
import services.Live;
import services.ServiceMap;
import services.Services;
import services.Services.Way;

@Command(name = "map-services",
        header = "Checks that every service name used somewhere means a service that exists.",
        description = {"  map-services                                check here, show what --fix would change",
                "  map-services --rename --fix                 give services the names that are expected",
                "  map-services --live --wait healthy          check the running containers too"})
class MapServices extends StaticCommand {
    @Option(names = {"-f", "--file"}, paramLabel = "COMPOSE", description = "Check these Compose files only, as one project in this order; relative to ROOT.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--expect", paramLabel = "NAME", split = ",", description = "Names that must exist, beside services.expect in toolkit.yaml.")
    private List<String> expected = new ArrayList<>();

    @Option(names = "--for", paramLabel = "FILE=COMPOSE", description = "The Compose file that a file's service names are about; may be repeated.")
    private Map<String, String> chosen = new LinkedHashMap<>();

    @Option(names = "--alias", description = "Mend by network aliases only; they serve hosts, not names to start.")
    private boolean alias;

    @Option(names = "--rename", description = "Mend by renaming services, and all that names them, to what is expected.")
    private boolean rename;

    @Option(names = "--write-map", paramLabel = "FILE", description = "Write expected name to service for code to read: .json, .yaml, .env or .properties.")
    private Optional<Path> map = Optional.empty();

    @Option(names = "--live", description = "Check the running containers too.")
    private boolean live;

    @Option(names = "--project", paramLabel = "NAME", description = "What the running project is called; found by the files unless given. Means --live.")
    private Optional<String> project = Optional.empty();

    @Option(names = "--wait", paramLabel = "STATE", description = "Wait until the services are running or healthy. Means --live.")
    private Optional<String> wait = Optional.empty();

    @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "120s", description = "How long to wait at most; ${DEFAULT-VALUE} unless given.")
    private String timeout;

    @Option(names = "--env", description = "Print NAME_URL=http://host:port lines, safe for eval, in the report's place. Means --live.")
    private boolean env;

    public static void main(String... args) {
        System.exit(new MapServices().run(System.out, System.err, args));
    }

    @Override
    protected List<Analysis> analyses(Settings settings) {
        if (alias && rename) {
            throw new UsageException("Either --alias or --rename.");
        }
        map.ifPresent(MapServices::ending);
        List<String> names = Stream.concat(expected.stream(), settings.texts("services", "expect").stream().map(Settings.Text::value)).distinct().toList();
        Map<String, String> about = new LinkedHashMap<>();
        chosen.forEach((file, compose) -> about.put(inTree("--for", file), inTree("--for", compose)));
        return List.of(new Services(rename ? Way.RENAME : alias ? Way.ALIAS : Way.LEAST,
                files.stream().map(file -> inTree("-f", file)).toList(), names, about, engine(), project));
    }

    @Override
    protected boolean isWhole() {
        return files.isEmpty();
    }

    @Override
    protected Optional<String> instead(List<Analysis.Pass> passes) {
        Services.Mapped pass = (Services.Mapped) passes.get(0);
        map.ifPresent(file -> writeFile("--write-map", file, pass.map().text(ending(file))));
        return env ? Optional.of(pass.environment()) : Optional.empty();
    }

    private Optional<Live> engine() {
        if (!live && wait.isEmpty() && !env && project.isEmpty()) {
            return Optional.empty();
        }
        Optional<Goal> goal = wait.map(state -> Stream.of(Goal.values()).filter(known -> known.name().equalsIgnoreCase(state)).findFirst()
                .orElseThrow(() -> new UsageException("--wait " + state + " is neither running nor healthy.")));
        return Optional.of(new EngineView(goal, EngineView.duration("--timeout", timeout), System.err));
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (!ServiceMap.ENDINGS.contains(ending)) {
            throw new UsageException("--write-map " + file + ": its ending is none of " + String.join(", ", ServiceMap.ENDINGS) + ".");
        }
        return ending;
    }

    private static String inTree(String option, String file) {
        return TreePath.resolve("", file).orElseThrow(() -> new UsageException(option + " " + file + " leads out of ROOT."));
    }
}
