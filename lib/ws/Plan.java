package ws;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import report.Secrets;

/**
 * Everything that one run is to do, read from options and environment.
 *
 * @param path replaces the scenario's URL path
 * @param profile the name of the limits' profile, for the report
 * @param users how many at once; empty means as many as the limits say
 * @param ramp over how long their starts are spread
 * @param requests how many each user makes, one after another
 * @param tokens the users' tokens, taken in turn; empty when there is none
 * @param auth how a token is carried; empty means the scenario's preferred way
 * @param headers sent with the upgrade, beside the scenario's
 * @param checks the checks to make
 * @param insecure whether certificates go unchecked
 * @param transcript where every frame is written
 * @param embedded whether the backend runs in this process, which then has both ends of every connection
 * @param environment for {@code ${env.NAME}} in scenarios
 */
record Plan(Target target, Optional<String> path, Scenario scenario, String profile, Limits limits, OptionalInt users,
        Duration ramp, int requests, List<String> tokens, Optional<Login> login, Optional<Scenario.Auth> auth,
        Map<String, String> headers, String task, String agent, Set<String> checks, Trust trust, boolean insecure,
        Optional<Path> transcript, boolean embedded, Map<String, String> environment, Secrets secrets) {

    /** @param email may hold {@code ${n}}, the number of the user */
    record Login(URI url, String email, String password) {

        /** The address of a user. */
        String email(int user) {
            return email.replace("${n}", String.valueOf(user));
        }

        @Override
        public String toString() {
            return "Login[url=" + url + "]";
        }
    }

    /** The checks that there are, in the order in which they are made. */
    static final List<String> CHECKS = List.of("events", "concurrency", "isolation", "errors", "reconnect");

    /** Whether nothing is sent that says who the users are. */
    boolean isAnonymous() {
        return tokens.isEmpty() && login.isEmpty() && headers.isEmpty() && target.userInfo().isEmpty();
    }

    int crowd() {
        return users.orElse(limits.users());
    }

    /** The WebSocket's address, with the places of its path unfilled. */
    String url() {
        String path = scenario.connect().path().fill(name -> "${" + name + "}");
        return target.webSocketUrl(target.path(path, this.path));
    }

    @Override
    public String toString() {
        return "Plan[target=" + target + ", scenario=" + scenario.name() + "]";
    }
}
