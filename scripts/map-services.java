///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../lib/Deps.java
//SOURCES ../lib/command/StaticCommand.java
//SOURCES ../lib/services/Services.java
//DESCRIPTION Checks that every service name used somewhere means a service that exists
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1

import command.Settings;
import command.StaticCommand;
import command.UsageException;
import compose.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import report.Analysis;
import services.Services;
import services.Services.Way;

@Command(name = "map-services",
        header = "Checks that every service name used somewhere means a service that exists.",
        description = {"  map-services                          check here, show what --fix would change",
                "  map-services --rename --fix           give services the names that are expected",
                "  map-services --expect backend,auth    check that these names exist"})
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

    public static void main(String... args) {
        System.exit(new MapServices().run(System.out, System.err, args));
    }

    @Override
    protected List<Analysis> analyses(Settings settings) {
        if (alias && rename) {
            throw new UsageException("Either --alias or --rename.");
        }
        List<String> names = Stream.concat(expected.stream(), settings.texts("services", "expect").stream().map(Settings.Text::value)).distinct().toList();
        Map<String, String> about = new LinkedHashMap<>();
        chosen.forEach((file, compose) -> about.put(inTree("--for", file), inTree("--for", compose)));
        return List.of(new Services(rename ? Way.RENAME : alias ? Way.ALIAS : Way.LEAST, files.stream().map(file -> inTree("-f", file)).toList(), names, about));
    }

    @Override
    protected boolean isWhole() {
        return files.isEmpty();
    }

    private static String inTree(String option, String file) {
        return TreePath.resolve("", file).orElseThrow(() -> new UsageException(option + " " + file + " leads out of ROOT."));
    }
}
