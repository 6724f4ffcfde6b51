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
 * @param brought names that bases from libraries declare and that decorators set
 */
record Shape(ClassDef of, List<ClassDef> lineage, Kind kind, Optional<String> open, String extra, Set<String> brought) {
    enum Kind { PLAIN, DATACLASS, ATTRS, PYDANTIC, NAMED_TUPLE, TYPED_DICT, ENUM }

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
}
