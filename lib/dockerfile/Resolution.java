package dockerfile;

import dockerfile.Reference.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a reference leads. */
sealed interface Resolution {
    /**
     * It leads to what it should.
     *
     * @param from the folder that it starts from; empty when that cannot be told, and moving the file would be a gamble
     */
    record Found(String path, Optional<String> from) implements Resolution {}

    /** It leads nowhere; the paths that it could have led to, likeliest first. */
    record Dead(List<String> expected) implements Resolution {}

    /** Nobody can tell from the tree. */
    record Untold(String reason) implements Resolution {}

    /** {@code src/HOST/OWNER/NAME}: where Go wanted a repository to be, and CI still puts some. */
    Pattern GOPATH = Pattern.compile("(.*/)?src/[\\w-]+(\\.[\\w-]+)+/[\\w.-]+");

    static Resolution of(Reference reference, Inventory inventory) {
        if (reference.doubt().isPresent()) {
            return new Untold(reference.doubt().get());
        }
        if (reference.context().filter(context -> of(context, inventory) instanceof Dead).isPresent()) {
            return new Untold("its context does not exist");
        }
        List<String> expected = new ArrayList<>();
        for (String folder : reference.from().folders()) {
            Optional<String> path = Paths.resolve(folder, reference.path());
            if (path.isPresent()) {
                Optional<String> there = existing(reference.role(), path.get(), inventory);
                if (there.isPresent()) {
                    return new Found(there.get(), Optional.of(folder));
                }
                expected.add(path.get());
            }
        }
        if (expected.isEmpty()) {
            return new Untold("it leads out of the tree");
        }
        if (expected.stream().anyMatch(path -> GOPATH.matcher(path).lookingAt())) {
            return new Untold("it starts with the folders that a GOPATH has");
        }
        if (expected.stream().anyMatch(inventory::isInSubmodule)) {
            return new Untold("it leads into a submodule");
        }
        if (expected.stream().anyMatch(path -> reference.role() != Role.CONTEXT && inventory.tree().isDirectory(path))) {
            return new Untold("it leads to a folder");
        }
        if (reference.role() == Role.DEFAULT && expected.stream().noneMatch(path -> inventory.isFolder(Paths.folder(path)))) {
            return new Untold("its context does not exist");
        }
        if (reference.kind() != Kind.COMPOSE && expected.stream().anyMatch(path -> existing(reference.role(), inventory.withoutOwnName(path), inventory).isPresent())) {
            return new Untold("it starts with the folder that this tree is in");
        }
        if (expected.stream().anyMatch(inventory::leadsOut)) {
            return new Untold("a link leads out of the tree");
        }
        if (reference.from().open()) {
            List<String> fitting = reference.role() == Role.CONTEXT ? inventory.foldersEndingWith(reference.path()) : inventory.endingWith(reference.path());
            if (!fitting.isEmpty()) {
                return new Found(fitting.get(0), Optional.empty());
            }
        }
        return new Dead(List.copyOf(expected));
    }

    /** The default Dockerfile may be written in small letters (BuildKit), and Podman calls it Containerfile. */
    private static Optional<String> existing(Role role, String path, Inventory inventory) {
        return switch (role) {
            case CONTEXT -> inventory.isFolder(path) || inventory.tree().isFile(path) ? Optional.of(path) : Optional.empty();
            case DOCKERFILE -> inventory.tree().isFile(path) ? Optional.of(path) : Optional.empty();
            case DEFAULT -> List.of("Dockerfile", "dockerfile", "Containerfile").stream()
                    .flatMap(name -> Paths.resolve(Paths.folder(path), name).stream()).filter(inventory.tree()::isFile).findFirst();
        };
    }
}
