///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES doctor.java
//MAIN Explain
//DESCRIPTION Says what a rule means and how to mend it; without a rule, lists all rules
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import report.Report;

@SuppressWarnings("auxiliaryclass")
@Command(name = "explain", mixinStandardHelpOptions = true, version = Report.VERSION, usageHelpAutoWidth = true,
        header = {"Says what a rule means and how to mend it; without a rule, lists all rules.", "",
                "  ./jbang explain", "  ./jbang explain dockerfile/missing", "  ./jbang explain config/typo", ""})
class Explain implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "RULE", defaultValue = "", description = "The name of a rule, as reports show it.")
    private String rule;

    public static void main(String... args) {
        System.exit(new CommandLine(new Explain()).execute(args));
    }

    @Override
    public Integer call() {
        return rule.isEmpty() ? new Doctor().run(System.out, System.err, "--list-rules") : new Doctor().run(System.out, System.err, "--explain", rule);
    }
}
