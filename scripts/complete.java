///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../lib/command/Completion.java
//SOURCES check-config.java
//SOURCES doctor.java
//SOURCES demo-backend.java
//SOURCES explain.java
//SOURCES map-services.java
//SOURCES move-dockerfiles.java
//SOURCES ws-golden-path.java
//MAIN Complete
//DESCRIPTION Prints a script that completes commands and options in bash, zsh or fish

import command.Completion;
import command.Completion.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import report.ExitCode;
import report.Report;

@SuppressWarnings("auxiliaryclass")
@Command(name = "complete", mixinStandardHelpOptions = true, version = Report.VERSION, usageHelpAutoWidth = true,
        header = {"Prints a script that completes commands and options in bash, zsh or fish.", "",
                "  source <(./jbang complete bash)", "  source <(./jbang complete zsh)", "  ./jbang complete fish | source", ""})
class Complete implements Callable<Integer> {
    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell;

    public static void main(String... args) {
        System.exit(new CommandLine(new Complete()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
    }

    @Override
    public Integer call() {
        CommandLine commands = new CommandLine(CommandLine.Model.CommandSpec.create().name("jbang"));
        for (Object command : new Object[] {new Doctor(), new CheckConfig(), new MapServices(), new MoveDockerfiles(), new WsGoldenPath(), new DemoBackendCommand(), new Explain(), new Complete()}) {
            commands.addSubcommand(command);
        }
        System.out.print(Completion.script(shell, commands));
        return ExitCode.PASS;
    }
}
