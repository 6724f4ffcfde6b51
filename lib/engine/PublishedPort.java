package engine;

/**
 * A port of a container that the host listens on.
 *
 * @param address where the host listens; {@code 0.0.0.0} or {@code ::} for everywhere
 * @param host    the port on the host
 * @param inner   the port in the container
 * @param protocol {@code tcp} or {@code udp}
 */
public record PublishedPort(String address, int host, int inner, String protocol) {
    /** Whether it listens on every interface of the host, so that the engine's own host name reaches it. */
    public boolean everywhere() {
        return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
    }
}
