package yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a YAML document as it is written: aliases and merge keys are kept, nothing is expanded, entries keep their
 * order and duplicates. A tree of nodes has no cycles, and walking it through its aliases is bounded ({@link Yaml}).
 */
public sealed interface Node {
    /** The node's own text without its anchor and tag; a scalar's includes its quotes. */
    Span span();

    /** The anchor's name, when the node has one. */
    Optional<String> anchor();

    /** The tag as it resolves, when one is written: {@code !reset}, {@code tag:yaml.org,2002:str}. */
    Optional<String> tag();

    /** What the node stands for: an alias's target, else the node itself. */
    default Node content() {
        return this;
    }

    default Optional<Mapping> mapping() {
        return content() instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty();
    }

    default Optional<Sequence> sequence() {
        return content() instanceof Sequence sequence ? Optional.of(sequence) : Optional.empty();
    }

    default Optional<Scalar> scalar() {
        return content() instanceof Scalar scalar ? Optional.of(scalar) : Optional.empty();
    }

    /** The value of a key, looked up as {@link Mapping#get} does; empty where this is no mapping. */
    default Optional<Node> get(String key) {
        return mapping().flatMap(mapping -> mapping.get(key));
    }

    /** @param flow whether it is written as <code>{a: b}</code> */
    record Mapping(List<Entry> entries, boolean flow, Optional<String> anchor, Optional<String> tag, Span span) implements Node {
        /** The value of a scalar key that stands in this mapping itself; the last one when it stands there twice. */
        @Override
        public Optional<Node> get(String key) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                if (entries.get(i).name().equals(Optional.of(key))) {
                    return Optional.of(entries.get(i).value());
                }
            }
            return Optional.empty();
        }

        /**
         * The entries with scalar keys as they count: merge keys ({@code <<}) applied, own keys before merged ones, the
         * first merged mapping before the next, the last of two duplicates.
         */
        public List<Entry> merged() {
            Map<String, Entry> all = new LinkedHashMap<>();
            List<Node> sources = new ArrayList<>();
            for (Entry entry : entries) {
                if (entry.isMerge()) {
                    entry.value().sequence().ifPresentOrElse(list -> sources.addAll(list.items()), () -> sources.add(entry.value()));
                } else {
                    entry.name().ifPresent(name -> all.put(name, entry));
                }
            }
            for (Node source : sources) {
                source.mapping().ifPresent(mapping -> mapping.merged().forEach(
                        entry -> all.putIfAbsent(entry.name().orElseThrow(), entry)));
            }
            return List.copyOf(all.values());
        }
    }

    record Entry(Node key, Node value) {
        /** The key's text, when it is a scalar. */
        public Optional<String> name() {
            return key.scalar().map(Scalar::value);
        }

        /** Whether it is {@code <<}, unquoted, as YAML 1.1's merge key type asks. */
        public boolean isMerge() {
            return key instanceof Scalar scalar && scalar.style() == Style.PLAIN && scalar.value().equals("<<");
        }
    }

    record Sequence(List<Node> items, boolean flow, Optional<String> anchor, Optional<String> tag, Span span) implements Node {}

    /**
     * @param value  the text that the scalar stands for, quotes and escapes resolved
     * @param inFlow whether it stands inside <code>[]</code> or <code>{}</code>, where fewer characters may go unquoted
     */
    record Scalar(String value, Style style, boolean inFlow, Optional<String> anchor, Optional<String> tag, Span span) implements Node {
        /** What a reader of YAML takes it for. */
        public Scalars.Type type() {
            return Scalars.type(this);
        }
    }

    /** {@code *name}: the target knows where the value is written, this node from where it is reached. */
    record Alias(String name, Node target, Span span) implements Node {
        @Override
        public Node content() {
            return target;
        }

        @Override
        public Optional<String> anchor() {
            return Optional.empty();
        }

        @Override
        public Optional<String> tag() {
            return target.tag();
        }
    }

    enum Style { PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED, LITERAL, FOLDED }
}
