package ws;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import ws.GoldenPathResult.Check;
import ws.GoldenPathResult.Status;
import ws.GoldenPathResult.Step;

/** Runs the golden path in this process with the options of the command line and limits that suit a test. */
final class Walk {

    private Walk() {
    }

    static GoldenPathResult walk(Map<String, String> environment, String... args) throws IOException {
        return plan(args).goldenPath(environment, (phase, done, of) -> { }).run();
    }

    static GoldenPathResult walk(String... args) throws IOException {
        return walk(Map.of(), args);
    }

    static GoldenPathOptions plan(String... args) {
        var options = new GoldenPathOptions();
        var spec = CommandLine.Model.CommandSpec.create().addMixin("options", CommandLine.Model.CommandSpec.forAnnotatedObject(options));
        new CommandLine(spec).parseArgs(args);
        return options;
    }

    /** What did not pass, by name: steps as {@code step:name}, checks as {@code check:name}. */
    static Map<String, String> failing(GoldenPathResult result) {
        var failing = new HashMap<String, String>();
        for (Step step : result.steps()) {
            if (step.status() == Status.FAIL) {
                failing.put("step:" + step.name(), step.failure().orElseThrow().kind().name());
            }
        }
        for (Check check : result.checks()) {
            if (check.status() == Status.FAIL) {
                failing.put("check:" + check.name(), check.failures().get(0).kind().name());
            }
        }
        return failing;
    }
}
