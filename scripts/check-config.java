///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../lib/Deps.java
//SOURCES ../lib/command/StaticCommand.java
//SOURCES ../lib/python/ConfigCheck.java
//SOURCES ../lib/variables/VariableCheck.java
//DESCRIPTION Checks that every attribute which Python code reads from a config object exists, and adds or mends what does not
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1

import command.Settings;
import command.StaticCommand;
import command.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import python.ConfigCheck;
import python.ConfigOptions;
import python.ConfigOptions.Default;
import report.Analysis;
import variables.VariableCheck;

@Command(name = "check-config",
        header = "Checks that what Python code reads from a config object, and Compose from its environment, exists; mends what does not.",
        description = {"  ./jbang check-config", "      check here, show what --fix would change",
                "  ./jbang check-config --default docker_startup_timeout=30.0:float --fix", "      declare what is missing, this one with a value",
                "  ./jbang check-config --strict --fail-on warning", "      say what is less certain too, and fail on warnings"})
class CheckConfig extends StaticCommand {
    @Option(names = "--class", paramLabel = "NAME", split = ",",
            description = "Check these classes only, by NAME or module:NAME; without it those that --match finds.")
    private List<String> classes = new ArrayList<>();

    @Option(names = "--match", paramLabel = "REGEX", defaultValue = ConfigOptions.MATCH,
            description = "Which classes to check, by their names; ${DEFAULT-VALUE} unless given.")
    private String match;

    @Option(names = "--require", paramLabel = "ATTR", split = ",",
            description = "Attributes that each of these classes must have, beside those of config.require in toolkit.yaml.")
    private List<String> require = new ArrayList<>();

    @Option(names = "--default", paramLabel = "ATTR=VALUE[:TYPE]",
            description = "What --fix declares for a missing attribute, as Python code; may be repeated.")
    private List<String> defaults = new ArrayList<>();

    @Option(names = "--strict", description = "Also report classes with a base or decorator that is not in the tree.")
    private boolean strict;

    @Option(names = "--guess", description = "With --fix: also add fields whose value is guessed from use, marked for review.")
    private boolean guess;

    @Option(names = "--env-file", paramLabel = "FILE", description = "Defines variables of the Compose files too; relative to ROOT.")
    private List<String> envFiles = new ArrayList<>();

    public static void main(String... args) {
        System.exit(new CheckConfig().run(System.out, System.err, args));
    }

    @Override
    protected List<Analysis> analyses(Settings settings) {
        List<String> required = new ArrayList<>(require);
        settings.texts("config", "require").forEach(text -> required.add(text.value()));
        Analysis attributes = new ConfigCheck(new ConfigOptions(classes, pattern(), required, stated(), strict, guess));
        return classes.isEmpty() ? List.of(attributes, new VariableCheck(envFiles)) : List.of(attributes);
    }

    @Override
    protected boolean isWhole() {
        return classes.isEmpty() && match.equals(ConfigOptions.MATCH);
    }

    private Pattern pattern() {
        try {
            return Pattern.compile(match);
        } catch (PatternSyntaxException e) {
            throw new UsageException("--match " + match + " is no regular expression: " + e.getDescription() + ".");
        }
    }

    private Map<String, Default> stated() {
        Map<String, Default> stated = new LinkedHashMap<>();
        for (String text : defaults) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--default " + text + " wants ATTR=VALUE or ATTR=VALUE:TYPE.");
            }
            try {
                stated.put(text.substring(0, equals).strip(), Default.parse(text.substring(equals + 1)));
            } catch (IllegalArgumentException e) {
                throw new UsageException("--default " + text.substring(0, equals) + ": " + e.getMessage() + ".");
            }
        }
        return stated;
    }
}
