package services;

import compose.ComposeFiles;
import compose.Project;
import compose.Service;
import compose.Source;
import compose.Value.Text;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import services.Expectation.Scope;
import services.Expectation.Sureness;
import services.Expectation.Use;
import services.Hosts.Host;
import tree.TextFile;

/** What the services of a project expect of each other: references, and hosts in what they are given to run with. */
record ComposeExpectations(Names names, ComposeFiles files, Consumer<Expectation> to) {
    private static final Pattern LINE = Pattern.compile("(?m)^[ \\t]*(?:export[ \\t]+)?(?<key>[A-Za-z_][\\w.-]*)[ \\t]*=[ \\t]*(?<value>[^\\n\\r]*)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?:[^{}]|\\{[^{}]*+})*+}");
    private static final Pattern TRAEFIK = Pattern.compile("traefik\\..*\\.(url|address|server)");

    void collect() {
        for (Service service : names.project().services().values()) {
            references(service);
            service.environment().forEach((key, value) -> hosts(service, key, value, key + " of service " + service.name()));
            service.labels().forEach((key, value) -> {
                if (TRAEFIK.matcher(key).matches()) {
                    hosts(service, "", value, "label of service " + service.name());
                }
            });
            service.command().forEach(text -> hosts(service, "", text, "command of service " + service.name()));
            service.entrypoint().forEach(text -> hosts(service, "", text, "entrypoint of service " + service.name()));
            service.healthcheck().forEach(text -> hosts(service, "", text, "healthcheck of service " + service.name()));
            service.envFiles().forEach(env -> env.treePath().flatMap(files::text).ifPresent(file -> envFile(service, file)));
        }
    }

    private Scope scope(Service service) {
        return new Scope(List.of(names), names.project().isValid() && names.isAmongItsOwn(service));
    }

    private void references(Service service) {
        for (Service.Reference reference : service.references()) {
            Source source = reference.source();
            boolean optional = service.value().textAt(reference.key(), reference.service(), "required").filter(text -> text.text().equals("false")).isPresent();
            if (!optional && !reference.service().isEmpty() && !reference.service().contains("$")) {
                place(source, reference.service(), 0, new Scope(List.of(names), names.project().isValid()), Use.REFERENCE, OptionalInt.empty(),
                        reference.key() + " of service " + service.name(), Sureness.CERTAIN);
            }
        }
    }

    private void hosts(Service service, String key, Text value, String owner) {
        if (value.raw().indexOf('$') < 0) {
            for (Host host : Hosts.in(key, value.text())) {
                if (!isKnown(service, host.name())) {
                    place(value.source(), host.name(), value.source().prefix().length() + host.start(), scope(service), Use.RESOLVE, host.port(), owner, sureness(host));
                }
            }
            return;
        }
        for (Host host : Hosts.in(key, value.isKnown() ? value.text() : value.raw().replaceAll("\\$\\{[^:}]*:?-", "").replace("}", ""))) {
            if (!isKnown(service, host.name()) && !value.raw().matches("(?s).*(\\$\\{?\\w*}?)\\Q" + host.name() + "\\E.*|.*\\Q" + host.name() + "\\E\\$.*")) {
                int at = value.raw().indexOf(host.name());
                place(value.source(), host.name(), at < 0 ? -1 : value.source().prefix().length() + at, scope(service), Use.RESOLVE, host.port(), owner,
                        isDefault(host.name(), value.raw()) ? Sureness.PROBABLE : sureness(host));
            }
        }
    }

    private static Sureness sureness(Host host) {
        return host.url() || host.port().isPresent() ? Sureness.CERTAIN : Sureness.PROBABLE;
    }

    /** Whether a host is the default of a variable, for which a user may give another one. */
    private static boolean isDefault(String host, String raw) {
        return raw.contains(host) && !VARIABLE.matcher(raw).replaceAll("").contains(host);
    }

    /** Names that this service alone knows, or that lead out of the project. */
    private static boolean isKnown(Service service, String name) {
        return service.linkAliases().containsKey(name)
                || service.value().textsAt("external_links").stream().anyMatch(link -> link.text().equals(name) || link.text().endsWith(":" + name))
                || service.value().textsAt("extra_hosts").stream().anyMatch(host -> host.text().matches("\\Q" + name + "\\E[:=].*"))
                || service.value().fieldsAt("extra_hosts").containsKey(name) || name.equals(service.hostname().map(Text::text).orElse(""));
    }

    private void envFile(Service service, TextFile file) {
        Matcher line = LINE.matcher(file.text());
        while (line.find()) {
            String value = line.group("value");
            if (value.contains("$") || service.environment().containsKey(line.group("key"))) {
                continue;
            }
            int quote = value.startsWith("\"") || value.startsWith("'") ? 1 : 0;
            String inner = value.substring(quote).replaceFirst("[\"']?\\s*(\\s#.*)?$", "");
            for (Host host : Hosts.in(line.group("key"), inner)) {
                if (!isKnown(service, host.name())) {
                    int start = line.start("value") + quote + host.start();
                    to.accept(new Expectation(host.name(), file, start, start + host.name().length(), Use.RESOLVE, scope(service), host.port(),
                            line.group("key") + " for service " + service.name(), Sureness.PROBABLE));
                }
            }
        }
    }

    /** @param index where the name stands in the node's text, as far as nothing is escaped; -1 for a name that is not written there */
    private void place(Source source, String name, int index, Scope scope, Use use, OptionalInt port, String owner, Sureness sure) {
        files.text(source.file().path()).ifPresent(file -> {
            int nodeStart = source.node().span().start();
            int nodeEnd = source.node().span().end();
            String node = file.text().substring(nodeStart, nodeEnd);
            int at = index < 0 ? -1 : node.indexOf(name, Math.min(index, node.length()));
            at = at < 0 && index >= 0 ? node.indexOf(name) : at;
            int start = at < 0 ? nodeStart : nodeStart + at;
            to.accept(new Expectation(name, file, start, at < 0 ? start : start + name.length(), use, scope, port, owner, sure));
        });
    }
}
