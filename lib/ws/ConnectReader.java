package ws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ws.Scenario.Auth;

/** Reads how a scenario connects and logs in: the parts of it that become HTTP requests, and must fit into them. */
final class ConnectReader {

    /** The names of headers and subprotocols (RFC 9110, section 5.6.2). */
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private ConnectReader() {
    }

    /** The section `connect`; null stands for a scenario that has none. */
    static Scenario.Connect connect(YamlCursor cursor) {
        Map<String, YamlCursor> keys = cursor == null ? Map.of()
                : cursor.entries(ScenarioReader.ordered("path", "headers", "subprotocols", "auth"));
        Map<String, YamlCursor> auth = keys.containsKey("auth")
                ? keys.get("auth").entries(ScenarioReader.ordered("header", "subprotocol", "query")) : Map.of();
        Map<String, Template> header = auth.containsKey("header") ? templates(auth.get("header"))
                : Map.of("Authorization", Template.text("Bearer ${token}"));
        List<Auth> ways = auth.isEmpty() ? List.of(Auth.HEADER)
                : auth.keySet().stream().map(way -> Auth.valueOf(way.toUpperCase(Locale.ROOT))).toList();
        return new Scenario.Connect(
                keys.containsKey("path") ? path(keys.get("path")).parsed(Template::text) : Template.text("/"),
                keys.containsKey("headers") ? templates(keys.get("headers")) : Map.of(),
                subprotocols(keys.get("subprotocols")), ways, header,
                subprotocols(auth.get("subprotocol")),
                auth.containsKey("query") ? auth.get("query").string() : "token");
    }

    private static YamlCursor path(YamlCursor cursor) {
        if (!Target.isPath(cursor.string())) {
            throw cursor.wrong(Target.PATH_RULE);
        }
        return cursor;
    }

    /** The section `login`; null stands for a scenario that has none. */
    static Scenario.Login login(YamlCursor cursor) {
        Map<String, YamlCursor> keys = cursor == null ? Map.of() : cursor.entries(ScenarioReader.ordered("path", "body", "token", "user"));
        return new Scenario.Login(
                keys.containsKey("path") ? path(keys.get("path")).string() : "/auth/login",
                keys.containsKey("body") ? keys.get("body").json()
                        : YamlCursor.root("login", "{email: '${email}', password: '${password}'}").json(),
                keys.containsKey("token") ? ScenarioReader.pointers(keys.get("token")) : List.of(JsonPointer.of("/access_token")),
                keys.containsKey("user") ? ScenarioReader.pointers(keys.get("user")) : List.of(JsonPointer.of("/user/id")));
    }

    private static Map<String, Template> templates(YamlCursor cursor) {
        var templates = new LinkedHashMap<String, Template>();
        cursor.entries().forEach((name, value) -> {
            if (!name.matches(TOKEN)) {
                throw value.wrong("'" + name + "' is no header name (RFC 9110, section 5.1)");
            }
            if (value.string().chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw value.wrong("a header holds ASCII on one line (RFC 9110, section 5.5)");
            }
            templates.put(name, value.parsed(Template::text));
        });
        return templates;
    }

    private static List<Template> subprotocols(YamlCursor cursor) {
        return cursor == null ? List.of() : cursor.items().stream().map(ConnectReader::subprotocol).toList();
    }

    private static Template subprotocol(YamlCursor cursor) {
        if (!cursor.string().replaceAll("\\$\\{[^{}]*\\}", "").matches(TOKEN + "|")) {
            throw cursor.wrong("'" + cursor.string() + "' is no subprotocol: no blanks and no separators (RFC 6455, section 4.1)");
        }
        return cursor.parsed(Template::text);
    }
}
