package dockerfile;

import dockerfile.Reference.Intent;
import dockerfile.Reference.Role;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the author of a dead path knows that the file is not there: creates it, asks for it first, forbids it, or tests its absence. */
final class Absence {
    private Absence() {}

    private static final Pattern MEANT = Pattern.compile("(?i)(forbid|forbidden|obsolete|deprecat|legacy|remov|delet|unlink|cleanup|clean_up|missing|nonexist|non[-_]exist"
            + "|not[-_]?exist|doesnt[-_]?exist|does[-_]?not|no[-_]?such|no[-_]?dockerfile|without|invalid|fake|dummy|mock|bogus|stale|unwanted|disallow|blacklist|denylist|should_?not|must_?not"
            + "|old_|_old\\b|orphan|exclude|ignore|skip|tmp_?path|tmp_?dir|temp_?dir|tempfile|mkdtemp|TempDir|t\\.TempDir|example|sample|placeholder|refute|expect_no|not\\.to)");
    /** The part of it that a build is named after; what is called a mock or an example is built like anything else. */
    private static final Pattern NEVER_THERE = Pattern.compile("(?i)(missing|non[-_]?exist|not[-_]?exist|doesnt[-_]?exist|does[-_]?not|no[-_]?such|no[-_]?dockerfile|without|invalid|fake|bogus|wrong|broken)");
    private static final Pattern ABSENT = Pattern.compile("(?i)assert\\s+not\\b|assertFalse|assert_not|refute|not\\.toExist|toBe\\(false\\)|toBeFalsy");
    private static final Pattern ASKS = Pattern.compile("(?i)\\bexists\\b|exists\\(|is_file|isfile|existsSync|file\\.exist|os\\.stat|lstat|accessSync|\\bhashFiles\\(|fileexists"
            + "|(\\[\\[?|test)\\s+(!\\s+)?-[efsr]\\s|Test-Path|-f\\s+\"?\\$");
    private static final Pattern INSISTS = Pattern.compile("(?i)\\b(raise|fail|error|errors|exit|die|throw|panic|fatal|missing|required|must|assert|return\\s+(false|1|none))\\b|assert|\\.append\\(|errors?\\.");
    private static final Pattern WRITES = Pattern.compile("(?i)write_text|write_bytes|writeFile|writeString|WriteFile|Files\\.write|\\.write\\(|open\\([^)]*[\"'][wax]b?\\+?[\"']|createFile|touch\\(|copyfile|shutil\\.(copy|move)|\\bmv\\b|\\bcp\\b|ioutil\\.|os\\.Create");
    private static final Pattern ASSIGNED = Pattern.compile("^\\s*(?:(?:const|let|var|final|local|String|Path|File|export|self\\.|this\\.)\\s*)*([A-Za-z_][\\w.]*)\\s*(?::[^=]+)?:?=(?!=)");
    private static final Pattern LOOP = Pattern.compile("\\b(?:for|foreach)\\s+\\(?(?:const |let |var )?(\\w+)");
    private static final int LINES_AFTER = 8;

    /** How the author takes the absence; empty when it is meant, so that there is nothing to report. */
    static Optional<Intent> of(Reference reference) {
        boolean code = reference.kind() == Kind.CODE || reference.kind() == Kind.TERRAFORM;
        boolean negative = Paths.isTest(reference.file().path()) && (code ? MEANT : NEVER_THERE).matcher(reference.owner().orElse("") + " " + reference.path()).find();
        if (negative || Paths.name(reference.path()).equals("dockerfile.v0")) {
            return Optional.empty();
        }
        if (reference.kind() == Kind.COMPOSE || reference.kind() == Kind.DEVCONTAINER || reference.kind() == Kind.SKAFFOLD || reference.kind() == Kind.BAKE) {
            return Optional.of(reference.intent());
        }
        String text = reference.file().text();
        if (reference.kind() == Kind.MAKE && isTarget(text, reference.path()) || creates(text, reference.path().replace('\\', '/'))) {
            return Optional.empty();
        }
        if (isPrepared(reference)) {
            return Optional.of(Intent.PREPARED);
        }
        if (reference.kind() == Kind.DOCS || !code) {
            return Optional.of(guarded(text, reference.path()) ? Intent.GUARDED : reference.intent());
        }
        String line = line(text, reference.start());
        String context = line.replace(reference.path(), "") + enclosing(text, reference.start());
        if (MEANT.matcher(context).find() || ABSENT.matcher(line).find()) {
            return Optional.empty();
        }
        String after = uses(text, reference.start(), line);
        if (WRITES.matcher(after).find()) {
            return Optional.empty();
        }
        Matcher asks = ASKS.matcher(after);
        if (asks.find()) {
            return Optional.of(ABSENT.matcher(after).find() ? Intent.GUARDED : INSISTS.matcher(after).find() ? reference.intent() : Intent.GUARDED);
        }
        return Optional.of(reference.intent());
    }

    /** Whether CI has a command that is given the folder in which the Dockerfile is missing: it may be what puts it there. */
    private static boolean isPrepared(Reference reference) {
        String folder = reference.from().folders().stream().flatMap(start -> Paths.resolve(start, reference.path()).stream()).findFirst().map(Paths::folder).orElse("");
        if (isMade(reference)) {
            return true;
        }
        if (folder.isEmpty() || reference.kind() != Kind.ACTIONS && reference.kind() != Kind.GITLAB) {
            return false;
        }
        // A single word may be a program or plain English, as in "docker build": only what takes a folder counts before it.
        String given = folder.contains("/") ? "[\\s=\"'/]" : "(?:\\b(?:mkdir(?:\\s+-p)?|cd|git clone\\s.*)\\s+|(?:-o|-d|--out\\w*|--dest\\w*|--dir\\w*|--target\\w*)[\\s=])[\"']?";
        return Pattern.compile("(?m)^(?!\\s*-?\\s*\"?(context|file|path|dockerfile|working-directory)\"?:).*" + given + Pattern.quote(folder) + "/?[\"']?(\\s|$|\\))")
                .matcher(reference.file().text()).results().anyMatch(found -> !found.group().contains("build ") || found.group().contains("_"));
    }

    /** Whether a command in the same file makes the folder that it names, or that its path starts with: copies into it, unpacks there, clones it. */
    private static boolean isMade(Reference reference) {
        List<String> parts = Paths.parts(reference.path().replace('\\', '/'));
        int folders = reference.role() == Role.CONTEXT ? parts.size() : parts.size() - 1;
        if (folders < 1 || parts.contains("..")) {
            return false;
        }
        String clones = "git\\s+clone\\s[^\\n]*[/\\s\"']" + Pattern.quote(parts.get(0)) + "(\\.git)?[\"']?\\s*($|[;&|])";
        String folder = "[\"']?(\\./)?" + Pattern.quote(String.join("/", parts.subList(0, folders))) + "(/[^\\s\"';&|]*)?[\"']?\\s*";
        String makes = "(mkdir|cp|mv|rsync|install|ln)\\s[^\\n;&|]*\\s" + folder + "($|[;&|)])|(curl|wget)\\s[^\\n;&|]*\\s(-o|-O|-P|--output)[\\s=]" + folder
                + "|(tar|unzip)\\s[^\\n;&|]*\\s(-C|-d|--directory)[\\s=][\"']?(\\./)?" + Pattern.quote(parts.get(0)) + "(/[^\\s\"';&|]*)?[\"']?\\s*($|[;&|)])";
        return Pattern.compile("(?m)(^|[\\s;&|(@])(" + clones + "|" + makes + ")").matcher(reference.file().text()).find();
    }

    /** The line itself, and those after it that use the name which it gives the path. */
    private static String uses(String text, int start, String line) {
        StringBuilder uses = new StringBuilder(line);
        Matcher assigned = ASSIGNED.matcher(line);
        Matcher loop = LOOP.matcher(line);
        String name = assigned.find() ? assigned.group(1) : loop.find() ? loop.group(1) : "";
        int from = text.indexOf('\n', start);
        for (int i = 0; i < LINES_AFTER && from >= 0 && from + 1 < text.length(); i++) {
            int end = text.indexOf('\n', from + 1);
            String next = text.substring(from + 1, end < 0 ? text.length() : end);
            if (!name.isEmpty() && next.contains(name) || i == 0 && next.matches("\\s*[)\\].].*")) {
                uses.append('\n').append(next);
                int following = end < 0 ? -1 : text.indexOf('\n', end + 1);
                uses.append(end < 0 ? "" : "\n" + text.substring(end + 1, following < 0 ? text.length() : following));
            }
            from = end;
        }
        return uses.toString();
    }

    /** The lines that a line stands in by its indentation: the list, the function, the class. */
    private static String enclosing(String text, int start) {
        StringBuilder lines = new StringBuilder();
        int at = text.lastIndexOf('\n', start - 1);
        int indent = indent(line(text, start));
        for (int seen = 0; at > 0 && indent > 0 && seen < 400; seen++) {
            int from = text.lastIndexOf('\n', at - 1);
            String line = text.substring(from + 1, at);
            if (!line.isBlank() && indent(line) < indent) {
                indent = indent(line);
                if (!line.stripLeading().startsWith("class ")) {
                    lines.append('\n').append(line);
                }
            }
            at = from;
        }
        return lines.toString();
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String line(String text, int offset) {
        int end = text.indexOf('\n', offset);
        return text.substring(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? text.length() : end);
    }

    /** Whether a text makes a file of this name: redirects into it, copies, moves, links, downloads or writes it; or copies one of this name into its folder. */
    private static boolean creates(String text, String path) {
        String name = Paths.name(path);
        String file = "[^\\s;|&]*" + Pattern.quote(name) + "\"?'?(?=\\s|$|[;|&)])";
        Pattern creation = Pattern.compile(">>?\\s*" + file + "|\\btee\\s+(-a\\s+)?" + file + "|^\\s*[@-]?(sudo\\s+)?(cp|mv|ln|install|touch)\\s.*\\s" + file
                + "|(-o|-O|--output|--out|--output-document)[ =]" + file
                + (Paths.folder(path).isEmpty() ? "" : "|\\b(cp|mv|ln|install)\\s.*" + file + ".*\\s[\"']?(\\./)?" + Pattern.quote(Paths.folder(path).replaceFirst("^\\./", "")) + "/?[\"']?\\s*($|[;&|])")
                + "|" + Pattern.quote(name) + "[\"'`]\\s*\\)?\\s*,\\s*(mode\\s*=\\s*)?[\"'][wax]|(?i:writeFile\\w*|write_text|writeString|Files\\.write|os\\.Create).*"
                + Pattern.quote(name));
        for (int at = name.isEmpty() ? -1 : text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            if (creation.matcher(line(text, at)).find()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a makefile has a rule that makes this file. */
    private static boolean isTarget(String text, String path) {
        return Pattern.compile("(?m)^(?:[^\\s#:=]+[ \\t]+)*(?:\\./)?" + Pattern.quote(path.replaceFirst("^\\./", "")) + "(?:[ \\t]+[^\\s#:=]+)*[ \\t]*::?(?!=)")
                .matcher(text).find();
    }

    /** Whether shell text asks for this path before it uses it. */
    private static boolean guarded(String text, String path) {
        return Pattern.compile("(\\[\\[?|test)\\s+-[efsr]\\s+\"?'?[^\\s\"']*" + Pattern.quote(path) + "|hashFiles\\(['\"][^)]*" + Pattern.quote(path)).matcher(text).find();
    }
}
