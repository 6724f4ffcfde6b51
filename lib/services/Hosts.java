package services;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hosts that a text names: in URLs, as {@code host:port}, as the value of a key that says so. */
final class Hosts {
    private Hosts() {}

    /** @param start where the name begins in the text
     *  @param url   whether it stands in a URL, where nothing but a host can stand */
    record Host(String name, int start, OptionalInt port, boolean url) {}

    private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss", "tcp", "udp", "redis", "rediss", "postgres", "postgresql", "postgis", "psql",
            "mysql", "mysql2", "mariadb", "mongodb", "amqp", "amqps", "kafka", "nats", "mqtt", "mqtts", "grpc", "grpcs", "ldap", "ldaps", "smtp", "smtps", "ftp",
            "sftp", "bolt", "neo4j", "clickhouse", "clickhousedb", "cassandra", "memcached", "memcache", "elasticsearch", "rabbitmq", "pulsar", "zookeeper", "zk", "etcd",
            "stomp", "imap", "rtsp", "rtmp", "socks5", "socks5h", "influxdb", "sqlserver", "mssql", "cockroachdb", "couchbase", "couchdb", "pyro", "h2c", "fastcgi",
            "plaintext", "ssl", "sasl_plaintext", "sasl_ssl", "plaintext_host", "plaintext_internal", "internal", "external", "broker", "controller", "docker", "client", "valkey");
    private static final Pattern URL = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9_]*)(?:\\+[A-Za-z0-9_]+)?://(?:[^\\s/@'\"$]*(?:\\$\\{?\\w+[^}/@]*}?)*[^\\s/@'\"]*@)?"
            + "(?<host>[A-Za-z0-9_][A-Za-z0-9_.-]*)(?::(?<port>[0-9]{1,5}))?(?=[/?#,;\\s'\"})\\]|&\\\\]|$)");
    private static final Pattern NEXT = Pattern.compile(",(?:[A-Za-z_]+://)?(?<host>[A-Za-z0-9_][A-Za-z0-9_.-]*):(?<port>[0-9]{2,5})(?=[/?,;\\s'\"})]|$)");
    private static final Pattern PAIR = Pattern.compile("(?<host>[A-Za-z][A-Za-z0-9_.-]*):(?<port>[0-9]{2,5})");
    private static final Pattern KEY = Pattern.compile("(.*[_.-])?(HOST|HOSTNAME|HOSTS|SERVER|SERVERS|ADDR|ADDRESS|ADDRESSES|BROKER|BROKERS|ENDPOINT|ENDPOINTS|URL|URLS|URI|NODES|SEEDS|UPSTREAM|BOOTSTRAP|"
            + "CONNECT|CONTACT_POINTS|QUORUM|MASTER|PEERS|JOIN|TARGET|TARGETS|BACKEND|DSN)([_.-].*)?");
    /** Keys whose value is a host's name and nothing else. */
    private static final Pattern HOST_KEY = Pattern.compile("(.*[_-])?(DB|DATABASE|POSTGRES|PG|PGSQL|MYSQL|MARIADB|MONGO|MONGODB|REDIS|RABBITMQ|RABBIT|AMQP|KAFKA|ELASTIC|ELASTICSEARCH|ES|SMTP|MAIL|"
            + "MEMCACHED|CACHE|BROKER|QUEUE|MQ|MQTT|CLICKHOUSE|CASSANDRA|MINIO|S3|OPENSEARCH|QDRANT|WEAVIATE|MILVUS|CHROMA|SERVICE|BACKEND|API|AUTH|FRONTEND|LDAP|VAULT|CONSUL|NATS|"
            + "ZOOKEEPER|SOLR|NEO4J|ETCD|STATSD|GRAPHITE|INFLUXDB|JAEGER|OTEL|TIKA|CELERY|SEARCH)_?(HOST|HOSTNAME|SERVER|ADDR)|PGHOST");
    private static final Pattern NOT_KEY = Pattern.compile(".*(IMAGE|TAG|VERSION|ALLOWED|VIRTUAL_HOST|LETSENCRYPT|CORS|ORIGIN|USER|UID|GID|_BIND|BIND_|LISTEN_ADDR|WHITELIST|NO_PROXY|DOMAIN|TRUSTED).*");
    /** Names that mean this machine, the one outside, or nothing. */
    private static final Set<String> ELSEWHERE = Set.of("localhost", "host-gateway", "gateway", "host", "hostname", "ip", "address", "your", "kubernetes", "metadata",
            "example", "none", "null", "true", "false", "server", "domain", "default", "user", "username", "127", "buildkitsandbox", "dockerhost", "localhost6", "ip6-localhost", "wpad", "username_or_ip", "yourdomain", "node", "x");

    /** @param key the name of the variable that the text is the value of; empty for none */
    static List<Host> in(String key, String text) {
        Set<Host> hosts = new LinkedHashSet<>();
        String upper = key.toUpperCase(Locale.ROOT);
        if (NOT_KEY.matcher(upper).matches()) {
            return List.of();
        }
        if (text.contains("://")) {
            urls(hosts, text);
        } else if (!key.isEmpty()) {
            String trimmed = text.strip();
            boolean named = KEY.matcher(upper).matches();
            if (named && trimmed.contains(":")) {
                pairs(hosts, text);
            } else if (HOST_KEY.matcher(upper).matches() && isName(trimmed)) {
                hosts.add(new Host(trimmed, text.indexOf(trimmed), OptionalInt.empty(), false));
            }
        }
        return List.copyOf(hosts);
    }

    private static void urls(Set<Host> hosts, String text) {
        Matcher url = URL.matcher(text);
        while (url.find()) {
            String scheme = url.group("scheme").toLowerCase(Locale.ROOT);
            if (!SCHEMES.contains(scheme) && !scheme.startsWith("listener")) {
                continue;
            }
            add(hosts, url, true);
            Matcher next = NEXT.matcher(text);
            for (int from = url.end(); next.region(from, text.length()).lookingAt(); from = next.end()) {
                add(hosts, next, true);
            }
        }
    }

    private static void pairs(Set<Host> hosts, String text) {
        List<Host> found = new ArrayList<>();
        int at = 0;
        for (String part : text.split("(?<=[,; ])")) {
            String pair = part.replaceFirst("[,; ]$", "");
            Matcher matcher = PAIR.matcher(text).region(at, at + pair.length());
            if (!pair.isEmpty() && !matcher.matches()) {
                return;
            }
            if (!pair.isEmpty() && isName(matcher.group("host"))) {
                found.add(new Host(matcher.group("host"), matcher.start("host"), OptionalInt.of(Integer.parseInt(matcher.group("port"))), false));
            }
            at += part.length();
        }
        hosts.addAll(found);
    }

    private static void add(Set<Host> hosts, Matcher found, boolean url) {
        if (isName(found.group("host"))) {
            hosts.add(new Host(found.group("host"), found.start("host"),
                    found.group("port") == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(found.group("port"))), url));
        }
    }

    /** Whether it can be a service's name: no address, no host of the internet, none of those that are everywhere. */
    static boolean isName(String host) {
        return host.matches("[A-Za-z][A-Za-z0-9_-]*") && !ELSEWHERE.contains(host.toLowerCase(Locale.ROOT))
                && !host.matches("(?i)(your|my|some|example|dummy|fake|placeholder|change)[-_]?.*|x{2,}|.*[-_]here|foo|bar|baz|test-?host\\d*")
                && !host.matches("[A-Z][A-Z0-9_]+");
    }
}
