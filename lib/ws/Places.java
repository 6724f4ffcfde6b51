package ws;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** What the places of a scenario's templates are filled with. Secrets among it: never printed. */
final class Places {

    private Places() {
    }

    /** The value of a place, one of {@link Template#NAMES} or {@code env.NAME}. @param request 0 outside of a request */
    static String value(String name, Plan plan, User user, int request) {
        return switch (name) {
            case "user" -> user.id();
            case "n" -> String.valueOf(user.number());
            case "request" -> String.valueOf(request);
            case "turn" -> user.turn(request);
            case "thread" -> user.thread();
            case "signature" -> user.signature(request);
            case "task" -> plan.task() + " [" + user.signature(request) + "]";
            case "agent" -> plan.agent();
            case "timestamp" -> Instant.now().toString();
            case "timestamp.ms" -> String.valueOf(System.currentTimeMillis());
            case "uuid" -> UUID.randomUUID().toString();
            case "token" -> user.token().orElse("");
            case "token.base64url" -> Base64.getUrlEncoder().withoutPadding().encodeToString(user.token().orElse("").getBytes(StandardCharsets.UTF_8));
            case "email" -> plan.login().map(login -> login.email(user.number())).orElse("");
            case "password" -> plan.login().map(Plan.Login::password).orElse("");
            default -> plan.environment().getOrDefault(name.substring("env.".length()), "");
        };
    }
}
