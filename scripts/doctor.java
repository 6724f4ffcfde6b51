///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../lib/Deps.java
//SOURCES ../lib/command/StaticCommand.java
//SOURCES ../lib/python/ConfigCheck.java
//SOURCES ../lib/dockerfile/Dockerfiles.java
//SOURCES ../lib/ws/GoldenPath.java
//SOURCES ../lib/demo/DemoBackend.java
//SOURCES ../lib/summary/ExecutionSummary.java
//DESCRIPTION Checks everything in one pass and says which step of the golden path waits for what
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1

import command.Checked;
import command.Conclusion;
import command.Settings;
import command.StaticCommand;
import command.UsageException;
import compose.SharedFiles;
import demo.DemoBackend;
import demo.DemoOptions;
import dockerfile.Dockerfiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import python.ConfigCheck;
import python.ConfigOptions;
import report.Analysis;
import report.Format;
import summary.ExecutionSummary;
import summary.Pages;
import summary.Tool;
import summary.Walk;
import ws.GoldenPath;
import ws.GoldenPathOptions;
import ws.GoldenPathOutput;

@Command(name = "doctor",
        header = "Checks everything in one pass and says which step of the golden path waits for what.",
        description = {"  doctor                                       what is broken here, and what to do first",
                "  doctor --demo --output summary.html --open   with a walk of the golden path, in the browser",
                "  doctor --fix --format markdown               mend what can be mended, tell it for an issue"})
class Doctor extends StaticCommand {
    @Mixin
    private GoldenPathOptions target;

    @Option(names = "--demo", description = "Walk the golden path at an embedded backend too.")
    private boolean demo;

    @Option(names = "--open", description = "Show the summary in the browser.")
    private boolean open;

    private final SharedFiles files = new SharedFiles();

    public static void main(String... args) {
        System.exit(new Doctor().run(System.out, System.err, args));
    }

    @Override
    protected List<Analysis> analyses(Settings settings) {
        return List.of(Dockerfiles.DEFAULT.sharing(files), new ConfigCheck(ConfigOptions.standard()));
    }

    @Override
    protected Conclusion conclude(Checked checked) throws Exception {
        ExecutionSummary summary = ExecutionSummary.of(checked, files.apply(checked.report().tree()), tools(), Map.of(), walks(), List.of());
        if (open) {
            Pages.open(summary.render(Format.HTML, false));
        }
        return summary;
    }

    private static List<Tool> tools() {
        Map<String, String> ways = new LinkedHashMap<>();
        ways.put("--to references", "Move the files to where they are expected");
        ways.put("--to files", "Rewrite what names the files");
        return List.of(new Tool("move-dockerfiles", Dockerfiles.DEFAULT.rules(), ways),
                new Tool("check-config", new ConfigCheck(ConfigOptions.standard()).rules(), Map.of()));
    }

    private List<Walk> walks() throws Exception {
        try {
            List<Walk> walks = new ArrayList<>();
            for (String url : target.urls()) {
                target.aimAt(url);
                walks.add(Walk.of(url, goldenPath().run()));
            }
            if (walks.isEmpty() && target.hasTarget(System.getenv())) {
                walks.add(Walk.of("", goldenPath().run()));
            }
            if (demo) {
                try (DemoBackend backend = DemoBackend.start(DemoOptions.defaults())) {
                    target.forgetCredentials();
                    target.aimAt(backend.url(), "agent-chat", "demo-password");
                    walks.add(new Walk("demo", goldenPath().run()));
                }
            }
            return walks;
        } catch (ws.UsageException problem) {
            throw new UsageException(problem.getMessage());
        }
    }

    private GoldenPath goldenPath() {
        return target.goldenPath(System.getenv(), new GoldenPathOutput().progress());
    }
}
