package summary;

import ws.GoldenPathResult;

/** A walk of the golden path at a live target. @param name what a reader calls the target: {@code local}, {@code staging}, {@code demo} */
public record Walk(String name, GoldenPathResult result) {
    /** Names the target after where it is. @param url as it was given; a target that a variable names has none */
    public static Walk of(String url, GoldenPathResult result) {
        String host = (url.isEmpty() ? result.target() : url).replaceFirst("^[a-z]+://", "").replaceFirst("[/:?].*", "");
        boolean local = host.equals("localhost") || host.endsWith(".localhost") || host.startsWith("127.") || host.startsWith("[");
        return new Walk(local ? "local" : host.contains("staging") || host.contains("stage") ? "staging" : host, result);
    }

    String title() {
        return name + " (" + result.target() + ")";
    }
}
