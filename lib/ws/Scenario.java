package ws;

import com.eclipsesource.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A product's chat protocol as the golden path needs to know it: how to connect, what to send, which messages come back,
 * and where in a message its name, owner and answer stand. {@link ScenarioReader} reads one from YAML.
 *
 * @param name what reports call it
 * @param connect how a connection is opened
 * @param login how a token is got for an e-mail address and a password
 * @param framing how a message stands in a text frame
 * @param hello messages that are sent when the connection is open, before the welcome
 * @param welcome the first message of the server that matters; empty when it sends none
 * @param fields where in a message the things that are checked stand
 * @param send the messages that make up one request, sent in this order
 * @param events the events of a request in the order in which their first ones come
 * @param ends names of events, one of which ends a request
 * @param answer where the final answer stands
 * @param errors names of messages that say that something failed
 * @param replies what messages of the server are answered with, by their names, whenever they come
 * @param ping a message of the application that must be answered; empty means that a WebSocket ping is sent instead
 * @param probes messages that a server must survive; the check `errors` sends them
 * @param limits limits of this protocol that replace those of the profile
 */
record Scenario(String name, Connect connect, Login login, Framing framing, List<Template> hello, Optional<Welcome> welcome, Fields fields,
        List<Template> send, List<Phase> events, Set<String> ends, Answer answer, Set<String> errors, Map<String, Template> replies,
        Optional<Ping> ping, List<Probe> probes, Map<String, String> limits) {

    /** How a message stands in a text frame: as JSON, or as JSON after a few characters, which is read as the array of both. */
    enum Framing { JSON, PREFIXED }

    /** The ways of carrying a token to the server. */
    enum Auth { HEADER, SUBPROTOCOL, QUERY }

    /**
     * @param path URL path with query
     * @param auth ways to carry a token, the preferred one first
     * @param authHeader the header's name and value for {@link Auth#HEADER}
     * @param authSubprotocols the subprotocols for {@link Auth#SUBPROTOCOL}
     * @param authQuery the parameter's name for {@link Auth#QUERY}
     */
    record Connect(Template path, Map<String, Template> headers, List<Template> subprotocols, List<Auth> auth,
            Map<String, Template> authHeader, List<Template> authSubprotocols, String authQuery) {
    }

    /** @param token where in the answer the access token stands; user where the user's id stands */
    record Login(String path, Template body, List<JsonPointer> token, List<JsonPointer> user) {
    }

    /** @param events its possible names; one that starts with a star stands for every name with that ending */
    record Welcome(List<String> events, List<JsonPointer> user) {
        boolean matches(String name) {
            for (String event : events) {
                if (matches(event, name)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean matches(String event, String name) {
            return event.startsWith("*") ? name.endsWith(event.substring(1)) : name.equals(event);
        }
    }

    /** A place that names a message. @param fixed the name when there is anything at that place; empty when the text there is the name */
    record Name(JsonPointer at, String fixed) {
        Optional<String> in(JsonValue message) {
            return fixed.isEmpty() ? at.textIn(message) : at.in(message).isPresent() ? Optional.of(fixed) : Optional.empty();
        }
    }

    /**
     * In each list the first place that has a value counts; for a name, the first whose value is one that the scenario knows.
     *
     * @param stamp what no two messages share, such as a time or an id: without one, two events that are alike may both be meant
     */
    record Fields(List<Name> name, List<JsonPointer> owner, List<JsonPointer> turn, List<JsonPointer> thread, List<JsonPointer> stamp) {
    }

    /** @param texts where the answer's text stands in each of those events, joined in the order of arrival */
    record Answer(Set<String> events, List<JsonPointer> texts) {

        /**
         * What the first of the places that has a value has; empty when that says nothing: an empty answer stays empty, whatever else
         * stands beside it.
         */
        String textIn(JsonValue event) {
            for (int i = 0; i < texts.size(); i++) {
                Optional<JsonValue> value = texts.get(i).in(event).filter(found -> !found.isNull());
                if (value.isPresent()) {
                    return !saysSomething(value.get()) ? "" : value.get().isString() ? value.get().asString() : value.get().toString();
                }
            }
            return "";
        }

        /** Whether a JSON value says something: a text that is not blank, a number, or a structure with such a value in it. */
        private static boolean saysSomething(JsonValue value) {
            return value.isString() ? !isBlank(value.asString())
                    : value.isObject() ? StreamSupport.stream(value.asObject().spliterator(), false).anyMatch(member -> saysSomething(member.getValue()))
                    : value.isArray() ? StreamSupport.stream(value.asArray().spliterator(), false).anyMatch(Answer::saysSomething)
                    : value.isNumber();
        }

        private static boolean isBlank(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (!Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT) {
                    return false;
                }
            }
            return true;
        }
    }

    record Ping(Template send, Set<String> expect) {
    }

    /**
     * A message that no server should fall over.
     *
     * @param name what the report calls it
     * @param answers names of good answers, beside {@link Scenario#errors}
     * @param answered whether silence is no good answer
     * @param mayClose names of welcomes after which closing the connection is a good answer too, written as in {@link Welcome}
     */
    record Probe(String name, Template send, Set<String> answers, boolean answered, List<String> mayClose) {

        /** Whether closing is a good answer. @param welcome the name of the connection's welcome, empty when there was none */
        boolean mayClose(String welcome) {
            return mayClose.stream().anyMatch(event -> Welcome.matches(event, welcome));
        }
    }

    /** One place in the order of events. */
    sealed interface Phase {

        /** Whether a request without it has failed. */
        boolean required();

        /** Whether it may come more than once. */
        boolean repeated();

        /** Whether it has no fixed place between the first and the last event. */
        boolean anywhere();

        /** The names that begin it. */
        Set<String> firsts();

        /** Whether an event of this name begins it. */
        default boolean begins(String event) {
            return firsts().contains(event);
        }

        /** What a report calls it. */
        default String label() {
            return String.join("|", firsts());
        }

        /** All that it demands, as a report lists it. */
        default String demand() {
            return label();
        }

        /** One event, under any of several names. */
        record Single(Set<String> firsts, boolean required, boolean repeated, boolean anywhere) implements Phase {
        }

        /** An event that another one must follow; pairs may overlap. */
        record Pair(String opens, String closes, boolean required, boolean repeated, boolean anywhere) implements Phase {
            @Override
            public Set<String> firsts() {
                return Set.of(opens);
            }

            @Override
            public boolean begins(String event) {
                return opens.equals(event);
            }

            @Override
            public String demand() {
                return opens + " " + closes;
            }
        }
    }

    /** Whether an event may come again and again, by itself, in one request. */
    boolean isStream(String event) {
        return events.stream().anyMatch(phase -> phase instanceof Phase.Single && phase.repeated() && phase.begins(event));
    }

    /** The names of all events of a request, in the order of the phases. */
    Set<String> eventNames() {
        return events.stream().flatMap(Scenario::names).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<String> names(Phase phase) {
        return phase instanceof Phase.Pair pair ? Stream.of(pair.opens(), pair.closes()) : phase.firsts().stream();
    }
}
