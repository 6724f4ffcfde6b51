package ws;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the body of an HTTP answer says to a reader.
 *
 * @param page the title of an HTML page, or what it says when it has none; empty for a body that is no such page
 */
record HttpBody(String text, Optional<String> page) {

    private static final int LONGEST = 2048;
    private static final int LONGEST_TITLE = 80;
    private static final Pattern HTML = Pattern.compile("(?is)\\s*(<!--.{0,500}?-->\\s*)?<(!doctype\\s+html|html|head|body|title|h1|center)\\b.*");
    private static final Pattern TITLE = Pattern.compile("(?is)<title\\b[^>]{0,200}>([^<]*)");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9a-fA-F]{1,7})[ \\t]*(;[^\\r\\n]*)?\\r\\n");

    /** Reads the beginning of a body. */
    static HttpBody of(String body) {
        String text = body.length() > LONGEST ? body.substring(0, LONGEST) : body;
        if (!HTML.matcher(text).matches()) {
            return new HttpBody(text.strip(), Optional.empty());
        }
        Matcher title = TITLE.matcher(text);
        String page = inOneLine(title.find() ? title.group(1) : "");
        page = page.isEmpty() ? inOneLine(text.replaceAll("(?is)<(script|style)\\b.*?(</\\1>|$)", " ").replaceAll("<[^>]*(>|$)", " ")) : page;
        return new HttpBody("", Optional.of(page.length() > LONGEST_TITLE ? page.substring(0, LONGEST_TITLE) + "…" : page));
    }

    /** The same for bytes, which may be sent in chunks (RFC 9112, section 7.1). */
    static HttpBody of(byte[] bytes, int from, boolean chunked) {
        String raw = new String(bytes, from, Math.min(bytes.length - from, LONGEST), StandardCharsets.ISO_8859_1);
        byte[] whole = (chunked ? unchunked(raw) : raw).getBytes(StandardCharsets.ISO_8859_1);
        return of(new String(whole, StandardCharsets.UTF_8));
    }

    private static String unchunked(String raw) {
        var whole = new StringBuilder();
        Matcher size = CHUNK_SIZE.matcher(raw);
        int at = 0;
        while (size.region(at, raw.length()).lookingAt()) {
            int end = Math.min(raw.length(), size.end() + Integer.parseInt(size.group(1), 16));
            whole.append(raw, size.end(), end);
            at = Math.min(raw.length(), end + 2);
        }
        return whole.toString();
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\s+", " ").replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"").strip();
    }

    /** A few words about it for a report; empty when there is nothing to say. */
    String summary() {
        return page.map(title -> title.isEmpty() ? "an HTML page" : "an HTML page: " + title).orElse(text.isEmpty() ? "" : "body: " + text);
    }
}
