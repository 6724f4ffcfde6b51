package report;

import java.util.List;
import java.util.Optional;

/**
 * An expectation that reality does not meet.
 *
 * @param severity  usually the rule's own
 * @param place     where the expectation stands
 * @param subject   what was expected, as written there
 * @param message   one sentence: what is wrong and what exists instead
 * @param available what exists and could have been meant, best first
 * @param related   other places that explain it
 */
public record Finding(Rule rule, Severity severity, Place place, String subject, String message,
        List<String> available, List<Related> related, Optional<Fix> fix) {
    public Finding {
        available = List.copyOf(available);
        related = List.copyOf(related);
    }

    public static Finding of(Rule rule, Place place, String subject, String message) {
        return new Finding(rule, rule.severity(), place, subject, message, List.of(), List.of(), Optional.empty());
    }

    public Finding withSeverity(Severity other) {
        return new Finding(rule, other, place, subject, message, available, related, fix);
    }

    public Finding withAvailable(List<String> other) {
        return new Finding(rule, severity, place, subject, message, other, related, fix);
    }

    public Finding withRelated(List<Related> other) {
        return new Finding(rule, severity, place, subject, message, available, other, fix);
    }

    public Finding withFix(Fix other) {
        return new Finding(rule, severity, place, subject, message, available, related, Optional.of(other));
    }

    /** The same without secrets in what it quotes. */
    public Finding masked() {
        return new Finding(rule, severity, place, Secrets.masked(subject), Secrets.masked(message),
                available.stream().map(Secrets::masked).toList(),
                related.stream().map(other -> new Related(other.place(), Secrets.masked(other.message()))).toList(),
                fix.map(Finding::masked));
    }

    /** Most titles hold no secret; then it stays the one object that its findings share. */
    private static Fix masked(Fix fix) {
        String title = Secrets.masked(fix.title());
        return title.equals(fix.title()) ? fix : new Fix(title, fix.plan(), fix.automatic());
    }

    public Identity identity() {
        return new Identity(rule.name(), place.file(), Secrets.masked(subject));
    }

    /**
     * What stays the same about a finding while the file around it changes; a line number does not. Equal findings of
     * one file are told apart by their number.
     */
    public record Identity(String rule, String file, String subject) {}
}
