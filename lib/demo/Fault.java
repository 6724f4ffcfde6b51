package demo;

import demo.Step.Action;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Something that the backend does wrong on demand.
 *
 * @param argument the event's name or the milliseconds after the colon, empty for a kind that takes none
 */
public record Fault(Kind kind, String argument) {

    private static final long LONGEST_MILLIS = 600_000;

    private enum Argument { NONE, EVENT, MILLIS }

    /** What can go wrong. */
    public enum Kind {
        NO_WELCOME("no-welcome", Argument.NONE, "the welcome never comes"),
        CLOSE_BEFORE_WELCOME("close-before-welcome", Argument.NONE, "the connection is upgraded, then closed with 1000"),
        AUTH_REFUSED("auth-refused", Argument.NONE, "every token is refused: authentication_error, close 1008"),
        NOT_READY("not-ready", Argument.NONE, "close 1011 after the upgrade; /health/ready answers 503"),
        HTTP_401("http-401", Argument.NONE, "the upgrade is answered with HTTP 401"),
        HTTP_403("http-403", Argument.NONE, "the upgrade is answered with HTTP 403"),
        HTTP_404("http-404", Argument.NONE, "the upgrade is answered with HTTP 404"),
        HTTP_502("http-502", Argument.NONE, "the upgrade is answered with HTTP 502"),
        HTTP_503("http-503", Argument.NONE, "the upgrade is answered with HTTP 503"),
        MISSING_EVENT("missing-event", Argument.EVENT, "a run lacks this event"),
        OUT_OF_ORDER("out-of-order", Argument.NONE, "two neighbouring events in the middle of a run change places"),
        DUPLICATE("duplicate", Argument.NONE, "the first event of a run comes twice"),
        CROSS_TALK("cross-talk", Argument.NONE, "the last event of a run is also sent on another connection"),
        SLOW("slow", Argument.MILLIS, "every event of a run comes this much later"),
        SILENT_AFTER("silent-after", Argument.EVENT, "a run stops after this event; the connection stays open"),
        DROP_AFTER("drop-after", Argument.EVENT,
                "TCP ends after this event, without a close frame, in the first run of each user only"),
        DROP_ALWAYS_AFTER("drop-always-after", Argument.EVENT,
                "TCP ends after this event, without a close frame, in every run"),
        BAD_JSON("bad-json", Argument.NONE, "the second event of a run is cut in the middle of its JSON"),
        HUGE_FRAME("huge-frame", Argument.NONE, "the second event of a run is a frame that declares 1 TiB"),
        BINARY("binary", Argument.NONE, "the second event of a run is a binary message"),
        EMPTY_ANSWER("empty-answer", Argument.NONE, "the run completes with an empty answer");

        private final String label;
        private final Argument argument;
        private final String meaning;

        Kind(String label, Argument argument, String meaning) {
            this.label = label;
            this.argument = argument;
            this.meaning = meaning;
        }

        /** The name on the command line, with what follows it: {@code slow:MS}. */
        public String usage() {
            return switch (argument) {
                case NONE -> label;
                case EVENT -> label + ":EVENT";
                case MILLIS -> label + ":MS";
            };
        }

        /** One line for a help text. */
        public String meaning() {
            return meaning;
        }
    }

    /**
     * Reads a fault as the command line has it.
     *
     * @throws IllegalArgumentException with the names that there are, or with what is wrong after the colon
     */
    public static Fault parse(String text) {
        int colon = text.indexOf(':');
        String label = colon < 0 ? text : text.substring(0, colon);
        Kind kind = Arrays.stream(Kind.values()).filter(each -> each.label.equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault '" + label + "', only "
                        + Arrays.stream(Kind.values()).map(Kind::usage).collect(Collectors.joining(", "))));
        return new Fault(kind, colon < 0 ? "" : text.substring(colon + 1));
    }

    public Fault {
        if ((kind.argument == Argument.NONE) != argument.isEmpty()) {
            throw new IllegalArgumentException("write " + kind.usage() + ", not " + text(kind, argument));
        }
        if (kind.argument == Argument.MILLIS
                && !(argument.matches("[0-9]{1,6}") && Long.parseLong(argument) <= LONGEST_MILLIS)) {
            throw new IllegalArgumentException(text(kind, argument) + ": MS is a number from 0 to " + LONGEST_MILLIS);
        }
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return text(kind, argument);
    }

    private static String text(Kind kind, String argument) {
        return argument.isEmpty() ? kind.label : kind.label + ":" + argument;
    }

    /** @throws IllegalArgumentException when the fault names an event that the protocol does not have */
    void mustSuit(DemoProtocol protocol) {
        if (kind.argument == Argument.EVENT && !protocol.events().contains(argument)) {
            throw new IllegalArgumentException(this + ": the events of protocol " + protocol + " are "
                    + String.join(", ", protocol.events()));
        }
    }

    /** The HTTP status that this fault answers an upgrade with, 101 when it lets it through. */
    int upgradeStatus() {
        return switch (kind) {
            case HTTP_401 -> 401;
            case HTTP_403 -> 403;
            case HTTP_404 -> 404;
            case HTTP_502 -> 502;
            case HTTP_503 -> 503;
            default -> 101;
        };
    }

    boolean makesUnready() {
        return kind == Kind.NOT_READY || kind == Kind.HTTP_503;
    }

    boolean refusesTokens() {
        return kind == Kind.AUTH_REFUSED;
    }

    /** The opening of a connection with this fault in it. */
    List<Step> opening(List<Step> steps) {
        return switch (kind) {
            case NO_WELCOME -> List.of();
            case CLOSE_BEFORE_WELCOME -> List.of(Step.close(1000, ""));
            case NOT_READY -> List.of(Step.close(1011, "service not ready"));
            default -> steps;
        };
    }

    /**
     * The steps of a run with this fault in them.
     *
     * @param first whether it is the user's first run since the backend started
     */
    List<Step> run(List<Step> steps, boolean first) {
        return switch (kind) {
            case MISSING_EVENT -> steps.stream().filter(step -> !step.event().equals(argument)).toList();
            case OUT_OF_ORDER -> swapped(steps);
            case DUPLICATE -> inserted(steps, Math.min(1, steps.size()), steps.subList(0, Math.min(1, steps.size())));
            case CROSS_TALK -> leaking(steps);
            case SLOW -> steps.stream().map(step -> step.later(Long.parseLong(argument))).toList();
            case SILENT_AFTER -> through(steps);
            case DROP_AFTER -> first ? dropped(steps) : steps;
            case DROP_ALWAYS_AFTER -> dropped(steps);
            case BAD_JSON -> second(steps, text -> new Action.Text(text.substring(0, text.length() / 2)));
            case HUGE_FRAME -> second(steps, text -> new Action.Raw(hugeFrame()));
            case BINARY -> second(steps, text -> new Action.Binary(text.getBytes(StandardCharsets.UTF_8)));
            default -> steps;
        };
    }

    /** The last two neighbours of different names change places; the first and the last event stay where they are. */
    private static List<Step> swapped(List<Step> steps) {
        for (int i = steps.size() - 3; i >= 1; i--) {
            if (!steps.get(i).event().equals(steps.get(i + 1).event())) {
                var swapped = new ArrayList<>(steps);
                swapped.set(i, steps.get(i + 1));
                swapped.set(i + 1, steps.get(i));
                return swapped;
            }
        }
        return steps;
    }

    private static List<Step> leaking(List<Step> steps) {
        if (!steps.isEmpty() && steps.get(steps.size() - 1).action() instanceof Action.Text last) {
            return inserted(steps, steps.size(), List.of(new Step(0, "", new Action.Leak(last.text()))));
        }
        return steps;
    }

    /** The steps up to and with the last of the event that is the argument. */
    private List<Step> through(List<Step> steps) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).event().equals(argument)) {
                return steps.subList(0, i + 1);
            }
        }
        return steps;
    }

    private List<Step> dropped(List<Step> steps) {
        List<Step> kept = through(steps);
        return inserted(kept, kept.size(), List.of(new Step(0, "", new Action.Drop())));
    }

    private static List<Step> inserted(List<Step> steps, int index, List<Step> more) {
        var all = new ArrayList<>(steps);
        all.addAll(index, more);
        return all;
    }

    private static List<Step> second(List<Step> steps, Function<String, Action> change) {
        if (steps.size() < 2 || !(steps.get(1).action() instanceof Action.Text text)) {
            return steps;
        }
        var changed = new ArrayList<>(steps);
        changed.set(1, steps.get(1).with(change.apply(text.text())));
        return changed;
    }

    /** The head of a final text frame (RFC 6455, section 5.2) with a 64-bit length, and the first bytes of its payload. */
    private static byte[] hugeFrame() {
        return ByteBuffer.allocate(10 + 1024).put((byte) 0x81).put((byte) 127).putLong(1L << 40).array();
    }
}
