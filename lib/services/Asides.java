package services;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tree.Tree;

/** What files say about names that no service has: each file is searched once, however many names are asked for. */
final class Asides {
    private static final Pattern COMMENTED = Pattern.compile("(?m)^[ \\t]*#[# \\t]*(?<name>[\\w.-]++)[ \\t]*:[ \\t]*$");
    private static final Pattern QUALIFIED = Pattern.compile("(?<![\\w.-])(?<name>[A-Za-z][\\w-]*+)\\.[A-Za-z0-9-]+\\.[A-Za-z]");

    private final Tree tree;
    private final Map<String, Set<String>> commented = new HashMap<>();
    private final Map<String, Set<String>> qualified = new HashMap<>();

    Asides(Tree tree) {
        this.tree = tree;
    }

    /** Whether one of the files has a service of this name as a comment, for a user to take in. */
    boolean isCommentedOut(String name, List<String> files) {
        return files.stream().anyMatch(file -> commented.computeIfAbsent(file, path -> names(path, COMMENTED)).contains(name));
    }

    /** Whether the file has the name as the first part of a longer one, {@code solr0.example.org}: then it is a machine. */
    boolean isMachine(String name, String file) {
        return qualified.computeIfAbsent(file, path -> names(path, QUALIFIED)).contains(name);
    }

    private Set<String> names(String path, Pattern pattern) {
        Set<String> names = new HashSet<>();
        tree.read(path).ifPresent(file -> {
            Matcher found = pattern.matcher(file.text());
            while (found.find()) {
                names.add(found.group("name"));
            }
        });
        return names;
    }
}
