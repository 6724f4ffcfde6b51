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

    /** What stands before {@code ://} where a host follows even without a port or a user; {@code s3://} and {@code file://} name no host. */
    private static final Set<String> PROTOCOLS = Set.of("http", "https", "ws", "wss", "tcp", "udp", "redis", "rediss", "postgres", "postgresql", "mysql", "mariadb",
            "mongodb", "amqp", "amqps", "kafka", "nats", "mqtt", "mqtts", "grpc", "grpcs", "ldap", "ldaps", "smtp", "smtps", "ftp", "sftp", "bolt", "neo4j", "clickhouse",
            "cassandra", "memcached", "elasticsearch", "pulsar", "etcd", "stomp", "imap", "rtsp", "rtmp", "socks5", "socks5h", "influxdb", "sqlserver", "couchbase", "h2c", "fastcgi");
    private static final Pattern URL = Pattern.compile("(?<![A-Za-z0-9_])(?<scheme>[A-Za-z][A-Za-z0-9_]*)(?:\\+[A-Za-z0-9_]+)?://(?<user>[^\\s/@'\"]{0,300}@)?"
            + "(?<host>[A-Za-z0-9_][A-Za-z0-9_.-]*)(?::(?<port>[0-9]{1,5}))?(?=[/?#,;\\s'\"})\\]|&]|\\\\(?!\\.)|$)");
    private static final Pattern NEXT = Pattern.compile(",(?:[A-Za-z_]+://)?(?<host>[A-Za-z0-9_][A-Za-z0-9_.-]*):(?<port>[0-9]{2,5})(?=[/?,;\\s'\"})]|$)");
    private static final Pattern PAIR = Pattern.compile("(?<host>[A-Za-z][A-Za-z0-9_.-]*):(?<port>[0-9]{2,5})");
    private static final Pattern KEY = Pattern.compile("(.*[_.-])?(HOST|HOSTNAME|HOSTS|SERVER|SERVERS|ADDR|ADDRESS|ADDRESSES|BROKER|BROKERS|ENDPOINT|ENDPOINTS|URL|URLS|URI|NODES|SEEDS|UPSTREAM|BOOTSTRAP|"
            + "CONNECT|CONTACT_POINTS|QUORUM|MASTER|PEERS|JOIN|TARGET|TARGETS|BACKEND|DSN)([_.-].*)?");
    /** Keys whose value is a host's name and nothing else. */
    private static final Pattern HOST_KEY = Pattern.compile("(.*[_-])?(DB|DATABASE|POSTGRES|PG|PGSQL|MYSQL|MARIADB|MONGO|MONGODB|REDIS|RABBITMQ|RABBIT|AMQP|KAFKA|ELASTIC|ELASTICSEARCH|ES|SMTP|MAIL|"
            + "MEMCACHED|CACHE|BROKER|QUEUE|MQ|MQTT|CLICKHOUSE|CASSANDRA|MINIO|S3|OPENSEARCH|QDRANT|WEAVIATE|MILVUS|CHROMA|SERVICE|BACKEND|API|AUTH|FRONTEND|LDAP|VAULT|CONSUL|NATS|"
            + "ZOOKEEPER|SOLR|NEO4J|ETCD|STATSD|GRAPHITE|INFLUXDB|JAEGER|OTEL|TIKA|CELERY|SEARCH)_?(HOST|HOSTNAME|SERVER|ADDR|SEEDS)|PGHOST");
    private static final Pattern NOT_KEY = Pattern.compile(".*(IMAGE|TAG|VERSION|ALLOWED|VIRTUAL_HOST|LETSENCRYPT|CORS|ORIGIN|USER|UID|GID|_BIND|BIND_|LISTEN_ADDR|WHITELIST|NO_PROXY|DOMAIN|TRUSTED).*");
    /** {@code Server=db;Port=5432}, as the drivers of .NET and ODBC have it. */
    private static final Pattern SETTINGS = Pattern.compile("(?i)(?:^|;)\\s*(?:server|host|data source)\\s*=\\s*(?:tcp:)?(?<host>[A-Za-z][A-Za-z0-9_.-]*)(?:[,:](?<port>[0-9]{1,5}))?\\s*(?=;)");
    /** Names that mean this machine or the one outside wherever they stand: RFC 6761, Docker, cloud providers' metadata. */
    private static final Set<String> ELSEWHERE = Set.of("localhost", "localhost6", "ip6-localhost", "host-gateway", "dockerhost", "kubernetes", "metadata");
    /** What a reader is to replace: RFC 2606, and what documentation calls things. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?i)(your|my|some|example|dummy|fake|placeholder|change)([-_].*)?|your.*|x+|.*[-_]here|foo|bar|baz|"
            + "(host|hostname|ip|address|server|domain|user|username|none|null|true|false|default)|test-?host\\d*");

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
            Matcher settings = SETTINGS.matcher(text);
            while (settings.find()) {
                add(hosts, settings, false);
            }
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
            boolean protocol = PROTOCOLS.contains(url.group("scheme").toLowerCase(Locale.ROOT));
            if (!protocol && url.group("port") == null && url.group("user") == null) {
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
                && !PLACEHOLDER.matcher(host).matches() && !host.matches("[A-Z][A-Z0-9_]+");
    }
}
