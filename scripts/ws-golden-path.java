///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../lib/Deps.java
//SOURCES ../lib/ws/GoldenPath.java
//SOURCES ../lib/demo/DemoBackend.java
//SOURCES ../lib/engine/Engine.java
//SOURCES DemoTarget.java
//DESCRIPTION Walks the golden path of an AI chat product over WebSocket: login, connection, message, events, answer
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmn12m -XX:MaxTenuringThreshold=0

import demo.DemoBackend;
import engine.Engine;
import engine.EngineUnreachable;
import engine.Startup;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import report.ExitCode;
import ws.GoldenPathOptions;
import ws.GoldenPathOutput;
import ws.UsageException;

@Command(name = "ws-golden-path", sortOptions = false, usageHelpAutoWidth = true,
        header = {"Checks that users of an AI chat product get from login to answer over WebSocket.", "",
                "  ./jbang ws-golden-path --demo",
                "  ./jbang ws-golden-path --url https://staging.example.com --token-env TOKEN",
                "  ./jbang ws-golden-path --demo --profile strict --users 50 --output result.html", ""},
        footer = {"", "Exit code: 0 pass, 1 fail, 2 wrong usage, 3 no Docker engine, 70 internal error, 130 Ctrl-C."})
class WsGoldenPath implements Callable<Integer> {

    @Mixin
    GoldenPathOptions options;

    @Mixin
    GoldenPathOutput output;

    @Mixin
    DemoTarget demo;

    @Option(names = "--service", paramLabel = "NAME", description = "A running service of a Compose project in place of --url; it is waited for until it is healthy.")
    Optional<String> service;

    @Option(names = "--project", paramLabel = "NAME", description = "The Compose project of --service, when several have one.")
    Optional<String> project;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this and exit.")
    boolean help;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        demo.check();
        if (demo.wanted && options.hasUrl() || service.isPresent() && (demo.wanted || options.hasUrl())) {
            throw new UsageException("--url, --demo and --service exclude each other.");
        }
        if (service.isPresent()) {
            try (Engine engine = Engine.connect()) {
                options.aimAt(Startup.url(engine, service.get(), project, options.startup(),
                        container -> spec.commandLine().getErr().println(container.service() + ": " + container.condition())));
            }
        }
        if (demo.wanted) {
            try (DemoBackend backend = demo.start()) {
                options.aimAt(backend.url(), demo.scenario(), "demo-password");
                return walk();
            }
        }
        return walk();
    }

    private int walk() throws Exception {
        return output.report(options.goldenPath(System.getenv(), output.progress()), spec.commandLine().getOut()).exitCode();
    }

    private int failed(Exception problem) {
        PrintWriter err = spec.commandLine().getErr();
        if (problem instanceof EngineUnreachable || problem instanceof Startup.Failed) {
            err.println(problem.getMessage());
            return problem instanceof EngineUnreachable ? ExitCode.UNREACHABLE : ExitCode.FINDINGS;
        }
        return output.failed(problem, err);
    }

    public static void main(String... args) {
        var command = new WsGoldenPath();
        System.exit(new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((problem, line) -> command.output.failed(problem, problem.getCommandLine().getErr()))
                .setExecutionExceptionHandler((problem, line, result) -> command.failed(problem))
                .execute(args));
    }
}
