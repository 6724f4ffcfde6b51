package ws;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that did not go as it must.
 *
 * @param expected what should have come
 * @param came what came instead, masked; empty when nothing did
 * @param causes likely ones, the likeliest first: at least one
 */
public record Failure(Kind kind, String expected, String came, List<String> causes) {

    static final String AGENT_LACKS = "something the agent needs is down (model, tools, database): see the server's log";

    /** One with the causes that this kind usually has. */
    public Failure(Kind kind, String expected, String came) {
        this(kind, expected, came, kind.causes);
    }

    /** This with a likelier cause. */
    Failure because(String cause) {
        return new Failure(kind, expected, came, Stream.concat(Stream.of(cause), causes.stream()).distinct().toList());
    }

    /** This with a cause that is known. */
    Failure onlyBecause(String cause) {
        return new Failure(kind, expected, came, List.of(cause));
    }

    Failure expecting(String expected) {
        return new Failure(kind, expected, came, causes);
    }

    Failure withCame(String came) {
        return new Failure(kind, expected, came, causes);
    }

    /** What can go wrong, each with its likely causes, the likeliest first. */
    public enum Kind {
        LOGIN_REFUSED("login refused", "the password or the e-mail address is wrong", "the account is locked or does not exist in this environment"),
        LOGIN_FAILED("login failed", "the login URL is not that of the auth service", "the auth service is down or still starting",
                "a proxy or a login page answers in its place"),
        NAME_RESOLUTION("name not resolved", "the host name is misspelt", "the name exists only inside another network (VPN, Compose, cluster)",
                "the DNS server does not answer"),
        REFUSED("connection refused", "nothing listens on this port: the service is not started, or its port is not published",
                "the port is wrong"),
        UNREACHABLE("host not reachable", "no route to the host from here", "a firewall refuses the connection", "this machine is offline"),
        CONNECT_TIMEOUT("no TCP connection in time", "a firewall or security group drops the packets", "the host is down", "the address is wrong"),
        TLS_EXPIRED("TLS: certificate expired", "the server's certificate was not renewed, or the server was not reloaded after it",
                "the clock of one of the machines is wrong"),
        TLS_WRONG_HOST("TLS: certificate is for another host", "the URL names another host than the certificate",
                "the load balancer or ingress answers with its default certificate"),
        TLS_UNKNOWN_AUTHORITY("TLS: unknown authority", "the certificate comes from a private authority: give its PEM file with --ca",
                "the server does not send its intermediate certificates"),
        TLS_SELF_SIGNED("TLS: self-signed certificate", "the server uses a development certificate: give it with --ca, or use --insecure",
                "the load balancer answers with its default certificate"),
        TLS_NOT_SPOKEN("TLS: the server does not speak it", "the port serves plain HTTP: use ws:// or http://", "the port is wrong"),
        TLS_FAILED("TLS: handshake failed", "server and client share no protocol version or cipher",
                "the server asks for a client certificate", "a proxy breaks the TLS connection"),
        TLS_TIMEOUT("TLS: no answer", "the port serves something without TLS that waits for more: use ws:// or http://",
                "the process accepts connections but is stuck or still starting"),
        UPGRADE_TIMEOUT("no answer to the upgrade", "the process accepts connections but is stuck or still starting",
                "a proxy in between buffers and does not support WebSocket"),
        UPGRADE_UNAUTHORIZED("HTTP 401 at the upgrade", "the token is missing, expired or of another environment",
                "a proxy in front asks for its own credentials", "the server takes the token another way: try --auth subprotocol or --auth query"),
        UPGRADE_FORBIDDEN("HTTP 403 at the upgrade", "the path is wrong: this backend answers 403 for a path that does not exist",
                "the token is not accepted", "the Origin header is missing or not allowed: try --header Origin=…"),
        UPGRADE_NOT_FOUND("HTTP 404 at the upgrade", "the path is wrong: try --path", "the route is not deployed, or the proxy does not forward it"),
        UPGRADE_REDIRECT("redirect at the upgrade", "the service has another address; https:// or wss:// when only the scheme differs",
                "a login page stands before the service"),
        UPGRADE_BAD_GATEWAY("HTTP 502 or 504 at the upgrade", "the proxy cannot reach the backend: it is down, starting or crashed",
                "the proxy's upstream names a wrong host or port"),
        UPGRADE_UNAVAILABLE("HTTP 503 at the upgrade", "the service is not ready or overloaded", "no healthy instance stands behind the load balancer"),
        UPGRADE_REFUSED("upgrade refused", "the server or the proxy does not take this for a WebSocket request",
                "the proxy does not forward the headers Upgrade and Connection"),
        NOT_HTTP("the answer is not HTTP", "another service listens on this port"),
        BAD_UPGRADE("wrong upgrade answer", "a proxy or a cache answers in place of the backend, or passes its answer on as HTTP/1.0", "the server's WebSocket handshake has a bug (RFC 6455, section 4.2.2)"),
        CLOSED_DURING_UPGRADE("closed during the upgrade", "the process crashed or was restarted", "a proxy or firewall cut the connection"),
        CLOSED_BEFORE_WELCOME("closed before welcome", "the server upgrades before it checks, then gives up without saying why",
                "an exception in the server's connect handler: see its log"),
        NO_WELCOME("no welcome", "the connect handler hangs on something it needs (database, cache, auth service)",
                "this endpoint sends no welcome: say so in a scenario (welcome: none)"),
        AUTH_REFUSED("authentication refused", "the token is missing, expired or of another environment",
                "server and auth service do not share the signing secret", "the server takes the token another way: try --auth"),
        NOT_READY("service not ready", "the backend is still starting, or something it needs is down: see /health/ready",
                "it takes no more connections: a limit of the server or of a proxy (close 1013)"),
        CLOSED("closed by the server", "an exception in the server: see its log", "the server or a proxy ends connections after some time"),
        LOST("connection lost", "the process crashed or was restarted", "a proxy or load balancer timed out or was reloaded",
                "the network broke"),
        PROTOCOL_ERROR("WebSocket protocol error", "a proxy changes the frames", "the server's framing has a bug (RFC 6455, section 5)"),
        BAD_JSON("not JSON", "the server sends something else on this connection", "a message was cut: a buffer or a proxy limit"),
        BINARY("binary message", "the server serialises to bytes where text was agreed", "another protocol version or subprotocol"),
        TOO_BIG("message too big", "the server sends a whole document or a debug dump", "the limit message-size is too small for this server"),
        SERVER_ERROR("the server reports an error", "the request lacks something that this server needs: compare it with --transcript",
                AGENT_LACKS),
        NO_EVENT("no event", "the agent never started: no worker, or its queue is not read", "the request is not recognised: wrong type or fields",
                "events go to another connection or user, or have other names here"),
        SILENCE("silence", "the agent hangs on a model or tool that does not answer", "the worker died during the run",
                "events are no longer forwarded to this connection"),
        TOO_LONG("not finished in time", "the agent is slow or loops", "events are sent, but never the last one"),
        MISSING_EVENT("event missing", "the server does not send it, or under another name", "the event is lost between agent and connection"),
        WRONG_ORDER("wrong order", "events are sent from several tasks without a queue", "a retry overtakes the first attempt"),
        DUPLICATE("duplicate event", "two subscribers forward to the same connection", "a retry after a success that was not noticed"),
        GAP("gap too long", "the agent or a tool is slow", "events are buffered and come in bursts"),
        EMPTY_ANSWER("empty answer", "the model answered nothing, or its answer was not copied into the event",
                "the answer stands in another field: name it in a scenario (answer: text:)"),
        FOREIGN("another user's event", "events are broadcast, or the lookup from user to connection is wrong",
                "state is shared between requests"),
        WRONG_REQUEST("answer to another request", "answers are matched by order instead of by id", "state is shared between requests",
                "the server uses ids of its own: where that is agreed, leave turn and thread out of a scenario's fields"),
        TOO_FEW("too few users succeed", "the server is at a limit: workers, database connections, rate limit, file descriptors"),
        NO_ANSWER("no answer", "the message before it broke the server's loop for this connection: see its log",
                "the connection is dead without being closed"),
        LOCAL("this machine cannot open more connections", "no file descriptors or local ports are left: fewer --users, or a higher limit");

        private final String label;
        private final List<String> causes;

        Kind(String label, String... causes) {
            this.label = label;
            this.causes = List.of(causes);
        }

        /** A few words. */
        public String label() {
            return label;
        }
    }
}
