package ws;

import com.eclipsesource.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text with places such as {@code ${user}} that are filled in for every request. {@code $$} stands for a dollar sign. */
record Template(List<Part> parts) {

    /** The names that a place may have, beside {@code env.NAME}, with their meaning. */
    static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("user", "the user's id: from the welcome, the login or the token, else one made up"),
            Map.entry("n", "the user's number, from 1"),
            Map.entry("request", "the request's number, from 1"),
            Map.entry("turn", "an id of this request"),
            Map.entry("thread", "an id of this user's conversation"),
            Map.entry("signature", "a text that no other request has; the check `isolation` looks for it"),
            Map.entry("task", "--task with the signature"),
            Map.entry("agent", "--agent"),
            Map.entry("token", "the access token"),
            Map.entry("token.base64url", "the access token in base64url without padding"),
            Map.entry("email", "--email"),
            Map.entry("password", "the password of the login"),
            Map.entry("timestamp", "now, as ISO 8601"),
            Map.entry("timestamp.ms", "now, in milliseconds since 1970"),
            Map.entry("uuid", "a new UUID each time"));

    private static final Pattern PLACE = Pattern.compile("\\$\\$|\\$\\{([^{}]*)\\}|\\$\\{");

    /** A piece of a template. */
    sealed interface Part {
        record Text(String text) implements Part {
        }

        /** @param quoted whether it stands inside a JSON string, so that its value is escaped */
        record Place(String name, boolean quoted) implements Part {
        }
    }

    Template {
        parts = List.copyOf(parts);
    }

    /** A template of plain text, such as a header. @throws IllegalArgumentException when a place has no known name */
    static Template text(String text) {
        return new Template(split(text, false));
    }

    /** The empty template. */
    static Template none() {
        return new Template(List.of());
    }

    /** The parts of a string that stands in JSON text: literals and values are escaped. */
    static List<Part> jsonString(String text) {
        var parts = new ArrayList<Part>();
        parts.add(new Part.Text("\""));
        parts.addAll(split(text, true));
        parts.add(new Part.Text("\""));
        return parts;
    }

    /** The names of the places that stand in it. */
    List<String> places() {
        return parts.stream().filter(Part.Place.class::isInstance).map(part -> ((Part.Place) part).name()).toList();
    }

    /** The text with each place filled in by its name. */
    String fill(Function<String, String> values) {
        var filled = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                filled.append(text.text());
            } else if (part instanceof Part.Place place) {
                String value = values.apply(place.name());
                filled.append(place.quoted() ? escaped(value) : value);
            }
        }
        return filled.toString();
    }

    private static List<Part> split(String text, boolean quoted) {
        var parts = new ArrayList<Part>();
        Matcher matcher = PLACE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            literal(parts, text.substring(from, matcher.start()), quoted);
            from = matcher.end();
            if (matcher.group().equals("$$")) {
                literal(parts, "$", quoted);
            } else {
                parts.add(new Part.Place(known(matcher.group(1)), quoted));
            }
        }
        literal(parts, text.substring(from), quoted);
        return parts;
    }

    private static void literal(List<Part> parts, String text, boolean quoted) {
        if (!text.isEmpty()) {
            parts.add(new Part.Text(quoted ? escaped(text) : text));
        }
    }

    private static String known(String name) {
        if (name == null) {
            throw new IllegalArgumentException("'${' is not closed; a dollar sign is written '$$'");
        }
        if (!NAMES.containsKey(name) && !name.matches("env\\.[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("there is no '${" + name + "}'; allowed: "
                    + NAMES.keySet().stream().sorted().collect(Collectors.joining(", ")) + ", env.NAME");
        }
        return name;
    }

    private static String escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                String quoted = Json.value(text).toString();
                return quoted.substring(1, quoted.length() - 1);
            }
        }
        return text;
    }
}
