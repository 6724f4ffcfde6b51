package tree;

import java.util.List;

/** A transaction that was not begun, so that nothing was written. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> reasons;

    Refused(List<String> reasons) {
        super(String.join("\n", reasons));
        this.reasons = List.copyOf(reasons);
    }

    /** One line each, beginning with the path that it is about. */
    public List<String> reasons() {
        return reasons;
    }
}
