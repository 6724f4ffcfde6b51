package dockerfile;

import dockerfile.Reference.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Dockerfile copies, held against the context that it is built in: they must fit (Dockerfile reference, COPY). */
final class Copies {
    private Copies() {}

    private static final Pattern COPY = Pattern.compile("(?im)^\\s*(?:COPY|ADD)\\s+((?:\\\\\\r?\\n|[^\\n])*+)");

    /** @param folder where everything is that the Dockerfile copies */
    record Elsewhere(String folder) {}

    /**
     * The folder that a Dockerfile was written for, when it lies outside the context of a Compose service, nothing that it
     * copies is in that context, and most of it is in another folder on the way to the root.
     */
    static Optional<Elsewhere> elsewhere(Reference reference, String dockerfile, Inventory inventory) {
        String context = reference.from().folders().isEmpty() ? "" : reference.from().folders().get(0);
        if (reference.kind() != Kind.COMPOSE || reference.role() == Role.CONTEXT || context.isEmpty() || dockerfile.startsWith(context + "/")) {
            return Optional.empty();
        }
        List<String> sources = inventory.text(dockerfile).map(Copies::sources).orElse(List.of());
        if (sources.isEmpty() || sources.stream().anyMatch(source -> isIn(context, source, inventory))) {
            return Optional.empty();
        }
        Set<String> folders = new LinkedHashSet<>();
        for (String folder = context; !folder.isEmpty(); folder = Paths.folder(folder)) {
            folders.add(Paths.folder(folder));
        }
        return folders.stream().filter(folder -> folder.isEmpty() || dockerfile.startsWith(folder + "/"))
                .filter(folder -> 2 * sources.stream().filter(source -> isIn(folder, source, inventory)).count() > sources.size()).findFirst().map(Elsewhere::new);
    }

    private static boolean isIn(String folder, String source, Inventory inventory) {
        return Paths.resolve(folder, source).filter(path -> inventory.tree().isFile(path) || inventory.isFolder(path)).isPresent();
    }

    /** The paths that are copied from the context, as far as they are plain. */
    private static List<String> sources(String text) {
        List<String> sources = new ArrayList<>();
        Matcher copy = COPY.matcher(text);
        while (copy.find()) {
            String arguments = copy.group(1).replaceAll("\\\\\\r?\\n", " ").strip();
            if (arguments.contains("--from=") || arguments.startsWith("[") || arguments.contains("<<")) {
                continue;
            }
            List<String> words = List.of(arguments.split("\\s+")).stream().filter(word -> !word.startsWith("--")).toList();
            words.subList(0, Math.max(0, words.size() - 1)).stream().map(word -> word.replaceFirst("^/+", ""))
                    .filter(word -> word.matches("[\\w./-]+") && !Paths.parts(word).isEmpty()).forEach(sources::add);
        }
        return sources;
    }
}
