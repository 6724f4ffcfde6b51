package summary;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The steps of the golden path, each of which needs the one before. */
public enum Step {
    LOGIN("The user logs in"),
    CONNECTION("The WebSocket connection is established"),
    MESSAGE("A message is sent and accepted"),
    EXECUTION("The agent begins to work"),
    EVENTS("Events arrive in real time"),
    COMPLETION("The agent completes its answer"),
    VALUE("The user has the answer to the question");

    private final String title;

    Step(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Its name in {@code toolkit.yaml} and in the golden path's reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Step> named(String label) {
        return Arrays.stream(values()).filter(step -> step.label().equals(label)).findFirst();
    }
}
