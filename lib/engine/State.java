package engine;

import java.util.Locale;

/** What a container is doing, in the engine's own words (Engine API, {@code State.Status}). */
public enum State {
    CREATED, RUNNING, PAUSED, RESTARTING, REMOVING, EXITED, DEAD, UNKNOWN;

    static State of(String status) {
        for (State state : values()) {
            if (state.name().equalsIgnoreCase(status)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
