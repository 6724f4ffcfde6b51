package services;

import compose.Context;
import compose.Service;
import compose.TreePath;
import compose.Volume;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import services.Expectation.Scope;
import services.Expectation.Sureness;
import services.Expectation.Use;
import tree.TextFile;

/** The hosts that proxies pass requests to and scrapers ask: nginx, Caddy, HAProxy, Traefik, Prometheus, Envoy. */
record ProxyExpectations(Scopes scopes, Consumer<Expectation> to) {
    private static final String HOST = "(?<host>[A-Za-z][A-Za-z0-9_-]*)(?::(?<port>[0-9]{1,5}))?(?=[/;\\s,'\"}\\]]|$)";
    private static final Pattern NGINX = Pattern.compile("(?m)^[^#\\n]*?\\b(?:(?:proxy|grpc|uwsgi|fastcgi|scgi|memcached)_pass\\s+(?:[a-z]+://)?|set\\s+\\$\\w+\\s+[\"']?https?://)" + HOST);
    private static final Pattern NGINX_UPSTREAM = Pattern.compile("(?s)\\bupstream\\s+(?<name>[\\w.-]+)\\s*\\{(?<body>[^}]*)}");
    private static final Pattern UPSTREAM_SERVER = Pattern.compile("(?m)^[^#\\n]*?\\bserver\\s+" + HOST);
    private static final Pattern CADDY = Pattern.compile("(?m)^[^#\\n]*?\\b(?:reverse_proxy|php_fastcgi)(?:\\s+(?:/\\S*|@\\w+))?\\s+(?:[a-z0-9]+://)?" + HOST);
    private static final Pattern HAPROXY = Pattern.compile("(?m)^\\s*server\\s+[\\w.-]+\\s+" + HOST);
    private static final Pattern PROMETHEUS = Pattern.compile("[\\['\",\\s-](?<host>[A-Za-z][A-Za-z0-9_-]*):(?<port>[0-9]{2,5})(?=['\",\\s\\]]|$)");
    private static final Pattern TARGETS = Pattern.compile("(?m)^[^#\\n]*?\\btargets\\s*:[^\\S\\n]*(?<list>\\[[^\\]]*]|(?:\\s+-[^\\n]*)+)");
    private static final Pattern TRAEFIK = Pattern.compile("(?m)^\\s*-?\\s*(?:url|address)\\s*[:=]\\s*[\"']?(?:[a-z0-9]+://)?" + HOST);
    private static final Pattern ENVOY = Pattern.compile("(?m)^[^#\\n]*?\\baddress\\s*:\\s*[\"']?(?<host>[A-Za-z][A-Za-z0-9_-]*)(?<port>(?!))?[\"']?\\s*(?=[,}\\n\\r]|$)");

    static final List<String> NEEDLES = List.of("_pass ", "rse_proxy", "rgets:", "adBalancer", "et_address", "\nbackend ");

    private static final Pattern NGINX_FILE = Pattern.compile("(?i)(.*/)?[^/]*\\.conf(\\.(template|tmpl|tpl|in|erb|j2))?|(.*/)?(sites-(available|enabled)|conf\\.d|nginx)/[^/.]+|(?i)(.*/)?[^/]*nginx[^/]*");
    private static final Pattern CADDY_FILE = Pattern.compile("(.*/)?[^/]*Caddyfile[^/]*|.*\\.caddy");
    private static final Pattern HAPROXY_FILE = Pattern.compile("(?i)(.*/)?[^/]*haproxy[^/]*\\.(cfg|conf|tmpl)|.*\\.cfg");

    static boolean wants(String path) {
        return NGINX_FILE.matcher(path).matches() || CADDY_FILE.matcher(path).matches() || HAPROXY_FILE.matcher(path).matches();
    }

    /** A configuration that is no YAML. */
    void collect(TextFile file) {
        String text = file.text();
        if (CADDY_FILE.matcher(file.path()).matches()) {
            all(file, CADDY, "reverse_proxy", Set.of());
        } else if (HAPROXY_FILE.matcher(file.path()).matches() && text.contains("backend")) {
            all(file, HAPROXY, "server", Set.of());
        } else if (text.contains("_pass") || text.contains("upstream")) {
            Set<String> upstreams = new HashSet<>();
            Matcher upstream = NGINX_UPSTREAM.matcher(text);
            while (upstream.find()) {
                upstreams.add(upstream.group("name"));
                some(file, UPSTREAM_SERVER.matcher(text).region(upstream.start("body"), upstream.end("body")), "upstream", Set.of());
            }
            all(file, NGINX, "proxy_pass", upstreams);
        }
    }

    /** Whether a file of YAML can be such a configuration. */
    static boolean isAsking(String text) {
        return text.contains("targets:") || text.contains("loadBalancer") || text.contains("socket_address");
    }

    /** A configuration in YAML. */
    void collectYaml(TextFile file) {
        String text = file.text();
        if (text.contains("scrape_configs") || text.contains("targets:") && text.contains("labels:")) {
            Matcher targets = TARGETS.matcher(text);
            while (targets.find()) {
                some(file, PROMETHEUS.matcher(text).region(targets.start("list"), targets.end("list")), "target", Set.of());
            }
        } else if (text.contains("loadBalancer") && text.contains("servers:") && !text.contains("apiVersion")) {
            all(file, TRAEFIK, "server", Set.of());
        } else if (text.contains("static_resources") && text.contains("socket_address")) {
            all(file, ENVOY, "cluster", Set.of());
        }
    }

    private void all(TextFile file, Pattern pattern, String what, Set<String> own) {
        some(file, pattern.matcher(file.text()), what, own);
    }

    private void some(TextFile file, Matcher found, String what, Set<String> own) {
        Scope scope = scope(file);
        while (found.find()) {
            String host = found.group("host");
            if (!own.contains(host) && Hosts.isName(host)) {
                String port = found.group("port");
                to.accept(new Expectation(host, file, found.start("host"), found.end("host"), Use.RESOLVE, scope,
                        port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)), what,
                        !scope.exact() ? Sureness.POSSIBLE : port == null ? Sureness.PROBABLE : Sureness.CERTAIN));
            }
        }
    }

    /** The projects that mount the file, or build from the folder that it is in; certain where none of them shares its networks with others. */
    private Scope scope(TextFile file) {
        List<Names> own = scopes.all().stream().filter(names -> takers(names, file.path()).findAny().isPresent()).toList();
        return own.isEmpty() ? scopes.any() : new Scope(own, own.stream().allMatch(names -> takers(names, file.path()).allMatch(names::isAmongItsOwn)));
    }

    private static Stream<Service> takers(Names names, String path) {
        return names.project().services().values().stream().filter(service -> service.volumes().stream().anyMatch(volume -> isMounted(volume, path)) || isBuiltIn(service, path));
    }

    private static boolean isMounted(Volume volume, String path) {
        return volume.isPath() && volume.from().flatMap(from -> TreePath.resolve(volume.source().folder(), from))
                .filter(from -> !from.isEmpty() && (path.equals(from) || path.startsWith(from + "/"))).isPresent();
    }

    private static boolean isBuiltIn(Service service, String path) {
        return service.build().filter(build -> build.context() instanceof Context.Folder folder && !folder.path().isEmpty() && path.startsWith(folder.path() + "/")).isPresent();
    }
}
