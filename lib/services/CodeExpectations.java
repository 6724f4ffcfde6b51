package services;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import services.Expectation.Scope;
import services.Expectation.Sureness;
import services.Expectation.Use;
import tree.TextFile;

/**
 * Lists and mappings of service names in code. Nothing says for certain that they are that, so they count only together
 * with the projects: when at least one of their names is, or is akin to, the name of a service.
 */
final class CodeExpectations {
    private CodeExpectations() {}

    /** One list or mapping; of a mapping, {@code keys} and {@code names} belong together by their index. */
    record Collection(TextFile file, String owner, List<Literal> keys, List<Literal> names) {}

    record Literal(String text, int start) {}

    /** How a name gets a list or mapping, up to the bracket that opens it. */
    private static final Pattern HEAD = Pattern.compile("\\b(?<name>[A-Za-z_]\\w*)[\"']?\\s*(?::\\s*[A-Za-z_][\\w.\\[\\]<>, |]{0,60})?\\s*(?:=>|:=|=|:)\\s*"
            + "(?:new\\s+\\w+(?:<[^>]*>)?\\s*)?(?:\\[]string|map\\[string]string|(?:List|Set|Map|Arrays|ImmutableList|ImmutableMap)\\.(?:of|asList))?\\s*$");
    private static final Pattern HINT = Pattern.compile("(?i)service|container|mapping|_map|aliases");
    private static final int HEAD_LENGTH = 160;
    private static final Pattern ABOUT = Pattern.compile("(?i)(.*_)?(docker_?|compose_?)?(service|container)s?(_.*|s?[A-Z].*)?|.*[a-z](Service|Container)s?(Names?|Map|Mapping|ToStart|List)?"
            + "|(?i)(.*_)?(required|names?|services?|container)?_?(map|mapping|aliases)");
    private static final Pattern NOT_ABOUT = Pattern.compile("(?i).*(account|url|port|path|class|type|provider|version|image|label|command|token|key|env|status|state|config|schema|registry).*");
    private static final Pattern ITEM = Pattern.compile("\\s*(?:(?:#|//)[^\\n]*\\s*)*([\"'])(?<text>[A-Za-z0-9][A-Za-z0-9._-]*)\\1\\s*(?:(?:#|//)[^\\n]*\\s*)*");
    private static final int MAX_ITEMS = 200;

    static void collect(TextFile file, java.util.function.Consumer<Collection> to) {
        String text = file.text();
        for (int open = 0; open < text.length(); open++) {
            if ("[{(".indexOf(text.charAt(open)) >= 0 && open + 1 < text.length() && "\"'#/".indexOf(skipped(text, open + 1)) >= 0) {
                String before = text.substring(Math.max(0, open - HEAD_LENGTH), open);
                Matcher head = HEAD.matcher(before);
                if (HINT.matcher(before).find() && head.find() && ABOUT.matcher(head.group("name")).matches() && !NOT_ABOUT.matcher(head.group("name")).matches()) {
                    read(file, head.group("name"), open + 1, to);
                }
            }
        }
    }

    private static void read(TextFile file, String owner, int open, java.util.function.Consumer<Collection> to) {
        Matcher item = ITEM.matcher(file.text());
        List<Literal> keys = new ArrayList<>();
        List<Literal> names = new ArrayList<>();
        int at = open;
        boolean mapping = file.text().charAt(open - 1) == '{';
        while (names.size() < MAX_ITEMS && item.region(at, file.text().length()).lookingAt()) {
            Literal literal = new Literal(item.group("text"), item.start("text"));
            at = item.end();
            Matcher arrow = ARROW.matcher(file.text()).region(at, file.text().length());
            if (arrow.lookingAt() && item.region(arrow.end(), file.text().length()).lookingAt()) {
                keys.add(literal);
                literal = new Literal(item.group("text"), item.start("text"));
                at = item.end();
            }
            names.add(literal);
            if (at < file.text().length() && file.text().charAt(at) == ',') {
                at++;
            } else {
                break;
            }
        }
        boolean closed = at < file.text().length() && at < file.text().length() && "])}".indexOf(skipped(file.text(), at)) >= 0;
        boolean whole = keys.isEmpty() ? !mapping || !names.isEmpty() : keys.size() == names.size();
        if (closed && whole && !names.isEmpty()) {
            to.accept(new Collection(file, owner, keys, names));
        }
    }

    private static final Pattern ARROW = Pattern.compile("(?::|=>)");

    private static char skipped(String text, int at) {
        int next = at;
        while (next < text.length() - 1 && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return text.charAt(next);
    }

    /** What the collections expect, given what there is. */
    static List<Expectation> among(List<Collection> collections, Scopes scopes) {
        Map<String, Boolean> translated = new ConcurrentHashMap<>();
        List<Expectation> all = new ArrayList<>();
        for (Collection collection : collections) {
            Scope scope = about(collection, scopes);
            if (!scope.projects().isEmpty() && !collection.keys().isEmpty()) {
                collection.keys().forEach(key -> translated.put(key.text(), true));
            }
        }
        for (Collection collection : collections) {
            Scope scope = about(collection, scopes);
            if (scope.projects().isEmpty()) {
                continue;
            }
            boolean mapping = !collection.keys().isEmpty();
            for (int i = 0; i < collection.names().size(); i++) {
                Literal name = collection.names().get(i);
                if (mapping || !translated.containsKey(name.text())) {
                    String key = mapping ? collection.keys().get(i).text() : "";
                    all.add(new Expectation(name.text(), collection.file(), name.start(), name.start() + name.text().length(),
                            mapping ? Use.MAPPED : Use.LISTED, scope, OptionalInt.empty(), mapping ? collection.owner() + "[" + key + "]" : collection.owner(),
                            scope.exact() ? Sureness.PROBABLE : Sureness.POSSIBLE));
                }
            }
        }
        return all;
    }

    /**
     * The project that knows the names best; none when no project knows, or has kin of, at least half of them. It is sure
     * only when the file names one of the project's own files.
     */
    private static Scope about(Collection collection, Scopes scopes) {
        Scope mentioned = scopes.mentionedIn(collection.file().path(), collection.file().text(), collection.names().get(0).start());
        Names best = null;
        int most = 0;
        int count = 0;
        for (Names names : mentioned.projects()) {
            int score = 0;
            int known = 0;
            for (int i = 0; i < collection.names().size(); i++) {
                int points = points(collection.names().get(i).text(), names);
                points = points > 0 || collection.keys().isEmpty() ? points * 3 : points(collection.keys().get(i).text(), names);
                known += points > 0 ? 1 : 0;
                score += points;
            }
            if (score > most) {
                most = score;
                count = known;
                best = names;
            }
        }
        return best == null || count * 2 < collection.names().size() ? new Scope(List.of(), false) : new Scope(List.of(best), mentioned.exact());
    }

    private static int points(String name, Names names) {
        Meeting meeting = Meeting.of(name, Use.LISTED, names);
        return meeting.isMet() ? 2 : meeting instanceof Meeting.Affixed || meeting instanceof Meeting.Ambiguous ? 1 : 0;
    }
}
