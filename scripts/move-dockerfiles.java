///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../lib/Deps.java
//SOURCES ../lib/command/StaticCommand.java
//SOURCES ../lib/dockerfile/Dockerfiles.java
//DESCRIPTION Finds references to Dockerfiles that lead nowhere, and mends them
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms192m -Xmn16m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10

import command.Settings;
import command.StaticCommand;
import command.UsageException;
import compose.TreePath;
import dockerfile.Dockerfiles;
import dockerfile.Dockerfiles.To;
import dockerfile.Kind;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import report.Analysis;

@Command(name = "move-dockerfiles",
        header = "Finds references to Dockerfiles that lead nowhere, and mends them.",
        description = {"  ./jbang move-dockerfiles", "      check here, show what --fix would change",
                "  ./jbang move-dockerfiles --fix --to references", "      move the files to where they are expected",
                "  ./jbang move-dockerfiles --docs --format markdown", "      look at documents too, tell it for an issue"})
class MoveDockerfiles extends StaticCommand {
    @Option(names = "--to", paramLabel = "WAY", defaultValue = "auto",
            description = "What to change: the files' places (references), what names them (files), or whichever breaks nothing and changes less (auto).")
    private String to;

    @Option(names = {"-f", "--file"}, paramLabel = "COMPOSE",
            description = "Check these Compose files only, as one project in this order; relative to ROOT.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--only", paramLabel = "KIND", split = ",", description = "Report references of these kinds only: compose, bake, actions, gitlab, "
            + "cloudbuild, skaffold, devcontainer, shell, make, package, values, terraform, code, docs.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--docs", description = "Mend documents too.")
    private boolean docs;

    public static void main(String... args) {
        System.exit(new MoveDockerfiles().run(System.out, System.err, args));
    }

    @Override
    protected List<Analysis> analyses(Settings settings) {
        return List.of(new Dockerfiles(way(), files.stream().map(this::existing).toList(), kinds(), docs));
    }

    @Override
    protected boolean isWhole() {
        return files.isEmpty() && only.isEmpty();
    }

    private To way() {
        return Arrays.stream(To.values()).filter(way -> way.toString().equals(to)).findFirst()
                .orElseThrow(() -> new UsageException("--to " + to + " is not one of " + Arrays.toString(To.values()) + "."));
    }

    private Set<Kind> kinds() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        only.forEach(name -> kinds.add(Kind.of(name).orElseThrow(() -> new UsageException("--only " + name + " is not one of "
                + Arrays.stream(Kind.values()).map(Kind::label).collect(Collectors.joining(", ")) + "."))));
        return kinds;
    }

    private String existing(String file) {
        String path = TreePath.resolve("", file).orElseThrow(() -> new UsageException("-f " + file + " leads out of ROOT."));
        if (!Files.isRegularFile(root().resolve(path))) {
            throw new UsageException("-f " + file + ": there is no such file in " + root() + ".");
        }
        return path;
    }
}
