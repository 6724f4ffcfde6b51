package dockerfile;

import commandline.ComposeUses;
import commandline.Start;
import compose.ComposeFiles;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tree.TextFile;
import yaml.Node;
import yaml.Yaml;

/** Which files can name a Dockerfile, and how each is read. */
final class Formats {
    private Formats() {}

    /** A file that holds none of these names nothing. */
    static final List<String> NEEDLES = Stream.concat(ComposeUses.NEEDLES.stream(), Stream.of("ockerfile", "OCKERFILE", "ockerFile", "ontainerfile", "docker build", "buildx", "podman build", "nerdctl build",
            "buildah", "build-push-action", "build:", "build\":", "services:", "services\":", "include:", "artifacts:", "target \"", "target\":")).toList();

    /** What YAML has that builds without naming a Dockerfile, outside of Compose. */
    private static final Pattern OTHER_BUILDS = Pattern.compile("\\b(docker|podman|nerdctl|buildah|buildx)\\b.*\\bbuild|build-push-action|\\bartifacts:|cloud-builders");
    private static final Pattern YAML = Pattern.compile("(?i).*\\.ya?ml(\\.[a-z0-9]+)?");
    private static final Pattern WORKFLOW = Pattern.compile("(.*/)?\\.(github|gitea|forgejo)/(workflows|actions)/.*|(.*/)?action\\.ya?ml");
    private static final Pattern GITLAB = Pattern.compile("(.*/)?[^/]*\\.?gitlab-ci[^/]*\\.ya?ml|(.*/)?\\.gitlab/.*\\.ya?ml");
    private static final Pattern CLOUD_BUILD = Pattern.compile("(?i)(.*/)?[^/]*cloud-?_?build[^/]*\\.(ya?ml|json)");
    private static final Pattern SKAFFOLD = Pattern.compile("(.*/)?[^/]*skaffold[^/]*\\.ya?ml");
    private static final Pattern DEVCONTAINER = Pattern.compile("(.*/)?\\.?devcontainer\\.json");
    private static final Pattern BAKE = Pattern.compile("(.*/)?[^/]*bake[^/]*\\.(hcl|json)");
    private static final Pattern MAKE = Pattern.compile("(?i)(.*/)?((gnu)?makefile|[^/]*\\.mk|makefile\\.[^/]*|justfile|\\.justfile|[^/]*\\.just|procfile[^/]*)");
    private static final Pattern SHELL = Pattern.compile("(.*/)?\\.env(\\.[^/]*)?|(.*/)?(\\.husky|hooks|bin|scripts?)/[^./]+");
    private static final Set<String> SHELL_ENDINGS = Set.of("sh", "bash", "zsh", "ksh", "fish", "ps1", "psm1", "bat", "cmd", "bats", "env");
    private static final Set<String> TERRAFORM_ENDINGS = Set.of("tf", "tfvars", "hcl");
    private static final Set<String> CODE_ENDINGS = Set.of("py", "pyi", "js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "java", "kt", "kts", "groovy",
            "gradle", "go", "rb", "rake", "rs", "cs", "fs", "php", "scala", "sbt", "swift", "lua", "bzl", "bazel", "star", "ex", "exs", "clj", "toml", "ini",
            "cfg", "properties");
    private static final Pattern CODE = Pattern.compile("(.*/)?(Jenkinsfile[^/]*|Tiltfile|Earthfile|BUILD|WORKSPACE|Rakefile|Vagrantfile|Fastfile)");
    private static final Set<String> DOCS_ENDINGS = Set.of("md", "mdx", "markdown", "rst", "adoc", "asciidoc");
    private static final Pattern DATA = Pattern.compile("(?i)(.*/)?(package-lock|composer|tsconfig[^/]*|renovate|[^/]*\\.lock|[^/]*\\.schema|[^/]*report[^/]*|[^/]*results?)\\.json");
    private static final Pattern NAMED_JSON = Pattern.compile("(.*/)?(project|app|railway|fly|dockerrun\\.aws|captain-definition|nx|turbo|workspace|vercel|heroku|config|docker)[^/]*\\.json");

    static boolean wants(String path) {
        return isKnown(path) && !Paths.isVendored(path);
    }

    private static boolean isKnown(String path) {
        String ending = ending(path);
        if (CODE_ENDINGS.contains(ending) || DOCS_ENDINGS.contains(ending) || SHELL_ENDINGS.contains(ending) || TERRAFORM_ENDINGS.contains(ending)) {
            return true;
        }
        return ending.equals("json") ? isPackage(path) || isConfiguration(path) || BAKE.matcher(path).matches() || DEVCONTAINER.matcher(path).matches()
                : YAML.matcher(path).matches() || MAKE.matcher(path).matches() || SHELL.matcher(path).matches() || CODE.matcher(path).matches();
    }

    /** What follows the last full stop of a file's name, in small letters; empty where there is none. */
    private static String ending(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }

    private static boolean isPackage(String path) {
        return Paths.name(path).equals("package.json");
    }

    private static boolean isConfiguration(String path) {
        return NAMED_JSON.matcher(path).matches() && !DATA.matcher(path).matches();
    }

    /** Reads one file; a Compose file is handed on, its references wait for the other files of its project. */
    static void read(TextFile file, ComposeFiles compose, Consumer<Reference> to) {
        String path = file.path();
        if (DEVCONTAINER.matcher(path).matches()) {
            BuildFiles.devcontainer(new Sink(Kind.DEVCONTAINER, file, to), Yaml.ofJson(file));
        } else if (BAKE.matcher(path).matches()) {
            Sink sink = new Sink(Kind.BAKE, file, to);
            if (path.endsWith(".hcl")) {
                BakeReferences.hcl(sink);
            } else {
                BakeReferences.json(sink, Yaml.ofJson(file));
            }
        } else if (isPackage(path)) {
            Start start = Start.exactly(Paths.folder(path));
            Yaml yaml = Yaml.ofJson(file);
            Sink sink = new Sink(Kind.PACKAGE, file, to);
            yaml.root().flatMap(root -> root.get("scripts")).ifPresent(scripts -> scripts.mapping().ifPresent(all -> {
                var values = new YamlReferences(sink, yaml);
                all.entries().forEach(entry -> entry.value().scalar().ifPresent(line -> values.shell(line, start)));
            }));
        } else if (isConfiguration(path)) {
            new YamlReferences(new Sink(Kind.VALUES, file, to), Yaml.ofJson(file)).collect(Start.around(path).opened());
        } else if (YAML.matcher(path).matches()) {
            yaml(file, compose, to);
        } else if (!Hint.isIn(file.text()) && !file.text().contains("build")) {
            return;
        } else if (MAKE.matcher(path).matches()) {
            ShellReferences.recipes(new Sink(Kind.MAKE, file, to));
        } else if (SHELL_ENDINGS.contains(ending(path)) || SHELL.matcher(path).matches()) {
            ShellReferences.script(new Sink(Kind.SHELL, file, to));
        } else if (TERRAFORM_ENDINGS.contains(ending(path))) {
            CodeReferences.code(new Sink(Kind.TERRAFORM, file, to));
        } else if (DOCS_ENDINGS.contains(ending(path))) {
            CodeReferences.prose(new Sink(Kind.DOCS, file, to));
        } else {
            CodeReferences.code(new Sink(Kind.CODE, file, to));
        }
    }

    private static void yaml(TextFile file, ComposeFiles compose, Consumer<Reference> to) {
        String path = file.path();
        if (!Hint.isIn(file.text()) && !(file.text().contains("build") && OTHER_BUILDS.matcher(file.text()).find())) {
            compose.visit(file);
            return;
        }
        Yaml yaml = compose.parse(file);
        boolean ci = WORKFLOW.matcher(path).matches() || GITLAB.matcher(path).matches();
        if (!ci && compose.take(file, yaml) || yaml.isTemplate()) {
            return;
        }
        if (WORKFLOW.matcher(path).matches()) {
            WorkflowReferences.collect(new Sink(Kind.ACTIONS, file, to), yaml);
        } else if (GITLAB.matcher(path).matches()) {
            new YamlReferences(new Sink(Kind.GITLAB, file, to), yaml).collect(Start.ROOT);
        } else if (CLOUD_BUILD.matcher(path).matches()) {
            BuildFiles.cloudBuild(new Sink(Kind.CLOUDBUILD, file, to), yaml);
        } else if (SKAFFOLD.matcher(path).matches() || isSkaffold(yaml)) {
            BuildFiles.skaffold(new Sink(Kind.SKAFFOLD, file, to), yaml);
        } else {
            new YamlReferences(new Sink(Kind.VALUES, file, to), yaml).collect(Start.around(path).opened());
        }
    }

    private static boolean isSkaffold(Yaml yaml) {
        return yaml.root().flatMap(root -> root.get("apiVersion")).flatMap(Node::scalar).filter(version -> version.value().startsWith("skaffold/")).isPresent();
    }
}
