package ws;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What happened to one user, in milliseconds since the start of the run. Nothing is judged here.
 *
 * @param user the user's number, from 1
 * @param identity what the server calls the user
 * @param scheduled when the user should have started
 * @param connect stages of opening the connection
 * @param failure why the connection failed or ended, outside a request
 * @param attributed whether any event said whose it was, by an owner or by a signature
 * @param strangers messages on this connection that belong to other users
 */
public record Trace(int user, String identity, double scheduled, Stages connect, Optional<Failure> failure,
        List<Turn> turns, boolean attributed, List<Stranger> strangers) {

    /** How long each stage took; empty when it was not reached or does not apply. TCP is counted from the schedule. */
    public record Stages(OptionalDouble tcp, OptionalDouble tls, OptionalDouble upgrade, OptionalDouble welcome) {

        /** All of them together. */
        public double total() {
            return tcp.orElse(0) + tls.orElse(0) + upgrade.orElse(0) + welcome.orElse(0);
        }
    }

    /**
     * A message that belongs to somebody else, masked.
     *
     * @param user the number of the user whose signature it bears, 0 for none
     * @param owner who, as far as the message says; empty when it names nobody
     */
    public record Stranger(double at, int user, String event, String owner, String message) {

        /** Whom it belongs to, in words. */
        String whose() {
            return owner.isEmpty() ? "user " + user : owner;
        }
    }

    /**
     * An event of a request. Of a long stream many are taken together as one, which stands where the last of them came.
     *
     * @param gap since the event before it, 0 for the first; the longest one where several are taken together
     * @param repeats whether it has the very same text as the event before it, a stamp of its own included
     */
    public record Event(double at, String name, double gap, boolean repeats) {

        /** This and the next one taken together. */
        Event with(Event next) {
            return new Event(next.at, name, Math.max(gap, next.gap), repeats || next.repeats);
        }
    }

    /**
     * One request.
     *
     * @param number from 1; 0 for one that could not be sent any more
     * @param count how many events came in all
     * @param ended when the event that ends it came
     * @param answer the answer's text, cut and masked, of the first user; an ellipsis stands for that of others; empty when there was none
     * @param belonging what the answer names that is not this request; empty when all is well
     * @param signed whether the request's signature came back at all
     * @param answerSigned whether it came back in the answer
     * @param failure what ended it before its time
     * @param lastMessages the last few messages, masked
     */
    public record Turn(int number, double sent, List<Event> events, long count, OptionalDouble ended, String answer,
            Optional<String> belonging, boolean signed, boolean answerSigned, Optional<Failure> failure, List<String> lastMessages) {

        /** Milliseconds from sending to the end. */
        public OptionalDouble duration() {
            return ended.isPresent() ? OptionalDouble.of(ended.getAsDouble() - sent) : OptionalDouble.empty();
        }
    }
}
