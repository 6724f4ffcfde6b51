package dockerfile;

import commandline.Start;
import dockerfile.Reference.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import yaml.Node.Entry;
import yaml.Node.Mapping;
import yaml.Node.Scalar;
import yaml.Node;
import yaml.Yaml;

/** What workflows and actions of GitHub (and Gitea, Forgejo) build. */
final class WorkflowReferences {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{\\s*(?<scope>matrix|env)\\.(?<name>[\\w.-]+)\\s*}}");
    private static final Pattern WORKSPACE = Pattern.compile("^\\$\\{\\{\\s*github\\.workspace\\s*}}/");
    private static final Pattern BUILDS = Pattern.compile("(?i).*(build-push|docker|buildx|kaniko|podman|buildah|container|image).*");
    /** Actions with inputs of the same names that build nothing: docker/metadata-action has a {@code context} that is no folder. */
    private static final Pattern BUILDS_NOTHING = Pattern.compile("(?i).*/[^/@]*(metadata|login|setup|scan|lint|clean|delete|prune|cache)[^/@]*(/.*)?(@.*)?");
    private static final int MOST_COMBINATIONS = 64;

    private final YamlReferences values;
    private final Sink sink;

    private WorkflowReferences(Sink sink, Yaml yaml) {
        Checkouts checkouts = Checkouts.of(yaml);
        this.values = new YamlReferences(new Sink(sink.kind(), sink.file(), reference -> sink.add(checkouts.mapped(reference))), yaml);
        this.sink = values.sink();
        yaml.documents().forEach(this::workflow);
        values.collect(Start.ROOT);
    }

    static void collect(Sink sink, Yaml yaml) {
        new WorkflowReferences(sink, yaml);
    }

    private void workflow(Node root) {
        Start start = defaults(root, Start.ROOT);
        root.get("jobs").flatMap(Node::mapping).stream().flatMap(jobs -> jobs.entries().stream()).map(Entry::value)
                .forEach(job -> steps(job, defaults(job, start), matrix(job), List.of(root, job)));
        root.get("runs").ifPresent(runs -> steps(runs, Start.ROOT.opened(), List.of(), List.of(root)));
    }

    private static Start defaults(Node node, Start start) {
        return node.get("defaults").flatMap(defaults -> defaults.get("run")).flatMap(Node::mapping)
                .map(run -> YamlReferences.folder(run, Start.ROOT)).orElse(start);
    }

    private void steps(Node job, Start runs, List<Map<String, Scalar>> matrix, List<Node> scopes) {
        List<Mapping> steps = job.get("steps").flatMap(Node::sequence).stream().flatMap(list -> list.items().stream())
                .flatMap(step -> step.mapping().stream()).toList();
        boolean elsewhere = steps.stream().anyMatch(WorkflowReferences::checksOutElsewhere);
        for (Mapping step : steps) {
            Start start = elsewhere ? runs.opened() : runs;
            step.get("run").flatMap(Node::scalar).ifPresent(line -> values.shell(line, YamlReferences.folder(step, start)));
            String action = step.get("uses").flatMap(Node::scalar).map(Scalar::value).orElse("");
            if (BUILDS.matcher(action).matches() && !BUILDS_NOTHING.matcher(action).matches()) {
                step.get("with").flatMap(Node::mapping).ifPresent(inputs -> build(inputs, elsewhere ? Start.ROOT.opened() : Start.ROOT, matrix,
                        Stream.concat(scopes.stream(), Stream.of((Node) step)).toList()));
            }
        }
    }

    /** A checkout in a subfolder, of another repository or of another ref: then the tree is not what is built from. */
    private static boolean checksOutElsewhere(Mapping step) {
        return step.get("uses").flatMap(Node::scalar).filter(action -> action.value().startsWith("actions/checkout")).isPresent()
                && Stream.of("path", "repository", "ref").anyMatch(key -> step.get("with").flatMap(inputs -> inputs.get(key)).isPresent());
    }

    private void build(Mapping inputs, Start start, List<Map<String, Scalar>> matrix, List<Node> scopes) {
        Optional<Scalar> context = inputs.get("context").flatMap(Node::scalar).filter(text -> !text.value().isEmpty());
        Optional<Scalar> file = Stream.of("file", "dockerfile").flatMap(key -> inputs.get(key).flatMap(Node::scalar).stream())
                .filter(text -> text.value().matches("[^\\s,]+|.*\\$\\{\\{.*") && !text.value().contains("*")).findFirst();
        Optional<String> written = context.map(Scalar::value);
        boolean inGit = written.filter(text -> text.startsWith("{{defaultContext}}")).isPresent();
        boolean local = written.filter(text -> !inGit && !text.contains("${{") && Sink.isLocal(text)).isPresent();
        if (local && !Paths.parts(written.get()).isEmpty()) {
            sink.add(values.path(context.get(), start).as(Role.CONTEXT));
        }
        if (file.isPresent()) {
            Start base = inGit && written.get().contains(":") ? start.in(written.get().substring(written.get().indexOf(':') + 1))
                    : written.filter(text -> !inGit && !text.contains("${{") && !local).isPresent() ? start.opened() : start;
            references(file.get(), base, matrix, scopes).forEach(sink::add);
        } else if (local && !Paths.parts(written.get()).isEmpty()) {
            Reference folder = values.path(context.get(), start);
            if (folder.doubt().isEmpty()) {
                sink.add(folder.as(Role.DEFAULT).from(start.in(folder.path())).reading("Dockerfile", Optional.empty()));
            }
        }
    }

    /** The value itself; or what it stands for, in each place where that is written. */
    private List<Reference> references(Scalar value, Start start, List<Map<String, Scalar>> matrix, List<Node> scopes) {
        Matcher expression = EXPRESSION.matcher(value.value());
        if (!expression.find()) {
            return List.of(values.path(value, start));
        }
        if (expression.group("scope").equals("env")) {
            Optional<Scalar> defined = scopes.stream().flatMap(scope -> scope.get("env").flatMap(env -> env.get(expression.group("name")))
                    .flatMap(Node::scalar).stream()).reduce((first, last) -> last);
            return expression.group().equals(value.value()) && defined.isPresent() ? List.of(values.path(defined.get(), start))
                    : List.of(values.path(value, start).doubted("an expression decides it"));
        }
        List<Reference> all = new ArrayList<>();
        for (Map<String, Scalar> row : matrix) {
            Optional<String> text = substitute(value.value(), row);
            if (text.isPresent()) {
                boolean whole = expression.group().equals(value.value());
                all.add(whole ? values.path(row.get(expression.group("name")), start)
                        : values.path(value, start).reading(text.get(), Optional.empty()).ownedBy("one combination of the matrix"));
            }
        }
        List<Reference> resolved = all.stream().map(reference -> reference.spelling().isEmpty()
                ? Reference.of(sink.kind(), sink.file(), reference.start(), reference.end(), start).reading(reference.path(), Optional.empty())
                        .ownedBy("one combination of the matrix") : reference).distinct().toList();
        return resolved.isEmpty() ? List.of(values.path(value, start).doubted("an expression decides it")) : resolved;
    }

    private static Optional<String> substitute(String text, Map<String, Scalar> row) {
        String path = WORKSPACE.matcher(text).replaceFirst("");
        boolean known = EXPRESSION.matcher(path).results().allMatch(found -> found.group(1).equals("matrix") && row.containsKey(found.group(2)));
        String result = known ? EXPRESSION.matcher(path).replaceAll(found -> Matcher.quoteReplacement(row.get(found.group(2)).value())) : "";
        return known && !result.contains("${{") ? Optional.of(result) : Optional.empty();
    }

    /** The combinations of a job's matrix that are written down: the product of its lists, and what it includes. */
    private static List<Map<String, Scalar>> matrix(Node job) {
        Optional<Mapping> matrix = job.get("strategy").flatMap(strategy -> strategy.get("matrix")).flatMap(Node::mapping);
        List<Map<String, Scalar>> rows = new ArrayList<>(List.of(Map.of()));
        for (Entry axis : matrix.map(Mapping::merged).orElse(List.of())) {
            String name = axis.name().orElse("");
            List<Node> items = axis.value().sequence().map(Node.Sequence::items).orElse(List.of());
            if (name.equals("include") || name.equals("exclude") || items.isEmpty() || rows.size() * items.size() > MOST_COMBINATIONS) {
                continue;
            }
            rows = rows.stream().flatMap(row -> items.stream().map(item -> with(row, name, item))).toList();
        }
        List<Map<String, Scalar>> excluded = matrix.flatMap(axes -> axes.get("exclude")).flatMap(Node::sequence).stream().flatMap(list -> list.items().stream())
                .map(item -> with(Map.of(), "", item)).toList();
        List<Map<String, Scalar>> all = new ArrayList<>(rows.stream().filter(row -> !row.isEmpty() && excluded.stream().noneMatch(one -> isPart(one, row))).toList());
        matrix.flatMap(axes -> axes.get("include")).flatMap(Node::sequence).ifPresent(list -> list.items().forEach(item ->
                item.mapping().ifPresent(fields -> all.add(with(Map.of(), "", fields)))));
        return all;
    }

    private static boolean isPart(Map<String, Scalar> some, Map<String, Scalar> row) {
        return !some.isEmpty() && some.entrySet().stream().allMatch(entry -> row.containsKey(entry.getKey())
                && row.get(entry.getKey()).value().equals(entry.getValue().value()));
    }

    private static Map<String, Scalar> with(Map<String, Scalar> row, String name, Node item) {
        Map<String, Scalar> all = new LinkedHashMap<>(row);
        item.scalar().ifPresent(scalar -> all.put(name, scalar));
        item.mapping().ifPresent(fields -> fields.merged().forEach(field -> field.value().scalar().ifPresent(scalar ->
                all.put(name.isEmpty() ? field.name().orElse("") : name + "." + field.name().orElse(""), scalar))));
        return all;
    }
}
