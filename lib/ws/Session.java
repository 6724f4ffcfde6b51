package ws;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import ws.Failure.Kind;

/**
 * One user's connection through to its welcome, and the messages on it that are the user's own. Messages of others are put aside.
 */
final class Session implements Connection.Listener {

    /** Who uses a session. After {@link #failed} nothing more comes. */
    interface Client {
        void ready();

        void message(Message message);

        default void pong() {
        }

        void failed(Failure failure);
    }

    /** A server that reports an error before the welcome usually closes with a code that says more. */
    private static final Duration LAST_WORDS = Duration.ofMillis(250);
    private static final String OTHER_WELCOME = "the welcome has another name here: say so in a scenario (welcome: NAME)";
    private static final Set<Kind> WANTS_TOKEN = Set.of(Kind.AUTH_REFUSED, Kind.UPGRADE_UNAUTHORIZED, Kind.UPGRADE_FORBIDDEN);
    private static final String NO_TOKEN = "no token was given: see --token-env, --token-file, --email";
    private static final String EXCEPTION = "an exception in the server while it worked on a message: see its log";
    private static final String OWN_CODE = "the code is the server's own (4000 to 4999): many mean a token that is not accepted by 4001 or 4003";
    private static final int KEPT_MESSAGES = 4;
    private static final int KEPT_CHARACTERS = 2000;
    private static final int KEPT_STRANGERS = 50;
    /** Of one user, so that many of his do not hide those of the others. */
    private static final int KEPT_OF_ONE = 5;
    private static final int SHOWN = 300;
    private static final int SHOWN_NAME = 60;

    private final Run run;
    private final User user;
    private final Client client;
    private final Connection connection;
    private final EventLoop.Deadline welcomeDeadline;
    private final Deque<String> last = new ArrayDeque<>(KEPT_MESSAGES);
    private final List<Trace.Stranger> strangers = new ArrayList<>(0);
    private String complaint = "";
    private String welcome = "";
    private String firstOwner = "";
    private boolean attributed;
    private boolean ready;
    private boolean over;
    private long welcomed;

    Session(Run run, User user, Client client) {
        this.run = run;
        this.user = user;
        this.client = client;
        this.connection = new Connection(run.loop(), run.endpoint(), run.draft(), () -> run.request(user), run.limits(), run.log(user), this);
        this.welcomeDeadline = run.loop().new Deadline(this::noWelcome);
        user.claim().ifPresent(run.claims()::add);
    }

    void start(long scheduled) {
        run.began(this);
        connection.start(scheduled);
    }

    User user() {
        return user;
    }

    Connection connection() {
        return connection;
    }

    /** Sends a message with its places filled in. @return the values that were sent */
    void send(Template template, int request) {
        connection.send(template.fill(name -> Places.value(name, run.plan(), user, request)));
    }

    /** What the server calls the user, as it may be shown. */
    String identity() {
        return run.secrets().excerpt(firstOwner.isEmpty() ? user.id() : firstOwner, SHOWN_NAME);
    }

    /** The name of the welcome; empty before it, and when there is none. */
    String welcome() {
        return welcome;
    }

    /** The last messages of the server, masked, the newest last. */
    List<String> lastMessages() {
        return last.stream().map(message -> run.secrets().excerpt(message, SHOWN)).toList();
    }

    void forgetMessages() {
        last.clear();
    }

    List<Trace.Stranger> strangers() {
        return List.copyOf(strangers);
    }

    /** Whether any event said whose it was: without that, nobody can tell that one came to the wrong user. */
    boolean isAttributed() {
        return attributed;
    }

    Trace.Stages stages() {
        Connection.Times times = connection.times();
        long secured = times.tls == 0 ? times.tcp : times.tls;
        return new Trace.Stages(millis(times.started, times.tcp), times.tls == 0 ? OptionalDouble.empty() : millis(times.tcp, times.tls),
                millis(secured, times.upgrade), millis(times.upgrade, welcomed));
    }

    private static OptionalDouble millis(long from, long to) {
        return to == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, to - from) / 1e6);
    }

    /** Ends the session; nobody is told any more. */
    void close(int code) {
        end();
        connection.close(code);
    }

    void drop() {
        end();
        connection.drop();
    }

    private void end() {
        over = true;
        welcomeDeadline.off();
        run.ended(this, connection.times().upgrade != 0);
    }

    @Override
    public void opened() {
        run.opened();
        run.scenario().hello().forEach(message -> send(message, 0));
        if (run.scenario().welcome().isPresent()) {
            welcomeDeadline.at(connection.times().started + run.limits().connect().toNanos());
        } else {
            ready = true;
            client.ready();
        }
    }

    @Override
    public void received(String text) {
        if (over) {
            return;
        }
        if (last.size() == KEPT_MESSAGES) {
            last.removeFirst();
        }
        last.addLast(text.length() > KEPT_CHARACTERS ? text.substring(0, KEPT_CHARACTERS) : text);
        Message message = run.reader().read(text);
        Template reply = run.scenario().replies().get(message.name());
        if (reply != null) {
            send(reply, 0);
        }
        if (message.kind() == Message.Kind.NOT_JSON) {
            fail(Kind.BAD_JSON, "a JSON message", text.isBlank() ? "an empty message" : text);
        } else if (isStrangers(message)) {
            putAside(message, message.owner().orElse(""));
        } else if (ready) {
            attributed = attributed || message.kind() == Message.Kind.EVENT
                    && (message.owner().isPresent() || user.requestIn(message.text()).isPresent());
            client.message(message);
        } else {
            beforeReady(message);
        }
    }

    private void beforeReady(Message message) {
        if (message.kind() == Message.Kind.ERROR) {
            complaint = message.text();
            welcomeDeadline.in(LAST_WORDS);
        } else if (message.kind() == Message.Kind.WELCOME) {
            welcomed = run.loop().now();
            welcome = message.name();
            welcomeDeadline.off();
            Message.first(run.scenario().welcome().orElseThrow().user(), message.json()).ifPresent(name -> {
                if (user.claim().isPresent() && !user.isCalled(name) && run.claims().contains(name)) {
                    putAside(message, name);
                }
                user.isKnownAs(name);
            });
            ready = true;
            client.ready();
        }
    }

    private void putAside(Message message, String owner) {
        int signer = (int) user.strangerIn(message.text()).orElse(0);
        if (strangers.size() < KEPT_STRANGERS && strangers.stream().filter(other -> other.user() == signer).count() < KEPT_OF_ONE) {
            strangers.add(new Trace.Stranger(run.millis(run.loop().now()), signer, message.name(), run.secrets().excerpt(owner, SHOWN_NAME),
                    run.secrets().excerpt(message.text(), SHOWN)));
        }
    }

    private boolean isStrangers(Message message) {
        if (user.strangerIn(message.text()).isPresent()) {
            return true;
        }
        return ready && message.kind() == Message.Kind.EVENT && message.owner().isPresent() && !isOwner(message.owner().get());
    }

    /** A user whom neither the welcome nor the login named is the owner of the connection's first event. */
    private boolean isOwner(String name) {
        if (user.isCalled(name)) {
            return true;
        }
        if (!user.isNamed() && firstOwner.isEmpty()) {
            firstOwner = name;
        }
        return firstOwner.equals(name);
    }

    private void noWelcome() {
        if (!complaint.isEmpty()) {
            fail(Kind.SERVER_ERROR, "the welcome", complaint);
            return;
        }
        String welcome = run.scenario().welcome().orElseThrow().events().stream().map(event -> event.replaceFirst("^\\*", ""))
                .collect(Collectors.joining(" or "));
        var silence = new Failure(Kind.NO_WELCOME, welcome + " within " + run.limits().connect().toMillis() + " ms", last.isEmpty() ? "" : last.getLast());
        fail(last.isEmpty() ? silence : silence.because(OTHER_WELCOME));
    }

    @Override
    public void receivedBinary(int bytes) {
        if (!over) {
            fail(Kind.BINARY, "text messages", "a binary message of " + bytes + " bytes");
        }
    }

    @Override
    public void pong() {
        if (!over) {
            client.pong();
        }
    }

    @Override
    public void ended(Failure failure) {
        if (over) {
            return;
        }
        boolean silently = failure.kind() == Kind.CLOSED || failure.kind() == Kind.LOST;
        boolean beforeWelcome = !ready && connection.times().upgrade != 0 && silently;
        if (!complaint.isEmpty() && !ready) {
            fail(silently ? Kind.SERVER_ERROR : failure.kind(), "the welcome", failure.came() + " after " + complaint);
        } else {
            Failure told = beforeWelcome ? new Failure(Kind.CLOSED_BEFORE_WELCOME, "the welcome", failure.came()) : failure;
            fail(ready && told.came().startsWith("close 1011") ? told.because(EXCEPTION)
                    : told.kind() == Kind.CLOSED_BEFORE_WELCOME && told.came().startsWith("close 4") ? told.because(OWN_CODE) : told);
        }
    }

    void fail(Kind kind, String expected, String came) {
        fail(new Failure(kind, expected, came));
    }

    /** Ends the session with a failure, in which secrets are masked here. */
    void fail(Failure failure) {
        if (!over) {
            close(1000);
            Failure told = run.plan().isAnonymous() && WANTS_TOKEN.contains(failure.kind()) ? failure.because(NO_TOKEN) : failure;
            client.failed(new Failure(told.kind(), told.expected(), run.secrets().excerpt(told.came(), SHOWN),
                    told.causes().stream().map(cause -> run.secrets().excerpt(cause, SHOWN)).toList()));
        }
    }
}
