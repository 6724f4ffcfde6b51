//SOURCES ../Deps.java
//SOURCES ../tree/Tree.java
//SOURCES ../yaml/Yaml.java
//SOURCES ../compose/Compose.java
//SOURCES ../report/Place.java
//SOURCES Assignments.java
//SOURCES CodeLines.java
//SOURCES CommandLine.java
//SOURCES ComposeOptions.java
//SOURCES ComposeUses.java
//SOURCES PathVariables.java
//SOURCES ShellLines.java
//SOURCES ShellWords.java
//SOURCES Start.java
//SOURCES YamlLines.java
package commandline;

import commandline.CommandLine.Kind;
import compose.TreePath;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tree.TextFile;
import yaml.Yaml;

/** Command lines wherever they stand: in scripts, recipes, pipelines, code and documents, cut into words with their exact places. */
public final class CommandLines {
    private static final Pattern CI = Pattern.compile("(.*/)?\\.(github|gitea|forgejo|circleci|gitlab)/.*|(.*/)?[^/]*(gitlab-ci|azure-pipelines|bitbucket-pipelines|\\.travis|\\.drone|cloudbuild|buildspec)[^/]*");
    private static final Set<String> SHELL = Set.of("sh", "bash", "zsh", "ksh", "fish", "ps1", "psm1", "bat", "cmd", "bats");
    private static final Set<String> CODE = Set.of("py", "js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "java", "kt", "kts", "groovy", "gradle", "go", "rb", "rake",
            "rs", "cs", "fs", "php", "scala", "ex", "exs");
    private static final Set<String> DOCS = Set.of("md", "mdx", "markdown", "rst", "adoc", "asciidoc");
    private static final Pattern MAKE_NAME = Pattern.compile("(gnu)?makefile(\\..*)?|.*\\.mk|\\.?justfile|.*\\.just|procfile.*");
    private static final Pattern CODE_NAME = Pattern.compile("jenkinsfile.*|tiltfile|earthfile|rakefile|vagrantfile|fastfile");
    private static final Pattern SCRIPT_FOLDER = Pattern.compile("(.*/)?(\\.husky|hooks|bin|scripts?)/[^./]+");

    private enum Format { YAML, PACKAGE, MAKE, SHELL, CODE, DOCS, OTHER }

    private CommandLines() {}

    private static Format format(String path) {
        String name = TreePath.name(path).toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (ending.equals("yml") || ending.equals("yaml")) {
            return Format.YAML;
        } else if (CODE.contains(ending) || CODE_NAME.matcher(name).matches()) {
            return Format.CODE;
        } else if (DOCS.contains(ending)) {
            return Format.DOCS;
        } else if (SHELL.contains(ending) || SCRIPT_FOLDER.matcher(path).matches()) {
            return Format.SHELL;
        } else if (name.equals("package.json") || name.equals("composer.json")) {
            return Format.PACKAGE;
        }
        return MAKE_NAME.matcher(name).matches() ? Format.MAKE : Format.OTHER;
    }

    /** Whether a file can hold command lines, judged by its path. */
    public static boolean wants(String path) {
        return format(path) != Format.OTHER;
    }

    public static boolean isCode(String path) {
        return format(path) == Format.CODE;
    }

    public static boolean isDocument(String path) {
        return format(path) == Format.DOCS;
    }

    public static boolean isYaml(String path) {
        return format(path) == Format.YAML;
    }

    /** The command lines of a file that is not YAML. */
    public static void read(TextFile file, Consumer<CommandLine> to) {
        switch (format(file.path())) {
            case PACKAGE -> Yaml.parse(file).root().flatMap(root -> root.get("scripts")).ifPresent(scripts ->
                    new YamlLines(file, Kind.PACKAGE, true, to).walk(scripts, Start.exactly(TreePath.folder(file.path()))));
            case MAKE -> ShellLines.recipes(file, to);
            case SHELL -> ShellLines.script(file, to);
            case DOCS -> new CodeLines(file, to).document();
            case CODE -> new CodeLines(file, to).code();
            case YAML, OTHER -> { }
        }
    }

    /** The command lines of a YAML file that has been read already. */
    public static void read(TextFile file, Yaml yaml, Consumer<CommandLine> to) {
        boolean ci = CI.matcher(file.path()).matches();
        Start start = ci ? Start.ROOT : TreePath.name(file.path()).toLowerCase(Locale.ROOT).startsWith("taskfile")
                ? Start.exactly(TreePath.folder(file.path())) : Start.around(file.path());
        yaml.documents().forEach(root -> new YamlLines(file, ci ? Kind.CI : Kind.SHELL, false, to).walk(root, start));
    }
}
