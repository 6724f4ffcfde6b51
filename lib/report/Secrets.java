package report;

import com.eclipsesource.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text before it leaves the program: whatever looks like one, and the values that a run knows, in every form in
 * which it sends them. What a file or a server says about a secret is not needed to say what is wrong.
 *
 * <p>Quantifiers that could take long are possessive or bounded, so that no text makes a match slow.
 */
public final class Secrets {

    private static final String MASK = "***";
    private static final String WORD = "(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)";
    private static final String NAME = "[\\w.-]{0,40}" + WORD + "s?[\\w.-]{0,40}";
    /** Few lines hold such a word; the others need no closer look. */
    private static final Pattern SUSPECT = Pattern.compile("(?i)" + WORD);
    private static final Pattern SECRET_NAME = Pattern.compile("(?i)token|secret|passw|api[_-]?key|^key$|auth|cookie|credential|jwt|session");

    /** The user part of an address: {@code https://user:word@host}, {@code https://token@host}. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^\\s/@\"'<>]{1,1024}+(?=@)");
    private static final Pattern QUERY = Pattern.compile("(?i)([?&;](?:[\\w-]{0,32}(?:token|secret|password|passwd|api[_-]?key|authorization|"
            + "credential)s?|jwt|auth|key|sig|signature(?:_key)?)=)[^&\\s\"'#<>]{1,65536}+");
    /** What a server says after the scheme when it refuses (RFC 6750, section 3), which is no secret and tells why. */
    private static final String CHALLENGE = "(?:realm|scope|charset|error(?:_description|_uri)?)=";
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(?i)((?:authorization[\"']?\\s*[:=]\\s*[\"']?(?:[a-z]+\\s+)?|\\bbearer\\s+))(?!\\$|" + CHALLENGE + ")[\\w.~+/=-]{4,65536}+");
    /** Words joined by points, as a JSON Web Token is (RFC 7519); each is looked at once. */
    private static final Pattern DOTTED = Pattern.compile("(?<![\\w-])[\\w-]++(?:\\.[\\w-]++)++");
    /** How the header of a JSON Web Token, which is an object, begins in base64url. */
    private static final String JWT_BEGINNING = "eyJ";
    private static final int SHORTEST_JWT_HEADER = 8;

    /** What a server says may name a scheme or a field without more. */
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)(\\s|%20|\\+)(?!" + CHALLENGE + ")[^\\s\"',;<>\\\\]{4,65536}+");
    private static final Pattern JSON_FIELD = Pattern.compile("(?i)(\\\\?\"(?:[\\w-]{0,32}(?:token|secret|password|passwd|api[_-]?key|"
            + "authorization|credential)s?|jwt|sig|signature_key)\\\\?\"\\s{0,8}+:\\s{0,8}+\\\\?\")(?:[^\"\\\\]|\\\\[^\"]){1,65536}+");

    /** A name of a secret with a value, in the words of a server: {@code password=word}; a count of tokens or a lack of one is none. */
    private static final Pattern ASSIGNED = Pattern.compile("(?i)((?<![\\w.-])" + NAME + "=[\"']?)(?!(?:\\$|\\d{1,7}\\b|none\\b|null\\b))[^\\s\"',;&)\\]}]{1,65536}+");
    /** A name of a secret that is given a quoted literal, in any language. */
    private static final Pattern LITERAL = Pattern.compile(
            "(?i)(" + NAME + "[\"']?(?:\\s*:\\s*[\\w.\\[\\] |]+)?\\s*[:=]\\s*)([\"'])(?!\\$)[^\"'\\s]+\\2");
    /** The same without quotes, as environment files, YAML and command lines have it; a reference such as {@code ${V}} stays. */
    private static final Pattern PLAIN = Pattern.compile(
            "(?i)((?:^|[\\s;,{\\[-])" + NAME + "(?:=|:\\s+))(?![\\s\"'$#&*!|>\\[{]|" + Pattern.quote(MASK) + ")[^\\s\"']+");
    /** The default that an interpolation has for it: {@code ${DB_PASSWORD:-word}}. */
    private static final Pattern DEFAULT = Pattern.compile("(?i)(\\$\\{" + NAME + ":?[-=])(?!\\$)[^}\\s]+");

    private static final int SHORTEST = 4;
    /** What is cut before it is masked is so long that of a shorter secret nothing would be shown. */
    private static final int LONG = 256;

    /** By their length, so that a text is searched once however many secrets there are: thousands of users have thousands of tokens. */
    private final ConcurrentNavigableMap<Integer, Set<String>> known = new ConcurrentSkipListMap<>(Comparator.reverseOrder());
    private final Set<String> beginnings = ConcurrentHashMap.newKeySet();
    /** In their order, so that the one that a text breaks off in is found among thousands. */
    private final NavigableSet<String> longOnes = new ConcurrentSkipListSet<>();

    /** Text with every recognised secret replaced by {@code ***}. */
    public static String masked(String text) {
        String safe = text.indexOf('@') < 0 ? text : USER_INFO.matcher(text).replaceAll(MASK);
        safe = !safe.contains(JWT_BEGINNING) ? safe : DOTTED.matcher(safe).replaceAll(dotted -> Matcher.quoteReplacement(withoutJwt(dotted.group())));
        safe = QUERY.matcher(safe).replaceAll("$1" + MASK);
        return AUTHORIZATION.matcher(safe).replaceAll("$1" + MASK);
    }

    private static String withoutJwt(String dotted) {
        int at = dotted.indexOf(JWT_BEGINNING);
        return at >= 0 && dotted.indexOf('.', at) >= at + SHORTEST_JWT_HEADER ? dotted.substring(0, at) + MASK : dotted;
    }

    /** One line of a file, as a diff shows it: also the values that are given to names of secrets. */
    static String maskedLine(String file, String line) {
        String safe = masked(line);
        if (!SUSPECT.matcher(safe).find()) {
            return safe;
        }
        safe = LITERAL.matcher(safe).replaceAll("$1$2" + MASK + "$2");
        safe = DEFAULT.matcher(safe).replaceAll("$1" + MASK);
        // In a program what follows without quotes is a type or an expression, not the value.
        boolean program = file.matches(".*\\.(py|pyi|js|ts|mjs|cjs|jsx|tsx|java|kt|go|rs|rb|php|md)");
        return program ? safe : PLAIN.matcher(safe).replaceAll("$1" + MASK);
    }

    /** Whether a header, query parameter or variable of this name usually carries a secret. */
    public static boolean namesSecret(String name) {
        return SECRET_NAME.matcher(name).find();
    }

    /** Remembers a value that must never be shown. Values under four characters are not secrets and would blot out words. */
    public Secrets know(String secret) {
        if (secret.strip().length() >= SHORTEST) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            List<String> forms = new ArrayList<>(List.of(secret,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), Base64.getEncoder().encodeToString(bytes)));
            if (!isWord(secret)) {
                String quoted = Json.value(secret).toString();
                String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
                forms.addAll(List.of(encoded, encoded.replace("+", "%20"), quoted.substring(1, quoted.length() - 1)));
            }
            for (String form : forms) {
                if (known.computeIfAbsent(form.length(), length -> ConcurrentHashMap.newKeySet()).add(form)) {
                    beginnings.add(form.substring(0, SHORTEST));
                    if (form.length() >= LONG) {
                        longOnes.add(form);
                    }
                }
            }
        }
        return this;
    }

    public Secrets know(Collection<String> secrets) {
        secrets.forEach(this::know);
        return this;
    }

    /** What a server says, with every known and every recognised secret replaced by {@code ***}. */
    public String mask(String text) {
        String safe = SCHEME.matcher(masked(withoutKnown(text))).replaceAll("$1$2" + MASK);
        safe = JSON_FIELD.matcher(safe).replaceAll("$1" + MASK);
        return SUSPECT.matcher(safe).find() ? ASSIGNED.matcher(safe).replaceAll("$1" + MASK) : safe;
    }

    /** Whether it is written alike in URLs and in JSON, and holds nothing that a pattern of secrets could begin with. */
    private static boolean isWord(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')) {
                return false;
            }
        }
        return true;
    }

    private String withoutKnown(String text) {
        if (beginnings.isEmpty()) {
            return text;
        }
        var safe = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int length = at + SHORTEST <= text.length() && beginnings.contains(text.substring(at, at + SHORTEST)) ? lengthAt(text, at) : 0;
            if (length > 0) {
                safe.append(MASK);
                at += length;
            } else {
                safe.append(text.charAt(at++));
            }
        }
        return safe.toString();
    }

    /** The length of the longest secret that stands at an index, or of a long one's part that the end of the text left of it; 0 when there is none. */
    private int lengthAt(String text, int at) {
        for (var sameLength : known.entrySet()) {
            int end = at + sameLength.getKey();
            if (end <= text.length() && sameLength.getValue().contains(text.substring(at, end))) {
                return sameLength.getKey();
            }
        }
        int left = text.length() - at;
        if (longOnes.isEmpty() || left > known.firstKey()) {
            return 0;
        }
        String rest = text.substring(at);
        String next = longOnes.ceiling(rest);
        return next != null && next.startsWith(rest) ? left : 0;
    }

    /** {@link #mask}ed, on one line, without control characters that could steer a terminal, and no longer than so many characters. */
    public String excerpt(String text, int longest) {
        if (text.length() <= longest && isWord(text)) {
            return withoutKnown(text);
        }
        int cut = Math.min(text.length(), longest + 4096);
        String safe = mask(text.substring(0, cut));
        var line = new StringBuilder(Math.min(safe.length(), longest) + 16);
        safe.codePoints().limit(longest).forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                line.append(' ');
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                line.append(String.format("\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        if (safe.codePointCount(0, safe.length()) > longest || cut < text.length()) {
            line.append('…');
        }
        return line.toString();
    }

    @Override
    public String toString() {
        return "Secrets";
    }
}
