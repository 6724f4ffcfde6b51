package yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import yaml.Node.Alias;
import yaml.Node.Entry;
import yaml.Node.Mapping;
import yaml.Node.Scalar;
import yaml.Node.Sequence;
import yaml.Node.Style;

/**
 * Builds nodes from snakeyaml's events. Its own composer puts an alias's target in the alias's place, so that the place
 * of the alias is lost; the events still have it.
 */
final class Composer {
    private final String path;
    private final String text;
    private final String readable;
    private final int[] supplementary;
    private final List<Node> documents = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    /** The text of each key once: the same few stand in every mapping. */
    private final Map<String, String> names = new HashMap<>();
    private long aliased;

    /** A collection whose end was not reached yet. */
    private static final class Open {
        final CollectionStartEvent start;
        final Span at;
        final List<Node> children = new ArrayList<>();
        long size = 1;

        Open(CollectionStartEvent start, Span at) {
            this.start = start;
            this.at = at;
        }
    }

    /** @param size how many nodes it stands for, aliases expanded */
    private record Anchored(Node node, long size) {}

    /** @param readable the text as snakeyaml is to see it, of the same length */
    Composer(String path, String text, String readable) {
        this.path = path;
        this.text = text;
        this.readable = readable;
        this.supplementary = hasSurrogates(text) ? supplementary(text) : new int[0];
    }

    Yaml read() {
        if (text.length() > Yaml.MAX_LENGTH) {
            problems.add(Problem.of(Problem.Kind.TOO_LARGE, new Span(0, 0, 1, 1),
                    "the file is longer than " + Yaml.MAX_LENGTH + " characters"));
            return result();
        }
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        try {
            var events = new ParserImpl(new StreamReader(readable), options);
            while (events.peekEvent() != null && take(events.getEvent())) {
                // take() says when to stop
            }
        } catch (MarkedYAMLException problem) {
            Mark mark = problem.getProblemMark() != null ? problem.getProblemMark() : problem.getContextMark();
            String context = problem.getContext() == null ? "" : " (" + problem.getContext() + ")";
            problems.add(Problem.of(Problem.Kind.SYNTAX, at(mark), problem.getProblem() + context));
        } catch (ReaderException problem) {
            int offset = Math.min(offset(problem.getPosition()), text.length());
            problems.add(Problem.of(Problem.Kind.SYNTAX, spanAt(offset),
                    String.format("the character U+%04X is not allowed", problem.getCodePoint())));
        } catch (YAMLException problem) {
            problems.add(Problem.of(Problem.Kind.SYNTAX, new Span(0, 0, 1, 1), problem.getMessage()));
        }
        return result();
    }

    private Yaml result() {
        return new Yaml(path, text, documents, problems);
    }

    private boolean take(Event event) {
        if (event instanceof ScalarEvent scalar) {
            add(scalar(scalar), 1, scalar.getAnchor());
        } else if (event instanceof AliasEvent alias) {
            alias(alias);
        } else if (event instanceof CollectionStartEvent start) {
            if (open.size() == Yaml.MAX_DEPTH) {
                problems.add(Problem.of(Problem.Kind.TOO_DEEP, at(start.getStartMark()),
                        "nested deeper than " + Yaml.MAX_DEPTH + " levels"));
                return false;
            }
            open.push(new Open(start, content(start.getStartMark(), start.getEndMark())));
            if (start.getAnchor() != null) {
                anchors.remove(start.getAnchor());
            }
        } else if (event instanceof MappingEndEvent || event instanceof SequenceEndEvent) {
            close(event);
        } else if (event instanceof DocumentEndEvent) {
            anchors.clear();
        }
        return true;
    }

    private void close(Event end) {
        Open done = open.pop();
        var start = done.start;
        int last = start.isFlow() ? offset(end.getEndMark().getIndex())
                : done.children.isEmpty() ? done.at.start() : done.children.get(done.children.size() - 1).span().end();
        var span = new Span(done.at.start(), Math.max(last, done.at.start()), done.at.line(), done.at.column());
        var anchor = Optional.ofNullable(start.getAnchor());
        var tag = Optional.ofNullable(start.getTag());
        Node node = start instanceof MappingStartEvent
                ? new Mapping(entries(done.children), start.isFlow(), anchor, tag, span)
                : new Sequence(List.copyOf(done.children), start.isFlow(), anchor, tag, span);
        add(node, done.size, start.getAnchor());
    }

    private List<Entry> entries(List<Node> children) {
        List<Entry> entries = new ArrayList<>(children.size() / 2);
        Map<String, Span> seen = new HashMap<>();
        for (int i = 0; i + 1 < children.size(); i += 2) {
            var entry = new Entry(children.get(i), children.get(i + 1));
            entries.add(entry);
            entry.name().ifPresent(name -> {
                Span first = seen.putIfAbsent(name, entry.key().span());
                if (first != null) {
                    problems.add(new Problem(Problem.Kind.DUPLICATE_KEY, entry.key().span(),
                            "the key " + name + " already stands in line " + first.line(), Optional.of(first)));
                }
            });
        }
        return List.copyOf(entries);
    }

    private void alias(AliasEvent event) {
        Span span = span(event.getStartMark(), event.getEndMark());
        String name = event.getAnchor();
        Anchored target = anchors.get(name);
        if (target != null && aliased + target.size <= Yaml.MAX_ALIASED_NODES) {
            aliased += target.size;
            add(new Alias(name, target.node, span), target.size, null);
            return;
        }
        if (target != null) {
            if (problems.stream().noneMatch(problem -> problem.kind() == Problem.Kind.ALIAS_BOMB)) {
                problems.add(Problem.of(Problem.Kind.ALIAS_BOMB, span,
                        "aliases stand for more than " + Yaml.MAX_ALIASED_NODES + " values"));
            }
        } else if (open.stream().anyMatch(outer -> name.equals(outer.start.getAnchor()))) {
            problems.add(Problem.of(Problem.Kind.RECURSIVE_ALIAS, span, "the value of &" + name + " contains itself"));
        } else {
            problems.add(Problem.of(Problem.Kind.UNDEFINED_ALIAS, span, "no anchor &" + name + " stands before *" + name));
        }
        Node nothing = new Scalar("", Style.PLAIN, isInFlow(), Optional.empty(), Optional.empty(), span);
        add(new Alias(name, nothing, span), 1, null);
    }

    private Scalar scalar(ScalarEvent event) {
        Style style = switch (event.getScalarStyle()) {
            case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED -> Style.DOUBLE_QUOTED;
            case LITERAL -> Style.LITERAL;
            case FOLDED -> Style.FOLDED;
            default -> Style.PLAIN;
        };
        return new Scalar(isKey() ? names.computeIfAbsent(event.getValue(), name -> name) : event.getValue(), style, isInFlow(), Optional.ofNullable(event.getAnchor()),
                Optional.ofNullable(event.getTag()), content(event.getStartMark(), event.getEndMark()));
    }

    private boolean isKey() {
        return !open.isEmpty() && open.peek().start instanceof MappingStartEvent && open.peek().children.size() % 2 == 0;
    }

    private boolean isInFlow() {
        return !open.isEmpty() && open.peek().start.isFlow();
    }

    private void add(Node node, long size, String anchor) {
        if (anchor != null) {
            anchors.put(anchor, new Anchored(node, size));
        }
        if (open.isEmpty()) {
            documents.add(node);
        } else {
            open.peek().children.add(node);
            open.peek().size += size;
        }
    }

    /** The span without the anchor and tag in front, which snakeyaml counts in. */
    private Span content(Mark start, Mark end) {
        Span whole = span(start, end);
        int at = whole.start();
        if (at == text.length() || text.charAt(at) != '&' && text.charAt(at) != '!') {
            return whole;
        }
        int last = text.length();
        while (at < last && (text.charAt(at) == '&' || text.charAt(at) == '!')) {
            while (at < last && !Character.isWhitespace(text.charAt(at)) && !isFlowEnd(at)) {
                at++;
            }
            int afterProperty = at;
            while (at < last && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '#')) {
                at = text.charAt(at) == '#' ? endOfLine(at) : at + 1;
            }
            if (whole.end() > whole.start() && at > whole.end()) {
                at = Math.min(afterProperty, whole.end());
                break;
            }
        }
        Span here = spanAt(at);
        return new Span(at, Math.max(at, whole.end()), here.line(), here.column());
    }

    private boolean isFlowEnd(int at) {
        char c = text.charAt(at);
        return c == ',' || isInFlow() && (c == ']' || c == '}');
    }

    private int endOfLine(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private Span span(Mark start, Mark end) {
        return new Span(offset(start.getIndex()), offset(end.getIndex()), start.getLine() + 1, start.getColumn() + 1);
    }

    private Span at(Mark mark) {
        return span(mark, mark);
    }

    private Span spanAt(int offset) {
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        int bom = lineStart == 0 && text.startsWith("\uFEFF") && offset > 0 ? 1 : 0;
        return new Span(offset, offset, line, 1 + text.codePointCount(lineStart + bom, offset));
    }

    /** The UTF-16 offset of a code point index: marks count code points. */
    private int offset(int index) {
        int low = 0;
        int high = supplementary.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (supplementary[middle] < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return index + low;
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The code point indexes of the characters that take two UTF-16 units. */
    private static int[] supplementary(String text) {
        int[] points = text.codePoints().toArray();
        return java.util.stream.IntStream.range(0, points.length).filter(i -> points[i] > 0xFFFF).toArray();
    }
}
