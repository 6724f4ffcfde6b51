package demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one embedded backend is to be.
 *
 * @param host address to bind; the loopback address unless somebody asks for more
 * @param port TCP port, 0 for any free one
 * @param protocol the messages it speaks
 * @param shape the layout of its agent events; only {@link DemoProtocol#AGENT} has more than one
 * @param faults what it does wrong, applied in this order
 * @param delay pause before every event of a run
 * @param rounds how often a run thinks and uses a tool, at least 1
 * @param unknownType its answer to a message of unknown type
 * @param heartbeat silence of a client after which the backend sends a heartbeat
 * @param tls certificate and key to serve {@code wss} with, none for {@code ws}
 */
public record DemoOptions(String host, int port, DemoProtocol protocol, Shape shape, List<Fault> faults, Duration delay,
        int rounds, UnknownType unknownType, Duration heartbeat, Optional<Keystore> tls) {

    /** The two answers to an unknown message type that real servers give. */
    public enum UnknownType { ACK, ERROR }

    /** A PKCS#12 or JKS file with one private key. The password is never printed. */
    public record Keystore(Path file, String password) {
        @Override
        public String toString() {
            return "Keystore[file=" + file + "]";
        }
    }

    /** @throws IllegalArgumentException naming the value that cannot be and those that can */
    public DemoOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
        if (rounds < 1 || rounds > 1000) {
            throw new IllegalArgumentException("rounds " + rounds + " is not between 1 and 1000");
        }
        if (delay.isNegative() || delay.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("delay " + delay.toMillis() + " ms is not between 0 and 600000");
        }
        if (heartbeat.isNegative() || heartbeat.isZero()) {
            throw new IllegalArgumentException("the heartbeat interval must be longer than nothing");
        }
        faults = List.copyOf(faults);
        faults.forEach(fault -> fault.mustSuit(protocol));
    }

    /** A faultless agent backend in shape A on any free loopback port. */
    public static DemoOptions defaults() {
        return new DemoOptions("127.0.0.1", 0, DemoProtocol.AGENT, Shape.A, List.of(), Duration.ZERO, 1,
                UnknownType.ACK, Duration.ofSeconds(30), Optional.empty());
    }

    boolean emptyAnswer() {
        return faults.stream().anyMatch(fault -> fault.kind() == Fault.Kind.EMPTY_ANSWER);
    }

    public DemoOptions withHost(String host) {
        return new DemoOptions(host, port, protocol, shape, faults, delay, rounds, unknownType, heartbeat, tls);
    }

    public DemoOptions withPort(int port) {
        return new DemoOptions(host, port, protocol, shape, faults, delay, rounds, unknownType, heartbeat, tls);
    }

    public DemoOptions withProtocol(DemoProtocol protocol) {
        return new DemoOptions(host, port, protocol, shape, faults, delay, rounds, unknownType, heartbeat, tls);
    }

    public DemoOptions withShape(Shape shape) {
        return new DemoOptions(host, port, protocol, shape, faults, delay, rounds, unknownType, heartbeat, tls);
    }

    public DemoOptions withFaults(Fault... faults) {
        return withFaults(List.of(faults));
    }

    public DemoOptions withFaults(List<Fault> faults) {
        return new DemoOptions(host, port, protocol, shape, faults, delay, rounds, unknownType, heartbeat, tls);
    }

    public DemoOptions withDelay(Duration delay) {
        return new DemoOptions(host, port, protocol, shape, faults, delay, rounds, unknownType, heartbeat, tls);
    }

    public DemoOptions withRounds(int rounds) {
        return new DemoOptions(host, port, protocol, shape, faults, delay, rounds, unknownType, heartbeat, tls);
    }

    public DemoOptions withUnknownType(UnknownType unknownType) {
        return new DemoOptions(host, port, protocol, shape, faults, delay, rounds, unknownType, heartbeat, tls);
    }

    public DemoOptions withHeartbeat(Duration heartbeat) {
        return new DemoOptions(host, port, protocol, shape, faults, delay, rounds, unknownType, heartbeat, tls);
    }

    public DemoOptions withTls(Keystore keystore) {
        return new DemoOptions(host, port, protocol, shape, faults, delay, rounds, unknownType, heartbeat,
                Optional.of(keystore));
    }
}
