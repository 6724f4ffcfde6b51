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
import java.util.stream.Collectors;
import report.Place;
import tree.TextFile;
import tree.Tree;

/** What the services of Compose projects build: the specification's build section, its paths resolved as it says. */
final class ComposeReferences {
    private ComposeReferences() {}

    static List<Reference> of(Project project, Tree tree) {
        List<Reference> all = new ArrayList<>();
        project.services().values().forEach(service -> service.build().ifPresent(build -> build(service, build, tree, all)));
        return all;
    }

    private static void build(Service service, Build build, Tree tree, List<Reference> to) {
        String owner = "service " + service.name();
        Optional<Reference> context = build.contextText().flatMap(text -> reference(text, Role.CONTEXT, owner, tree))
                .filter(reference -> build.context() instanceof Context.Folder || build.context() instanceof Context.Unknown);
        context.ifPresent(to::add);
        if (build.inline().isPresent() || build.target().isPresent() && build.contextText().isEmpty() && build.dockerfile().isEmpty()) {
            return;
        }
        String doubt = build.context() instanceof Context.Unknown unknown ? "its context " + unknown.raw() + " holds a variable without a value" : "";
        if (!doubt.isEmpty() && build.dockerfile().isPresent()) {
            reference(build.dockerfile().get(), Role.DOCKERFILE, owner, tree).map(reference -> reference.doubted(doubt)).ifPresent(to::add);
        } else if (build.context() instanceof Context.Folder folder) {
            Start start = Start.exactly(folder.path());
            if (build.dockerfile().isPresent()) {
                reference(build.dockerfile().get(), Role.DOCKERFILE, owner, tree).map(reference -> reference.from(start).within(context)).ifPresent(to::add);
            } else {
                byDefault(build, owner, tree).map(reference -> reference.from(start)).ifPresent(to::add);
            }
        }
    }

    private static Optional<Reference> byDefault(Build build, String owner, Tree tree) {
        Source source = build.source();
        return tree.read(source.file().path()).map(file -> new Reference(Kind.COMPOSE, file, source.node().span().start(), source.node().span().end(),
                "Dockerfile", Role.DEFAULT, Start.ROOT, Optional.empty(), Optional.empty(), Intent.NEEDED, Optional.of(owner), List.of(), Optional.empty()));
    }

    private static Optional<Reference> reference(Text text, Role role, String owner, Tree tree) {
        Source source = text.source();
        Optional<TextFile> file = tree.read(source.file().path());
        Optional<String> doubt = text.isKnown() ? text.text().startsWith("/") || text.text().startsWith("~")
                ? Optional.of("it is a path of the machine") : Optional.empty()
                : Optional.of("no file of the tree gives " + text.variables().stream().filter(variable -> variable.origin() == Variable.Origin.UNSET)
                        .map(Variable::name).collect(Collectors.joining(", ")) + " a value");
        Optional<Spelling> spelling = source.node().scalar().map(scalar -> text.variables().isEmpty()
                ? text.raw().contains("$") ? null : new Spelling.Yamled(source.file(), scalar, source.prefix())
                : new Spelling.Interpolated(source.file(), scalar, text, definition(text, tree)));
        List<Place> reached = source.via().isPresent() ? List.of(source.reached()) : List.of();
        return file.map(in -> new Reference(Kind.COMPOSE, in, source.node().span().start(), source.node().span().end(), text.text(), role,
                Start.exactly(source.folder()), spelling, doubt, Intent.NEEDED, Optional.of(owner), reached, Optional.empty()));
    }

    private static Optional<TextFile> definition(Text text, Tree tree) {
        return text.variables().stream().flatMap(variable -> variable.definition().stream()).flatMap(definition -> definition.place().stream())
                .findFirst().flatMap(place -> tree.read(place.file()));
    }
}
