package report;

/** How sure and how bad a finding is: errors break something, warnings probably do, infos are worth a look. */
public enum Severity {
    ERROR, WARNING, INFO;

    /** The lower-case name that reports use. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
