package demo;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.Optional;

/** A JSON object from a client, read without trust in what its members are. */
record Incoming(JsonObject json) {

    /**
     * Reads a message; JSON that is no object counts as an object without members.
     *
     * @throws com.eclipsesource.json.ParseException when the text is not JSON
     */
    static Incoming parse(String text) {
        return of(Json.parse(text));
    }

    /** The string with this name, empty when there is none or it is something else. */
    Optional<String> string(String name) {
        JsonValue value = json.get(name);
        return value != null && value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    /** The object with this name, without members when there is none or it is something else. */
    Incoming object(String name) {
        return of(json.get(name));
    }

    /** The last object of the array with this name, without members when there is none. */
    Incoming lastOf(String name) {
        JsonValue value = json.get(name);
        return of(value != null && value.isArray() && !value.asArray().isEmpty()
                ? value.asArray().get(value.asArray().size() - 1) : null);
    }

    private static Incoming of(JsonValue value) {
        return new Incoming(value != null && value.isObject() ? value.asObject() : new JsonObject());
    }
}
