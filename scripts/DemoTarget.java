import demo.DemoBackend;
import demo.DemoOptions;
import demo.DemoProtocol;
import demo.Fault;
import demo.Shape;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import ws.UsageException;

/** The options of an embedded backend that stands in for a target, as a picocli mixin. */
final class DemoTarget {

    @Option(names = "--demo", description = "Use an embedded backend in place of a target.")
    boolean wanted;

    @Option(names = "--demo-protocol", paramLabel = "NAME", defaultValue = "agent", converter = ProtocolConverter.class,
            description = "What it speaks: agent, openai-realtime or ag-ui.")
    DemoProtocol protocol;

    @Option(names = "--demo-shape", paramLabel = "A|B|C|D", defaultValue = "A", description = "The layout of its agent events.")
    Shape shape;

    @Option(names = "--demo-fault", paramLabel = "NAME", converter = FaultConverter.class,
            description = "What it does wrong, such as missing-event:agent_thinking; may be repeated.")
    List<Fault> faults = List.of();

    @Spec(Spec.Target.MIXEE)
    CommandSpec command;

    static final class ProtocolConverter implements ITypeConverter<DemoProtocol> {
        @Override
        public DemoProtocol convert(String value) {
            try {
                return DemoProtocol.parse(value);
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException(unknown.getMessage());
            }
        }
    }

    static final class FaultConverter implements ITypeConverter<Fault> {
        @Override
        public Fault convert(String value) {
            try {
                return Fault.parse(value);
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException(unknown.getMessage());
            }
        }
    }

    /** @throws UsageException when options say what the backend does, but nothing that there is to be one */
    void check() {
        ParseResult given = command.commandLine().getParseResult();
        if (!wanted && Stream.of("--demo-protocol", "--demo-shape", "--demo-fault").anyMatch(given::hasMatchedOption)) {
            throw new UsageException("--demo-protocol, --demo-shape and --demo-fault say what the embedded backend does: add --demo.");
        }
    }

    /**
     * Starts the backend.
     *
     * @throws UsageException when it cannot be such a one
     * @throws IOException when it cannot listen
     */
    DemoBackend start() throws IOException {
        return DemoBackend.start(options());
    }

    private DemoOptions options() {
        try {
            return DemoOptions.defaults().withProtocol(protocol).withShape(shape).withFaults(faults);
        } catch (IllegalArgumentException impossible) {
            throw new UsageException("--demo-fault " + impossible.getMessage() + ".");
        }
    }

    /** The scenario that the backend speaks. */
    String scenario() {
        return protocol == DemoProtocol.AGENT ? "agent-chat" : protocol.toString();
    }
}
