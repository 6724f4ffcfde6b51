package summary;

import static report.Html.attr;
import static report.Html.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import report.Html;
import summary.Chain.Link;

/** Draws chains as boxes from left to right, a row for each; the words and signs say what the colours say. */
final class ChainPicture {
    private static final int BOX = 122;
    private static final int GAP = 18;
    private static final int HEIGHT = 74;
    private static final int ROW = HEIGHT + 44;
    private static final int LETTERS = 17;

    private ChainPicture() {}

    static Html of(List<Chain> chains) {
        List<Html> parts = new ArrayList<>();
        for (int i = 0; i < chains.size(); i++) {
            row(parts, chains.get(i), i * ROW);
        }
        int width = Step.values().length * (BOX + GAP);
        return tag("figure", tag("div", attr("class", "wide"), attr("tabindex", "0"), attr("role", "group"), attr("aria-label", "The golden path as a picture"), tag("svg", attr("viewBox", "0 0 " + width + " " + chains.size() * ROW), attr("role", "img"),
                attr("class", "chain"), tag("title", "The golden path as a chain: " + chains.stream().map(ChainPicture::words).collect(Collectors.joining("; "))), parts)));
    }

    private static String words(Chain chain) {
        return chain.name() + ": " + chain.links().stream().map(link -> link.step().label() + " " + link.state().label()).collect(Collectors.joining(", "));
    }

    private static void row(List<Html> parts, Chain chain, int y) {
        parts.add(text("axis", 2, y + 18, chain.name()));
        for (int i = 0; i < chain.links().size(); i++) {
            Link link = chain.links().get(i);
            int x = 2 + i * (BOX + GAP);
            int top = y + 28;
            String state = "state-" + link.state().label();
            parts.add(tag("g", attr("class", "link " + state), tag("title", link.step().title() + ": " + link.reason()),
                    tag("rect", attr("x", String.valueOf(x)), attr("y", String.valueOf(top)), attr("width", String.valueOf(BOX - 4)), attr("height", String.valueOf(HEIGHT)), attr("rx", "6")),
                    text("name", x + 10, top + 21, link.step().label()),
                    text("word", x + 10, top + 41, sign(link.state()) + " " + link.state().label()),
                    text("small", x + 10, top + 60, cut(link.issues().isEmpty() ? String.join(", ", link.services())
                            : "issue " + link.issues().stream().map(String::valueOf).collect(Collectors.joining(", "))))));
            if (i > 0) {
                int from = x - GAP - 2;
                boolean reached = !chain.links().get(i - 1).isBroken();
                parts.add(tag("path", attr("class", reached ? "arrow" : "arrow cut"),
                        attr("d", "M" + (from + 1) + " " + (top + HEIGHT / 2) + " h" + (GAP - 2) + " m-6 -5 l6 5 l-6 5")));
            }
        }
    }

    private static String sign(Chain.State state) {
        return switch (state) {
            case OK -> "✓";
            case FAILED -> "✗";
            case BLOCKED -> "■";
            case UNKNOWN -> "?";
        };
    }

    private static Html text(String kind, int x, int y, String words) {
        return tag("text", attr("class", kind), attr("x", String.valueOf(x)), attr("y", String.valueOf(y)), words);
    }

    private static String cut(String text) {
        return text.length() <= LETTERS ? text : text.substring(0, LETTERS - 1) + "…";
    }
}
