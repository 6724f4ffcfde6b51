package ws;

import com.eclipsesource.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text before it leaves the program: the values that this run knows (in every form it sends them),
 * and whatever looks like a token, password or credential in what a server says.
 */
final class Secrets {

    private static final String MASK = "***";
    private static final int SHORTEST = 4;

    /** Possessive quantifiers and bounded repetitions only, so that no text makes a match slow. */
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{5,4096}+(?:\\.[\\w-]{1,65536}+){1,4}+");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)(\\s|%20|\\+)[^\\s\"',;<>\\\\]{4,65536}+");
    private static final Pattern USER_INFO = Pattern.compile("(://)[^\\s/@\"'<>]{1,1024}+@");
    private static final String NAMES = "(?:[\\w-]{0,32}(?:token|secret|password|passwd|api[_-]?key|authorization|credential)s?|jwt|sig|signature_key)";
    private static final Pattern QUERY = Pattern.compile("(?i)([?&;]" + NAMES + "=)[^&\\s\"'#<>]{1,65536}+");
    private static final Pattern JSON_FIELD = Pattern.compile(
            "(?i)(\\\\?\"" + NAMES + "\\\\?\"\\s{0,8}+:\\s{0,8}+\\\\?\")(?:[^\"\\\\]|\\\\[^\"]){1,65536}+");

    /** By their length, so that a text is searched once however many secrets there are: thousands of users have thousands of tokens. */
    private final Map<Integer, Set<String>> known = new ConcurrentSkipListMap<>(Comparator.reverseOrder());
    private final Set<String> beginnings = ConcurrentHashMap.newKeySet();

    /** Remembers a value that must never be shown. Values under four characters are not secrets and would blot out words. */
    Secrets know(String secret) {
        if (secret.strip().length() >= SHORTEST) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            String quoted = Json.value(secret).toString();
            List.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8), quoted.substring(1, quoted.length() - 1),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), Base64.getEncoder().encodeToString(bytes)).forEach(form -> {
                        known.computeIfAbsent(form.length(), length -> ConcurrentHashMap.newKeySet()).add(form);
                        beginnings.add(form.substring(0, SHORTEST));
                    });
        }
        return this;
    }

    Secrets know(Collection<String> secrets) {
        secrets.forEach(this::know);
        return this;
    }

    /** The text with every secret replaced by three stars. */
    String mask(String text) {
        String masked = withoutKnown(text);
        if (masked.indexOf('@') >= 0) {
            masked = USER_INFO.matcher(masked).replaceAll("$1" + MASK + "@");
        }
        masked = JWT.matcher(masked).replaceAll(MASK);
        masked = SCHEME.matcher(masked).replaceAll("$1$2" + MASK);
        masked = QUERY.matcher(masked).replaceAll("$1" + MASK);
        return JSON_FIELD.matcher(masked).replaceAll("$1" + MASK);
    }

    private String withoutKnown(String text) {
        if (beginnings.isEmpty()) {
            return text;
        }
        var masked = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int length = at + SHORTEST <= text.length() && beginnings.contains(text.substring(at, at + SHORTEST)) ? lengthAt(text, at) : 0;
            if (length > 0) {
                masked.append(MASK);
                at += length;
            } else {
                masked.append(text.charAt(at++));
            }
        }
        return masked.toString();
    }

    /** The length of the longest secret that stands at an index; 0 when there is none. */
    private int lengthAt(String text, int at) {
        for (var sameLength : known.entrySet()) {
            int end = at + sameLength.getKey();
            if (end <= text.length() && sameLength.getValue().contains(text.substring(at, end))) {
                return sameLength.getKey();
            }
        }
        return 0;
    }

    /** Masked, on one line, without control characters that could steer a terminal, and no longer than so many characters. */
    String excerpt(String text, int longest) {
        int cut = Math.min(text.length(), longest + 4096);
        String masked = mask(text.substring(0, cut));
        var line = new StringBuilder(Math.min(masked.length(), longest) + 16);
        masked.codePoints().limit(longest).forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                line.append(' ');
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                line.append(String.format("\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        if (masked.codePointCount(0, masked.length()) > longest || cut < text.length()) {
            line.append('…');
        }
        return line.toString();
    }

    /** Whether a header, query parameter or variable of this name usually carries a secret. */
    static boolean namesSecret(String name) {
        return SECRET_NAME.matcher(name).find();
    }

    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i)token|secret|passw|api[_-]?key|^key$|auth|cookie|credential|jwt|session");

    @Override
    public String toString() {
        return "Secrets";
    }
}
