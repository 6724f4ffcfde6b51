import command.UnreachableException;
import engine.Goal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import services.Live;

/** The options of every command that looks at running containers. */
final class LiveOptions {
    @Option(names = "--live", description = "Check the running containers too.")
    private boolean live;

    @Option(names = "--project", paramLabel = "NAME", description = "What the running project is called; found by the files unless given. Means --live.")
    private Optional<String> project = Optional.empty();

    boolean areGiven() {
        return live || project.isPresent();
    }

    Optional<String> project() {
        return project;
    }

    /** The options of a command that can wait for them. */
    static final class Waiting {
        @Option(names = "--wait", paramLabel = "STATE", converter = State.class, description = "Wait until the services are running or healthy. Means --live.")
        private Optional<Goal> goal = Optional.empty();

        @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "120s", converter = Time.class,
                description = "How long to wait at most; ${DEFAULT-VALUE} unless given.")
        private Duration timeout;

        boolean isGiven() {
            return goal.isPresent();
        }

        /** @throws UnreachableException when no engine answers */
        Live view(Consumer<String> talk) {
            return new EngineView(goal, timeout, talk);
        }
    }

    private static final class State implements ITypeConverter<Goal> {
        @Override
        public Goal convert(String state) {
            return Stream.of(Goal.values()).filter(known -> known.name().equalsIgnoreCase(state)).findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected running or healthy but was '" + state + "'"));
        }
    }

    /** {@code 90s}, {@code 2m}, {@code 500ms}. */
    private static final class Time implements ITypeConverter<Duration> {
        private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m)");

        @Override
        public Duration convert(String text) {
            Matcher parts = TIME.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException("expected a time such as 90s, 2m or 500ms but was '" + text + "'");
            }
            long number = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
        }
    }
}
