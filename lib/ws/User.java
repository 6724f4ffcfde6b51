package ws;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** One user of a run: who the server takes it for, and the signatures of its requests. */
final class User {

    /** Starts every signature of this run; the user's number, the request's number and a closing letter follow. */
    private static final String RUN = "gp" + Long.toHexString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 44)) + "-";

    private final int number;
    private final Optional<String> token;
    private final Optional<String> claim;
    private final List<String> ids = new ArrayList<>(1);
    private Optional<String> id = Optional.empty();
    private int requests;

    /** @param login the id that the login gave, if there was one */
    User(int number, Optional<String> token, Optional<String> login) {
        this.number = number;
        this.token = token;
        login.ifPresent(this::isKnownAs);
        token.flatMap(User::subject).filter(subject -> ids.isEmpty()).ifPresent(subject -> id = Optional.of(subject));
        this.claim = id;
    }

    /** Who the login or the token says that the user is, before any server was asked. */
    Optional<String> claim() {
        return claim;
    }

    int number() {
        return number;
    }

    Optional<String> token() {
        return token;
    }

    /** The server calls the user so: the newest name is the one to send, the others are accepted too. */
    void isKnownAs(String name) {
        if (!ids.contains(name)) {
            ids.add(name);
        }
        id = Optional.of(name);
    }

    /** The id to send: the server's, else one made up, which the server may well ignore. */
    String id() {
        return id.orElse("golden-path-user-" + number);
    }

    /** Whether the server has said what it calls the user: what a token says is not always that. */
    boolean isNamed() {
        return !ids.isEmpty();
    }

    boolean isCalled(String name) {
        return ids.contains(name) || name.equals(id());
    }

    /** The number of another request, from 1. */
    int nextRequest() {
        return ++requests;
    }

    String thread() {
        return "thread-" + signature(0);
    }

    String turn(int request) {
        return "turn-" + signature(request);
    }

    String signature(int request) {
        return RUN + number + "-" + request + "z";
    }

    /** The request of this user that a text bears the signature of; 0 stands for his thread alone. */
    OptionalInt requestIn(String text) {
        int found = -1;
        for (int at = text.indexOf(RUN); at >= 0; at = text.indexOf(RUN, at + 1)) {
            long[] signature = signature(text, at + RUN.length());
            if (signature[0] == number) {
                found = Math.max(found, (int) signature[1]);
            }
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    /** The number of another user of this run whose signature stands in a text. */
    OptionalLong strangerIn(String text) {
        for (int at = text.indexOf(RUN); at >= 0; at = text.indexOf(RUN, at + 1)) {
            long stranger = signature(text, at + RUN.length())[0];
            if (stranger >= 0 && stranger != number) {
                return OptionalLong.of(stranger);
            }
        }
        return OptionalLong.empty();
    }

    /** User and request of a signature; -1 when it is cut. */
    private static long[] signature(String text, int at) {
        long[] numbers = {0, 0};
        int part = 0;
        for (int i = at; i < text.length() && i < at + 20; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                numbers[part] = numbers[part] * 10 + c - '0';
            } else if (c == '-' && part == 0) {
                part = 1;
            } else {
                return c == 'z' && part == 1 ? numbers : new long[] {-1, -1};
            }
        }
        return new long[] {-1, -1};
    }

    /** The subject of a JSON Web Token (RFC 7519, section 4.1.2), unchecked: only the server knows whether it is good. */
    private static Optional<String> subject(String token) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonValue claims = Json.parse(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            return JsonPointer.of("/sub").textIn(claims).or(() -> JsonPointer.of("/user_id").textIn(claims));
        } catch (IllegalArgumentException | ParseException notJwt) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "user " + number;
    }
}
