///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../lib/Deps.java
//SOURCES ../lib/demo/DemoBackend.java
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
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(name = "demo-backend", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Serves a chat backend to try WebSocket clients on, until Ctrl-C. Its URL is the only line on stdout.")
class DemoBackendCommand implements Callable<Integer> {

    private static final int USAGE = 2;
    private static final int INTERNAL_ERROR = 70;

    @Option(names = "--port", paramLabel = "N", defaultValue = "0", description = "TCP port; 0, the default, for any free one")
    int port;

    @Option(names = "--host", paramLabel = "H", defaultValue = "127.0.0.1",
            description = "address to listen on; default: ${DEFAULT-VALUE}, in a container 0.0.0.0")
    String host;

    @Option(names = "--protocol", paramLabel = "NAME", defaultValue = "agent",
            description = "agent, openai-realtime or ag-ui; default: ${DEFAULT-VALUE}")
    DemoProtocol protocol;

    @Option(names = "--demo-shape", paramLabel = "A|B|C|D", defaultValue = "A",
            description = "layout of the agent events; default: ${DEFAULT-VALUE}")
    Shape shape;

    @Option(names = "--demo-fault", paramLabel = "NAME", description = "something to do wrong, see below; may be repeated")
    List<Fault> faults = List.of();

    @Option(names = "--demo-delay", paramLabel = "MS", defaultValue = "0",
            description = "pause before every event; default: ${DEFAULT-VALUE}")
    long delayMillis;

    @Option(names = "--demo-rounds", paramLabel = "N", defaultValue = "1",
            description = "thoughts and tool calls of a run; default: ${DEFAULT-VALUE}")
    int rounds;

    @Option(names = "--demo-unknown", paramLabel = "ack|error", defaultValue = "ack",
            description = "answer to a message of unknown type; default: ${DEFAULT-VALUE}")
    UnknownType unknownType;

    @ArgGroup(exclusive = false, heading = "To serve https and wss, both of:%n")
    Tls tls;

    static class Tls {
        @Option(names = "--keystore", paramLabel = "FILE", required = true, description = "PKCS#12 file with certificate and key")
        Path keystore;

        @Option(names = "--keystore-password-env", paramLabel = "NAME", required = true,
                description = "environment variable with its password")
        String passwordVariable;
    }

    @Spec
    CommandSpec spec;

    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    private static CommandLine commandLine() {
        var line = new CommandLine(new DemoBackendCommand()).setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(110)
                .registerConverter(DemoProtocol.class, text -> checked(DemoProtocol::parse, text))
                .registerConverter(Fault.class, text -> checked(Fault::parse, text))
                .setParameterExceptionHandler((wrong, args) -> {
                    System.err.println(wrong.getMessage() + System.lineSeparator() + "demo-backend --help lists the options.");
                    return USAGE;
                })
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    System.err.println("internal error: " + problem);
                    return INTERNAL_ERROR;
                });
        line.getCommandSpec().usageMessage().footerHeading("%nFaults:%n").footer(Arrays.stream(Fault.Kind.values())
                .map(kind -> String.format("  %-25s %s", kind.usage(), kind.meaning())).toArray(String[]::new));
        return line;
    }

    private static <T> T checked(Function<String, T> parse, String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        try (DemoBackend backend = DemoBackend.start(options())) {
            Runtime.getRuntime().addShutdownHook(new Thread(backend::close));
            System.out.println(backend.url());
            System.err.println("Every e-mail address logs in at " + backend.url() + "/auth/login with any password but 'wrong'.");
            System.err.println("The token demo-NAME is good for the user NAME. Ctrl-C ends.");
            backend.await();
            return 0;
        } catch (IllegalArgumentException | IOException impossible) {
            throw new ParameterException(spec.commandLine(), impossible.getMessage());
        }
    }

    private DemoOptions options() {
        var options = DemoOptions.defaults().withHost(host).withPort(port).withProtocol(protocol).withShape(shape)
                .withFaults(faults).withDelay(Duration.ofMillis(delayMillis)).withRounds(rounds).withUnknownType(unknownType);
        return tls == null ? options : options.withTls(new Keystore(tls.keystore, password(tls.passwordVariable)));
    }

    private static String password(String variable) {
        return Optional.ofNullable(System.getenv(variable)).orElseThrow(
                () -> new IllegalArgumentException("the environment variable " + variable + " is not set"));
    }
}
