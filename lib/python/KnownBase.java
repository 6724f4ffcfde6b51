package python;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import python.Shape.Kind;

/**
 * A base class of a library that adds nothing but what is stated here, so that the fields of a class below it are known in full.
 *
 * @param brings names of attributes beside those of its kind
 */
record KnownBase(Kind kind, Set<String> brings) {
    private static final Set<String> PYDANTIC = Set.of("pydantic.BaseModel", "pydantic.BaseSettings", "pydantic.main.BaseModel",
            "pydantic.v1.BaseModel", "pydantic.v1.BaseSettings", "pydantic_settings.BaseSettings", "pydantic.generics.GenericModel");
    private static final Set<String> CHOICES = Set.of("register_subclass", "get_choice_class", "get_choice_name", "get_known_choices",
            "default_choice_name", "_choice_registry");
    private static final Set<String> MAPPING = Set.of("keys", "items", "values", "get");
    private static final Set<String> DICT = Set.of("keys", "items", "values", "get", "pop", "popitem", "update", "setdefault", "copy", "clear",
            "fromkeys", "__init__");
    private static final Set<String> CONVERSIONS = Set.of("from_dict", "to_dict", "from_json", "to_json", "to_jsonb", "from_yaml", "to_yaml",
            "from_toml", "to_toml", "from_msgpack", "to_msgpack", "schema", "dataclass_json_config");
    private static final Map<String, Set<String>> PLAIN = Map.ofEntries(
            Map.entry("builtins.dict", DICT), Map.entry("msgspec.Struct", Set.of("__init__")),
            Map.entry("mashumaro.DataClassDictMixin", CONVERSIONS), Map.entry("mashumaro.mixins.json.DataClassJSONMixin", CONVERSIONS),
            Map.entry("mashumaro.mixins.orjson.DataClassORJSONMixin", CONVERSIONS),
            Map.entry("mashumaro.mixins.yaml.DataClassYAMLMixin", CONVERSIONS), Map.entry("dataclasses_json.DataClassJsonMixin", CONVERSIONS),
            Map.entry("builtins.object", Set.of()), Map.entry("abc.ABC", Set.of("register")),
            Map.entry("typing.Generic", Set.of()), Map.entry("typing_extensions.Generic", Set.of()),
            Map.entry("typing.Protocol", Set.of()), Map.entry("typing_extensions.Protocol", Set.of()),
            Map.entry("collections.abc.Mapping", MAPPING), Map.entry("typing.Mapping", MAPPING),
            Map.entry("collections.abc.Hashable", Set.of()), Map.entry("typing.Hashable", Set.of()),
            Map.entry("draccus.ChoiceRegistry", CHOICES), Map.entry("draccus.choice_types.ChoiceRegistry", CHOICES));

    /** What is known of the base class of this full name; empty when it may bring anything. */
    static Optional<KnownBase> of(String name) {
        if (PLAIN.containsKey(name)) {
            return Optional.of(new KnownBase(Kind.PLAIN, PLAIN.get(name)));
        } else if (PYDANTIC.contains(name)) {
            return Optional.of(new KnownBase(Kind.PYDANTIC, Set.of()));
        } else if (name.equals("typing.NamedTuple")) {
            return Optional.of(new KnownBase(Kind.NAMED_TUPLE, Set.of()));
        } else if (name.equals("typing.TypedDict") || name.equals("typing_extensions.TypedDict")) {
            return Optional.of(new KnownBase(Kind.TYPED_DICT, Set.of()));
        }
        return name.startsWith("enum.") ? Optional.of(new KnownBase(Kind.ENUM, Set.of())) : Optional.empty();
    }

    /** What holds when a base is one of several, as where the import of one library falls back on another. */
    static Optional<KnownBase> of(Type type) {
        Optional<KnownBase> common = Optional.empty();
        for (Type option : Type.options(type)) {
            Optional<KnownBase> one = option instanceof Type.External external ? of(external.name()) : Optional.empty();
            if (one.isEmpty() || common.isPresent() && !common.equals(one)) {
                return Optional.empty();
            }
            common = one;
        }
        return common;
    }
}
