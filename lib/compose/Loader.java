package compose;

import compose.Value.Field;
import compose.Value.Fields;
import compose.Value.Items;
import compose.Value.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import report.Finding;
import report.Place;
import report.Related;
import report.Rule;
import tree.TextFile;
import yaml.Node;
import yaml.Problem;
import yaml.Yaml;

/** Loads one project: its files in their order, what they include, what their services extend. One object, one project. */
final class Loader {
    /** So that files which include each other many times over come to an end. */
    private static final int MAX_FILES = 1_000;
    private static final int MAX_EXTENDS = 100;
    private static final List<String> SECTIONS = List.of("services", "networks", "volumes", "secrets", "configs", "models");

    /** The files of a tree, each read and parsed once however many projects use it. */
    interface Files {
        Optional<Yaml> yaml(String path);

        Optional<TextFile> text(String path);
    }

    private final Files files;
    private final Variables given;
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Set<String> reads = new LinkedHashSet<>();
    private final Map<String, String> buildFolders = new HashMap<>();
    private int loaded;

    Loader(Files files, Variables given) {
        this.files = files;
        this.given = given;
    }

    Project load(List<String> paths, String folder) {
        Variables variables = given.interpolates() ? given.or(definitions(TreePath.resolve(folder, ".env"), given)) : given;
        Optional<Fields> model = model(paths, folder, variables, List.of());
        if (model.isEmpty() && findings.isEmpty()) {
            report(ComposeRules.INVALID, start(paths.get(0)), paths.get(0), "the file is empty");
        }
        Fields whole = model.orElseGet(() -> nothing(paths.get(0)));
        Validation.check(whole, findings::add);
        Map<String, Service> services = new LinkedHashMap<>();
        whole.fieldsAt("services").forEach((name, field) -> {
            if (field.value() instanceof Fields service) {
                services.put(name, new Service(name, field.key(), service, buildFolders.getOrDefault(name, folder)));
            }
        });
        return new Project(List.copyOf(paths), folder, services, whole, variables, reads, List.copyOf(findings));
    }

    /** @param chain the files that include this model, outermost first */
    private Optional<Fields> model(List<String> paths, String folder, Variables variables, List<String> chain) {
        Optional<Fields> model = Optional.empty();
        for (String path : paths) {
            Optional<Yaml> file = open(path);
            if (file.isEmpty()) {
                report(ComposeRules.MISSING_FILE, start(path), path, "the file does not exist or cannot be read");
                continue;
            }
            var reader = new Reader(file.get(), folder, variables, findings::add);
            for (Node document : file.get().isTemplate() ? List.<Node>of() : file.get().documents()) {
                if (!(reader.read(document) instanceof Fields read)) {
                    report(ComposeRules.INVALID, new Place(path, document.span().line(), document.span().column()), path, "a Compose file is a mapping");
                    continue;
                }
                Fields raw = modern(read);
                if (raw == read) {
                    Schema.check((Fields) Merge.stripped(raw, ""), findings::add);
                }
                List<String> inner = new ArrayList<>(chain);
                inner.add(path);
                Fields complete = extended(included((Fields) Canonical.of(raw, ""), folder, variables, inner), path, variables);
                model = Optional.of((Fields) model.map(base -> Merge.of(base, complete, "")).orElseGet(() -> Merge.stripped(complete, "")));
            }
        }
        return model;
    }

    /** A file of Compose's first format, in which the services are the whole file, as one that has them under their key; any other as it is. */
    private Fields modern(Fields file) {
        Optional<Map.Entry<String, Field>> service = file.get("services").isPresent() ? Optional.empty() : file.fields().entrySet().stream()
                .filter(entry -> !Schema.isTopKey(entry.getKey()) && (entry.getValue().value().at("image").isPresent() || entry.getValue().value().at("build").isPresent()))
                .findFirst();
        service.ifPresent(first -> report(ComposeRules.INVALID, first.getValue().key().place(), first.getKey(),
                "the services stand at the top of the file, as in Compose's first format; put them under services:"));
        return service.map(first -> new Fields(Map.of("services", new Field(first.getValue().key(), file)), file.source())).orElse(file);
    }

    private Optional<Yaml> open(String path) {
        if (++loaded > MAX_FILES) {
            if (loaded == MAX_FILES + 1) {
                report(ComposeRules.CYCLE, start(path), path, "more than " + MAX_FILES + " files are included");
            }
            return Optional.empty();
        }
        Optional<Yaml> file = files.yaml(path);
        if (file.isPresent() && reads.add(path)) {
            if (file.get().isTemplate()) {
                report(ComposeRules.TEMPLATE, start(path), path, "a template, skipped");
            } else {
                file.get().problems().forEach(problem -> report(file.get(), problem));
            }
        }
        return file;
    }

    private Fields included(Fields file, String folder, Variables variables, List<String> chain) {
        Fields model = file.without("include");
        if (!(file.get("include").orElse(null) instanceof Items includes)) {
            return model;
        }
        for (Value include : includes.items()) {
            List<Text> texts = include.textsAt("path");
            List<String> paths = texts.stream().flatMap(text -> existing(text).stream()).toList();
            if (paths.size() < texts.size() || paths.isEmpty()) {
                continue;
            }
            if (chain.contains(paths.get(0))) {
                report(ComposeRules.CYCLE, texts.get(0).source().place(), texts.get(0).text(),
                        "the file includes itself: " + String.join(" → ", chain) + " → " + paths.get(0));
                continue;
            }
            String inner = include.textAt("project_directory").flatMap(text -> TreePath.resolve(folder, text.text()))
                    .orElseGet(() -> TreePath.folder(paths.get(0)));
            model = imported(model, include, paths, inner, variables, chain);
        }
        return model;
    }

    private Fields imported(Fields model, Value include, List<String> paths, String folder, Variables variables, List<String> chain) {
        List<Text> envFiles = include.textsAt("env_file");
        Variables inner = variables;
        if (variables.interpolates()) {
            inner = envFiles.isEmpty() ? variables.or(definitions(TreePath.resolve(folder, ".env"), variables)) : variables;
            Map<String, Variable.Definition> ofFiles = new LinkedHashMap<>();
            for (Text envFile : envFiles) {
                ofFiles.putAll(definitions(TreePath.resolve(envFile.source().folder(), envFile.text()), variables.or(ofFiles)));
            }
            inner = inner.or(ofFiles);
        }
        Optional<Fields> other = model(paths, folder, inner, chain);
        Fields merged = model;
        for (String section : other.isPresent() ? SECTIONS : List.<String>of()) {
            Optional<Field> theirs = Optional.ofNullable(other.get().fields().get(section));
            if (theirs.isPresent() && theirs.get().value() instanceof Fields) {
                Field field = theirs.get();
                merged = merged.with(section, merged.get(section).map(own -> new Field(field.key(), Merge.of(field.value(), own, section))).orElse(field));
            }
        }
        other.ifPresent(services -> services.fieldsAt("services").forEach((name, field) -> {
            if (field.value().at("build").isPresent() && field.value().at("build", "context").isEmpty()) {
                buildFolders.put(name, folder);
            }
        }));
        return merged;
    }

    /** The path of a file that a value names; empty when that cannot be told, or, with a finding, when it does not exist. */
    private Optional<String> existing(Text written) {
        boolean remote = written.text().contains("://") || Context.SCP.matcher(written.text()).matches();
        if (remote || !written.isKnown() || TreePath.isAbsolute(written.text())) {
            return Optional.empty();
        }
        Optional<String> path = TreePath.resolve(written.source().folder(), written.text());
        if (path.isPresent() && files.yaml(path.get()).isEmpty()) {
            report(ComposeRules.MISSING_FILE, written.source().place(), written.text(), "there is no file " + path.get());
            return Optional.empty();
        }
        return path;
    }

    private Fields extended(Fields file, String path, Variables variables) {
        Map<String, Field> services = file.fieldsAt("services");
        if (services.values().stream().allMatch(field -> field.value().at("extends").isEmpty())) {
            return file;
        }
        Map<String, Field> done = new LinkedHashMap<>();
        services.forEach((name, field) -> done.put(name, new Field(field.key(),
                field.value() instanceof Fields service ? extended(service, services, path, variables, List.of(path + "#" + name)) : field.value())));
        return file.with("services", new Field(file.fields().get("services").key(), new Fields(done, file.at("services").orElseThrow().source())));
    }

    /** @param chain of {@code file#service}, the service itself last */
    private Fields extended(Fields service, Map<String, Field> siblings, String path, Variables variables, List<String> chain) {
        Optional<Text> name = service.textAt("extends", "service");
        Fields own = service.without("extends");
        if (name.isEmpty() || !name.get().isKnown()) {
            return own;
        }
        Optional<Text> file = service.textAt("extends", "file");
        Optional<String> other = file.isPresent() ? existing(file.get()) : Optional.of(path);
        if (other.isEmpty()) {
            return own;
        }
        Place place = name.get().source().place();
        String base = name.get().text();
        Map<String, Field> services = file.isPresent() ? services(other.get(), base, variables) : siblings;
        String link = other.get() + "#" + base;
        if (!services.containsKey(base)) {
            report(ComposeRules.MISSING_SERVICE, place, base, services.isEmpty() ? other.get() + " has no services" : other.get() + " has no service " + base);
        } else if (chain.contains(link) || chain.size() > MAX_EXTENDS) {
            report(ComposeRules.CYCLE, place, base, "services extend each other in a circle: " + String.join(" → ", chain) + " → " + link);
        } else if (services.get(base).value() instanceof Fields found) {
            List<String> longer = new ArrayList<>(chain);
            longer.add(link);
            return (Fields) Merge.of(extended(found, services, other.get(), variables, longer), own, "services.*");
        }
        return own;
    }

    /** The services of a file that is extended, whose relative paths start from its own folder; only the one that is used has to be right. */
    private Map<String, Field> services(String path, String used, Variables variables) {
        Map<String, Field> services = new LinkedHashMap<>();
        open(path).filter(file -> !file.isTemplate()).ifPresent(file -> {
            var reader = new Reader(file, TreePath.folder(path), variables, findings::add);
            for (Node document : file.documents()) {
                Value raw = Merge.stripped(reader.read(document), "");
                raw.at("services", used).filter(Fields.class::isInstance).ifPresent(service -> Schema.checkService(service, used, findings::add));
                services.putAll(Canonical.of(raw, "").fieldsAt("services"));
            }
        });
        return services;
    }

    private Map<String, Variable.Definition> definitions(Optional<String> path, Variables outer) {
        Optional<TextFile> file = path.flatMap(files::text);
        file.ifPresent(found -> reads.add(found.path()));
        return file.map(found -> DotEnv.parse(found, outer)).orElse(Map.of());
    }

    private static Fields nothing(String path) {
        Yaml none = Yaml.parse(path, "");
        Node node = new Node.Mapping(List.of(), true, Optional.empty(), Optional.empty(), new yaml.Span(0, 0, 1, 1));
        return new Fields(Map.of(), new Source(none, node, Optional.empty(), "", ""));
    }

    private static Place start(String path) {
        return new Place(path, 1, 1);
    }

    private void report(Rule rule, Place place, String subject, String message) {
        findings.add(Finding.of(rule, place, subject, message));
    }

    private void report(Yaml file, Problem problem) {
        Place place = new Place(file.path(), problem.span().line(), problem.span().column());
        Rule rule = switch (problem.kind()) {
            case DUPLICATE_KEY -> ComposeRules.DUPLICATE_KEY;
            case ALIAS_BOMB, UNDEFINED_ALIAS, RECURSIVE_ALIAS -> ComposeRules.ALIAS;
            default -> ComposeRules.SYNTAX;
        };
        int start = problem.span().start();
        String subject = file.text().substring(start, Math.max(start, Math.min(problem.span().end(), start + 80)));
        findings.add(Finding.of(rule, place, subject, problem.message()).withRelated(problem.first().stream()
                .map(first -> new Related(new Place(file.path(), first.line(), first.column()), "the first one")).toList()));
    }
}
