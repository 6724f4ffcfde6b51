package services;

import java.util.List;
import report.Rule;
import report.Severity;

/** What can be wrong between a name and the services. */
final class Rules {
    private Rules() {}

    static final Rule UNKNOWN = new Rule("service/unknown", Severity.ERROR, "a name that no service has",
            "A command stops with \"no such service\", a connection with \"could not resolve host\". Correct the name, or add the service. "
            + "It is an error only where the project is certain.");
    static final Rule AFFIXED = new Rule("service/affixed", Severity.ERROR, "a service's name without the prefix or suffix that it has there",
            "The project's services share a prefix or suffix (alpine-test-), and the name lacks it or has another. Compose and DNS compare whole names. "
            + "Mend it by a network alias (--alias, for hosts), by renaming the service (--rename), or where it is written.");
    static final Rule AMBIGUOUS = new Rule("service/ambiguous", Severity.WARNING, "a name that could be one of several services",
            "Several services have the name with a prefix or suffix. Write the one that is meant.");
    static final Rule MAP_STALE = new Rule("service/map-stale", Severity.WARNING, "a mapping in code gives a service that does not exist",
            "Code turns one name into another, and the compose file has no service of the other name. Correct the mapping's value.");
    static final Rule MAP_FILE = new Rule("service/map-file", Severity.INFO, "the file that --write-map names says something else",
            "Code reads there what each expected name means. Found, and mended at once, with --write-map only.");
    static final Rule WRONG_NAME_KIND = new Rule("service/wrong-name-kind", Severity.ERROR, "a container's name, hostname or alias where a service's name is needed, or the reverse",
            "Compose's commands, depends_on and links take service names only; docker exec and its like take container names only. A DNS name is no start name.");
    static final Rule UNDEFINED_DEPENDENCY = new Rule("service/undefined-dependency", Severity.ERROR, "a service refers to one that is not defined",
            "Compose refuses the project: depends_on, links, volumes_from, network_mode and their like must name services of the same project.");
    static final Rule PORT_MISMATCH = new Rule("port/mismatch", Severity.WARNING, "a known service is asked on a port that nothing listens on",
            "Between containers the inner port counts, not the published one: of ports: 8081:80, other services use 80. The port is neither exposed, "
            + "published, named in the service's settings, nor its image's usual one.");
    static final Rule NOT_RUNNING = new Rule("service/not-running", Severity.ERROR, "a service that is expected has no running container",
            "Start it, or look at what its last log lines say. Found with --live only.");
    static final Rule UNHEALTHY = new Rule("service/unhealthy", Severity.ERROR, "a running service's health check fails",
            "The health check's last output is in the message. Found with --live only.");
    static final Rule STALE_CONTAINER = new Rule("service/stale-container", Severity.WARNING, "a container of the project that no file defines",
            "It was made from an earlier state of the compose files: docker compose up --remove-orphans takes it away. Found with --live only.");

    static final List<Rule> ALL = List.of(UNKNOWN, AFFIXED, AMBIGUOUS, MAP_STALE, WRONG_NAME_KIND, UNDEFINED_DEPENDENCY, PORT_MISMATCH,
            NOT_RUNNING, UNHEALTHY, STALE_CONTAINER);
}
