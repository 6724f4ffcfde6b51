package ws;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message of the server, as a scenario sees it.
 *
 * @param name its name, empty when the scenario's pointers find none
 * @param owner the user that it names
 * @param turn the request that it names
 */
record Message(Kind kind, String name, Optional<String> owner, Optional<String> turn, Optional<String> thread,
        JsonValue json, String text) {

    /** What a message may be; where two of its names say different things, the later kind counts. A reply answers a ping or a probe, or wants an answer. */
    enum Kind { NOT_JSON, OTHER, REPLY, ERROR, WELCOME, EVENT }

    /** What a name means. Events are kept with the scenario's own string, not with one for each message. */
    private record Known(String name, Kind kind) {
    }

    /** Reads messages. It keeps no state between them. */
    static final class Reader {
        private final Scenario scenario;
        private final Map<String, Known> known = new HashMap<>();

        Reader(Scenario scenario) {
            this.scenario = scenario;
            know(scenario.replies().keySet(), Kind.REPLY);
            scenario.ping().ifPresent(ping -> know(ping.expect(), Kind.REPLY));
            scenario.probes().forEach(probe -> know(probe.answers(), Kind.REPLY));
            know(scenario.errors(), Kind.ERROR);
            know(scenario.eventNames(), Kind.EVENT);
        }

        private void know(Collection<String> names, Kind kind) {
            names.forEach(name -> known.put(name, new Known(name, kind)));
        }

        Message read(String text) {
            JsonValue json;
            try {
                json = scenario.framing() == Scenario.Framing.JSON ? Json.parse(text) : prefixed(text);
            } catch (ParseException notJson) {
                return new Message(Kind.NOT_JSON, "", Optional.empty(), Optional.empty(), Optional.empty(), Json.NULL, text);
            }
            Scenario.Fields fields = scenario.fields();
            Kind kind = Kind.OTHER;
            String name = "";
            for (Scenario.Name place : fields.name()) {
                Optional<String> found = place.in(json);
                if (found.isPresent()) {
                    Known named = named(found.get());
                    if (named.kind().compareTo(kind) > 0 || kind == Kind.OTHER) {
                        kind = named.kind();
                        name = named.name();
                    }
                }
            }
            return new Message(kind, name, first(fields.owner(), json), first(fields.turn(), json),
                    first(fields.thread(), json), json, text);
        }

        private static JsonValue prefixed(String text) {
            int begin = 0;
            while (begin < text.length() && text.charAt(begin) != '{' && text.charAt(begin) != '[') {
                begin++;
            }
            var both = new JsonArray().add(text.substring(0, begin));
            return begin == text.length() ? both : both.add(Json.parse(text.substring(begin)));
        }

        private Known named(String name) {
            Known named = known.get(name);
            boolean mayWelcome = (named == null || named.kind().compareTo(Kind.WELCOME) < 0) && scenario.welcome().isPresent();
            return mayWelcome && scenario.welcome().get().matches(name) ? new Known(name, Kind.WELCOME)
                    : named == null ? new Known(name, Kind.OTHER) : named;
        }
    }

    /** The first of the places that has a text that is not empty. */
    static Optional<String> first(List<JsonPointer> places, JsonValue json) {
        for (int i = 0; i < places.size(); i++) {
            Optional<String> text = places.get(i).textIn(json);
            if (text.isPresent() && !text.get().isEmpty()) {
                return text;
            }
        }
        return Optional.empty();
    }
}
