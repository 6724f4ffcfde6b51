package compose;

import java.util.List;
import report.Rule;
import report.Severity;

/** What can be wrong with Compose files themselves. */
public final class ComposeRules {
    private ComposeRules() {}

    public static final Rule SYNTAX = error("compose/syntax", "A Compose file is not YAML",
            "Compose refuses the whole file. What stands before the place was read, the rest was not.");
    public static final Rule DUPLICATE_KEY = error("compose/duplicate-key", "A key stands twice in one mapping",
            "Compose refuses the whole file; a lenient reader keeps the last value and silently loses the first. Put both under one key.");
    public static final Rule ALIAS = error("compose/alias", "A YAML alias has no anchor, contains itself, or expands without end",
            "Compose refuses the file. The alias was read as null here.");
    public static final Rule INVALID = error("compose/invalid", "A value or key that the Compose specification does not know",
            "Compose refuses the file. The message says what is expected in this place; names of your own begin with x-.");
    public static final Rule CYCLE = error("compose/cycle", "Files include, or services extend, each other in a circle",
            "Compose refuses the project. One of the references has to go.");
    public static final Rule MISSING_FILE = error("compose/missing-file", "An included or extended file does not exist",
            "Compose refuses the project. A path is relative to the project's folder, in an included file to that file's.");
    public static final Rule MISSING_SERVICE = error("compose/missing-service", "An extended service does not exist",
            "Compose refuses the project. The file that extends names has to define the service.");
    public static final Rule INTERPOLATION = error("compose/interpolation", "Braces after a dollar sign without a variable",
            "Compose refuses the file. What is meant as text is written $${.");
    public static final Rule TEMPLATE = info("compose/template", "A template of a Compose file was skipped",
            "Helm, Jinja and similar templates become YAML only when they are rendered. Check the rendered file.");

    public static final List<Rule> ALL = List.of(SYNTAX, DUPLICATE_KEY, ALIAS, INVALID, CYCLE, MISSING_FILE, MISSING_SERVICE,
            INTERPOLATION, TEMPLATE);

    private static Rule error(String name, String summary, String help) {
        return new Rule(name, Severity.ERROR, summary, help);
    }

    private static Rule info(String name, String summary, String help) {
        return new Rule(name, Severity.INFO, summary, help);
    }
}
