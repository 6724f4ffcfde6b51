package ws;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import ws.Failure.Kind;

/** One WebSocket connection on an {@link EventLoop}, from {@link Dial} over TLS and {@link Upgrade} to the frames of {@link FrameCodec}. */
final class Connection implements EventLoop.Handler, Dial.Caller, FrameCodec.Peer {

    /** Who is told about a connection. After {@link #ended} nothing more comes. */
    interface Listener {
        void opened();

        void received(String text);

        void receivedBinary(int bytes);

        /** Something was heard from the server that is no message. */
        void pong();

        /** The connection ended without {@link #close} or {@link #drop} having been called. */
        void ended(Failure failure);
    }

    /** When each stage was complete, on the loop's clock in nanoseconds; 0 when it was not. */
    static final class Times {
        long started;
        long tcp;
        long tls;
        long upgrade;
    }

    private enum State { TCP, TLS, UPGRADE, OPEN, CLOSING, CLOSED }

    static final String EXPECTS_TLS = "the port expects TLS: use wss:// or https://";
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);
    private static final Duration BODY_WAIT = Duration.ofMillis(250);
    private static final int MOST_READS_IN_A_ROW = 16;

    private final EventLoop loop;
    private final Endpoint endpoint;
    private final Supplier<UpgradeRequest> request;
    private final Limits limits;
    private final Transcript.Frames log;
    private final Listener listener;
    private final Times times = new Times();
    private final Dial dial;
    private final Upgrade upgrade = new Upgrade();
    private final FrameCodec frames;
    private final EventLoop.Deadline deadline;

    private State state = State.TCP;
    private Optional<Wire> wire = Optional.empty();
    private boolean pinged;

    /**
     * @param draft see {@link FrameCodec}
     * @param request asked for when the server can hear it
     * @param limits the connection must be open within {@link Limits#connect()}
     */
    Connection(EventLoop loop, Endpoint endpoint, AgreedDraft draft, Supplier<UpgradeRequest> request, Limits limits, Transcript.Frames log, Listener listener) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.request = request;
        this.limits = limits;
        this.log = log;
        this.listener = listener;
        this.dial = new Dial(loop, endpoint, this);
        this.frames = new FrameCodec(draft, limits.messageSize(), log, listener, this);
        this.deadline = loop.new Deadline(this::late);
    }

    /** @param scheduled when the connection should have been started, on the loop's clock: waiting for our own loop counts too */
    void start(long scheduled) {
        times.started = scheduled;
        dial.start(end());
    }

    private long end() {
        return times.started + limits.connect().toNanos();
    }

    Times times() {
        return times;
    }

    @Override
    public boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    void send(String text) {
        if (state == State.OPEN) {
            frames.send(text);
        }
    }

    /** A WebSocket ping; the answer comes as {@link Listener#pong}. */
    void ping() {
        if (state == State.OPEN) {
            frames.ping();
        }
    }

    /** Pings when nothing was heard since the last call; ends the connection when the ping before was not answered either. */
    void keepAlive() {
        if (pinged) {
            broken(new Failure(Kind.LOST, "an answer to a WebSocket ping", "nothing"));
        } else {
            pinged = true;
            ping();
        }
    }

    /** Closes with a close frame, and waits a second for the server's. */
    void close(int code) {
        if (state == State.OPEN) {
            state = State.CLOSING;
            deadline.in(CLOSE_WAIT);
            frames.close(code);
        } else if (state != State.CLOSING) {
            drop();
        }
    }

    /** Cuts the TCP connection without a word, as a broken network would. */
    void drop() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            deadline.off();
            dial.stop();
            wire.ifPresent(Wire::close);
        }
    }

    @Override
    public void connected(SelectionKey key) {
        times.tcp = loop.now();
        key.attach(this);
        deadline.at(end());
        try {
            if (endpoint.target().secure()) {
                state = State.TLS;
                wire = Optional.of(Wire.secure(key, endpoint));
                secure();
            } else {
                wire = Optional.of(Wire.bare(key));
                askForUpgrade();
            }
        } catch (IOException reason) {
            broken(reason);
        }
    }

    private void secure() throws IOException {
        if (wire.orElseThrow().handshake()) {
            times.tls = loop.now();
            askForUpgrade();
        }
    }

    private void askForUpgrade() {
        state = State.UPGRADE;
        UpgradeRequest asked = request.get();
        upgrade.asked(asked);
        log.out("open", "GET " + asked.path());
        frames.unsent().add(asked.bytes());
        wantsToSend();
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            if (state == State.TLS) {
                secure();
                return;
            }
            if (ready.isWritable()) {
                wire.orElseThrow().write(frames.unsent());
            }
            if (state != State.CLOSED && ready.isReadable()) {
                read(wire.orElseThrow(), loop.input);
            }
        } catch (IOException reason) {
            broken(reason);
        }
    }

    private void read(Wire from, ByteBuffer input) throws IOException {
        for (int round = 0; round < MOST_READS_IN_A_ROW && state != State.CLOSED; round++) {
            input.clear();
            int count = from.read(input);
            if (count < 0) {
                endOfStream();
                return;
            }
            if (count == 0) {
                return;
            }
            pinged = false;
            input.flip();
            if (state == State.UPGRADE) {
                answer(input);
            } else {
                frames.decode(input);
            }
            if (!from.mayHaveMore(count, input)) {
                return;
            }
        }
    }

    private void answer(ByteBuffer input) {
        upgrade.collect(input);
        switch (upgrade.state()) {
            case INCOMPLETE -> { }
            case ACCEPTED -> accepted();
            case REFUSED -> broken(upgrade.failure());
            case REFUSED_BODY_TO_COME -> deadline.at(Math.min(loop.now() + BODY_WAIT.toNanos(), end()));
        }
    }

    private void accepted() {
        times.upgrade = loop.now();
        deadline.off();
        log.in("open", upgrade);
        state = State.OPEN;
        ByteBuffer first = upgrade.rest();
        upgrade.forget();
        listener.opened();
        frames.decode(first);
    }

    private void endOfStream() {
        switch (state) {
            case UPGRADE -> broken(closedDuringUpgrade("the end of the connection without a byte"));
            case CLOSING -> drop();
            default -> broken(new Failure(Kind.LOST, "an open connection", "the end of the TCP connection without a close frame"));
        }
    }

    private void broken(IOException reason) {
        String message = String.valueOf(reason.getMessage());
        switch (state) {
            case TLS -> broken(TlsFailure.of(reason, endpoint.target().authority()));
            case UPGRADE -> broken(reason instanceof SSLException ? TlsFailure.of(reason, endpoint.target().authority()) : closedDuringUpgrade(message));
            case CLOSING -> drop();
            default -> broken(new Failure(Kind.LOST, "an open connection", message));
        }
    }

    /** A server of TLS closes without a word, or resets, when it is spoken to in plain text. */
    private Failure closedDuringUpgrade(String nothing) {
        Failure cut = upgrade.cut(Kind.CLOSED_DURING_UPGRADE, "", nothing);
        return cut.came().equals(nothing) && !endpoint.target().secure() ? cut.because(EXPECTS_TLS) : cut;
    }

    private void late() {
        long millis = limits.connect().toMillis();
        switch (state) {
            case TLS -> broken(new Failure(Kind.TLS_TIMEOUT, "a TLS connection within " + millis + " ms", "nothing"));
            case UPGRADE -> broken(upgrade.cut(Kind.UPGRADE_TIMEOUT, " within " + millis + " ms", "nothing"));
            default -> drop();
        }
    }

    @Override
    public void wantsToSend() {
        if (state != State.CLOSED) {
            try {
                wire.orElseThrow().write(frames.unsent());
            } catch (IOException reason) {
                broken(reason);
            }
        }
    }

    @Override
    public void closing(Failure reason) {
        state = State.CLOSING;
        deadline.in(CLOSE_WAIT);
        listener.ended(reason);
    }

    @Override
    public void broken(Failure failure) {
        if (state != State.CLOSED) {
            boolean told = state == State.CLOSING;
            drop();
            if (!told) {
                listener.ended(failure);
            }
        }
    }
}
