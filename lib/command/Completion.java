//SOURCES ../Deps.java
package command;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Scripts that teach a shell to complete the words of a command. */
public final class Completion {
    private Completion() {}

    public enum Shell {
        BASH, ZSH, FISH;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
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
            script.append("complete -c ").append(name).append(" -n __fish_use_subcommand -a ").append(word)
                    .append(" -d ").append(quoted(first(spec.usageMessage().header()))).append('\n');
            spec.options().stream().filter(option -> !option.hidden()).forEach(option ->
                    script.append("complete -c ").append(name).append(" -n '__fish_seen_subcommand_from ").append(word).append("'").append(option(option)).append('\n'));
        });
        return script.toString();
    }

    private static String option(OptionSpec option) {
        String names = Arrays.stream(option.names()).map(known -> known.startsWith("--") ? " -l " + known.substring(2)
                : " -s " + known.substring(1)).collect(Collectors.joining());
        boolean takesValue = option.arity().max() > 0;
        String values = option.completionCandidates() == null ? "" : " -xa "
                + quoted(java.util.stream.StreamSupport.stream(option.completionCandidates().spliterator(), false).collect(Collectors.joining(" ")));
        return names + (takesValue ? " -r" : "") + values + " -d " + quoted(first(option.description()));
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : String.format(lines[0].replaceAll("\\$\\{[^}]*}", "…").replace("$$", "$").replaceAll("%(?!n)", "%%"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
