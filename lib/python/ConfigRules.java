package python;

import java.util.List;
import report.Rule;
import report.Severity;

/** The rules of the check, and what they mean. */
final class ConfigRules {
    static final Rule UNDECLARED = new Rule("config/undeclared-attribute", Severity.ERROR, "code reads an attribute that the class does not declare",
            "The line ends in an AttributeError (for a TypedDict a KeyError) when it runs. Declare the field, read another one, or, when "
            + "something sets it in a way that cannot be seen, ask with hasattr or getattr and a default.");
    static final Rule MISPLACED = new Rule("config/misplaced-field", Severity.ERROR, "a field of a class stands where it is none",
            "An annotated assignment in a function only makes a local name. Where its value is never read there, and a class of the same "
            + "file lacks a field of that name, it was meant for the class and has the wrong indentation. --fix moves it.");
    static final Rule REQUIRED = new Rule("config/missing-required", Severity.ERROR, "a class lacks an attribute that it must have",
            "--require or config.require in toolkit.yaml names attributes that every checked class has to declare or inherit.");
    static final Rule ARGUMENT = new Rule("config/unknown-argument", Severity.ERROR, "a class is made with an argument that it does not take",
            "The call ends in a TypeError. A pydantic model that ignores extra arguments drops the value silently, which is a warning.");
    static final Rule TYPO = new Rule("config/typo", Severity.ERROR, "an attribute is read under a name that looks misspelt",
            "The class declares a name that differs in a letter or two. --fix renames it where it is read.");

    static final Rule UNPARSED = new Rule("config/unparsed", Severity.WARNING, "a part of a Python file could not be read",
            "The statement there is no Python 3, or the file is too long to be code. What stands around it was checked.");

    static final List<Rule> ALL = List.of(UNDECLARED, MISPLACED, REQUIRED, ARGUMENT, TYPO, UNPARSED);

    private ConfigRules() {}
}
