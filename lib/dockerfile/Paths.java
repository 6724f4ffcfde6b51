package dockerfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import compose.TreePath;

/** What paths tell about files: which names are Dockerfiles, which folders hold what is not meant to be built. */
final class Paths {
    private Paths() {}

    private static final Pattern GENERIC = Pattern.compile("(?i)(docker|container)file");
    private static final Pattern NAME = Pattern.compile(
            "(?i)((docker|container)file([._-][\\w.+-]+)?|[\\w.+-]*[._-](docker|container)file([._-]?(in|tmp|test|dev|prod|debug|ci|local|base))?)");
    private static final Pattern OTHER_FORMAT = Pattern.compile(
            "(?i).*\\.(md|mdx|rst|adoc|txt|log|html?|json|ya?ml|xml|toml|dockerignore|j2|jinja2?|tmpl|tpl|gotmpl|template|erb|hbs|mustache|ejs|patch|diff|orig|swp|lock|svg|png|snap)");

    /** Code that is about Dockerfiles; {@code Dockerfile.go} is one, for Go. */
    private static final Pattern CODE = Pattern.compile(".*dockerfile\\.(\\w+\\.)?(go|py|js|mjs|ts|tsx|java|kt|rb|rs|cs|php|sh|c|cc|cpp|h|lua|scala|swift|vim|tmLanguage)");

    private static final Set<String> VENDORED = Set.of("node_modules", "vendor", "third_party", "third-party", "site-packages", ".venv", "venv");
    private static final Pattern SHELVED = Pattern.compile("(?i)(.*[-_./])?(archived?|archives|backups?|bak|attic|deprecated|obsolete|graveyard|old|outdated|unused)([-_.][^/]*)?/.*");
    private static final Pattern SAMPLE = Pattern.compile("(.*/)?(docs?|documentation|website|docs[-_][^/]*|templates?|snippets?)/.*");
    private static final Pattern TEST_FILE = Pattern.compile("(test_.*|.*_test|.*[.-](test|spec|e2e)|.*Tests?|.*IT|conftest)\\.\\w+");

    static String folder(String path) {
        return TreePath.folder(path);
    }

    static String name(String path) {
        return TreePath.name(path);
    }

    static Optional<String> resolve(String folder, String relative) {
        return TreePath.resolve(folder, relative);
    }

    /** Whether a file of this name is a Dockerfile by the usual conventions: {@code Dockerfile}, {@code Dockerfile.dev}, {@code dev.Dockerfile}. */
    static boolean isDockerfile(String path) {
        String name = name(path);
        return mayMatch(name) && NAME.matcher(name).matches() && !OTHER_FORMAT.matcher(name).matches()
                && !CODE.matcher(name).matches();
    }

    /** Spares most names the pattern: all that it matches hold this. */
    private static boolean mayMatch(String name) {
        String common = "erfile";
        for (int at = name.length() - common.length(); at >= 0; at--) {
            if (name.regionMatches(true, at, common, 0, common.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name alone says nothing about which Dockerfile it is. */
    static boolean isGeneric(String path) {
        return GENERIC.matcher(name(path)).matches();
    }

    /** Inputs of tests, and what others wrote: what they say is not about this tree. */
    static boolean isFixture(String path) {
        return TreePath.isFixture(path) || isVendored(path);
    }

    /** What others wrote, copied in. */
    static boolean isVendored(String path) {
        return TreePath.hasFolder(path, VENDORED);
    }

    /** Shown, not built: the samples in a folder of documents. */
    static boolean isSample(String path) {
        return SAMPLE.matcher(path).matches();
    }

    /** Put away: kept to be read, not to be built. */
    static boolean isShelved(String path) {
        return SHELVED.matcher(path).matches() || path.matches(".*\\.(bak|backup|old|orig|disabled)([.-].*)?");
    }

    /** In a folder of tests. */
    static boolean isTest(String path) {
        return TreePath.isTest(path);
    }

    /** Code that tests, by its folder or its name. */
    static boolean isTestCode(String path) {
        return isTest(path) || TEST_FILE.matcher(name(path)).matches();
    }

    /** The path from a folder to a file, with as few {@code ..} as it takes. */
    static String relative(String folder, String file) {
        List<String> from = parts(folder);
        List<String> to = parts(file);
        int common = 0;
        while (common < from.size() && common < to.size() - 1 && from.get(common).equals(to.get(common))) {
            common++;
        }
        List<String> path = new ArrayList<>();
        for (int i = common; i < from.size(); i++) {
            path.add("..");
        }
        path.addAll(to.subList(common, to.size()));
        return String.join("/", path);
    }

    /** The path in the manner of the one it replaces: with {@code ./} or an ending slash where that had it. */
    static String like(String old, String path) {
        String slash = old.contains("\\") && !old.contains("/") ? "\\" : "/";
        String before = old.startsWith("." + slash) && !path.startsWith("..") ? "." + slash : "";
        return before + path.replace("/", slash) + (old.endsWith(slash) ? slash : "");
    }

    static List<String> parts(String path) {
        return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty() && !part.equals(".")).toList();
    }

    /** How many of the last parts two paths of the tree have in common. */
    static int commonEnd(String one, String other) {
        int common = 0;
        int a = one.length();
        int b = other.length();
        while (a > 0 && b > 0 && one.charAt(a - 1) == other.charAt(b - 1)) {
            a--;
            b--;
            common += one.charAt(a) == '/' ? 1 : 0;
        }
        boolean whole = (a == 0 || one.charAt(a - 1) == '/') && (b == 0 || other.charAt(b - 1) == '/') && a < one.length() && one.charAt(a) != '/';
        return common + (whole ? 1 : 0);
    }

    /** How many of the first folders two paths of the tree have in common. */
    static int commonStart(String one, String other) {
        int common = 0;
        for (int i = 0; i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i); i++) {
            common += one.charAt(i) == '/' ? 1 : 0;
        }
        return common;
    }
}
