//SOURCES ../Deps.java
//SOURCES ../tree/Tree.java
//SOURCES ../yaml/Yaml.java
//SOURCES ../compose/TreePath.java
//SOURCES ../report/Place.java
//SOURCES Assignments.java
//SOURCES CodeLines.java
//SOURCES CommandLine.java
//SOURCES ShellLines.java
//SOURCES ShellWords.java
//SOURCES Start.java
//SOURCES YamlLines.java
package commandline;

import commandline.CommandLine.Kind;
import compose.TreePath;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tree.TextFile;
import yaml.Yaml;

/** Command lines wherever they stand: in scripts, recipes, pipelines, code and documents, cut into words with their exact places. */
public final class CommandLines {
    private static final Pattern YAML = Pattern.compile("(?i).*\\.ya?ml");
    private static final Pattern CI = Pattern.compile("(.*/)?\\.(github|gitea|forgejo|circleci|gitlab)/.*|(.*/)?[^/]*(gitlab-ci|azure-pipelines|bitbucket-pipelines|\\.travis|\\.drone|cloudbuild|buildspec)[^/]*");
    private static final Pattern MAKE = Pattern.compile("(?i)(.*/)?((gnu)?makefile|[^/]*\\.mk|makefile\\.[^/]*|\\.?justfile|[^/]*\\.just|procfile[^/]*)");
    private static final Pattern SHELL = Pattern.compile("(?i).*\\.(sh|bash|zsh|ksh|fish|ps1|psm1|bat|cmd|bats)|(.*/)?(\\.husky|hooks|bin|scripts?)/[^./]+");
    private static final Pattern CODE = Pattern.compile("(?i).*\\.(py|js|mjs|cjs|jsx|ts|mts|cts|tsx|java|kt|kts|groovy|gradle|go|rb|rake|rs|cs|fs|php|scala|ex|exs)"
            + "|(.*/)?(Jenkinsfile[^/]*|Tiltfile|Earthfile|Rakefile|Vagrantfile|Fastfile)");
    private static final Pattern DOCS = Pattern.compile("(?i).*\\.(md|mdx|markdown|rst|adoc|asciidoc)");

    private CommandLines() {}

    /** Whether a file can hold command lines, judged by its path. */
    public static boolean wants(String path) {
        return isYaml(path) || isPackage(path) || MAKE.matcher(path).matches() || SHELL.matcher(path).matches() || isCode(path) || isDocument(path);
    }

    public static boolean isCode(String path) {
        return CODE.matcher(path).matches();
    }

    public static boolean isDocument(String path) {
        return DOCS.matcher(path).matches();
    }

    public static boolean isYaml(String path) {
        return YAML.matcher(path).matches();
    }

    private static boolean isPackage(String path) {
        return TreePath.name(path).equals("package.json") || TreePath.name(path).equals("composer.json");
    }

    /** The command lines of a file that is not YAML. */
    public static void read(TextFile file, Consumer<CommandLine> to) {
        String path = file.path();
        if (isPackage(path)) {
            Yaml.parse(file).root().flatMap(root -> root.get("scripts")).ifPresent(scripts ->
                    new YamlLines(file, Kind.PACKAGE, true, to).walk(scripts, Start.exactly(TreePath.folder(path))));
        } else if (MAKE.matcher(path).matches()) {
            ShellLines.recipes(file, to);
        } else if (SHELL.matcher(path).matches()) {
            ShellLines.script(file, to);
        } else if (isDocument(path)) {
            new CodeLines(file, to).document();
        } else if (isCode(path)) {
            new CodeLines(file, to).code();
        }
    }

    /** The command lines of a YAML file that has been read already. */
    public static void read(TextFile file, Yaml yaml, Consumer<CommandLine> to) {
        boolean ci = CI.matcher(file.path()).matches();
        Start start = ci ? Start.ROOT : TreePath.name(file.path()).toLowerCase(java.util.Locale.ROOT).startsWith("taskfile")
                ? Start.exactly(TreePath.folder(file.path())) : Start.around(file.path());
        yaml.documents().forEach(root -> new YamlLines(file, ci ? Kind.CI : Kind.SHELL, false, to).walk(root, start));
    }
}
