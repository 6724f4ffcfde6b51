//SOURCES ../lib/command/Completion.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import command.Completion;
import command.Completion.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
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
    void fishIsToldOfEveryOptionWithItsValues() {
        String script = Completion.script(Shell.FISH, commands());
        assertTrue(script.contains("complete -c kitchen -f -n __fish_use_subcommand -a cook -d 'Cooks what\\'s there, 100 % of it.'"), script);
        assertTrue(script.contains("-l taste -r -xa 'sweet sour'"), script);
        assertTrue(script.contains("-s f -l fast -d 'Don\\'t wait.'"), script);
    }
}
