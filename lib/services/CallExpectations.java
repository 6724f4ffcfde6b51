package services;

import commandline.CommandLine;
import commandline.CommandLine.Kind;
import commandline.ShellWords.Word;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import services.Expectation.Scope;
import services.Expectation.Sureness;
import services.Expectation.Use;

/** What command lines ask of Compose, and of the engine by container names. */
record CallExpectations(Scopes scopes, Consumer<Expectation> to) {
    private static final Set<String> ENGINE = Set.of("exec", "logs", "restart", "stop", "start", "kill", "attach", "top", "wait", "inspect");
    /** What a file with such a call holds, of the calls that scripts make. */
    static final List<String> NEEDLES = List.of("er exec ", "er logs ", "er restart ", "er stop ");
    private static final Set<String> ENGINE_VALUES = Set.of("-e", "--env", "-u", "--user", "-w", "--workdir", "--env-file", "-n", "--tail", "--since", "--until",
            "-t", "--time", "-s", "--signal", "-f", "--format", "--detach-keys");

    void collect(CommandLine line) {
        ComposeCall.of(line).ifPresentOrElse(call -> {
            Scope scope = scopes.of(call, line);
            for (Word word : call.services()) {
                to.accept(new Expectation(word.text(), line.file(), word.start(), word.end(), Use.START, scope, OptionalInt.empty(),
                        "compose " + call.subcommand(), sureness(line.kind())));
            }
        }, () -> engine(line));
    }

    private static Sureness sureness(Kind kind) {
        return switch (kind) {
            case SHELL, MAKE, CI, PACKAGE, ARGUMENTS -> Sureness.CERTAIN;
            case STRING, DOCS -> Sureness.POSSIBLE;
        };
    }

    /** {@code docker exec [options] CONTAINER}. */
    private void engine(CommandLine line) {
        var words = line.words();
        if (words.size() < 3 || !words.get(0).text().equals("docker") || !ENGINE.contains(words.get(1).text()) || line.file().text().contains("--name")) {
            return;
        }
        for (int at = 2; at < words.size(); at++) {
            String text = words.get(at).text();
            if (text.startsWith("-")) {
                boolean follow = words.get(1).text().equals("logs") && text.equals("-f") || words.get(1).text().equals("exec") && text.equals("-t");
                at += ENGINE_VALUES.contains(text) && !follow ? 1 : 0;
            } else {
                if (text.matches("[A-Za-z][\\w.-]*") && words.get(at).isVerbatim()) {
                    to.accept(new Expectation(text, line.file(), words.get(at).start(), words.get(at).end(), Use.CONTAINER, scopes.any(),
                            OptionalInt.empty(), "docker " + words.get(1).text(), sureness(line.kind())));
                }
                return;
            }
        }
    }
}
