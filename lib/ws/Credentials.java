package ws;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import ws.Scenario.Auth;

/** The options that say who the users are and how they show it, as a picocli mixin. Secrets come from variables and files only. */
final class Credentials {

    @Option(names = "--token-env", paramLabel = "NAME", description = "Variable with the access token, or with one a line for several users.")
    Optional<String> tokenEnv = Optional.empty();

    @Option(names = "--token-file", paramLabel = "FILE", description = "File with the access token, or with one a line.")
    Optional<Path> tokenFile = Optional.empty();

    @Option(names = "--login-url", paramLabel = "URL", description = "Auth service; default: port 8081 of the target's host.")
    Optional<String> loginUrl = Optional.empty();

    @Option(names = "--email", paramLabel = "E", description = "Log in as this user; $${n} in it is the user's number.")
    Optional<String> email = Optional.empty();

    @Option(names = "--password-env", paramLabel = "NAME", description = "Variable with the password.")
    Optional<String> passwordEnv = Optional.empty();

    @Option(names = "--auth", paramLabel = "WAY", description = "How the token is sent: header (default), subprotocol or query.",
            converter = AuthConverter.class)
    Optional<Auth> auth = Optional.empty();

    private Optional<Plan.Login> other = Optional.empty();

    static final class AuthConverter implements ITypeConverter<Auth> {
        @Override
        public Auth convert(String value) {
            return switch (value) {
                case "header", "subprotocol", "query" -> Auth.valueOf(value.toUpperCase(Locale.ROOT));
                default -> throw new TypeConversionException("'" + value + "' is none of header, subprotocol, query");
            };
        }
    }

    /** Gives a login for users whom the options give neither a token nor a login, and its URL for those who come without one. */
    void otherwise(Plan.Login login) {
        other = Optional.of(login);
    }

    /** The tokens that were given, empty when there are none. @throws UsageException when what should hold them cannot be used */
    List<String> tokens(Map<String, String> environment) {
        if (tokenEnv.isPresent() && tokenFile.isPresent()) {
            throw new UsageException("--token-env and --token-file exclude each other.");
        }
        if (tokenEnv.isPresent()) {
            return lines("--token-env " + tokenEnv.get(), variable("--token-env", tokenEnv.get(), environment));
        }
        if (tokenFile.isPresent()) {
            try {
                if (Files.size(tokenFile.get()) > 1 << 26) {
                    throw new UsageException("--token-file " + tokenFile.get() + " is too big for a list of tokens.");
                }
                return lines("--token-file " + tokenFile.get(), Files.readString(tokenFile.get(), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new UsageException("--token-file " + tokenFile.get() + " cannot be read.");
            }
        }
        return List.of();
    }

    private static List<String> lines(String source, String text) {
        List<String> tokens = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (tokens.isEmpty()) {
            throw new UsageException(source + " holds no token.");
        }
        for (String token : tokens) {
            if (!fitsHeader(token)) {
                throw new UsageException(source + " holds a token with blanks or characters that no header may have.");
            }
        }
        return tokens;
    }

    /** Whether a token can be sent in a header as it is. */
    static boolean fitsHeader(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) <= ' ' || token.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** The value of a variable that an option names. @throws UsageException when it is not set */
    static String variable(String option, String name, Map<String, String> environment) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new UsageException(option + " names the variable '" + name + "', which is not set.");
        }
        return value.strip();
    }

    /** The login that was asked for. @param path the scenario's, where no URL has one @throws UsageException when a part of it is missing */
    Optional<Plan.Login> login(Target target, String path, Map<String, String> environment) {
        if (email.isEmpty() && passwordEnv.isEmpty() && loginUrl.isEmpty()) {
            return other;
        }
        if (email.isEmpty() || passwordEnv.isEmpty()) {
            throw new UsageException("A login takes --email and --password-env (and --login-url, unless the auth service is at port 8081 of the target).");
        }
        String password = variable("--password-env", passwordEnv.get(), environment);
        if (loginUrl.isEmpty() && other.isPresent()) {
            return Optional.of(new Plan.Login(other.get().url(), email.get(), password));
        }
        Target auth = loginUrl.map(given -> Target.parse("--login-url", given))
                .orElse(new Target(target.secure(), target.host(), 8081, "", false, "", "--login-url"));
        if (!auth.userInfo().isEmpty()) {
            throw new UsageException("--login-url has a user name or password in it, which other users of this machine can read in the list of "
                    + "processes, and which a login does not send. Use --email and --password-env.");
        }
        try {
            String place = (auth.secure() ? "https://" : "http://") + auth.authority() + (auth.path().isEmpty() ? path : auth.path());
            return Optional.of(new Plan.Login(new URI(place), email.get(), password));
        } catch (URISyntaxException impossible) {
            throw new UsageException("--login-url cannot be used: " + impossible.getReason() + ".");
        }
    }
}
