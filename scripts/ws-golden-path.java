///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../lib/Deps.java
//SOURCES ../lib/ws/GoldenPath.java
//SOURCES ../lib/demo/DemoBackend.java
//SOURCES ../lib/engine/Engine.java
//DESCRIPTION Walks the golden path of an AI chat product over WebSocket: login, connection, message, events, answer
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmn12m

import demo.DemoBackend;
import demo.DemoOptions;
import demo.DemoProtocol;
import demo.Fault;
import demo.Shape;
import engine.Engine;
import engine.EngineUnreachable;
import engine.Startup;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import report.ExitCode;
import ws.GoldenPath;
import ws.GoldenPathOptions;
import ws.GoldenPathOutput;
import ws.GoldenPathResult;
import ws.UsageException;

@Command(name = "ws-golden-path", sortOptions = false, usageHelpAutoWidth = true,
        header = {"Checks that users of an AI chat product get from login to answer over WebSocket.", "",
                "  ws-golden-path --demo",
                "  ws-golden-path --url https://staging.example.com --token-env TOKEN",
                "  ws-golden-path --profile strict --users 50 --format json --output result.json", ""},
        footer = {"", "Exit code: 0 pass, 1 fail, 2 wrong usage, 3 no Docker engine, 70 internal error, 130 Ctrl-C."})
class WsGoldenPath implements Callable<Integer> {

    @Mixin
    GoldenPathOptions options;

    @Mixin
    GoldenPathOutput output;

    @Option(names = "--demo", description = "Use an embedded backend in place of a target.")
    boolean demo;

    @Option(names = "--demo-protocol", paramLabel = "NAME", defaultValue = "agent", description = "What it speaks: agent, openai-realtime or ag-ui.")
    DemoProtocol protocol;

    @Option(names = "--demo-shape", paramLabel = "A|B|C|D", defaultValue = "A", description = "The layout of its agent events.")
    Shape shape;

    @Option(names = "--demo-fault", paramLabel = "NAME", description = "What it does wrong, such as missing-event:agent_thinking; may be repeated.")
    List<Fault> faults = List.of();

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
        if (service.isPresent()) {
            if (demo || options.hasUrl()) {
                throw new UsageException("--service excludes --demo and --url.");
            }
            try (Engine engine = Engine.connect()) {
                PrintWriter err = spec.commandLine().getErr();
                options.aimAt(Startup.url(engine, service.get(), project, options.startup(),
                        container -> err.println(container.service() + ": " + container.condition())));
            }
            return walk();
        }
        if (!demo) {
            return walk();
        }
        if (options.hasUrl()) {
            throw new UsageException("--demo and --url exclude each other.");
        }
        var settings = DemoOptions.defaults().withProtocol(protocol).withShape(shape).withFaults(faults);
        try (DemoBackend backend = DemoBackend.start(settings)) {
            options.aimAt(backend.url(), protocol == DemoProtocol.AGENT ? "agent-chat" : protocol.toString(), "demo-password");
            return walk();
        }
    }

    private int walk() throws Exception {
        GoldenPath path = options.goldenPath(System.getenv(), output.progress());
        GoldenPathResult result = output.report(path, spec.commandLine().getOut());
        return result.interrupted() ? ExitCode.INTERRUPTED : result.passed() ? ExitCode.PASS : ExitCode.FINDINGS;
    }

    private static int failed(Exception problem, CommandLine command, boolean verbose) {
        PrintWriter err = command.getErr();
        if (problem instanceof EngineUnreachable || problem instanceof Startup.Failed) {
            err.println(problem.getMessage());
            return problem instanceof EngineUnreachable ? ExitCode.UNREACHABLE : ExitCode.FINDINGS;
        }
        boolean usage = problem instanceof UsageException;
        err.println(usage ? problem.getMessage() : "Internal error: " + problem + (verbose ? "" : " (--verbose shows where)"));
        if (!usage && verbose) {
            problem.printStackTrace(err);
        }
        return usage ? ExitCode.USAGE : ExitCode.INTERNAL;
    }

    public static void main(String... args) {
        var command = new WsGoldenPath();
        System.exit(new CommandLine(command)
                .registerConverter(Fault.class, Fault::parse)
                .registerConverter(DemoProtocol.class, DemoProtocol::parse)
                .setExecutionExceptionHandler((problem, line, result) -> failed(problem, line, command.output.verbose()))
                .execute(args));
    }
}
