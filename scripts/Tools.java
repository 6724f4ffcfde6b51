import command.Settings;
import compose.SharedFiles;
import dockerfile.Dockerfiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import python.ConfigCheck;
import python.ConfigOptions;
import report.Analysis;
import services.Live;
import services.Services;
import summary.Tool;
import summary.Tool.Way;
import variables.VariableCheck;

/** The commands that check a part by themselves: what they look for, and how they mend otherwise. */
final class Tools {
    private static final List<String> PATHS = List.of("dockerfile/missing", "dockerfile/ambiguous");
    private static final List<String> NAMES = List.of("service/unknown", "service/affixed", "service/ambiguous");
    private static final List<String> ATTRIBUTES = List.of("config/undeclared-attribute", "config/missing-required");

    private Tools() {}

    /** What all of them check, in one pass that reads each Compose file once. */
    static List<Analysis> analyses(Settings settings, SharedFiles files, Optional<Live> engine, Optional<String> project) {
        Services services = new Services(Services.Way.LEAST, List.of(), names(settings, "services", "expect"), Map.of(), engine, project);
        return List.of(Dockerfiles.DEFAULT.sharing(files), services.sharing(files), new VariableCheck(List.of()).sharing(files),
                new ConfigCheck(ConfigOptions.standard().withRequire(names(settings, "config", "require").toArray(String[]::new))));
    }

    private static List<String> names(Settings settings, String... keys) {
        return settings.texts(keys).stream().map(Settings.Text::value).toList();
    }

    static List<Tool> all() {
        return List.of(
                new Tool("move-dockerfiles", Dockerfiles.DEFAULT.rules(), List.of(
                        new Way("--to references", "Move the files to where they are expected", false, PATHS),
                        new Way("--to files", "Rewrite what names the files", false, PATHS))),
                new Tool("map-services", Services.DEFAULT.rules(), List.of(
                        new Way("--rename", "Give services the names that are expected", false, NAMES),
                        new Way("--alias", "Give them network aliases, which serve hosts but not names to start", false, NAMES))),
                new Tool("check-config", Stream.of(new ConfigCheck(ConfigOptions.standard()), new VariableCheck(List.of()))
                        .flatMap(analysis -> analysis.rules().stream()).toList(), List.of(
                        new Way("--guess", "Declare what is missing, with guessed values", true, ATTRIBUTES))));
    }
}
