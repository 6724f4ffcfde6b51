package ws;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import ws.Failure.Kind;

/** Opens a TCP connection: the addresses of an endpoint are tried one after another until one answers. */
final class Dial implements EventLoop.Handler {

    /** Who wants the connection, and is told once: that it is there, or why it cannot be. */
    interface Caller {

        /** @param key of a connected {@link SocketChannel}, which is the caller's from now on */
        void connected(SelectionKey key);

        void broken(Failure failure);
    }

    private static final Duration DEAD_ADDRESS = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final Endpoint endpoint;
    private final Caller caller;
    private final EventLoop.Deadline deadline;
    private long end;
    private int attempt;
    private InetAddress address;
    private SelectionKey key;

    Dial(EventLoop loop, Endpoint endpoint, Caller caller) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.caller = caller;
        this.deadline = loop.new Deadline(() -> failed(new SocketTimeoutException("no answer from " + address.getHostAddress())));
    }

    /** @param end when to give up, on the loop's clock */
    void start(long end) {
        this.end = end;
        next();
    }

    /** Gives up without a word. */
    void stop() {
        deadline.off();
        release();
    }

    private void next() {
        address = endpoint.address(attempt);
        boolean atOnce;
        try {
            // a socket for both families, which is the default, costs the kernel more
            SocketChannel socket = SocketChannel.open(address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
            key = loop.register(socket, SelectionKey.OP_CONNECT, this);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean last = attempt + 1 >= endpoint.addresses();
            deadline.at(last ? end : Math.min(end, loop.now() + DEAD_ADDRESS.toNanos()));
            atOnce = socket.connect(new InetSocketAddress(address, endpoint.target().port()));
        } catch (IOException | RuntimeException refused) {
            failed(refused);
            return;
        }
        if (atOnce) {
            connected();
        }
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            ((SocketChannel) key.channel()).finishConnect();
        } catch (IOException refused) {
            failed(refused);
            return;
        }
        connected();
    }

    private void connected() {
        deadline.off();
        endpoint.works(address);
        key.interestOps(SelectionKey.OP_READ);
        caller.connected(key);
    }

    private void failed(Exception reason) {
        stop();
        if (++attempt < endpoint.addresses() && loop.now() < end) {
            next();
        } else {
            String place = endpoint.target().authority() + " (" + address.getHostAddress() + " port " + endpoint.target().port() + ")";
            caller.broken(new Failure(kind(reason), "a TCP connection to " + place, String.valueOf(reason.getMessage())));
        }
    }

    private static Kind kind(Exception reason) {
        String message = String.valueOf(reason.getMessage());
        return reason instanceof SocketTimeoutException ? Kind.CONNECT_TIMEOUT
                : message.contains("Too many open files") || reason instanceof BindException
                || message.contains("Cannot assign requested address") ? Kind.LOCAL
                : reason instanceof ConnectException && message.contains("refused") ? Kind.REFUSED
                : Kind.UNREACHABLE;
    }

    private void release() {
        if (key != null) {
            key.cancel();
            try {
                key.channel().close();
            } catch (IOException alreadyGone) {
                // the descriptor is free either way
            }
        }
    }
}
