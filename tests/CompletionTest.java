//SOURCES ../lib/command/Completion.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import command.Completion;
import command.Completion.Shell;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What shells make of the scripts. */
class CompletionTest {
    @TempDir
    Path folder;

    enum Taste { sweet, sour }

    @Command(name = "cook", header = "Cooks what's there, 100 % of it.")
    static class Cook {
        @Option(names = "--taste", description = "Of the food: ${COMPLETION-CANDIDATES}.")
        Taste taste;

        @Option(names = {"-f", "--fast"}, description = "Don't wait.")
        boolean fast;
    }

    private static CommandLine commands() {
        return new CommandLine(CommandLine.Model.CommandSpec.create().name("kitchen")).addSubcommand(new Cook());
    }

    private Set<String> completed(String... words) throws Exception {
        Path script = Files.writeString(folder.resolve("script"), Completion.script(Shell.BASH, commands()));
        var builder = new ProcessBuilder("bash", "-c", "source \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\"; "
                + "_complete_kitchen 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"", script.toString());
        builder.command().addAll(Arrays.asList(words));
        return new TreeSet<>(Arrays.asList(new String(builder.start().getInputStream().readAllBytes()).strip().split("\\s+")));
    }

    @Test
    void bashCompletesCommandsOptionsAndValues() throws Exception {
        assertEquals(Set.of("cook"), completed("./kitchen", "co"));
        assertEquals(Set.of("--taste"), completed("./kitchen", "cook", "--ta"));
        assertEquals(Set.of("sweet", "sour"), completed("./kitchen", "cook", "--taste", "s"));
    }

    @Test
    void zshCompletesThemToo() throws Exception {
        assumeTrue(isInstalled("zsh"), "needs zsh");
        Path script = Files.writeString(folder.resolve("script"), Completion.script(Shell.ZSH, commands()));
        Path session = Files.writeString(folder.resolve("session"), """
                zmodload zsh/zpty
                zpty shell zsh -f -i
                zpty -w shell "unset zle_bracketed_paste; PS1=; autoload -Uz compinit; compinit -u -D; source $1; print REA''DY"
                zpty -r shell out '*READY*'
                zpty -w -n shell "$2"$'\\t'
                zpty -r shell out "*$3*"
                """);
        for (List<String> typed : List.of(List.of("./kitchen co", "cook"), List.of("./kitchen cook --ta", "--taste"), List.of("kitchen cook --taste so", "sour"))) {
            var builder = new ProcessBuilder("zsh", "-f", session.toString(), script.toString(), typed.get(0), typed.get(1));
            builder.environment().put("TERM", "dumb");
            Process shell = builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
            boolean ended = shell.waitFor(30, TimeUnit.SECONDS);
            shell.destroyForcibly();
            assertTrue(ended && shell.waitFor() == 0, typed + ": " + Files.readString(folder.resolve("log")));
        }
    }

    @Test
    void fishCompletesThemTooAndOffersNoFilesForCommands() throws Exception {
        assumeTrue(isInstalled("fish"), "needs fish");
        assertEquals(Set.of("cook"), fish("./kitchen "));
        assertEquals(Set.of("--taste"), fish("./kitchen cook --ta"));
        assertEquals(Set.of("sweet", "sour"), fish("kitchen cook --taste "));
    }

    /** What fish offers for a line, without the descriptions. */
    private Set<String> fish(String line) throws Exception {
        Path script = Files.writeString(folder.resolve("script.fish"), Completion.script(Shell.FISH, commands()));
        var builder = new ProcessBuilder("fish", "-N", "-c", "source $argv[1]; complete -C $argv[2]", script.toString(), line).directory(folder.toFile());
        builder.environment().put("HOME", folder.toString());
        String offered = new String(builder.start().getInputStream().readAllBytes());
        return offered.lines().map(word -> word.replaceFirst("\t.*", "")).collect(Collectors.toSet());
    }

    private static boolean isInstalled(String shell) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).anyMatch(bin -> new File(bin, shell).canExecute());
    }

    @Test
    void fishIsToldOfEveryOptionWithItsValues() {
        String script = Completion.script(Shell.FISH, commands());
        assertTrue(script.contains("complete -c kitchen -f -n __fish_use_subcommand -a cook -d 'Cooks what\\'s there, 100 % of it.'"), script);
        assertTrue(script.contains("-l taste -r -xa 'sweet sour'"), script);
        assertTrue(script.contains("-s f -l fast -d 'Don\\'t wait.'"), script);
    }
}
