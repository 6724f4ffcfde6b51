package python;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import python.ClassDef.Member;

/**
 * A class with all that it inherits.
 *
 * @param lineage the class itself, then its bases of the tree, nearest first
 * @param kind    what makes its {@code __init__}
 * @param open    why objects may have attributes that nothing declares; empty when they can't
 * @param extra   what pydantic does with unknown arguments: {@code ignore}, {@code forbid}, {@code allow}
 */
record Shape(ClassDef of, List<ClassDef> lineage, Kind kind, Optional<String> open, String extra) {
    enum Kind { PLAIN, DATACLASS, ATTRS, PYDANTIC, NAMED_TUPLE, TYPED_DICT, ENUM }

    private static final Set<String> HARMLESS_BASES = Set.of("builtins.object", "abc.ABC", "typing.Generic",
            "typing_extensions.Generic");
    private static final Set<String> PYDANTIC_BASES = Set.of("pydantic.BaseModel", "pydantic.BaseSettings", "pydantic.main.BaseModel",
            "pydantic.v1.BaseModel", "pydantic.v1.BaseSettings", "pydantic_settings.BaseSettings", "pydantic.generics.GenericModel");
    private static final Set<String> HARMLESS_DECORATORS = Set.of("functools.total_ordering", "typing.final",
            "typing.runtime_checkable", "typing_extensions.final", "typing.no_type_check");
    private static final Set<String> DATACLASS = Set.of("dataclasses.dataclass", "pydantic.dataclasses.dataclass");
    private static final Set<String> ATTRS = Set.of("attr.s", "attr.attrs", "attr.define", "attr.frozen", "attr.mutable",
            "attrs.define", "attrs.frozen", "attrs.mutable", "attr.dataclass");

    private static final Set<String> PYDANTIC_NAMES = Set.of("dict", "json", "copy", "parse_obj", "parse_raw", "parse_file", "from_orm",
            "schema", "schema_json", "construct", "validate", "update_forward_refs", "fields", "Config");
    private static final Set<String> TUPLE_NAMES = Set.of("count", "index", "_asdict", "_replace", "_make", "_fields", "_field_defaults");
    private static final Set<String> DICT_NAMES = Set.of("get", "items", "keys", "values", "pop", "popitem", "update", "setdefault",
            "copy", "clear", "fromkeys");

    /** What is declared under a name, nearest class first. */
    List<Member> members(String name) {
        return lineage.stream().flatMap(level -> level.members().getOrDefault(name, List.of()).stream()).toList();
    }

    boolean has(String name) {
        return lineage.stream().anyMatch(level -> level.members().containsKey(name)) || isBuiltIn(name);
    }

    private boolean isBuiltIn(String name) {
        if (name.startsWith("__") && name.endsWith("__")) {
            return true;
        }
        return switch (kind) {
            case PYDANTIC -> PYDANTIC_NAMES.contains(name) || name.startsWith("model_") || name.startsWith("settings_customise");
            case NAMED_TUPLE -> TUPLE_NAMES.contains(name);
            case TYPED_DICT -> DICT_NAMES.contains(name);
            default -> false;
        };
    }

    /** The names that a reader may use, fields first, private ones not. */
    List<String> available() {
        Set<String> fields = new LinkedHashSet<>();
        Set<String> rest = new LinkedHashSet<>();
        for (int i = lineage.size() - 1; i >= 0; i--) {
            lineage.get(i).members().forEach((name, members) -> {
                boolean method = members.stream().allMatch(member -> member.how() == ClassDef.How.METHOD);
                if (!name.startsWith("_")) {
                    (method ? rest : fields).add(name);
                }
            });
        }
        fields.addAll(rest);
        return List.copyOf(fields);
    }

    /** Works a class out from its bases and decorators. */
    static Shape of(ClassDef definition, Inference inference) {
        List<ClassDef> lineage = new ArrayList<>(List.of(definition));
        Kind kind = Kind.PLAIN;
        Optional<String> open = definition.isOpen() ? Optional.of("its code sets attributes by computed names") : Optional.empty();
        String extra = "";
        Scope around = new Scope(definition.module, Optional.empty(), definition.within, java.util.Map.of());
        for (Syntax.Argument base : definition.syntax.bases()) {
            String text = definition.module.file.text().substring(base.value().start(), base.value().end());
            if (!base.keyword().isEmpty()) {
                if (base.keyword().equals("metaclass") && !text.endsWith("ABCMeta")) {
                    open = Optional.of("its metaclass " + text + " is not followed");
                } else if (base.keyword().equals("extra")) {
                    extra = text.replaceAll(".*[.\"']([a-z]+).*", "$1");
                }
                continue;
            }
            Syntax.Expr value = base.value() instanceof Syntax.Subscript generic ? generic.value() : base.value();
            Type type = inference.typeOf(value, around);
            if (type instanceof Type.ClassObject parent && parent.of() != definition) {
                Shape inherited = inference.shape(parent.of());
                inherited.lineage().stream().filter(level -> !lineage.contains(level)).forEach(lineage::add);
                kind = inherited.kind() == Kind.PLAIN ? kind : inherited.kind();
                open = open.or(inherited::open);
                extra = extra.isEmpty() ? inherited.extra() : extra;
            } else if (type instanceof Type.External external) {
                Optional<Kind> known = kindOf(external.name());
                kind = known.filter(found -> found != Kind.PLAIN).orElse(kind);
                open = known.isPresent() ? open : open.or(() -> Optional.of("its base " + text + " is not in the tree"));
                extra = extra.isEmpty() && external.name().endsWith("BaseSettings") ? "forbid" : extra;
            } else {
                open = open.or(() -> Optional.of("its base " + text + " is not known"));
            }
        }
        for (Syntax.Expr decorator : definition.syntax.decorators()) {
            Type type = inference.typeOf(decorator instanceof Syntax.Call call ? call.function() : decorator, around);
            String name = type instanceof Type.External external ? external.name() : "";
            if (DATACLASS.contains(name)) {
                kind = Kind.DATACLASS;
            } else if (ATTRS.contains(name)) {
                kind = Kind.ATTRS;
            } else if (!HARMLESS_DECORATORS.contains(name) && !(type instanceof Type.Callable local && keepsClass(local.function()))) {
                String text = FunctionDef.lastName(decorator);
                open = open.or(() -> Optional.of("its decorator " + text + " may add attributes"));
            }
        }
        String stated = statedExtra(definition);
        extra = stated.isEmpty() ? extra : stated;
        if (kind == Kind.PYDANTIC && extra.equals("allow")) {
            open = open.or(() -> Optional.of("it allows extra fields"));
        }
        return new Shape(definition, List.copyOf(lineage), kind, open, extra.isEmpty() ? "ignore" : extra);
    }

    private static Optional<Kind> kindOf(String base) {
        if (HARMLESS_BASES.contains(base)) {
            return Optional.of(Kind.PLAIN);
        } else if (PYDANTIC_BASES.contains(base)) {
            return Optional.of(Kind.PYDANTIC);
        } else if (base.equals("typing.NamedTuple")) {
            return Optional.of(Kind.NAMED_TUPLE);
        } else if (base.equals("typing.TypedDict") || base.equals("typing_extensions.TypedDict")) {
            return Optional.of(Kind.TYPED_DICT);
        }
        return base.startsWith("enum.") ? Optional.of(Kind.ENUM) : Optional.empty();
    }

    /** Whether a decorator of the tree gives its class back: every {@code return} names a parameter or an inner function. */
    private static boolean keepsClass(FunctionDef decorator) {
        var inner = decorator.module.functions.stream().filter(function -> function.within.filter(decorator::equals).isPresent()).toList();
        var returns = decorator.results("return");
        boolean names = !returns.isEmpty() && returns.stream().allMatch(value -> value.filter(found -> found instanceof Syntax.Name name
                && (decorator.syntax.parameters().stream().anyMatch(parameter -> parameter.name().equals(name.id()))
                    || inner.stream().anyMatch(function -> function.syntax.name().equals(name.id()) && keepsClass(function)))).isPresent());
        String text = decorator.module.file.text().substring(decorator.syntax.start(), decorator.syntax.end());
        return names && !text.contains("setattr(") && !text.contains("__dict__");
    }

    /** {@code extra} of pydantic's {@code model_config} or inner {@code Config}. */
    private static String statedExtra(ClassDef definition) {
        List<Member> members = new ArrayList<>(definition.members().getOrDefault("model_config", List.of()));
        members.addAll(definition.members().getOrDefault("Config", List.of()));
        for (Member member : members) {
            String text = definition.module.file.text().substring(member.node().start(), member.node().end());
            var matcher = java.util.regex.Pattern.compile("\\bextra[\"']?\\s*[=:]\\s*(?:\\w+\\.)*[\"']?(allow|forbid|ignore)").matcher(text);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return "";
    }
}
