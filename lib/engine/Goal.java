package engine;

/** What to wait for. */
public enum Goal {
    /** Every container runs. */
    RUNNING,
    /** Every container runs and its health check, where it has one, says healthy. */
    HEALTHY;

    /** How far a container is on the way. */
    public enum Progress { REACHED, PENDING, FAILED }

    /**
     * A container that has ended well counts as done, for a one-shot service such as a migration. One that has ended
     * badly has failed unless the engine starts it again. An unhealthy one is still pending: it may recover.
     */
    Progress progress(ServiceContainer container) {
        return switch (container.state()) {
            case RUNNING -> {
                boolean enough = this == RUNNING
                        || container.health().status() == Health.Status.NONE
                        || container.health().status() == Health.Status.HEALTHY;
                yield enough ? Progress.REACHED : Progress.PENDING;
            }
            case EXITED -> container.exitCode() == 0 ? Progress.REACHED
                    : container.restarts() ? Progress.PENDING : Progress.FAILED;
            case DEAD -> Progress.FAILED;
            case CREATED, PAUSED, RESTARTING, REMOVING, UNKNOWN -> Progress.PENDING;
        };
    }
}
