package ws;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;

/** A target with its addresses. The address that last worked is tried first, so that one dead address costs one user only. */
final class Endpoint {

    private final Target target;
    private final Trust trust;
    private final List<InetAddress> addresses;
    private final double resolveMillis;
    private int preferred;

    private Endpoint(Target target, Trust trust, List<InetAddress> addresses, double resolveMillis) {
        this.target = target;
        this.trust = trust;
        this.addresses = addresses;
        this.resolveMillis = resolveMillis;
    }

    /** What resolving a target gave. */
    sealed interface Resolved {
        record Found(Endpoint endpoint) implements Resolved {
        }

        record Failed(Failure failure) implements Resolved {
        }
    }

    /** Resolves the target's name; on a thread of its own, because the system's resolver cannot be interrupted. */
    static Resolved resolve(Target target, Trust trust, Duration limit) {
        var answer = new ArrayBlockingQueue<Optional<InetAddress[]>>(1);
        long start = System.nanoTime();
        var resolver = new Thread(() -> {
            try {
                answer.add(Optional.of(InetAddress.getAllByName(target.host())));
            } catch (UnknownHostException | SecurityException unknown) {
                answer.add(Optional.empty());
            }
        }, "resolver");
        resolver.setDaemon(true);
        resolver.start();
        try {
            Optional<InetAddress[]> found = answer.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (found != null && found.isPresent()) {
                return new Resolved.Found(new Endpoint(target, trust, List.of(found.get()), (System.nanoTime() - start) / 1e6));
            }
            return new Resolved.Failed(new Failure(Failure.Kind.NAME_RESOLUTION, "an address for " + target.host(),
                    found == null ? "no answer within " + limit.toMillis() + " ms" : "unknown host " + target.host()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    Target target() {
        return target;
    }

    /** Milliseconds that the resolution of the name took. */
    double resolveMillis() {
        return resolveMillis;
    }

    int addresses() {
        return addresses.size();
    }

    /** The address for an attempt, from 0. */
    InetAddress address(int attempt) {
        return addresses.get((preferred + attempt) % addresses.size());
    }

    void works(InetAddress address) {
        preferred = addresses.indexOf(address);
    }

    SSLEngine engine() {
        return trust.engine(target.host(), target.port());
    }
}
