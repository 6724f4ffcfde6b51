package services;

import commandline.Start;
import compose.TreePath;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tree.TextFile;

/**
 * The Compose files that code and scripts name after another one, in a list or between {@code -f}: they are put on top of
 * that one, whatever they are called, and need not be whole.
 */
final class Overlays {
    private static final Pattern FILE = Pattern.compile("(?<![\\w.{}$()/-])[\\w.{}$()/-]++(?<=\\.ya?ml)");
    private static final Pattern BETWEEN = Pattern.compile("[\\s\"'`,:;\\\\]*+(?:(?:-f|--file)[\\s\"'=,]*+)?");
    private static final int MAX_BETWEEN = 80;

    private final Set<String> paths = ConcurrentHashMap.newKeySet();

    void visit(TextFile file) {
        String text = file.text();
        if (!text.contains("ompose")) {
            return;
        }
        Matcher name = FILE.matcher(text);
        for (int before = text.length(); name.find(); before = name.end()) {
            int between = name.start() - before;
            if (between > 0 && between <= MAX_BETWEEN && BETWEEN.matcher(text.substring(before, name.start())).matches()) {
                Start.around(file.path()).folders().forEach(folder -> TreePath.resolve(folder, name.group()).ifPresent(paths::add));
            }
        }
    }

    boolean has(String path) {
        return paths.contains(path);
    }
}
