package ws;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLEngine;

/** A target with its addresses. The address that last worked is tried first, so that one dead address costs one user only. */
final class Endpoint {

    private final Target target;
    private final Trust trust;
    private final List<InetAddress> addresses;
    private final double resolveMillis;
    private int preferred;

    /** @param addresses at least one, in the order in which they are tried */
    Endpoint(Target target, Trust trust, List<InetAddress> addresses, double resolveMillis) {
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

    /**
     * Resolves the target's name; on a thread of its own, because the system's resolver cannot be interrupted.
     *
     * @param interruption ends the wait when it is complete
     */
    static Resolved resolve(Target target, Trust trust, Duration limit, CompletableFuture<Void> interruption) {
        var answer = new CompletableFuture<List<InetAddress>>();
        long start = System.nanoTime();
        var resolver = new Thread(() -> {
            try {
                answer.complete(List.of(InetAddress.getAllByName(target.host())));
            } catch (UnknownHostException | SecurityException unknown) {
                answer.complete(List.of());
            }
        }, "resolver");
        resolver.setDaemon(true);
        resolver.start();
        try {
            CompletableFuture.anyOf(answer, interruption).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return unknown(target, "no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException | InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
        List<InetAddress> found = answer.getNow(List.of());
        return found.isEmpty() ? unknown(target, "unknown host " + target.host())
                : new Resolved.Found(new Endpoint(target, trust, found, (System.nanoTime() - start) / 1e6));
    }

    private static Resolved unknown(Target target, String came) {
        return new Resolved.Failed(new Failure(Failure.Kind.NAME_RESOLUTION, "an address for " + target.host(), came));
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
