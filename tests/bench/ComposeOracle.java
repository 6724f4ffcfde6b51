///usr/bin/env jbang "$0" "$@" ; exit $?
//SOURCES ../../lib/compose/Compose.java
//DESCRIPTION Holds lib/compose against a reference implementation's answers: ComposeOracle.java ANSWERS.jsonl CHECKOUTS

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import compose.Build;
import compose.ComposeFiles;
import compose.Context;
import compose.Project;
import compose.Service;
import compose.TreePath;
import compose.Value.Text;
import compose.Variables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import report.Severity;
import tree.Tree;

/**
 * Compares, for each file of the answers, the verdict, the services and the builds. The answers are one JSON object a
 * line ({@code repo, file, ok, services}); the checkouts are folders named {@code OWNER+NAME}. Differences go to stdout.
 */
class ComposeOracle {
    private final Map<String, ComposeFiles> trees = new HashMap<>();
    private final Path checkouts;
    private int files;
    private int missing;
    private int sameVerdict;
    private int accepted;
    private int sameServices;
    private int builds;
    private int sameBuilds;

    private ComposeOracle(Path checkouts) {
        this.checkouts = checkouts;
    }

    public static void main(String... args) throws IOException {
        if (args.length != 2) {
            System.out.println("skipped: needs ANSWERS.jsonl and the folder of the checkouts");
            return;
        }
        var oracle = new ComposeOracle(Path.of(args[1]));
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            oracle.compare(Json.parse(line).asObject());
        }
        System.out.printf("files %d (and %d not in the checkouts), same verdict %d; accepted by both %d, same services %d; builds %d, same %d%n",
                oracle.files, oracle.missing, oracle.sameVerdict, oracle.accepted, oracle.sameServices, oracle.builds, oracle.sameBuilds);
    }

    private void compare(JsonObject answer) {
        String repo = answer.getString("repo", "").replace('/', '+');
        String path = answer.getString("file", "");
        if (!Files.isRegularFile(checkouts.resolve(repo).resolve(path))) {
            missing++;
            return;
        }
        files++;
        Project project = trees.computeIfAbsent(repo, name -> new ComposeFiles(open(checkouts.resolve(name)), Variables.AS_WRITTEN))
                .project(List.of(path));
        boolean expected = answer.getBoolean("ok", false);
        if (project.isValid() != expected) {
            System.out.println("verdict " + repo + " " + path + ": " + (expected ? "accepted, but " : answer.getString("error", "") + ", but ")
                    + project.findings().stream().filter(f -> f.severity() == Severity.ERROR).limit(2).map(f -> f.place().line() + " " + f.rule().name() + " " + f.message()).toList());
            return;
        }
        sameVerdict++;
        if (expected) {
            accepted++;
            services(repo + " " + path, answer.get("services").asObject(), project);
        }
    }

    private static Tree open(Path folder) {
        try {
            return Tree.open(folder);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private void services(String where, JsonObject expected, Project project) {
        List<String> differences = new ArrayList<>();
        if (!new TreeSet<>(expected.names()).equals(new TreeSet<>(project.services().keySet()))) {
            differences.add("services " + expected.names() + " but " + project.services().keySet());
        }
        for (JsonObject.Member member : expected) {
            Optional<Service> service = Optional.ofNullable(project.services().get(member.getName()));
            service.ifPresent(found -> service(found, member.getValue().asObject(), differences));
        }
        sameServices += differences.isEmpty() ? 1 : 0;
        differences.forEach(difference -> System.out.println("services " + where + ": " + difference));
        for (JsonObject.Member member : expected) {
            JsonValue build = member.getValue().asObject().get("build");
            Optional<Build> found = Optional.ofNullable(project.services().get(member.getName())).flatMap(Service::build);
            if (build.isNull() && found.isEmpty()) {
                continue;
            }
            builds++;
            String theirs = build.isNull() ? "none" : describe(build.asObject(), TreePath.folder(where.substring(where.indexOf(' ') + 1)));
            String ours = found.map(ComposeOracle::describe).orElse("none");
            if (theirs.equals(ours)) {
                sameBuilds++;
            } else {
                System.out.println("build " + where + " " + member.getName() + ": " + theirs + " but " + ours);
            }
        }
    }

    private static void service(Service service, JsonObject expected, List<String> differences) {
        differ(service, "image", text(expected.get("image")), service.image().map(Text::raw).orElse(""), differences);
        differ(service, "container_name", text(expected.get("container_name")), service.containerName().map(Text::raw).orElse(""), differences);
        differ(service, "profiles", names(expected.get("profiles")), texts(service.profiles()), differences);
        differ(service, "aliases", names(expected.get("aliases")), texts(service.networkAliases()), differences);
        differ(service, "depends_on", names(expected.get("depends_on")), new TreeSet<>(service.dependencies()), differences);
    }

    private static void differ(Service service, String what, Object theirs, Object ours, List<String> differences) {
        if (!theirs.equals(ours)) {
            differences.add(service.name() + " " + what + " " + theirs + " but " + ours);
        }
    }

    private static Set<String> texts(List<Text> texts) {
        return new TreeSet<>(texts.stream().map(Text::raw).toList());
    }

    private static String text(JsonValue value) {
        return value == null || value.isNull() ? "" : value.asString();
    }

    private static Set<String> names(JsonValue value) {
        return value == null || value.isNull() ? Set.of() : new TreeSet<>(value.asArray().values().stream().map(JsonValue::asString).toList());
    }

    private static String describe(JsonObject build, String folder) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("context", Context.of(build.getString("context", "."), folder).toString());
        for (String key : new String[] {"dockerfile", "dockerfile_inline", "target"}) {
            if (build.get(key) != null) {
                parts.put(key, text(build.get(key)));
            }
        }
        JsonValue additional = build.get("additional_contexts");
        if (additional != null && additional.isObject()) {
            additional.asObject().forEach(member -> parts.put("+" + member.getName(), Context.of(text(member.getValue()), folder).toString()));
        }
        return parts.toString();
    }

    private static String describe(Build build) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("context", build.context().toString());
        build.inline().ifPresent(text -> parts.put("dockerfile_inline", text.raw()));
        if (build.inline().isEmpty() || build.dockerfile().isPresent()) {
            parts.put("dockerfile", build.dockerfile().map(Text::raw).orElse("Dockerfile"));
        }
        build.target().ifPresent(text -> parts.put("target", text.raw()));
        build.additionalContexts().forEach((name, text) -> parts.put("+" + name, Context.of(text).toString()));
        return parts.toString();
    }
}
