package compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import yaml.Scalars;

/** A value of a Compose model: aliases, merge keys, interpolation and overriding are done, and each part knows where it stands. */
public sealed interface Value {
    Source source();

    /** The value under these keys; empty when there is none. */
    default Optional<Value> at(String... keys) {
        Optional<Value> value = Optional.of(this);
        for (String key : keys) {
            value = value.flatMap(outer -> outer instanceof Fields fields ? fields.get(key) : Optional.empty());
        }
        return value;
    }

    default Optional<Text> textAt(String... keys) {
        return at(keys).flatMap(Value::asText);
    }

    /** The texts under these keys, whether one or a list. */
    default List<Text> textsAt(String... keys) {
        return at(keys).map(Value::texts).orElse(List.of());
    }

    /** The mapping under these keys; an empty one when there is none. */
    default Map<String, Field> fieldsAt(String... keys) {
        return at(keys).filter(Fields.class::isInstance).map(value -> ((Fields) value).fields()).orElse(Map.of());
    }

    default Optional<Text> asText() {
        return this instanceof Text text && text.type() != Scalars.Type.NULL ? Optional.of(text) : Optional.empty();
    }

    private List<Text> texts() {
        return this instanceof Items list ? list.items().stream().flatMap(item -> item.asText().stream()).toList() : asText().stream().toList();
    }

    /**
     * @param raw       as it is written, before interpolation
     * @param text      after it
     * @param variables those that {@code raw} uses
     */
    record Text(String raw, String text, Scalars.Type type, List<Variable> variables, Source source) implements Value {
        /** Whether what it will be at run time is known: every variable has a value in a file or a default. */
        public boolean isKnown() {
            return variables.stream().noneMatch(variable -> variable.origin() == Variable.Origin.UNSET);
        }

        Text cut(int from, String prefix, int fromRaw) {
            String rest = raw.substring(fromRaw);
            return new Text(rest, text.equals(raw) ? rest : text.substring(from), Scalars.Type.STRING, variables, source.withPrefix(prefix));
        }
    }

    record Items(List<Value> items, Source source) implements Value {
        /** The same list with each item as a function makes it; itself when that changes none. */
        Items mapped(UnaryOperator<Value> change) {
            List<Value> changed = items.stream().map(change).toList();
            return IntStream.range(0, items.size()).allMatch(i -> changed.get(i) == items.get(i)) ? this : new Items(changed, source);
        }
    }

    /** @param fields in the order of writing; names are unique */
    record Fields(Map<String, Field> fields, Source source) implements Value {
        public Optional<Value> get(String name) {
            return Optional.ofNullable(fields.get(name)).map(Field::value);
        }

        /** The same mapping with each value as a function makes it from its name; itself when that changes none, so that nothing is held twice. */
        Fields mapped(BiFunction<String, Value, Value> change) {
            Map<String, Field> changed = new LinkedHashMap<>(capacity(fields.size()));
            boolean[] same = {true};
            fields.forEach((name, field) -> {
                Value value = change.apply(name, field.value());
                same[0] &= value == field.value();
                changed.put(name, value == field.value() ? field : new Field(field.key(), value));
            });
            return same[0] ? this : new Fields(changed, source);
        }

        Fields with(String name, Field field) {
            Map<String, Field> changed = new LinkedHashMap<>(fields);
            changed.put(name, field);
            return new Fields(changed, source);
        }

        Fields without(String name) {
            Map<String, Field> changed = new LinkedHashMap<>(fields);
            changed.remove(name);
            return new Fields(changed, source);
        }
    }

    /** @param key where the name stands; for {@code KEY=value} in a list, the list's item */
    record Field(Source key, Value value) {}

    /** What is tagged {@code !reset} in a file of its own: to be removed from what it overrides. */
    default boolean isReset() {
        return source().node().tag().filter("!reset"::equals).isPresent();
    }

    /** What is tagged {@code !override}: it replaces what it overrides, nothing is merged. */
    default boolean isOverride() {
        return source().node().tag().filter("!override"::equals).isPresent();
    }

    /** Whether both are written alike, wherever they stand. */
    default boolean isLike(Value other) {
        if (this instanceof Text text && other instanceof Text same) {
            return text.raw().equals(same.raw()) && text.type() == same.type();
        }
        if (this instanceof Items list && other instanceof Items same) {
            return list.items().size() == same.items().size() && IntStream.range(0, list.items().size())
                    .allMatch(i -> list.items().get(i).isLike(same.items().get(i)));
        }
        return this instanceof Fields fields && other instanceof Fields same && fields.fields().keySet().equals(same.fields().keySet())
                && fields.fields().keySet().stream().allMatch(name -> fields.fields().get(name).value().isLike(same.fields().get(name).value()));
    }

    /** For a map of so many entries: most mappings have a few, and there can be very many of them. */
    static int capacity(int entries) {
        return entries * 4 / 3 + 1;
    }

    /** Both lists, one after the other. */
    static Items append(Items first, Items second) {
        List<Value> all = new ArrayList<>(first.items());
        all.addAll(second.items());
        return new Items(all, second.source());
    }
}
