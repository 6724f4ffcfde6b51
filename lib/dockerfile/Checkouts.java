package dockerfile;

import commandline.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import yaml.Node.Entry;
import yaml.Node.Scalar;
import yaml.Node;
import yaml.Span;
import yaml.Yaml;

/** Where the jobs of a workflow put what they check out (the {@code path}, {@code repository} and {@code ref} of actions/checkout). */
record Checkouts(List<Checkout> all) {
    /** This repository, or the fork of it that a pull request comes from: an expression and nothing else, which speaks of one of them. */
    private static final Pattern OWN = Pattern.compile("(?i)\\s*\\$\\{\\{[^}]*(github\\.repository\\b|head[._-]?repo|pull_request|\\bpr[._-]?repo|repository\\.full_name|\\bfork)[^}]*}}\\s*");

    /**
     * @param job     the part of the file in which it counts
     * @param folder  of the workspace; empty for the workspace itself
     * @param foreign whether it is, or may be, of another repository
     */
    private record Checkout(Span job, String folder, boolean foreign) {
        boolean concerns(Reference reference) {
            return job.start() <= reference.start() && reference.start() < job.end();
        }

        boolean holds(String path) {
            return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
        }

        String inside(String path) {
            return !holds(path) || folder.isEmpty() ? path : path.substring(Math.min(path.length(), folder.length() + 1));
        }
    }

    static Checkouts of(Yaml workflow) {
        List<Checkout> all = new ArrayList<>();
        for (Node root : workflow.documents()) {
            Stream<Node> jobs = root.get("jobs").flatMap(Node::mapping).stream().flatMap(mapping -> mapping.entries().stream()).map(Entry::value);
            Stream.concat(jobs, root.get("runs").stream()).forEach(job -> job.get("steps").flatMap(Node::sequence).stream()
                    .flatMap(steps -> steps.items().stream()).filter(Checkouts::isCheckout).flatMap(step -> checkout(job, step).stream()).forEach(all::add));
        }
        return new Checkouts(List.copyOf(all));
    }

    private static boolean isCheckout(Node step) {
        return step.get("uses").flatMap(Node::scalar).filter(action -> action.value().startsWith("actions/checkout")).isPresent();
    }

    private static Optional<Checkout> checkout(Node job, Node step) {
        boolean foreign = input(step, "repository").filter(repository -> !repository.isBlank() && !OWN.matcher(repository).matches()).isPresent();
        String folder = String.join("/", Paths.parts(input(step, "path").orElse("")));
        return folder.contains("$") || folder.isEmpty() && !foreign ? Optional.empty() : Optional.of(new Checkout(job.span(), folder, foreign));
    }

    private static Optional<String> input(Node step, String name) {
        return step.get("with").flatMap(inputs -> inputs.get(name)).flatMap(Node::scalar).map(Scalar::value);
    }

    /** The same reference as it is in this tree; doubted when it leads into another repository. */
    Reference mapped(Reference reference) {
        Reference mapped = reference;
        for (Checkout checkout : all) {
            if (checkout.concerns(reference) && reference.from().folders().stream()
                    .flatMap(start -> Paths.resolve(start, reference.path()).stream()).anyMatch(checkout::holds)) {
                mapped = checkout.foreign() ? mapped.doubted("it leads into a checkout of another repository") : within(checkout, mapped);
            }
        }
        return mapped;
    }

    private static Reference within(Checkout checkout, Reference reference) {
        List<String> folders = reference.from().folders().stream().map(checkout::inside).distinct().toList();
        Reference moved = reference.from(new Start(folders, reference.from().open()));
        String path = moved.path().replaceFirst("^(\\./)+", "");
        if (!checkout.holds(path)) {
            return moved;
        }
        String rest = checkout.inside(path);
        return rest.isEmpty() ? moved.doubted("it is the checkout itself") : moved.withoutFirst(moved.path().length() - rest.length());
    }
}
