package ws;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ws.Scenario.Framing;
import ws.Scenario.Phase;

/** Reads a {@link Scenario} from YAML, by the name of one that is built in or from a file. */
final class ScenarioReader {

    /** The scenarios that come with the program; the first one is used when none is named. */
    static final List<String> BUILT_IN = List.of("agent-chat", "openai-realtime", "ag-ui");

    private static final long MOST_BYTES = 1 << 20;
    private static final Set<String> KEYS = ordered("name", "description", "connect", "login", "framing", "hello", "welcome",
            "fields", "send", "events", "ends", "answer", "errors", "replies", "ping", "probes", "limits");

    private ScenarioReader() {
    }

    /** @throws UsageException when there is no such scenario, or with {@code file:line:column} when it is not valid */
    static Scenario read(String nameOrFile) {
        if (BUILT_IN.contains(nameOrFile)) {
            try (InputStream in = ScenarioReader.class.getResourceAsStream("/ws/scenarios/" + nameOrFile + ".yaml")) {
                return parse(nameOrFile + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no scenario '" + nameOrFile + "': neither a file nor one of "
                    + String.join(", ", BUILT_IN) + ".");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) MOST_BYTES + 1);
            return parse(nameOrFile, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notText) {
            throw new UsageException(nameOrFile + ":1:1: the file is not UTF-8.");
        } catch (IOException unreadable) {
            throw new UsageException(nameOrFile + " cannot be read: " + unreadable.getMessage() + ".");
        }
    }

    /** @param file what messages call the text */
    static Scenario parse(String file, String text) {
        YamlCursor root = YamlCursor.root(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
        Map<String, YamlCursor> keys = root.entries(KEYS);
        List<Phase> events = need(root, keys, "events").items().stream().map(ScenarioReader::phase).toList();
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < events.size(); i++) {
            for (String name : namesOf(events.get(i))) {
                if (!names.add(name)) {
                    throw keys.get("events").items().get(i).wrong("the event '" + name + "' already has a place in the order");
                }
            }
        }
        boolean prefixed = keys.containsKey("framing") && isPrefixed(keys.get("framing"));
        Phase last = events.get(events.size() - 1);
        Set<String> ends = keys.containsKey("ends") ? known(need(root, keys, "ends"), names)
                : last instanceof Phase.Pair pair ? Set.of(pair.closes()) : last.firsts();
        return new Scenario(
                keys.containsKey("name") ? keys.get("name").string() : file,
                ConnectReader.connect(keys.get("connect")),
                ConnectReader.login(keys.get("login")),
                prefixed ? Framing.PREFIXED : Framing.JSON,
                keys.containsKey("hello") ? messages(keys.get("hello"), prefixed) : List.of(),
                welcome(root, keys),
                fields(need(root, keys, "fields")),
                messages(need(root, keys, "send"), prefixed),
                events, ends,
                answer(need(root, keys, "answer"), names),
                keys.containsKey("errors") ? Set.copyOf(keys.get("errors").strings()) : Set.of(),
                replies(keys.get("replies"), prefixed),
                Optional.ofNullable(keys.get("ping")).map(cursor -> ping(cursor, prefixed)),
                probes(keys),
                limits(keys.get("limits")));
    }

    private static Optional<Scenario.Welcome> welcome(YamlCursor root, Map<String, YamlCursor> parent) {
        YamlCursor cursor = need(root, parent, "welcome");
        if (cursor.isText("none")) {
            return Optional.empty();
        }
        if (!cursor.isMapping()) {
            return Optional.of(new Scenario.Welcome(cursor.strings(), List.of()));
        }
        Map<String, YamlCursor> keys = cursor.entries(ordered("event", "user"));
        return Optional.of(new Scenario.Welcome(need(cursor, keys, "event").strings(), pointersOf(keys.get("user"))));
    }

    private static Scenario.Fields fields(YamlCursor cursor) {
        Map<String, YamlCursor> keys = cursor.entries(ordered("name", "owner", "turn", "thread", "stamp"));
        return new Scenario.Fields(need(cursor, keys, "name").items().stream().map(ScenarioReader::name).toList(), pointersOf(keys.get("owner")),
                pointersOf(keys.get("turn")), pointersOf(keys.get("thread")), pointersOf(keys.get("stamp")));
    }

    private static Scenario.Name name(YamlCursor cursor) {
        if (!cursor.isMapping()) {
            return new Scenario.Name(cursor.parsed(JsonPointer::of), "");
        }
        Map<String, YamlCursor> keys = cursor.entries(ordered("at", "name"));
        return new Scenario.Name(need(cursor, keys, "at").parsed(JsonPointer::of), need(cursor, keys, "name").string());
    }

    private static Phase phase(YamlCursor cursor) {
        if (!cursor.isMapping()) {
            return new Phase.Single(new LinkedHashSet<>(cursor.strings()), true, false, false);
        }
        Map<String, YamlCursor> keys = cursor.entries(ordered("event", "pair", "required", "repeated", "anywhere"));
        if (keys.containsKey("event") == keys.containsKey("pair")) {
            throw cursor.wrong("a place in the order has either 'event' or 'pair'");
        }
        boolean required = !keys.containsKey("required") || keys.get("required").bool();
        boolean repeated = keys.containsKey("repeated") && keys.get("repeated").bool();
        boolean anywhere = keys.containsKey("anywhere") && keys.get("anywhere").bool();
        if (keys.containsKey("event")) {
            return new Phase.Single(new LinkedHashSet<>(keys.get("event").strings()), required, repeated, anywhere);
        }
        List<String> pair = keys.get("pair").strings();
        if (pair.size() != 2) {
            throw keys.get("pair").wrong("a pair has two events: the one that opens and the one that closes");
        }
        return new Phase.Pair(pair.get(0), pair.get(1), required, repeated, anywhere);
    }

    private static Set<String> namesOf(Phase phase) {
        return phase instanceof Phase.Pair pair ? ordered(pair.opens(), pair.closes()) : phase.firsts();
    }

    private static Scenario.Answer answer(YamlCursor cursor, Set<String> names) {
        Map<String, YamlCursor> keys = cursor.entries(ordered("event", "text"));
        return new Scenario.Answer(known(need(cursor, keys, "event"), names), pointers(need(cursor, keys, "text")));
    }

    private static boolean isPrefixed(YamlCursor cursor) {
        return switch (cursor.string()) {
            case "json" -> false;
            case "prefixed" -> true;
            default -> throw cursor.wrong("there is no framing '" + cursor.string() + "'; allowed: json, prefixed");
        };
    }

    private static List<Template> messages(YamlCursor cursor, boolean prefixed) {
        return cursor.items().stream().map(item -> item.message(prefixed)).toList();
    }

    private static Map<String, Template> replies(YamlCursor cursor, boolean prefixed) {
        var replies = new HashMap<String, Template>();
        for (YamlCursor item : cursor == null ? List.<YamlCursor>of() : cursor.items()) {
            Map<String, YamlCursor> keys = item.entries(ordered("to", "send"));
            Template reply = need(item, keys, "send").message(prefixed);
            need(item, keys, "to").strings().forEach(name -> replies.put(name, reply));
        }
        return replies;
    }

    private static Scenario.Ping ping(YamlCursor cursor, boolean prefixed) {
        Map<String, YamlCursor> keys = cursor.entries(ordered("send", "expect"));
        return new Scenario.Ping(need(cursor, keys, "send").message(prefixed), Set.copyOf(need(cursor, keys, "expect").strings()));
    }

    private static List<Scenario.Probe> probes(Map<String, YamlCursor> scenario) {
        return !scenario.containsKey("probes") ? List.of()
                : scenario.get("probes").items().stream().map(cursor -> probe(cursor, scenario)).toList();
    }

    private static Scenario.Probe probe(YamlCursor cursor, Map<String, YamlCursor> scenario) {
        Map<String, YamlCursor> keys = cursor.entries(ordered("name", "send", "answer", "answered", "may-close"));
        YamlCursor send = need(cursor, keys, "send");
        boolean answered = !keys.containsKey("answered") || keys.get("answered").bool();
        List<String> mayClose = keys.containsKey("may-close") ? mayClose(keys.get("may-close"), scenario.get("welcome")) : List.of();
        if (answered && !keys.containsKey("answer") && !scenario.containsKey("errors") && mayClose.isEmpty()) {
            throw cursor.wrong("nothing would be an answer to this: give it an 'answer', or the scenario 'errors', or say 'answered: false'");
        }
        return new Scenario.Probe(need(cursor, keys, "name").string(),
                send.isText() ? send.parsed(Template::text) : send.message(scenario.containsKey("framing") && isPrefixed(scenario.get("framing"))),
                keys.containsKey("answer") ? Set.copyOf(keys.get("answer").strings()) : Set.of(), answered, mayClose);
    }

    /** True, false, or the welcomes after which it may. */
    private static List<String> mayClose(YamlCursor cursor, YamlCursor scenarioWelcome) {
        if (cursor.isText("true") || cursor.isText("false")) {
            return cursor.bool() ? List.of("*") : List.of();
        }
        List<String> welcomes = scenarioWelcome.isMapping() ? scenarioWelcome.entries().get("event").strings() : scenarioWelcome.strings();
        for (YamlCursor item : cursor.items()) {
            if (!new Scenario.Welcome(welcomes, List.of()).matches(item.string())) {
                throw item.wrong("'" + item.string() + "' is neither true nor false nor one of the welcomes: " + String.join(", ", welcomes));
            }
        }
        return cursor.strings();
    }

    private static Map<String, String> limits(YamlCursor cursor) {
        var limits = new LinkedHashMap<String, String>();
        if (cursor != null) {
            cursor.entries(Limits.NAMES).forEach((name, value) -> {
                value.parsed(text -> Limits.Profile.STAGING.limits().with(name, text));
                limits.put(name, value.string());
            });
        }
        return limits;
    }

    /** Names that must be among the events. */
    private static Set<String> known(YamlCursor cursor, Set<String> names) {
        for (YamlCursor item : cursor.items()) {
            if (!names.contains(item.string())) {
                throw item.wrong("'" + item.string() + "' is none of the events: " + String.join(", ", names));
            }
        }
        return new LinkedHashSet<>(cursor.strings());
    }

    private static List<JsonPointer> pointersOf(YamlCursor cursor) {
        return cursor == null ? List.of() : pointers(cursor);
    }

    static List<JsonPointer> pointers(YamlCursor cursor) {
        return cursor.items().stream().map(item -> item.parsed(JsonPointer::of)).toList();
    }

    private static YamlCursor need(YamlCursor parent, Map<String, YamlCursor> keys, String key) {
        if (!keys.containsKey(key)) {
            throw parent.wrong("'" + key + "' is missing here");
        }
        YamlCursor value = keys.get(key);
        if (value.items().isEmpty()) {
            throw value.wrong("'" + key + "' has no items");
        }
        return value;
    }

    static Set<String> ordered(String... names) {
        return Arrays.stream(names).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
