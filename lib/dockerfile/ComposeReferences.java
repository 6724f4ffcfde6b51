package dockerfile;

import commandline.Start;
import compose.Build;
import compose.Context;
import compose.Project;
import compose.Service;
import compose.Source;
import compose.Value.Text;
import compose.Variable;
import dockerfile.Reference.Intent;
import dockerfile.Reference.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import report.Place;
import tree.TextFile;

/** What the services of Compose projects build: the specification's build section, its paths resolved as it says. */
final class ComposeReferences {
    private ComposeReferences() {}

    /** How the reason begins for what only the environment decides. */
    static final String NO_VALUE = "no file of the tree gives ";
    /** Every shell has these: they depend on who stands where. */
    private static final Set<String> OF_THE_SHELL = Set.of("PWD", "HOME", "USER", "UID", "OLDPWD", "HOSTNAME");

    /** @param read gives the text of a file of the tree, always the same one */
    static List<Reference> of(Project project, Function<String, Optional<TextFile>> read) {
        List<Reference> all = new ArrayList<>();
        project.services().values().forEach(service -> service.build().ifPresent(build -> build(service, build, read, all)));
        return all;
    }

    private static void build(Service service, Build build, Function<String, Optional<TextFile>> read, List<Reference> to) {
        String owner = "service " + service.name();
        Optional<Reference> context = build.contextText().flatMap(text -> reference(text, Role.CONTEXT, owner, read))
                .filter(reference -> build.context() instanceof Context.Folder || build.context() instanceof Context.Unknown);
        context.ifPresent(to::add);
        build.additionalContexts().forEach((name, text) -> reference(text, Role.CONTEXT, owner + ", context " + name, read)
                .filter(reference -> Context.of(text) instanceof Context.Folder || Context.of(text) instanceof Context.Unknown).ifPresent(to::add));
        if (build.inline().isPresent() || build.target().isPresent() && build.contextText().isEmpty() && build.dockerfile().isEmpty()) {
            return;
        }
        String doubt = build.context() instanceof Context.Unknown unknown ? "its context " + unknown.raw() + " holds a variable without a value" : "";
        if (!doubt.isEmpty() && build.dockerfile().isPresent()) {
            reference(build.dockerfile().get(), Role.DOCKERFILE, owner, read).map(reference -> reference.doubted(doubt)).ifPresent(to::add);
        } else if (build.context() instanceof Context.Folder folder) {
            Start start = Start.exactly(folder.path());
            if (build.dockerfile().isPresent()) {
                reference(build.dockerfile().get(), Role.DOCKERFILE, owner, read).map(reference -> reference.from(start).within(context)).ifPresent(to::add);
            } else {
                byDefault(build, owner, read).map(reference -> reference.from(start)).ifPresent(to::add);
            }
        }
    }

    private static Optional<Reference> byDefault(Build build, String owner, Function<String, Optional<TextFile>> read) {
        Source source = build.source();
        return read.apply(source.file().path()).map(file -> new Reference(Kind.COMPOSE, file, source.node().span().start(), source.node().span().end(),
                "Dockerfile", Role.DEFAULT, Start.ROOT, Optional.empty(), Optional.empty(), Intent.NEEDED, Optional.of(owner), List.of(), Optional.empty()));
    }

    private static Optional<Reference> reference(Text text, Role role, String owner, Function<String, Optional<TextFile>> read) {
        Source source = text.source();
        Optional<TextFile> file = read.apply(source.file().path());
        Optional<String> doubt = text.isKnown() ? text.text().startsWith("/") || text.text().startsWith("~")
                ? Optional.of("it is a path of the machine") : Optional.empty()
                : Optional.of(unset(text));
        Optional<Spelling> spelling = source.node().scalar().map(scalar -> text.variables().isEmpty()
                ? text.raw().contains("$") ? null : new Spelling.Yamled(source.file(), scalar, source.prefix())
                : new Spelling.Interpolated(source.file(), scalar, text, definition(text, read)));
        List<Place> reached = source.via().isPresent() ? List.of(source.reached()) : List.of();
        return file.map(in -> new Reference(Kind.COMPOSE, in, source.node().span().start(), source.node().span().end(), text.isKnown() ? text.text() : text.raw(), role,
                Start.exactly(source.folder()), spelling, doubt, Intent.NEEDED, Optional.of(owner), reached, Optional.empty()));
    }

    private static String unset(Text text) {
        List<String> names = text.variables().stream().filter(variable -> variable.origin() == Variable.Origin.UNSET).map(Variable::name).toList();
        return OF_THE_SHELL.containsAll(names) ? "it depends on where the command is run" : NO_VALUE + String.join(", ", names) + " a value";
    }

    private static Optional<TextFile> definition(Text text, Function<String, Optional<TextFile>> read) {
        return text.variables().stream().flatMap(variable -> variable.definition().stream()).flatMap(definition -> definition.place().stream())
                .findFirst().flatMap(place -> read.apply(place.file()));
    }
}
