package report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * A piece of a page, safe to put beside others: text and attributes are escaped when it is made.
 *
 * @param markup escaped HTML or SVG
 */
public record Html(String markup) {
    /** Elements without content or end tag (HTML standard, 13.1.2). */
    private static final Set<String> VOID = Set.of("br", "col", "hr", "img", "input", "link", "meta", "wbr");

    /** An attribute of a {@link #tag}. */
    public record Attribute(String name, String value) {}

    public static Attribute attr(String name, String value) {
        return new Attribute(name, value);
    }

    public static Html text(String text) {
        return new Html(escape(Visible.block(text)));
    }

    /**
     * An element.
     *
     * @param parts attributes ({@link Attribute}), content ({@link Html} or a list of it), and strings as text
     */
    public static Html tag(String name, Object... parts) {
        StringBuilder attributes = new StringBuilder();
        StringBuilder content = new StringBuilder();
        for (Object part : parts) {
            if (part instanceof Attribute attribute) {
                attributes.append(' ').append(attribute.name()).append("=\"").append(escape(Visible.block(attribute.value()))).append('"');
            } else {
                content(content, part);
            }
        }
        return new Html("<" + name + attributes + ">" + (VOID.contains(name) ? "" : content + "</" + name + ">"));
    }

    /**
     * A whole page that needs nothing beside itself, reads in light and dark, and works without its script. Its content
     * security policy admits the two inline resources by their hash and nothing else.
     */
    public static String page(String title, Html... body) {
        String style = resource("page.css");
        String script = resource("page.js");
        String policy = "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script)
                + "'; base-uri 'none'; form-action 'none'";
        Html head = tag("head",
                tag("meta", attr("charset", "utf-8")),
                tag("meta", attr("http-equiv", "Content-Security-Policy"), attr("content", policy)),
                tag("meta", attr("name", "viewport"), attr("content", "width=device-width, initial-scale=1")),
                tag("meta", attr("name", "color-scheme"), attr("content", "light dark")),
                tag("title", title),
                new Html("<style>" + style + "</style>"));
        Html content = tag("body", tag("main", List.of(body)), new Html("<script>" + script + "</script>"));
        return "<!DOCTYPE html>\n" + tag("html", attr("lang", "en"), head, content).markup() + "\n";
    }

    private static void content(StringBuilder content, Object part) {
        if (part instanceof Html html) {
            content.append(html.markup());
        } else if (part instanceof List<?> list) {
            list.forEach(item -> content(content, item));
        } else {
            content.append(text(part.toString()).markup());
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    private static String resource(String name) {
        try (InputStream in = Html.class.getResourceAsStream("/report/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
