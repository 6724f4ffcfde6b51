package dockerfile;

import compose.ComposeRules;
import java.util.List;
import report.Rule;
import report.Severity;

/** What can be wrong with references to Dockerfiles. */
public final class Rules {
    private Rules() {}

    private static final String SILENCE = " Silence it with `# toolkit: ignore RULE` on the line or above it, or under ignore: in toolkit.yaml.";
    private static final String LOWERED = " In fixtures and archives it is an info; so is a path that the author asks for before using it. "
            + "Files that the same script creates, lists of forbidden files and tests of absence are not reported.";

    public static final Rule MISSING = new Rule("dockerfile/missing", Severity.ERROR, "A named Dockerfile is not there, but lies elsewhere",
            "The build stops with \"no such file\". The file that is meant has the same name, and is the only one, or the one where the other repairs "
            + "of this tree lead, or the only one whose path differs in nothing but a folder for Dockerfiles (docker, dockerfiles, containers). Rewrite the reference (--to files) or move the file (--to references)." + LOWERED
            + " In documents it is an info, rewritten with --docs." + SILENCE);
    public static final Rule AMBIGUOUS = new Rule("dockerfile/ambiguous", Severity.ERROR, "A named Dockerfile is not there, and several files could be meant",
            "The candidates are listed, best first, with the reason. None is certain, so nothing is changed: choose one." + LOWERED + SILENCE);
    public static final Rule NOWHERE = new Rule("dockerfile/nowhere", Severity.ERROR, "A named Dockerfile is not there, and no file is like it",
            "An error where a Compose service cannot be built; a warning in other build files, an info in tests and where a path is only one string among others. "
            + "Add the file, or remove what names it. Documents are not checked for it: they give examples." + LOWERED + SILENCE);
    public static final Rule CONTEXT = new Rule("context/missing", Severity.ERROR, "A build context is not there",
            "The build stops with \"path not found\". A folder that a build makes (dist, target, out) is an info." + LOWERED + SILENCE);
    public static final Rule OUTSIDE = new Rule("dockerfile/outside-context", Severity.WARNING, "A Dockerfile outside its context copies files that the context lacks",
            "A Dockerfile may lie outside its build context, but what it copies may not. Nothing that it copies is in this context, and most of it is in another "
            + "folder: the context is probably wrong. A Dockerfile outside its context whose files are found is not reported." + SILENCE);
    public static final Rule UNKNOWN = new Rule("dockerfile/unknown", Severity.INFO, "Where a reference leads cannot be told",
            "A variable without a value in the tree decides it. Give it a default (${NAME:-value}) or a value in .env to have it checked." + SILENCE);

    public static final Rule COPY = new Rule("dockerfile/copied-file", Severity.INFO, "A copy of a Compose file builds what only the original can",
            "The same service with the same path stands in a Compose file of the same name, where it leads to a Dockerfile. Such copies are embedded in "
            + "programs, or put elsewhere before they are used, so nothing is wrong until somebody builds from here." + SILENCE);

    /** Its own, and those for what keeps the builds of a Compose file from being read. */
    static final List<Rule> ALL = List.of(MISSING, AMBIGUOUS, NOWHERE, CONTEXT, OUTSIDE, UNKNOWN, COPY, ComposeRules.SYNTAX, ComposeRules.DUPLICATE_KEY,
            ComposeRules.ALIAS, ComposeRules.CYCLE, ComposeRules.MISSING_FILE, ComposeRules.MISSING_SERVICE, ComposeRules.TEMPLATE);
}
