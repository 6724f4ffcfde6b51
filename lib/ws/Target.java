package ws;

import java.net.IDN;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import report.Secrets;

/**
 * Where a backend is.
 *
 * @param secure whether it is reached by TLS
 * @param host a name or an address, an IPv6 address without brackets
 * @param path what stands before or in place of the scenario's path, without a closing slash
 * @param whole whether the path is the WebSocket's own, to which nothing is added
 * @param userInfo {@code user:password}, empty when the URL has none
 * @param source what named it: {@code --url} or a variable
 */
public record Target(boolean secure, String host, int port, String path, boolean whole, String userInfo, String source) {

    /** Variables that name a WebSocket URL; they go before those that name a backend. */
    static final List<String> WEBSOCKET_VARIABLES = List.of("TEST_WEBSOCKET_URL", "E2E_WEBSOCKET_URL");
    /** Variables that name a backend, the first that is set counts. */
    static final List<String> BACKEND_VARIABLES = List.of("TEST_BACKEND_URL", "E2E_BACKEND_URL", "BACKEND_STAGING_URL");

    /** By hand, because {@link java.net.URI} knows no host with an underscore, which Compose services have. */
    private static final Pattern URL = Pattern.compile(
            "(?i)(https?|wss?)://(?:([^/?#@]*)@)?(\\[[0-9a-f:.%]+\\]|[^:/?#\\[\\]@\\s]+)(?::([0-9]{1,5}))?(/[^?#\\s]*)?(\\?[^#\\s]*)?(#.*)?");

    static final String PATH_RULE = "a path starts with '/' and has no blanks, no '#' and only ASCII; others are written as %20";

    /** Whether a text can be sent as the path of a URL, with query. */
    static boolean isPath(String text) {
        return text.startsWith("/") && text.chars().allMatch(c -> c > ' ' && c <= '~' && c != '#');
    }

    /**
     * The first target that is named: {@code --url}, then the variables for a WebSocket, then those for a backend. There is no other
     * default, so that a run cannot pass by accident because a variable was unset.
     *
     * @throws UsageException when none is named or the URL cannot be used
     */
    static Target find(Optional<String> url, Map<String, String> environment) {
        if (url.isPresent()) {
            Target target = parse("--url", url.get());
            if (!target.userInfo.isEmpty()) {
                throw new UsageException("--url has a user name or password in it, which other users of this machine can read in the "
                        + "list of processes. Put the whole URL into " + BACKEND_VARIABLES.get(0) + " instead.");
            }
            return target;
        }
        return variable(WEBSOCKET_VARIABLES, environment).or(() -> variable(BACKEND_VARIABLES, environment))
                .orElseThrow(() -> new UsageException("No target. Looked for --url and the variables "
                        + String.join(", ", WEBSOCKET_VARIABLES) + ", " + String.join(", ", BACKEND_VARIABLES)
                        + "; none is set. Give --url URL, or --demo for the embedded backend."));
    }

    static boolean isNamed(Map<String, String> environment) {
        return variable(WEBSOCKET_VARIABLES, environment).or(() -> variable(BACKEND_VARIABLES, environment)).isPresent();
    }

    private static Optional<Target> variable(List<String> names, Map<String, String> environment) {
        return names.stream().filter(name -> !environment.getOrDefault(name, "").isBlank()).findFirst()
                .map(name -> parse(name, environment.get(name).strip()));
    }

    /** @param source what messages call it; the URL itself is not in them, it may hold secrets */
    static Target parse(String source, String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new UsageException(source + " is no URL that can be used: write ws://HOST[:PORT][/PATH], or wss, http, https.");
        }
        boolean secure = matcher.group(1).toLowerCase(java.util.Locale.ROOT).matches("https|wss");
        String host = matcher.group(3);
        host = host.startsWith("[") ? host.substring(1, host.length() - 1) : ascii(source, host);
        int port = matcher.group(4) == null ? secure ? 443 : 80 : Integer.parseInt(matcher.group(4));
        if (port < 1 || port > 65535) {
            throw new UsageException(source + ": there is no port " + port + "; ports are 1 to 65535.");
        }
        String path = Optional.ofNullable(matcher.group(5)).orElse("");
        String query = Optional.ofNullable(matcher.group(6)).orElse("");
        for (String parameter : query.isEmpty() ? new String[0] : query.substring(1).split("&")) {
            if (source.startsWith("--") && Secrets.namesSecret(parameter.split("=", 2)[0])) {
                throw new UsageException(source + " carries a secret in its query, which other users of this machine can read in the "
                        + "list of processes. Use --token-env or --token-file with --auth query.");
            }
        }
        boolean websocket = matcher.group(1).toLowerCase(java.util.Locale.ROOT).startsWith("ws") || WEBSOCKET_VARIABLES.contains(source);
        boolean whole = !query.isEmpty() || websocket && path.length() > 1;
        return new Target(secure, host, port, (whole ? path : path.replaceFirst("/+$", "")) + query, whole,
                Optional.ofNullable(matcher.group(2)).orElse(""), source);
    }

    private static String ascii(String source, String host) {
        try {
            return host.chars().allMatch(c -> c < 128) ? host : IDN.toASCII(host);
        } catch (IllegalArgumentException impossible) {
            throw new UsageException(source + ": '" + host + "' is no host name.");
        }
    }

    /** {@code host:port} as the Host header has it (RFC 9110, section 7.2): no port where it is the scheme's own. */
    String authority() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }

    /** The WebSocket URL with a path; it shows no user info. */
    String webSocketUrl(String path) {
        return (secure ? "wss://" : "ws://") + authority() + path;
    }

    /** The path of a connection. @param scenario the scenario's own @param chosen --path, which replaces both */
    String path(String scenario, Optional<String> chosen) {
        return chosen.map(given -> whole ? given : path + given).orElse(whole ? path : path + scenario);
    }

    @Override
    public String toString() {
        return webSocketUrl(path);
    }
}
