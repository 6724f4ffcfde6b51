//SOURCES ../Deps.java
package command;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Scripts that teach a shell to complete the words of a command. */
public final class Completion {
    private Completion() {}

    public enum Shell {
        BASH, ZSH, FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param command a command with subcommands; its name is the word that is typed */
    public static String script(Shell shell, CommandLine command) {
        String name = command.getCommandName();
        // The script for bash turns on zsh's own support for such scripts when zsh reads it.
        return shell == Shell.FISH ? fish(name, command) : AutoComplete.bash(name, command) + "\n";
    }

    private static String fish(String name, CommandLine command) {
        StringBuilder script = new StringBuilder();
        command.getSubcommands().forEach((word, subcommand) -> {
            CommandSpec spec = subcommand.getCommandSpec();
            script.append("complete -c ").append(name).append(" -f -n __fish_use_subcommand -a ").append(word)
                    .append(" -d ").append(quoted(first(spec.usageMessage().header()))).append('\n');
            spec.positionalParameters().stream().filter(parameter -> parameter.completionCandidates() != null).forEach(parameter ->
                    script.append("complete -c ").append(name).append(" -n '__fish_seen_subcommand_from ").append(word).append("'")
                            .append(candidates(parameter)).append('\n'));
            spec.options().stream().filter(option -> !option.hidden()).forEach(option ->
                    script.append("complete -c ").append(name).append(" -n '__fish_seen_subcommand_from ").append(word).append("'").append(option(option)).append('\n'));
        });
        return script.toString();
    }

    private static String option(OptionSpec option) {
        String names = Arrays.stream(option.names()).map(known -> known.startsWith("--") ? " -l " + known.substring(2)
                : " -s " + known.substring(1)).collect(Collectors.joining());
        boolean takesValue = option.arity().max() > 0;
        return names + (takesValue ? " -r" : "") + candidates(option) + " -d " + quoted(first(option.description()));
    }

    /** Values that are known beforehand; nothing else is offered then. */
    private static String candidates(ArgSpec values) {
        return values.completionCandidates() == null ? ""
                : " -xa " + quoted(StreamSupport.stream(values.completionCandidates().spliterator(), false).collect(Collectors.joining(" ")));
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : String.format(lines[0].replaceAll("\\$\\{[^}]*}", "…").replace("$$", "$").replaceAll("%(?!n)", "%%"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
