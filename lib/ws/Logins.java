package ws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import ws.GoldenPathResult.Step;

/** The users' tokens: given ones in turn, or one login for each e-mail address. */
final class Logins {

    private final Plan plan;
    private final CompletableFuture<Void> interruption;
    private final Map<Integer, User> users = new HashMap<>();
    private Optional<Login> client = Optional.empty();
    private Optional<Login.Outcome.In> first = Optional.empty();
    private int refused;

    /** @param interruption is complete when the run is to end */
    Logins(Plan plan, CompletableFuture<Void> interruption) {
        this.plan = plan;
        this.interruption = interruption;
    }

    /** How many users' logins failed; they have no token. */
    int refused() {
        return refused;
    }

    /** Logs the first user in, as the step that it is. */
    Step first() {
        if (plan.login().isEmpty()) {
            return Steps.skipped("login", plan.tokens().isEmpty() ? "no token and no credentials were given" : "a token was given");
        }
        client = Optional.of(new Login(plan, interruption));
        Login.Outcome outcome = client.get().of(1);
        if (outcome instanceof Login.Outcome.Refused failed) {
            return Steps.failed("login", failed.failure(), List.of());
        }
        if (outcome instanceof Login.Outcome.Interrupted) {
            return Steps.skipped("login", Steps.INTERRUPTED);
        }
        var in = (Login.Outcome.In) outcome;
        first = Optional.of(in);
        users.put(1, new User(1, Optional.of(in.token()), in.user()));
        return Steps.passed("login", in.millis(), in.user().map(id -> "as " + plan.secrets().excerpt(id, 60)).orElse("got a token"));
    }

    User user(int number) {
        return users.computeIfAbsent(number, this::made);
    }

    /** Whether users cannot be told apart by who they are. */
    boolean shared() {
        return plan.crowd() > 1 && (plan.login().isPresent() ? !separate() : plan.tokens().size() == 1);
    }

    private boolean separate() {
        return plan.login().orElseThrow().email().contains("${n}");
    }

    private User made(int number) {
        if (plan.login().isPresent()) {
            Login.Outcome outcome = separate() ? client.orElseThrow().of(number) : first.orElseThrow();
            if (outcome instanceof Login.Outcome.In in) {
                return new User(number, Optional.of(in.token()), in.user());
            }
            refused++;
            return new User(number, Optional.empty(), Optional.empty());
        }
        List<String> tokens = plan.tokens();
        Optional<String> token = tokens.isEmpty() ? Optional.empty() : Optional.of(tokens.get((number - 1) % tokens.size()));
        return new User(number, token, Optional.empty());
    }
}
