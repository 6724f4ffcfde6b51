package ws;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import report.Secrets;
import ws.Scenario.Auth;

/** What all connections of a run share. Only the loop's thread uses it. */
final class Run {

    private static final Duration GOODBYE = Duration.ofMillis(300);
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Plan plan;
    private final EventLoop loop;
    private final Endpoint endpoint;
    private final Optional<Transcript> transcript;
    private final Message.Reader reader;
    private final AgreedDraft draft;
    /** Those that are open or opening. */
    private final Set<Session> sessions = new LinkedHashSet<>();
    private int open;
    private final Set<String> claims = new HashSet<>();
    private boolean speaksUnasked;

    Run(Plan plan, EventLoop loop, Endpoint endpoint, Optional<Transcript> transcript) {
        this.plan = plan;
        this.loop = loop;
        this.endpoint = endpoint;
        this.transcript = transcript;
        this.reader = new Message.Reader(plan.scenario());
        this.draft = new AgreedDraft(plan.limits().messageSize());
    }

    Plan plan() {
        return plan;
    }

    EventLoop loop() {
        return loop;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Scenario scenario() {
        return plan.scenario();
    }

    Limits limits() {
        return plan.limits();
    }

    Secrets secrets() {
        return plan.secrets();
    }

    Message.Reader reader() {
        return reader;
    }

    AgreedDraft draft() {
        return draft;
    }

    void began(Session session) {
        sessions.add(session);
    }

    void opened() {
        open++;
    }

    /** To be called when a session ends, or once more afterwards. @param wasOpen whether it had come so far */
    void ended(Session session, boolean wasOpen) {
        if (sessions.remove(session) && wasOpen) {
            open--;
        }
    }

    /** How many connections are open now. */
    int open() {
        return open;
    }

    /** Who the users of this run are by their logins and tokens: none of them may be welcomed as another one. */
    Set<String> claims() {
        return claims;
    }

    /** An event came that nobody had asked for. */
    void heardUnasked() {
        speaksUnasked = true;
    }

    /** Whether the server sends events before a request, such as those of an earlier conversation: they must not pass for an answer. */
    boolean speaksUnasked() {
        return speaksUnasked;
    }

    /** A time of the loop's clock in milliseconds since the run began. */
    double millis(long nanos) {
        return nanos / 1e6;
    }

    Transcript.Frames log(User user) {
        return transcript.isPresent() ? transcript.get().of(user.number(), () -> millis(loop.now())) : Transcript.Frames.NONE;
    }

    /** The upgrade request of a user, with the token carried the way the plan says. */
    UpgradeRequest request(User user) {
        Scenario.Connect connect = scenario().connect();
        Auth auth = plan.auth().orElse(connect.auth().get(0));
        var headers = new LinkedHashMap<String, String>();
        connect.headers().forEach((name, value) -> headers.put(name, header(value, user)));
        List<String> subprotocols = filled(connect.subprotocols(), user);
        String path = plan.target().path(connect.path().fill(name -> encoded(Places.value(name, plan, user, 0))), plan.path());
        String userInfo = plan.target().userInfo();
        if (!userInfo.isEmpty()) {
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8)));
        }
        if (user.token().isPresent()) {
            switch (auth) {
                case HEADER -> connect.authHeader().forEach((name, value) -> headers.put(name, header(value, user)));
                case SUBPROTOCOL -> subprotocols.addAll(filled(connect.authSubprotocols(), user));
                case QUERY -> path += (path.contains("?") ? "&" : "?") + connect.authQuery() + "=" + encoded(user.token().get());
            }
        }
        headers.putAll(plan.headers());
        return new UpgradeRequest(path.isEmpty() ? "/" : path, endpoint.target().authority(), headers, subprotocols);
    }

    private List<String> filled(List<Template> templates, User user) {
        var filled = new ArrayList<String>(templates.size());
        templates.forEach(template -> filled.add(filled(template, user)));
        return filled;
    }

    private String filled(Template template, User user) {
        return template.fill(name -> Places.value(name, plan, user, 0));
    }

    /** As a header carries it: what cannot stand there is a blank (RFC 9110, section 5.5). */
    private String header(Template template, User user) {
        return CONTROL.matcher(filled(template, user)).replaceAll(" ");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Pings every connection that was silent since the last call; those that did not answer then are lost. */
    void keepAlive() {
        for (Session session : List.copyOf(sessions)) {
            if (session.connection().isOpen()) {
                session.connection().keepAlive();
            }
        }
    }

    /** Closes what is still open and gives the close frames a moment to leave. */
    void goAway(int code) throws IOException {
        List.copyOf(sessions).forEach(session -> session.close(code));
        loop.run(GOODBYE, loop::isIdle);
    }
}
