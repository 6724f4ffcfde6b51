package ws;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A place in a JSON document, written as RFC 6901 says: {@code /data/items/0}, with {@code ~1} for a slash and {@code ~0} for a tilde. */
record JsonPointer(String text, List<String> tokens) {

    /** @throws IllegalArgumentException when the text is neither empty nor starts with a slash, or has a stray tilde */
    static JsonPointer of(String text) {
        if (text.isEmpty()) {
            return new JsonPointer(text, List.of());
        }
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a JSON pointer starts with '/' (RFC 6901), not '" + text + "'");
        }
        return new JsonPointer(text, Arrays.stream(text.substring(1).split("/", -1)).map(JsonPointer::unescaped).toList());
    }

    /** The value at this place; empty when there is none. A JSON {@code null} is a value. */
    Optional<JsonValue> in(JsonValue document) {
        return Optional.ofNullable(at(document));
    }

    /** The string or number at this place as text; empty when there is none or it is of another kind. */
    Optional<String> textIn(JsonValue document) {
        JsonValue value = at(document);
        return value == null ? Optional.empty()
                : value.isString() ? Optional.of(value.asString())
                : value.isNumber() ? Optional.of(value.toString()) : Optional.empty();
    }

    /** Every message is asked for a dozen places: by index, because an iterator of a list so short costs more than the list. */
    private JsonValue at(JsonValue document) {
        JsonValue value = document;
        for (int i = 0; i < tokens.size() && value != null; i++) {
            value = child(value, tokens.get(i));
        }
        return value;
    }

    private static JsonValue child(JsonValue parent, String token) {
        if (parent instanceof JsonObject object) {
            return object.get(token);
        }
        if (parent instanceof JsonArray array && isIndex(token)) {
            int index = Integer.parseInt(token);
            return index < array.size() ? array.get(index) : null;
        }
        return null;
    }

    /** A member's name as it stands in a pointer. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static boolean isIndex(String token) {
        return !token.isEmpty() && token.length() < 8 && token.chars().allMatch(c -> c >= '0' && c <= '9')
                && (token.length() == 1 || token.charAt(0) != '0');
    }

    private static String unescaped(String token) {
        for (int at = token.indexOf('~'); at >= 0; at = token.indexOf('~', at + 1)) {
            if (at + 1 == token.length() || "01".indexOf(token.charAt(at + 1)) < 0) {
                throw new IllegalArgumentException("in a JSON pointer '~' is written '~0' and '/' is written '~1' (RFC 6901)");
            }
        }
        return token.replace("~1", "/").replace("~0", "~");
    }
}
