package dockerfile;

import commandline.Start;
import dockerfile.Reference.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import yaml.Node.Scalar;
import yaml.Node;
import yaml.Yaml;

/** Build descriptions with fields of their own: Skaffold, dev containers, Cloud Build. */
final class BuildFiles {
    private BuildFiles() {}

    /** The skaffold.yaml reference: an artifact's context is relative to the file, its Dockerfile to the context. */
    static void skaffold(Sink sink, Yaml yaml) {
        Start start = Start.exactly(Paths.folder(yaml.path()));
        var values = new YamlReferences(sink, yaml);
        for (Node root : yaml.documents()) {
            Stream<Node> profiles = root.get("profiles").flatMap(Node::sequence).stream().flatMap(list -> list.items().stream());
            Stream.concat(Stream.of(root), profiles).flatMap(owner -> owner.get("build").flatMap(build -> build.get("artifacts")).flatMap(Node::sequence).stream())
                    .flatMap(list -> list.items().stream()).flatMap(item -> item.mapping().stream())
                    .filter(artifact -> Stream.of("buildpacks", "jib", "ko", "bazel", "custom").noneMatch(builder -> artifact.get(builder).isPresent()))
                    .forEach(artifact -> {
                        Optional<Scalar> file = Stream.of("docker", "kaniko").flatMap(builder -> artifact.get(builder).stream())
                                .flatMap(builder -> builder.get("dockerfile").flatMap(Node::scalar).stream()).findFirst();
                        build(values, start, artifact.get("context").flatMap(Node::scalar), file, "artifact "
                                + artifact.get("image").flatMap(Node::scalar).map(Scalar::value).orElse(""));
                    });
        }
    }

    /** The dev container reference: both paths are relative to the file. */
    static void devcontainer(Sink sink, Yaml yaml) {
        Start start = Start.exactly(Paths.folder(yaml.path()));
        var values = new YamlReferences(sink, yaml);
        yaml.root().ifPresent(root -> {
            Stream.of(root.get("build").flatMap(build -> build.get("dockerfile")), root.get("dockerFile")).flatMap(Optional::stream)
                    .flatMap(node -> node.scalar().stream()).forEach(file -> values.sink().add(values.path(file, start).ownedBy("the dev container")));
            Stream.of(root.get("build").flatMap(build -> build.get("context")), root.get("context")).flatMap(Optional::stream)
                    .flatMap(node -> node.scalar().stream()).forEach(context -> values.sink().add(values.path(context, start).as(Role.CONTEXT)));
        });
    }

    /** The Cloud Build reference: a step is run in the workspace, or in its {@code dir}; people submit from the root or from the file's folder. */
    static void cloudBuild(Sink sink, Yaml yaml) {
        Start start = Start.around(yaml.path());
        var values = new YamlReferences(sink, yaml);
        yaml.documents().stream().flatMap(root -> root.get("steps").flatMap(Node::sequence).stream()).flatMap(list -> list.items().stream())
                .flatMap(step -> step.mapping().stream()).forEach(step -> {
                    String builder = step.get("entrypoint").or(() -> step.get("name")).flatMap(Node::scalar).map(Scalar::value).orElse("");
                    step.get("args").flatMap(Node::sequence).filter(args -> builder.matches(".*\\b(docker|podman)(:.*)?"))
                            .ifPresent(args -> values.arguments(args, List.of("docker"), YamlReferences.folder(step, start)));
                });
        values.collect(start);
    }

    private static void build(YamlReferences values, Start start, Optional<Scalar> context, Optional<Scalar> file, String owner) {
        Optional<Reference> folder = context.map(text -> values.path(text, start).as(Role.CONTEXT).ownedBy(owner));
        folder.filter(reference -> reference.doubt().isEmpty()).ifPresent(values.sink()::add);
        if (folder.isEmpty() || folder.get().doubt().isEmpty()) {
            Start inContext = folder.map(reference -> start.in(reference.path())).orElse(start);
            if (file.isPresent()) {
                values.sink().add(values.path(file.get(), inContext).ownedBy(owner).within(folder));
            } else {
                folder.ifPresent(reference -> values.sink().add(reference.as(Role.DEFAULT).from(inContext).reading("Dockerfile", Optional.empty())));
            }
        }
    }
}
