///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../lib/Deps.java
//SOURCES ../lib/command/StaticCommand.java
//SOURCES ../lib/services/Services.java
//SOURCES ../lib/engine/Engine.java
//SOURCES EngineView.java
//SOURCES LiveOptions.java
//DESCRIPTION Checks that every service name used somewhere means a service that exists
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1

import command.Settings;
import command.StaticCommand;
import command.UsageException;
import compose.TreePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import report.Analysis;
import services.MapFile;
import services.Services;
import services.Services.Way;

@Command(name = "map-services",
        header = "Checks that every service name used somewhere means a service that exists.",
        description = {"  ./jbang map-services", "      check here, show what --fix would change",
                "  ./jbang map-services --rename --fix", "      give services the names that are expected",
                "  ./jbang map-services --live --wait healthy", "      check the running containers too"})
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
    @Option(names = "--write-map", paramLabel = "FILE", description = "Mend nothing but write expected name to service into a file of ROOT, for code to read: .json, .yaml, .env or .properties.")
    private Optional<Path> map = Optional.empty();

    @Mixin
    private LiveOptions live;
    @Mixin
    private LiveOptions.Waiting wait;

    @Option(names = "--env", description = "Print NAME_URL=http://host:port lines, safe for eval, in the report's place. Means --live.")
    private boolean env;

    public static void main(String... args) {
        System.exit(new MapServices().run(System.out, System.err, args));
    }

    @Override
    protected List<Analysis> analyses(Settings settings) {
        if (Stream.of(alias, rename, map.isPresent()).filter(given -> given).count() > 1) {
            throw new UsageException("Only one of --alias, --rename and --write-map.");
        }
        List<String> names = Stream.concat(expected.stream(), settings.texts("services", "expect").stream().map(Settings.Text::value)).distinct().toList();
        Map<String, String> about = chosen.entrySet().stream().collect(Collectors.toMap(one -> inTree("--for", one.getKey()), one -> inTree("--for", one.getValue())));
        Way way = map.isPresent() ? Way.NONE : rename ? Way.RENAME : alias ? Way.ALIAS : Way.LEAST;
        Services services = new Services(way, files.stream().map(file -> inTree("-f", file)).toList(), names, about,
                live.areGiven() || wait.isGiven() || env ? Optional.of(wait.view(this::say)) : Optional.empty(), live.project());
        try {
            return List.of(map.isPresent() ? MapFile.of(services, root(), map.get()) : services);
        } catch (IllegalArgumentException unusable) {
            throw new UsageException("--write-map " + unusable.getMessage());
        }
    }

    @Override
    protected boolean isWhole() {
        return files.isEmpty();
    }

    @Override
    protected boolean isMending() {
        return map.isPresent();
    }

    @Override
    protected Optional<String> instead(List<Analysis.Pass> passes) {
        return env ? Optional.of(((Services.Mapped) passes.get(0)).environment()) : Optional.empty();
    }

    private static String inTree(String option, String file) {
        return TreePath.resolve("", file).orElseThrow(() -> new UsageException(option + " " + file + " leads out of ROOT."));
    }
}
