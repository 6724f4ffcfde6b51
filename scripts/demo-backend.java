///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../lib/Deps.java
//SOURCES ../lib/demo/DemoBackend.java
//SOURCES ../lib/report/ExitCode.java
//DESCRIPTION Serves a chat backend to try WebSocket clients on, with faults on demand

import demo.DemoBackend;
import demo.DemoOptions;
import demo.DemoOptions.Keystore;
import demo.DemoOptions.UnknownType;
import demo.DemoProtocol;
import demo.Fault;
import demo.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import report.ExitCode;

@Command(name = "demo-backend", mixinStandardHelpOptions = true, sortOptions = false,
        header = {"Serves a chat backend to try WebSocket clients on, until Ctrl-C; its URL is the only line on stdout.", "",
                "  ./jbang demo-backend",
                "  ./jbang demo-backend --port 8000 --protocol openai-realtime",
                "  ./jbang demo-backend --demo-fault missing-event:agent_thinking", ""})
class DemoBackendCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "N", defaultValue = "0", description = "TCP port; 0, the default, for any free one")
    int port;

    @Option(names = "--host", paramLabel = "H", defaultValue = "127.0.0.1", description = "address to listen on; default: ${DEFAULT-VALUE}, in a container 0.0.0.0")
    String host;

    @Option(names = "--protocol", paramLabel = "NAME", defaultValue = "agent", description = "agent, openai-realtime or ag-ui; default: ${DEFAULT-VALUE}")
    String protocol;

    @Option(names = "--demo-shape", paramLabel = "A|B|C|D", defaultValue = "A", description = "layout of the agent events; default: ${DEFAULT-VALUE}")
    Shape shape;

    @Option(names = "--demo-fault", paramLabel = "NAME", description = "something to do wrong, see below; may be repeated")
    List<String> faults = List.of();

    @Option(names = "--demo-delay", paramLabel = "MS", defaultValue = "0", description = "pause before every event; default: ${DEFAULT-VALUE}")
    long delayMillis;

    @Option(names = "--demo-rounds", paramLabel = "N", defaultValue = "1", description = "thoughts and tool calls of a run; default: ${DEFAULT-VALUE}")
    int rounds;

    @Option(names = "--demo-unknown", paramLabel = "ack|error", defaultValue = "ack", description = "answer to a message of unknown type; default: ${DEFAULT-VALUE}")
    UnknownType unknownType;

    @ArgGroup(exclusive = false, heading = "To serve https and wss, both of:%n")
    Tls tls;

    static class Tls {
        @Option(names = "--keystore", paramLabel = "FILE", required = true, description = "PKCS#12 file with certificate and key")
        Path keystore;

        @Option(names = "--keystore-password-env", paramLabel = "NAME", required = true, description = "environment variable with its password")
        String passwordVariable;
    }

    public static void main(String... args) {
        var line = new CommandLine(new DemoBackendCommand()).setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpWidth(110)
                .setParameterExceptionHandler((wrong, all) -> said(ExitCode.USAGE, wrong.getMessage() + System.lineSeparator() + "demo-backend --help lists the options."))
                .setExecutionExceptionHandler((problem, command, parsed) -> problem instanceof IllegalArgumentException || problem instanceof IOException
                        ? said(ExitCode.USAGE, problem.getMessage()) : said(ExitCode.INTERNAL, "Internal error: " + problem));
        line.getCommandSpec().usageMessage().footerHeading("%nFaults:%n").footer(Arrays.stream(Fault.Kind.values())
                .map(kind -> String.format("  %-25s %s", kind.usage(), kind.meaning())).toArray(String[]::new));
        System.exit(line.execute(args));
    }

    private static int said(int code, String message) {
        System.err.println(message);
        return code;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        try (DemoBackend backend = DemoBackend.start(options())) {
            Runtime.getRuntime().addShutdownHook(new Thread(backend::close));
            System.out.println(backend.url());
            System.err.println("Every e-mail address logs in at " + backend.url() + "/auth/login with any password but 'wrong'.");
            System.err.println("The token demo-NAME is good for the user NAME. Ctrl-C ends.");
            backend.await();
            return ExitCode.PASS;
        }
    }

    private DemoOptions options() {
        var options = DemoOptions.defaults().withHost(host).withPort(port).withProtocol(DemoProtocol.parse(protocol)).withShape(shape)
                .withFaults(faults.stream().map(Fault::parse).toList()).withDelay(Duration.ofMillis(delayMillis)).withRounds(rounds)
                .withUnknownType(unknownType);
        return tls == null ? options : options.withTls(new Keystore(tls.keystore, Optional.ofNullable(System.getenv(tls.passwordVariable))
                .orElseThrow(() -> new IllegalArgumentException("the environment variable " + tls.passwordVariable + " is not set"))));
    }
}
