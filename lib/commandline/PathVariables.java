package commandline;

import compose.TreePath;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tree.TextFile;

/**
 * Paths that begin with a variable or a substitution, as far as the text itself tells the folder that is meant: the script's own
 * ({@code DIR=$(cd "$(dirname "$0")" && pwd)}), the root ({@code git rev-parse --show-toplevel}, what CI calls the workspace), the one
 * where the command is run ({@code $PWD}), or one that is written out.
 */
public final class PathVariables {
    /** Variables that stand for one another may do so in a circle. */
    private static final int MAX_DEPTH = 5;
    private static final Pattern ASSIGNED = Pattern.compile("(?m)^[ \\t]*(?:(?:export|local|readonly|declare(?:[ \\t]+-\\w+)*)[ \\t]+)?(?<name>[A-Za-z_]\\w*)[ \\t]*[:?]{0,2}=[ \\t]*(?<value>\\S.*)$");
    private static final Pattern HEAD = Pattern.compile("\\$(?:\\{(?<brace>\\w+)}|(?<plain>[A-Za-z_]\\w*)|\\((?<make>[A-Za-z_]\\w*)\\))(?<rest>.*)");
    private static final Pattern OWN_FOLDER = Pattern.compile(".*(?:dirname|\\$\\(dir )[^)]*(?:\\$0|BASH_SOURCE|MAKEFILE_LIST)[^)]*\\)+[\"']?(?<rest>(?:/[\\w.-]+)*).*");
    private static final Pattern OWN_PREFIX = Pattern.compile("[\"']?\\$\\{(?:0|BASH_SOURCE(?:\\[0])?)%/\\*}[\"']?(?<rest>(?:/[\\w.-]+)*)[\"']?");
    private static final Pattern CHANGED = Pattern.compile("[\"']?\\$\\(\\s*(?:CDPATH=\\S*\\s+)?cd\\s+(?:-P\\s+|--\\s+)*(?<folder>[^;&>]*?)\\s*(?:&?>\\s*/dev/null(?:\\s*2>&1)?\\s*)?(?:&&|;)\\s*pwd(?:\\s+-P)?\\s*\\)[\"']?(?<rest>(?:/[\\w.-]+)*).*");
    private static final Pattern TOP = Pattern.compile("[\"']?\\$(?:\\(\\s*git rev-parse --show-toplevel[^)]*\\)|\\(shell git rev-parse --show-toplevel\\)|\\{\\{\\s*github\\.workspace\\s*}})[\"']?(?<rest>(?:/[\\w.-]+)*).*");
    private static final Set<String> TOP_VARIABLES = Set.of("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY", "BITBUCKET_CLONE_DIR", "TRAVIS_BUILD_DIR");
    private static final Pattern HERE = Pattern.compile("[\"']?\\$(?:\\((?:shell )?pwd\\)|PWD|\\{PWD}|\\(PWD\\)|\\(CURDIR\\)|\\{CURDIR})[\"']?(?<rest>(?:/[\\w.-]+)*)[\"']?");
    private static final Pattern PLAIN = Pattern.compile("[\"']?(?<path>[\\w.@+-][\\w./@+-]*)[\"']?(?:\\s*[;#&].*)?");

    private static final Pattern ROOT = Pattern.compile(".*\\$\\(\\s*git rev-parse --show-toplevel\\s*\\).*|.*(GITHUB_WORKSPACE|CI_PROJECT_DIR|github\\.workspace).*");

    private PathVariables() {}

    /** Whether the checkout's root stands anywhere in a path, be it together with what cannot be told. */
    public static boolean speaksOfRoot(String path) {
        return ROOT.matcher(path).matches();
    }

    /**
     * Where a path leads.
     *
     * @param folder that it is relative to; empty where it is the one that the command is run in
     */
    public record Known(String path, Optional<String> folder) {
        /** The path in the tree, of a command that is run in this folder; empty when it leads out of the tree. */
        public Optional<String> from(String here) {
            return TreePath.resolve(folder.orElse(here), path);
        }
    }

    /** What a path of a script is; empty when that cannot be told. */
    public static Optional<Known> of(TextFile file, String path) {
        return known(file, path, 0).filter(known -> known.path().matches("[\\w./@+-]*"));
    }

    private static Optional<Known> known(TextFile file, String written, int depth) {
        Matcher changed = CHANGED.matcher(written);
        if (changed.matches() && depth < MAX_DEPTH) {
            return known(file, changed.group("folder").replace("\"", ""), depth + 1).map(known -> new Known(known.path() + changed.group("rest"), known.folder()));
        }
        Matcher top = TOP.matcher(written);
        if (top.matches()) {
            return Optional.of(new Known("." + top.group("rest"), Optional.of("")));
        }
        Matcher own = OWN_FOLDER.matcher(written);
        if (own.matches()) {
            long more = Pattern.compile("dirname").matcher(written).results().count() - 1;
            return Optional.of(new Known("." + "/..".repeat((int) Math.max(0, more)) + own.group("rest"), Optional.of(TreePath.folder(file.path()))));
        }
        Matcher prefix = OWN_PREFIX.matcher(written);
        if (prefix.matches()) {
            return Optional.of(new Known("." + prefix.group("rest"), Optional.of(TreePath.folder(file.path()))));
        }
        Matcher here = HERE.matcher(written);
        if (here.matches()) {
            return Optional.of(new Known("." + here.group("rest"), Optional.empty()));
        }
        Matcher variable = HEAD.matcher(written.replaceFirst("^[\"']", "").replaceFirst("[\"'].*$", ""));
        if (variable.matches()) {
            String name = variable.group("brace") != null ? variable.group("brace") : variable.group("plain") != null ? variable.group("plain") : variable.group("make");
            String rest = variable.group("rest");
            Optional<Known> folder = TOP_VARIABLES.contains(name) ? Optional.of(new Known(".", Optional.of(""))) : depth < MAX_DEPTH ? value(file, name, depth) : Optional.empty();
            return folder.filter(known -> rest.isEmpty() || rest.startsWith("/")).map(known -> new Known(known.path() + rest, known.folder()));
        }
        Matcher plain = PLAIN.matcher(written);
        return plain.matches() ? Optional.of(new Known(plain.group("path"), Optional.empty())) : Optional.empty();
    }

    /** What a variable stands for, when everything that it is given is the same. */
    private static Optional<Known> value(TextFile file, String name, int depth) {
        Set<Optional<Known>> values = new LinkedHashSet<>();
        Matcher assigned = ASSIGNED.matcher(file.text());
        while (assigned.find()) {
            if (assigned.group("name").equals(name)) {
                values.add(known(file, assigned.group("value").strip(), depth + 1));
            }
        }
        return values.size() == 1 ? values.iterator().next() : Optional.empty();
    }
}
