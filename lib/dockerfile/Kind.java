package dockerfile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import report.Severity;

/** Where a reference stands; the names are those of {@code --only}. */
public enum Kind {
    COMPOSE(Severity.ERROR),
    BAKE(Severity.ERROR),
    ACTIONS(Severity.ERROR),
    GITLAB(Severity.ERROR),
    CLOUDBUILD(Severity.ERROR),
    SKAFFOLD(Severity.ERROR),
    DEVCONTAINER(Severity.ERROR),
    SHELL(Severity.ERROR),
    MAKE(Severity.ERROR),
    PACKAGE(Severity.ERROR),
    VALUES(Severity.WARNING),
    TERRAFORM(Severity.WARNING),
    CODE(Severity.WARNING),
    DOCS(Severity.INFO);

    private final Severity severity;

    Kind(Severity severity) {
        this.severity = severity;
    }

    /** How bad a dead reference of this kind is at most: what is certainly built, what is probably built, what is only read. */
    public Severity severity() {
        return severity;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
    }
}
