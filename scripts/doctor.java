///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../lib/Deps.java
//SOURCES ../lib/command/StaticCommand.java
//SOURCES ../lib/python/ConfigCheck.java
//SOURCES ../lib/variables/VariableCheck.java
//SOURCES ../lib/dockerfile/Dockerfiles.java
//SOURCES ../lib/services/Services.java
//SOURCES ../lib/engine/Engine.java
//SOURCES ../lib/ws/GoldenPath.java
//SOURCES ../lib/demo/DemoBackend.java
//SOURCES ../lib/summary/ExecutionSummary.java
//SOURCES EngineView.java
//SOURCES LiveOptions.java
//SOURCES Tools.java
//SOURCES Walks.java
//DESCRIPTION Checks everything in one pass and tells what blocks the golden path
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1

import command.Checked;
import command.Conclusion;
import command.Settings;
import command.StaticCommand;
import command.UnreachableException;
import compose.SharedFiles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import report.Analysis;
import report.Format;
import services.Live;
import summary.ExecutionSummary;
import summary.Pages;
import ws.GoldenPathOptions;

@Command(name = "doctor",
        header = "Checks everything in one pass and tells what blocks the golden path.",
        description = {"  ./jbang doctor", "      what is broken here, and what to do first",
                "  ./jbang doctor --demo --output summary.html --open", "      with a walk of the golden path, in the browser",
                "  ./jbang doctor --fix --format markdown", "      mend what can be mended, and tell it for an issue"})
class Doctor extends StaticCommand {
    /** The variable by which the launcher says how it was called, so that commands in the summary can be pasted. */
    private static final String LAUNCHER = "TOOLKIT_LAUNCHER";

    @Mixin
    private GoldenPathOptions target;

    @Option(names = "--demo", description = "Walk the golden path at an embedded backend too.")
    private boolean demo;

    @Option(names = "--service", paramLabel = "NAME", description = "Walk the golden path at this running service. Means --live.")
    private Optional<String> service = Optional.empty();

    @Mixin
    private LiveOptions live;

    @Option(names = "--open", description = "Show the summary in the browser.")
    private boolean open;

    private Optional<Live> engine = Optional.empty();
    private Optional<String> unreached = Optional.empty();
    private final SharedFiles files = new SharedFiles();

    public static void main(String... args) {
        System.exit(new Doctor().run(System.out, System.err, args));
    }

    @Override
    protected List<Analysis> analyses(Settings settings) {
        connect();
        return Tools.analyses(settings, files, engine, live.project());
    }

    /** Without an engine the rest of the work goes on, unless a service of it is the target. */
    private void connect() {
        try {
            boolean wanted = live.areGiven() || service.isPresent();
            engine = wanted ? Optional.of(new EngineView(Optional.empty(), Duration.ZERO, this::say)) : Optional.empty();
        } catch (UnreachableException problem) {
            unreached = Optional.of("Running containers were not checked: " + problem.getMessage());
            if (service.isPresent()) {
                throw problem;
            }
        }
    }

    @Override
    protected Conclusion conclude(Checked checked) throws Exception {
        ExecutionSummary summary = ExecutionSummary.of(checked, files.apply(checked.report().tree()), Tools.all(),
                new Walks(target, demo).all(service, live.project()), System.getenv().getOrDefault(LAUNCHER, "./jbang"));
        ExecutionSummary all = unreached.map(summary::without).orElse(summary);
        if (open) {
            Pages.open(all.render(Format.HTML, false));
        }
        return all;
    }
}
