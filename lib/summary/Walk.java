package summary;

import ws.GoldenPathResult;

/** A walk of the golden path at a live target. @param name what a reader calls the target: {@code local}, {@code staging}, {@code demo} */
public record Walk(String name, GoldenPathResult result) {
    String title() {
        return name + " (" + result.target() + ")";
    }
}
