package yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import yaml.Node.Alias;
import yaml.Node.Mapping;
import yaml.Node.Scalar;
import yaml.Node.Sequence;

/** Proves that an edit of a text changed the scalars that it meant to, and nothing else. */
public final class YamlCheck {
    private final Map<Integer, String> intended;
    private int changed;

    private YamlCheck(Map<Integer, String> intended) {
        this.intended = intended;
    }

    /**
     * Compares a file with its edited text.
     *
     * @param intended the start of the span of each scalar that was meant to change, and its new value
     * @return the first difference that was not meant, or that was meant and is not there
     */
    public static Optional<String> difference(Yaml before, Map<Integer, String> intended, String after) {
        Yaml edited = Yaml.parse(before.path(), after);
        if (!before.isComplete() || !edited.isComplete()) {
            String reason = (before.isComplete() ? edited : before).problems().stream()
                    .filter(problem -> problem.kind() != Problem.Kind.DUPLICATE_KEY).findFirst().map(Problem::message).orElse("");
            return Optional.of("the text cannot be read as YAML: " + reason);
        }
        if (before.problems().size() != edited.problems().size()) {
            return Optional.of("the edit makes or hides a duplicate key");
        }
        var check = new YamlCheck(intended);
        Optional<String> difference = check.all(before.documents(), edited.documents());
        return difference.isEmpty() && check.changed < intended.size()
                ? Optional.of("an edit is not at the start of a scalar") : difference;
    }

    private Optional<String> all(List<Node> before, List<Node> after) {
        if (before.size() != after.size()) {
            return Optional.of("the number of values changed from " + before.size() + " to " + after.size());
        }
        for (int i = 0; i < before.size(); i++) {
            Optional<String> difference = one(before.get(i), after.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<String> one(Node before, Node after) {
        if (!before.anchor().equals(after.anchor()) || !before.tag().equals(after.tag())) {
            return unlike(before, "its anchor or tag changed");
        }
        if (before instanceof Scalar old && after instanceof Scalar now) {
            String expected = intended.getOrDefault(old.span().start(), old.value());
            boolean meant = intended.containsKey(old.span().start());
            changed += meant ? 1 : 0;
            return !now.value().equals(expected) ? unlike(before, "it became " + now.value())
                    : !meant && old.type() != now.type() ? unlike(before, "its type changed to " + now.type()) : Optional.empty();
        }
        if (before instanceof Alias old && after instanceof Alias now) {
            return old.name().equals(now.name()) ? Optional.empty() : unlike(before, "the alias became " + now.name());
        }
        if (before instanceof Sequence old && after instanceof Sequence now) {
            return all(old.items(), now.items());
        }
        if (before instanceof Mapping old && after instanceof Mapping now) {
            Optional<String> keys = all(old.entries().stream().map(Node.Entry::key).toList(), now.entries().stream().map(Node.Entry::key).toList());
            return keys.isPresent() ? keys
                    : all(old.entries().stream().map(Node.Entry::value).toList(), now.entries().stream().map(Node.Entry::value).toList());
        }
        return unlike(before, "it became something else");
    }

    private static Optional<String> unlike(Node before, String how) {
        return Optional.of("line " + before.span().line() + ": " + how);
    }
}
