//SOURCES ../Deps.java
//SOURCES ../report/Report.java
//SOURCES AgreedDraft.java
//SOURCES Checks.java
//SOURCES ConnectReader.java
//SOURCES Connection.java
//SOURCES Credentials.java
//SOURCES Crowd.java
//SOURCES Dial.java
//SOURCES Endpoint.java
//SOURCES ErrorProbe.java
//SOURCES EventLoop.java
//SOURCES EventOrder.java
//SOURCES Exchange.java
//SOURCES Failure.java
//SOURCES FileLimit.java
//SOURCES FrameBounds.java
//SOURCES FrameCodec.java
//SOURCES GoldenPathOptions.java
//SOURCES GoldenPathOutput.java
//SOURCES GoldenPathReports.java
//SOURCES GoldenPathResult.java
//SOURCES HtmlReport.java
//SOURCES HttpBody.java
//SOURCES Journey.java
//SOURCES JsonPointer.java
//SOURCES JsonReport.java
//SOURCES Latency.java
//SOURCES Limits.java
//SOURCES Login.java
//SOURCES Logins.java
//SOURCES MarkdownReport.java
//SOURCES Message.java
//SOURCES Percentile.java
//SOURCES Places.java
//SOURCES Plan.java
//SOURCES Reconnect.java
//SOURCES Run.java
//SOURCES Scenario.java
//SOURCES ScenarioReader.java
//SOURCES Session.java
//SOURCES Steps.java
//SOURCES Target.java
//SOURCES Template.java
//SOURCES TextReport.java
//SOURCES Timeline.java
//SOURCES TlsChannel.java
//SOURCES TlsFailure.java
//SOURCES Trace.java
//SOURCES Transcript.java
//SOURCES Trust.java
//SOURCES Upgrade.java
//SOURCES UpgradeRequest.java
//SOURCES UpgradeResponse.java
//SOURCES UsageException.java
//SOURCES User.java
//SOURCES Wire.java
//SOURCES YamlCursor.java
//FILES ws/scenarios/agent-chat.yaml=scenarios/agent-chat.yaml
//FILES ws/scenarios/openai-realtime.yaml=scenarios/openai-realtime.yaml
//FILES ws/scenarios/ag-ui.yaml=scenarios/ag-ui.yaml
//DEPS org.java-websocket:Java-WebSocket:1.6.0
//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//DEPS org.yaml:snakeyaml:2.7

package ws;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import report.Secrets;
import ws.GoldenPathResult.Check;
import ws.GoldenPathResult.Status;
import ws.GoldenPathResult.Step;

/**
 * Walks the golden path of a chat product against a live backend: one user step by step, then many at once, then what goes wrong on purpose.
 */
public final class GoldenPath {

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);
    private static final int NORMAL = 1000;
    private static final int GOING_AWAY = 1001;

    /** Is told how far a run is, on the thread that runs it. */
    public interface Progress {
        void at(String phase, int done, int of);
    }

    private final Plan plan;
    private final Progress progress;
    private final Logins logins;
    private final long began = System.nanoTime();
    private final CompletableFuture<Void> interruption = new CompletableFuture<>();
    private volatile boolean interrupted;
    private volatile Runnable wakeUp = () -> { };

    private Optional<Trace> path = Optional.empty();
    private List<Trace> crowd = List.of();
    private List<Failure> failures = List.of();
    private int planned = 1;
    private int peak;

    GoldenPath(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        this.logins = new Logins(plan, interruption);
    }

    /** What must not be shown of this run. */
    Secrets secrets() {
        return plan.secrets();
    }

    /** Ends the run soon: connections are closed, and {@link #run} returns what was measured so far. Any thread may call this. */
    public void interrupt() {
        interrupted = true;
        interruption.complete(null);
        wakeUp.run();
    }

    /**
     * Runs everything that was asked for. Whatever a server does, it returns within the limits.
     *
     * @throws UsageException when something about the request cannot be
     * @throws IOException when the machine gives no selector
     */
    public GoldenPathResult run() throws IOException {
        boolean together = wanted("concurrency") || wanted("isolation");
        if (together) {
            FileLimit.check(plan.crowd(), plan.embedded() ? 2 * plan.crowd() : plan.crowd());
        }
        if (plan.login().isPresent()) {
            progress.at("login", 0, 1);
        }
        Step login = logins.first();
        if (login.status() == Status.FAIL) {
            return result(Steps.of(login, Optional.empty(), Optional.empty(), 0, plan.scenario(), plan.limits()), List.of());
        }
        var resolved = Endpoint.resolve(plan.target(), plan.trust(), plan.limits().connect(), interruption);
        if (interrupted) {
            return result(Steps.of(login, Optional.empty(), Optional.empty(), 0, plan.scenario(), plan.limits()), List.of());
        }
        if (resolved instanceof Endpoint.Resolved.Failed unknown) {
            return result(Steps.of(login, Optional.empty(), Optional.of(unknown.failure()), 0, plan.scenario(), plan.limits()), List.of());
        }
        Endpoint endpoint = ((Endpoint.Resolved.Found) resolved).endpoint();
        Optional<Transcript> transcript = plan.transcript().map(file -> new Transcript(file, plan.secrets()));
        try (var loop = new EventLoop()) {
            wakeUp = () -> loop.execute(() -> { });
            var run = new Run(plan, loop, endpoint, transcript);
            keepAlive(run);
            List<Step> steps = walk(run, login, endpoint.resolveMillis());
            List<Check> checks = check(run, steps, together);
            run.goAway(GOING_AWAY);
            return result(steps, checks);
        } finally {
            transcript.ifPresent(Transcript::close);
        }
    }

    private void keepAlive(Run run) {
        run.loop().after(KEEP_ALIVE, () -> {
            run.keepAlive();
            keepAlive(run);
        });
    }

    private List<Step> walk(Run run, Step login, double resolveMillis) throws IOException {
        progress.at("golden path", 0, 1);
        var journey = new Journey(run, logins.user(1), 1, plan.limits().settle(), finished -> { });
        journey.start(run.loop().now());
        run.loop().run(() -> journey.isFinished() || interrupted);
        path = Optional.of(journey.trace());
        journey.leave(interrupted ? GOING_AWAY : NORMAL);
        return Steps.of(login, path, Optional.empty(), resolveMillis, plan.scenario(), plan.limits());
    }

    private List<Check> check(Run run, List<Step> steps, boolean together) throws IOException {
        Optional<Step> failed = steps.stream().filter(step -> step.status() == Status.FAIL).findFirst();
        boolean connected = path.filter(trace -> !trace.turns().isEmpty()).isPresent();
        boolean lost = failed.flatMap(Step::failure).filter(failure -> failure.kind() == Failure.Kind.LOST).isPresent();
        boolean walked = failed.isPresent() || steps.get(steps.size() - 1).status() == Status.PASS;
        boolean strangers = path.filter(trace -> !trace.strangers().isEmpty()).isPresent();
        if (together && failed.isEmpty() && !interrupted) {
            gather(run);
        }
        var checks = new ArrayList<Check>();
        for (String name : Plan.CHECKS) {
            boolean free = failed.isEmpty() || connected && switch (name) {
                case "events", "errors" -> true;
                case "reconnect" -> lost;
                case "isolation" -> strangers;
                default -> false;
            };
            if (!wanted(name)) {
                checks.add(Checks.skipped(name, "not asked for"));
            } else if (!free) {
                checks.add(Checks.blocked(name, failed.orElseThrow().name()));
            } else if (interrupted && !(name.equals("events") && walked)) {
                checks.add(Checks.skipped(name, Steps.INTERRUPTED));
            } else {
                checks.add(check(name, run));
            }
        }
        return checks;
    }

    private Check check(String name, Run run) throws IOException {
        return switch (name) {
            case "events" -> Checks.events(path.orElseThrow(), plan.scenario(), plan.limits());
            case "concurrency" -> Checks.concurrency(crowd, failures, peak, plan.limits());
            case "isolation" -> plan.crowd() < 2 && path.orElseThrow().strangers().isEmpty()
                    ? Checks.skipped(name, "it takes two users at least, see --users")
                    : Checks.isolation(Stream.concat(path.stream(), crowd.stream()).toList(), logins.shared());
            case "errors" -> {
                progress.at("errors", 0, 1);
                var probe = new ErrorProbe(run, logins.user(1), () -> { });
                probe.start();
                run.loop().run(() -> probe.isFinished() || interrupted);
                yield probe.isFinished() ? Checks.errors(probe.replies(), probe.failure(), plan.limits()) : Checks.skipped(name, Steps.INTERRUPTED);
            }
            default -> {
                progress.at("reconnect", 0, 1);
                var reconnect = new Reconnect(run, logins.user(1), () -> { });
                reconnect.start();
                run.loop().run(() -> reconnect.isFinished() || interrupted);
                yield reconnect.isFinished() ? Checks.reconnect(reconnect.attempts(), reconnect.millis(), reconnect.failure())
                        : Checks.skipped(name, Steps.INTERRUPTED);
            }
        };
    }

    private void gather(Run run) throws IOException {
        planned = plan.crowd();
        var users = new ArrayList<User>();
        for (int n = 1; n <= planned && !interrupted; n++) {
            users.add(logins.user(n));
            if (plan.login().isPresent()) {
                progress.at("logins", n, planned);
            }
        }
        if (!interrupted) {
            var together = new Crowd(run, users);
            together.walk(arrived -> progress.at("users", arrived, planned), () -> interrupted);
            crowd = together.traces();
            peak = together.peak();
            failures = Checks.failures(crowd, plan.requests(), plan.scenario(), plan.limits());
            together.leave(interrupted ? GOING_AWAY : NORMAL);
        }
    }

    private boolean wanted(String check) {
        return plan.checks().contains(check);
    }

    private GoldenPathResult result(List<Step> steps, List<Check> checks) {
        String culprit = steps.stream().filter(step -> step.status() == Status.FAIL).map(Step::name).findFirst().orElse("");
        List<Check> all = !checks.isEmpty() ? checks : Plan.CHECKS.stream()
                .map(name -> !wanted(name) ? Checks.skipped(name, "not asked for")
                        : culprit.isEmpty() ? Checks.skipped(name, Steps.INTERRUPTED) : Checks.blocked(name, culprit)).toList();
        List<Trace> measured = crowd.isEmpty() ? path.stream().toList() : crowd;
        int failed = (crowd.isEmpty() ? Checks.failures(measured, 1, plan.scenario(), plan.limits()) : failures).size();
        progress.at("", 0, 0);
        return new GoldenPathResult(plan.secrets().excerpt(plan.url(), 300), plan.secrets().excerpt(plan.scenario().name(), 60), plan.profile(), notes(), steps, all,
                Checks.users(planned, measured, failed),
                Latency.of(measured), path, crowd, interrupted, (System.nanoTime() - began) / 1e6);
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        if (plan.insecure()) {
            notes.add("--insecure: certificates were not checked; whoever answers may be somebody else");
        }
        if (plan.tokens().size() == 1 && crowd.size() > 1) {
            notes.add("one token: all users share one identity, so isolation rests on signatures alone");
        }
        if (logins.refused() > 0) {
            notes.add("the login failed for " + logins.refused() + " of the users; they came without a token");
        }
        return notes;
    }
}
