package compose;

import compose.Value.Field;
import compose.Value.Fields;
import compose.Value.Items;
import compose.Value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import report.Finding;
import yaml.Node;
import yaml.Node.Alias;
import yaml.Node.Mapping;
import yaml.Node.Scalar;
import yaml.Node.Sequence;
import yaml.Scalars;
import yaml.Yaml;

/** Turns nodes into values: follows aliases, applies merge keys, interpolates. */
final class Reader {
    private final Yaml file;
    private final String folder;
    private final Variables variables;
    private final Consumer<Finding> findings;

    Reader(Yaml file, String folder, Variables variables, Consumer<Finding> findings) {
        this.file = file;
        this.folder = folder;
        this.variables = variables;
        this.findings = findings;
    }

    Value read(Node node) {
        return read(node, Optional.empty());
    }

    private Value read(Node node, Optional<Alias> via) {
        if (node instanceof Alias alias) {
            return read(alias.target(), via.or(() -> Optional.of(alias)));
        }
        if (node instanceof Scalar scalar) {
            return text(scalar, source(scalar, via));
        }
        if (node instanceof Sequence list) {
            return new Items(list.items().stream().map(item -> read(item, via)).filter(item -> !item.isReset()).toList(), source(list, via));
        }
        Map<String, Field> fields = new LinkedHashMap<>(Value.capacity(((Mapping) node).entries().size()));
        collect((Mapping) node, via, fields);
        return new Fields(fields, source(node, via));
    }

    private void collect(Mapping mapping, Optional<Alias> via, Map<String, Field> fields) {
        List<Node> merged = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            if (entry.isMerge()) {
                entry.value().sequence().ifPresentOrElse(list -> merged.addAll(list.items()), () -> merged.add(entry.value()));
                continue;
            }
            Source key = source(entry.key().content(), via);
            Optional<Scalar> name = entry.key().scalar();
            if (name.isEmpty() || name.get().type() != Scalars.Type.STRING) {
                report(ComposeRules.INVALID, key, file.source(entry.key()), "a key must be text; quote it");
            }
            name.ifPresent(scalar -> fields.put(scalar.value(), new Field(key, read(entry.value(), via))));
        }
        for (Node source : merged) {
            Optional<Alias> through = source instanceof Alias alias ? via.or(() -> Optional.of(alias)) : via;
            if (source.content() instanceof Mapping other) {
                Map<String, Field> others = new LinkedHashMap<>();
                collect(other, through, others);
                others.forEach(fields::putIfAbsent);
            } else {
                report(ComposeRules.SYNTAX, source(source.content(), through), "<<", "a merge key takes a mapping or a list of mappings");
            }
        }
    }

    private Text text(Scalar scalar, Source source) {
        var interpolation = Interpolation.of(scalar.value(), variables);
        for (var problem : interpolation.problems()) {
            if (problem.malformed()) {
                report(ComposeRules.INTERPOLATION, source, scalar.value(), problem.message());
            }
        }
        return new Text(scalar.value(), interpolation.text(), scalar.type(), interpolation.variables(), source);
    }

    private Source source(Node node, Optional<Alias> via) {
        return new Source(file, node, via, "", folder);
    }

    private void report(report.Rule rule, Source source, String subject, String message) {
        findings.accept(Finding.of(rule, source.place(), subject, message));
    }
}
