package python;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import python.ClassDef.Member;

/**
 * A class with all that it inherits.
 *
 * @param lineage the class itself, then its bases of the tree, nearest first
 * @param kind    what makes its {@code __init__}
 * @param open    why objects may have attributes that nothing declares; empty when they can't
 * @param extra   what pydantic does with unknown arguments: {@code ignore}, {@code forbid}, {@code allow}
 * @param brought names that bases from libraries declare and that decorators set
 */
record Shape(ClassDef of, List<ClassDef> lineage, Kind kind, Optional<String> open, String extra, Set<String> brought) {
    enum Kind { PLAIN, DATACLASS, ATTRS, PYDANTIC, NAMED_TUPLE, TYPED_DICT, ENUM }

    private static final int LONGEST_LINEAGE = 40;
    private static final Set<String> HARMLESS_DECORATORS = Set.of("functools.total_ordering", "typing.final",
            "typing.runtime_checkable", "typing_extensions.runtime_checkable", "typing_extensions.final", "typing.no_type_check",
            "typing_extensions.deprecated", "warnings.deprecated");
    private static final Set<String> DATACLASS = Set.of("dataclasses.dataclass", "pydantic.dataclasses.dataclass");
    private static final Set<String> ATTRS = Set.of("attr.s", "attr.attrs", "attr.define", "attr.frozen", "attr.mutable",
            "attrs.define", "attrs.frozen", "attrs.mutable", "attr.dataclass");

    private static final Set<String> PYDANTIC_NAMES = Set.of("dict", "json", "copy", "parse_obj", "parse_raw", "parse_file", "from_orm",
            "schema", "schema_json", "construct", "validate", "update_forward_refs", "fields", "Config", "model_config", "model_fields",
            "model_computed_fields", "model_extra", "model_fields_set", "model_construct", "model_copy", "model_dump", "model_dump_json",
            "model_json_schema", "model_parametrized_name", "model_post_init", "model_rebuild", "model_validate", "model_validate_json",
            "model_validate_strings");
    private static final Set<String> TUPLE_NAMES = Set.of("count", "index", "_asdict", "_replace", "_make", "_fields", "_field_defaults");
    private static final Set<String> DICT_NAMES = Set.of("get", "items", "keys", "values", "pop", "popitem", "update", "setdefault",
            "copy", "clear", "fromkeys");

    /** What is declared under a name, nearest class first. */
    List<Member> members(String name) {
        List<Member> found = List.of();
        for (ClassDef level : lineage) {
            for (Member member : level.members().getOrDefault(name, List.of())) {
                if (takesEffect(member)) {
                    found = found.isEmpty() ? new ArrayList<>(2) : found;
                    found.add(member);
                }
            }
        }
        return found;
    }

    boolean has(String name) {
        return !members(name).isEmpty() || brought.contains(name) || isBuiltIn(name) || isMangled(name);
    }

    /** Whether it is a private name as others see it: {@code _Class__name} (The Python Language Reference, 6.2.1). */
    private boolean isMangled(String name) {
        return name.startsWith("_") && lineage.stream().anyMatch(level -> {
            String prefix = "_" + level.name().replaceAll("^_+", "");
            return name.startsWith(prefix + "__") && level.members().containsKey(name.substring(prefix.length()));
        });
    }

    /**
     * Whether setting an attribute that nothing declares is an error: a pydantic model says that it has no such field (unless the name
     * begins with an underscore, or {@code extra} allows it), a named tuple that it has no such attribute.
     */
    boolean refuses(String name) {
        boolean guarded = kind == Kind.PYDANTIC && !extra.equals("allow") && open.isEmpty() || kind == Kind.NAMED_TUPLE;
        return guarded && !name.startsWith("_") && lineage.stream().noneMatch(level -> level.members().containsKey("__setattr__"));
    }

    private boolean takesEffect(Member member) {
        boolean assigned = member.how() == ClassDef.How.INSTANCE && !(member.node() instanceof Expr.Call);
        return !assigned || !refuses(member.name());
    }

    /** Whether no object is of this very class: it is abstract, so that there are only objects of its subclasses. */
    boolean isAbstract() {
        return of.syntax.bases().stream().anyMatch(base -> Set.of("ABC", "ABCMeta").contains(base.value().lastName()))
                || lineage.stream().flatMap(level -> level.methods.stream()).anyMatch(method -> method.is("abstractmethod")
                        && members(method.syntax.name()).get(0).node() == method.syntax);
    }

    /** Whether it only says what other classes must have at least. */
    boolean isProtocol() {
        return of.syntax.bases().stream().map(base -> base.value() instanceof Expr.Subscript generic ? generic.value() : base.value())
                .anyMatch(base -> base.lastName().equals("Protocol"));
    }

    private boolean isBuiltIn(String name) {
        if (name.startsWith("__") && name.endsWith("__")) {
            return true;
        }
        return switch (kind) {
            case PYDANTIC -> PYDANTIC_NAMES.contains(name) || name.startsWith("settings_customise");
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
                if (!name.startsWith("_") && members.stream().anyMatch(this::takesEffect)) {
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
        Set<String> brought = new HashSet<>();
        Scope around = new Scope(definition.module, Optional.empty(), definition.within, Map.of());
        for (Expr.Argument base : definition.syntax.bases()) {
            String text = definition.module.file.text().substring(base.value().start(), base.value().end());
            if (!base.keyword().isEmpty()) {
                if (base.keyword().equals("metaclass") && !text.endsWith("ABCMeta")) {
                    open = Optional.of("its metaclass " + text + " is not followed");
                } else if (base.keyword().equals("extra")) {
                    extra = text.replaceAll(".*[.\"']([a-z]+).*", "$1");
                }
                continue;
            }
            Expr value = base.value() instanceof Expr.Subscript generic ? generic.value() : base.value();
            Type type = inference.typeOf(value, around);
            if (type instanceof Type.ClassObject parent && parent.of() != definition) {
                Shape inherited = inference.shape(parent.of());
                inherited.lineage().stream().filter(level -> !lineage.contains(level)).forEach(lineage::add);
                if (lineage.size() > LONGEST_LINEAGE) {
                    lineage.subList(LONGEST_LINEAGE, lineage.size()).clear();
                    open = Optional.of("it has too many bases");
                }
                kind = inherited.kind() == Kind.PLAIN ? kind : inherited.kind();
                open = open.or(inherited::open);
                if (!parent.exact()) {
                    open = open.or(() -> Optional.of("its base " + text + " may be more than " + parent.of().name()));
                }
                extra = extra.isEmpty() ? inherited.extra() : extra;
                brought.addAll(inherited.brought());
            } else {
                Optional<KnownBase> known = KnownBase.of(type);
                kind = known.map(KnownBase::kind).filter(found -> found != Kind.PLAIN).orElse(kind);
                known.ifPresent(library -> brought.addAll(library.brings()));
                open = known.isPresent() ? open : open.or(() -> Optional.of("its base " + text
                        + (type instanceof Type.External ? " is not in the tree" : " is not known")));
                extra = extra.isEmpty() && type instanceof Type.External external && external.name().endsWith("BaseSettings") ? "forbid" : extra;
            }
        }
        for (Expr decorator : definition.syntax.decorators()) {
            Type type = inference.typeOf(decorator instanceof Expr.Call call ? call.function() : decorator, around);
            String name = type instanceof Type.External external ? external.name() : "";
            if (DATACLASS.contains(name)) {
                kind = Kind.DATACLASS;
            } else if (ATTRS.contains(name)) {
                kind = Kind.ATTRS;
            } else if (type instanceof Type.Callable local && keepsClass(local.function())) {
                brought.addAll(setOnClass(local.function()));
            } else if (!HARMLESS_DECORATORS.contains(name) && !registers(decorator, inference, around)) {
                String text = decorator.lastName();
                open = open.or(() -> Optional.of("its decorator " + text + " may add attributes"));
            }
        }
        String stated = statedExtra(definition);
        extra = stated.isEmpty() ? extra : stated;
        if (kind == Kind.PYDANTIC && extra.equals("allow")) {
            open = open.or(() -> Optional.of("it allows extra fields"));
        }
        return new Shape(definition, List.copyOf(lineage), kind, open, extra.isEmpty() ? "ignore" : extra, Set.copyOf(brought));
    }

    /** Whether a decorator is a method that a known base brings, as in {@code @PolicyConfig.register_subclass("act")}. */
    private static boolean registers(Expr decorator, Inference inference, Scope around) {
        return decorator instanceof Expr.Call call && call.function() instanceof Expr.Attribute method
                && inference.typeOf(method.value(), around) instanceof Type.ClassObject registry
                && inference.shape(registry.of()).brought().contains(method.name());
    }

    /** Whether a decorator of the tree gives its class back: every {@code return} names a parameter or an inner function. */
    private static boolean keepsClass(FunctionDef decorator) {
        var inner = decorator.module.functions.stream().filter(function -> function.within.filter(decorator::equals).isPresent()).toList();
        var returns = decorator.results("return");
        boolean names = !returns.isEmpty() && returns.stream().allMatch(value -> value.filter(found -> found instanceof Expr.Name name
                && (decorator.syntax.parameters().stream().anyMatch(parameter -> parameter.name().equals(name.id()))
                    || inner.stream().anyMatch(function -> function.syntax.name().equals(name.id()) && keepsClass(function)))).isPresent());
        String text = decorator.module.file.text().substring(decorator.syntax.start(), decorator.syntax.end());
        return names && !text.contains("setattr(") && !text.contains("__dict__");
    }

    /** What a decorator sets by name, as in {@code cls.defaults = {}}. */
    private static Set<String> setOnClass(FunctionDef decorator) {
        Set<String> names = new HashSet<>();
        decorator.syntax.body().forEach(statement -> setOnClass(statement, names));
        return names;
    }

    private static void setOnClass(Syntax node, Set<String> into) {
        if (node instanceof Stmt.Assign assign) {
            assign.targets().stream().filter(Expr.Attribute.class::isInstance).forEach(target -> into.add(((Expr.Attribute) target).name()));
        }
        node.children().forEach(child -> setOnClass(child, into));
    }

    /** {@code extra} of pydantic's {@code model_config} or inner {@code Config}. */
    private static String statedExtra(ClassDef definition) {
        List<Member> members = new ArrayList<>(definition.members().getOrDefault("model_config", List.of()));
        members.addAll(definition.members().getOrDefault("Config", List.of()));
        for (Member member : members) {
            String text = definition.module.file.text().substring(member.node().start(), member.node().end());
            var matcher = Pattern.compile("\\bextra[\"']?\\s*[=:]\\s*(?:\\w+\\.)*[\"']?(allow|forbid|ignore)").matcher(text);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return "";
    }
}
