package ws;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import report.Secrets;
import ws.Scenario.Auth;

/** The options that say what to walk and how, as a picocli mixin: `ws-golden-path` and `doctor` have them in common. */
public final class GoldenPathOptions {

    @Option(names = "--url", paramLabel = "URL", description = "Backend or WebSocket: ws, wss, http or https. Else the first that is set of"
            + " TEST_WEBSOCKET_URL, E2E_WEBSOCKET_URL, TEST_BACKEND_URL, E2E_BACKEND_URL, BACKEND_STAGING_URL.")
    List<String> urls = List.of();

    @Option(names = "--path", paramLabel = "PATH", description = "URL path in place of the scenario's (/ws).")
    Optional<String> path = Optional.empty();

    @Option(names = "--scenario", paramLabel = "NAME|FILE", description = "Protocol: agent-chat (default), openai-realtime, ag-ui, or a YAML file.")
    Optional<String> scenario = Optional.empty();

    @Option(names = "--profile", paramLabel = "NAME", defaultValue = "staging", description = "Limits: staging (default), golden or strict.")
    String profile;

    @Option(names = "--limit", paramLabel = "NAME=VALUE", description = "One limit in place of the profile's, such as gap=300ms or success=95."
            + " Names: connect, first-event, gap, request, users, success, answer, settle, message-size; with --service also startup (120s).")
    Map<String, String> limits = new LinkedHashMap<>();

    @Option(names = "--users", paramLabel = "N", description = "Users at once; default by profile: 5 or 10.")
    Optional<Integer> users = Optional.empty();

    @Option(names = "--ramp", paramLabel = "TIME", description = "Spread the users' starts over this time; default: all at once.")
    Optional<String> ramp = Optional.empty();

    @Option(names = "--requests", paramLabel = "N", defaultValue = "1", description = "Requests of each user, one after another.")
    int requests;

    @Mixin
    Credentials credentials = new Credentials();

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "Header of the upgrade; a secret one as NAME=env:VARIABLE.")
    Map<String, String> headers = new LinkedHashMap<>();

    @Option(names = "--task", paramLabel = "TEXT", defaultValue = "Summarise the state of this system in one sentence.",
            description = "What the users ask.")
    String task;

    @Option(names = "--agent", paramLabel = "NAME", defaultValue = "assistant", description = "The agent they ask (default: ${DEFAULT-VALUE}).")
    String agent;

    @Option(names = "--only", paramLabel = "CHECK", split = ",", description = "Beside the steps only these checks: events, concurrency,"
            + " isolation, errors, reconnect.")
    List<String> only = List.of();

    @Option(names = "--skip", paramLabel = "CHECK", split = ",", description = "Not these checks.")
    List<String> skip = List.of();

    @Option(names = "--ca", paramLabel = "FILE", description = "PEM file of authorities to trust beside the JDK's.")
    Optional<Path> ca = Optional.empty();

    @Option(names = "--insecure", description = "Check no certificates; the report says so.")
    boolean insecure;

    @Option(names = "--transcript", paramLabel = "FILE", description = "Write every frame as a line of JSON, secrets masked.")
    Optional<Path> transcript = Optional.empty();

    private boolean embedded;

    /**
     * Aims at a backend of this process, in place of {@code --url}.
     *
     * @param scenario the scenario that it speaks, unless {@code --scenario} says another
     * @param password for a login at {@code /auth/login} of that backend, for users whom no token was given
     */
    public void aimAt(URI backend, String scenario, String password) {
        urls = List.of(backend.toString());
        embedded = true;
        this.scenario = this.scenario.or(() -> Optional.of(scenario));
        credentials.otherwise(new Plan.Login(backend.resolve("/auth/login"), "user-${n}@demo.example", password));
    }

    /** Aims at a backend that was found, in place of {@code --url}. */
    public void aimAt(URI backend) {
        urls = List.of(backend.toString());
    }

    /** The limit {@code startup}: how long a service may take to become healthy; 120 s unless given. It is no limit of the walk itself. */
    public Duration startup() {
        return Optional.ofNullable(limits.get("startup")).map(given -> Limits.duration("The limit 'startup'", given)).orElse(Duration.ofSeconds(120));
    }

    /** @throws UsageException too when {@code startup}, which is none of them, cannot be used */
    private Map<String, String> limitsOfTheWalk() {
        startup();
        Map<String, String> walk = new LinkedHashMap<>(limits);
        walk.remove("startup");
        return walk;
    }

    /** Whether a target was named by option. */
    public boolean hasUrl() {
        return !urls.isEmpty();
    }

    /** The targets that were named by option, in their order. */
    public List<String> urls() {
        return List.copyOf(urls);
    }

    /** Whether an option or a variable names a target. */
    public boolean hasTarget(Map<String, String> environment) {
        return hasUrl() || Target.isNamed(environment);
    }

    /** Leaves out the credentials that options name: they are for another target. */
    public void forgetCredentials() {
        Optional<Auth> way = credentials.auth;
        credentials = new Credentials();
        credentials.auth = way;
    }

    /** Aims at one of several targets. */
    public void aimAt(String target) {
        urls = List.of(target);
    }

    /**
     * The run that these options ask for.
     *
     * @throws UsageException when an option, a variable or a file cannot be used; the message says which and what would be right
     */
    public GoldenPath goldenPath(Map<String, String> environment, GoldenPath.Progress progress) {
        return new GoldenPath(plan(environment), progress);
    }

    Plan plan(Map<String, String> environment) {
        var secrets = new Secrets();
        if (urls.size() > 1) {
            throw new UsageException("One --url at a time; doctor compares several.");
        }
        Target target = Target.find(urls.stream().findFirst(), environment);
        if (!target.userInfo().isEmpty()) {
            secrets.know(target.userInfo());
            for (String part : target.userInfo().split(":", 2)) {
                secrets.know(part);
            }
        }
        Scenario chosen = ScenarioReader.read(scenario.orElse(ScenarioReader.BUILT_IN.get(0)));
        knowEnvironment(chosen, environment, secrets);
        Limits allowed = Limits.Profile.named(profile).limits().with(chosen.limits()).with(limitsOfTheWalk());
        List<String> tokens = credentials.tokens(environment);
        secrets.know(tokens);
        Optional<Plan.Login> login = tokens.isEmpty() ? credentials.login(target, chosen.login().path(), environment) : Optional.empty();
        login.ifPresent(given -> secrets.know(given.password()));
        if (!target.userInfo().isEmpty() && (!tokens.isEmpty() || login.isPresent()) && credentials.auth.orElse(Auth.HEADER) == Auth.HEADER) {
            throw new UsageException("The URL's user info and the token both want the Authorization header: add --auth subprotocol or --auth query.");
        }
        if (requests < 1 || users.orElse(1) < 1) {
            throw new UsageException("--users and --requests are 1 or more.");
        }
        path.filter(given -> !Target.isPath(given)).ifPresent(given -> {
            throw new UsageException("--path: " + Target.PATH_RULE + ".");
        });
        return new Plan(target, path, chosen, profile, allowed, users.map(OptionalInt::of).orElse(OptionalInt.empty()),
                ramp.map(given -> Limits.duration("--ramp", given)).orElse(Duration.ZERO), requests, tokens, login, credentials.auth, headers(environment, secrets), task, agent,
                checks(), Trust.of(ca, insecure), insecure, transcript, embedded, environment, secrets);
    }

    private Set<String> checks() {
        for (String name : only.isEmpty() ? skip : only) {
            if (!Plan.CHECKS.contains(name)) {
                throw new UsageException("There is no check '" + name + "'. Checks: " + String.join(", ", Plan.CHECKS) + ".");
            }
        }
        var checks = new LinkedHashSet<>(only.isEmpty() ? Plan.CHECKS : only);
        if (!Plan.CHECKS.containsAll(skip)) {
            throw new UsageException("--skip takes checks: " + String.join(", ", Plan.CHECKS) + ".");
        }
        skip.forEach(checks::remove);
        return checks;
    }

    private Map<String, String> headers(Map<String, String> environment, Secrets secrets) {
        var filled = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> {
            boolean indirect = value.startsWith("env:");
            if (!indirect && Secrets.namesSecret(name)) {
                throw new UsageException("--header " + name + "=… would show a secret in the list of processes. Use --token-env for a token, or --header "
                        + name + "=env:VARIABLE.");
            }
            String text = indirect ? Credentials.variable("--header " + name, value.substring(4), environment) : value;
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new UsageException("--header " + name + ": that is no header (RFC 9110, section 5).");
            }
            if (indirect) {
                secrets.know(text);
            }
            filled.put(name, text);
        });
        return filled;
    }

    /** Every variable that the scenario names must be set, and may be a secret. */
    private static void knowEnvironment(Scenario scenario, Map<String, String> environment, Secrets secrets) {
        var templates = new ArrayList<Template>(scenario.send());
        templates.addAll(scenario.hello());
        templates.addAll(scenario.replies().values());
        templates.add(scenario.connect().path());
        templates.addAll(scenario.connect().headers().values());
        templates.addAll(scenario.connect().authHeader().values());
        templates.addAll(scenario.connect().subprotocols());
        templates.addAll(scenario.connect().authSubprotocols());
        templates.add(scenario.login().body());
        scenario.ping().ifPresent(ping -> templates.add(ping.send()));
        scenario.probes().forEach(probe -> templates.add(probe.send()));
        templates.stream().flatMap(template -> template.places().stream()).filter(place -> place.startsWith("env.")).forEach(place ->
                secrets.know(Credentials.variable("The scenario " + scenario.name(), place.substring(4), environment)));
    }
}
