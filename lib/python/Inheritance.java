package python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import python.ClassDef.Member;
import python.Shape.Kind;

/** Works classes out from their bases and decorators. */
final class Inheritance {
    /** Objects of a class with more bases than this, or below one another, are not followed. */
    private static final int LONGEST_LINEAGE = 40;
    private static final Set<String> HARMLESS_DECORATORS = Set.of("functools.total_ordering", "typing.final",
            "typing.runtime_checkable", "typing_extensions.runtime_checkable", "typing_extensions.final", "typing.no_type_check",
            "typing_extensions.deprecated", "warnings.deprecated");
    private static final Set<String> DATACLASS = Set.of("dataclasses.dataclass", "pydantic.dataclasses.dataclass");
    private static final Set<String> ATTRS = Set.of("attr.s", "attr.attrs", "attr.define", "attr.frozen", "attr.mutable",
            "attrs.define", "attrs.frozen", "attrs.mutable", "attr.dataclass");
    private static final Pattern EXTRA = Pattern.compile("\\bextra[\"']?\\s*[=:]\\s*(?:\\w+\\.)*[\"']?(allow|forbid|ignore)");

    private final Evaluator evaluator;
    private final Map<ClassDef, Shape> shapes = new HashMap<>();
    private int depth;

    Inheritance(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** A class with all that it inherits. */
    Shape shape(ClassDef definition) {
        Shape shape = shapes.get(definition);
        if (shape == null) {
            // a class that inherits from itself sees only its own body
            shapes.put(definition, new Shape(definition, List.of(definition), Kind.PLAIN, Optional.of("its bases form a circle"), "ignore",
                    Set.of()));
            depth++;
            try {
                if (depth < LONGEST_LINEAGE) {
                    shape = new Draft(definition).shape();
                    shapes.put(definition, shape);
                } else {
                    shape = shapes.remove(definition);
                }
            } finally {
                depth--;
            }
        }
        return shape;
    }

    /** A class of which some bases and decorators were looked at. */
    private final class Draft {
        private final ClassDef definition;
        private final Scope around;
        private final List<List<ClassDef>> inherited = new ArrayList<>();
        private final List<ClassDef> parents = new ArrayList<>();
        private final Set<String> brought = new HashSet<>();
        private Kind kind = Kind.PLAIN;
        private Optional<String> open;
        private String extra = "";

        Draft(ClassDef definition) {
            this.definition = definition;
            this.around = new Scope(definition.module, Optional.empty(), definition.within, Map.of());
            this.open = definition.isOpen() ? Optional.of("its code sets attributes by computed names") : Optional.empty();
        }

        Shape shape() {
            definition.syntax.bases().forEach(this::base);
            definition.syntax.decorators().forEach(this::decorator);
            String stated = statedExtra(definition);
            extra = stated.isEmpty() ? extra : stated;
            if (kind == Kind.PYDANTIC && extra.equals("allow")) {
                opens("it allows extra fields");
            }
            List<ClassDef> lineage = lineage();
            return new Shape(definition, lineage, kind, open, extra.isEmpty() ? "ignore" : extra, Set.copyOf(brought));
        }

        /** Gives the reason why its objects may have more attributes, unless there is one already. */
        private void opens(String why) {
            open = open.or(() -> Optional.of(why));
        }

        private void base(Expr.Argument argument) {
            String text = definition.module.text(argument.value());
            if (argument.keyword().equals("metaclass") && !text.endsWith("ABCMeta")) {
                open = Optional.of("its metaclass " + text + " is not followed");
            } else if (argument.keyword().equals("extra")) {
                extra = text.replaceAll(".*[.\"']([a-z]+).*", "$1");
            } else if (argument.keyword().isEmpty()) {
                Type type = evaluator.typeOf(argument.value() instanceof Expr.Subscript generic ? generic.value() : argument.value(), around);
                if (type instanceof Type.ClassObject parent && parent.of() != definition) {
                    parent(parent, text);
                } else {
                    library(type, text);
                }
            }
        }

        private void parent(Type.ClassObject parent, String text) {
            Shape base = evaluator.shape(parent.of());
            parents.add(parent.of());
            inherited.add(base.lineage());
            kind = base.kind() == Kind.PLAIN ? kind : base.kind();
            base.open().ifPresent(this::opens);
            if (!parent.exact()) {
                opens("its base " + text + " may be more than " + parent.of().name());
            }
            extra = extra.isEmpty() ? base.extra() : extra;
            brought.addAll(base.brought());
        }

        /**
         * The class and its bases in the order in which Python looks attributes up (the C3 linearization; The Python Language Reference,
         * 3.3.3.4). Where the bases contradict each other, which Python refuses, it is the order of the text.
         */
        private List<ClassDef> lineage() {
            List<ClassDef> lineage = new ArrayList<>(List.of(definition));
            List<List<ClassDef>> left = Stream.concat(inherited.stream(), Stream.of(parents)).<List<ClassDef>>map(LinkedList::new).toList();
            while (left.stream().anyMatch(order -> !order.isEmpty())) {
                List<ClassDef> heads = left.stream().filter(order -> !order.isEmpty()).map(order -> order.get(0)).toList();
                ClassDef next = heads.stream().filter(head -> left.stream().noneMatch(order -> order.lastIndexOf(head) > 0)).findFirst()
                        .orElse(heads.get(0));
                left.forEach(order -> order.remove(next));
                lineage.add(next);
            }
            if (lineage.size() > LONGEST_LINEAGE) {
                open = Optional.of("it has too many bases");
            }
            return List.copyOf(lineage.subList(0, Math.min(lineage.size(), LONGEST_LINEAGE)));
        }

        private void library(Type type, String text) {
            KnownBase.of(type).ifPresentOrElse(known -> {
                kind = known.kind() == Kind.PLAIN ? kind : known.kind();
                brought.addAll(known.brings());
            }, () -> opens("its base " + text + (type instanceof Type.External ? " is not in the tree" : " is not known")));
            if (extra.isEmpty() && type instanceof Type.External external && external.name().endsWith("BaseSettings")) {
                extra = "forbid";
            }
        }

        private void decorator(Expr decorator) {
            Type type = evaluator.typeOf(decorator instanceof Expr.Call call ? call.function() : decorator, around);
            String name = type instanceof Type.External external ? external.name() : "";
            if (DATACLASS.contains(name)) {
                kind = Kind.DATACLASS;
            } else if (ATTRS.contains(name)) {
                kind = Kind.ATTRS;
            } else if (type instanceof Type.Callable local && local.function().is("dataclass_transform")) {
                kind = Kind.DATACLASS;
                brought.addAll(setOnClass(local.function()));
            } else if (type instanceof Type.Callable local && keepsClass(local.function())) {
                brought.addAll(setOnClass(local.function()));
            } else if (!HARMLESS_DECORATORS.contains(name) && !registers(decorator, around)) {
                opens("its decorator " + decorator.lastName() + " may add attributes");
            }
        }
    }

    /** Whether a decorator is a method that a known base brings, as in {@code @PolicyConfig.register_subclass("act")}. */
    private boolean registers(Expr decorator, Scope around) {
        return decorator instanceof Expr.Call call && call.function() instanceof Expr.Attribute method
                && evaluator.typeOf(method.value(), around) instanceof Type.ClassObject registry
                && evaluator.shape(registry.of()).brought().contains(method.name());
    }

    /** Whether a decorator of the tree gives its class back: every {@code return} names a parameter or an inner function. */
    private static boolean keepsClass(FunctionDef decorator) {
        var inner = decorator.module.functions.stream().filter(function -> function.within.filter(decorator::equals).isPresent()).toList();
        var returns = decorator.results("return");
        boolean names = !returns.isEmpty() && returns.stream().allMatch(value -> value.filter(found -> found instanceof Expr.Name name
                && (decorator.syntax.parameters().stream().anyMatch(parameter -> parameter.name().equals(name.id()))
                    || inner.stream().anyMatch(function -> function.syntax.name().equals(name.id()) && keepsClass(function)))).isPresent());
        String text = decorator.module.text(decorator.syntax);
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
            assign.attributes().forEach(target -> into.add(target.name()));
        }
        for (Syntax child : node.children()) {
            setOnClass(child, into);
        }
    }

    /** {@code extra} of pydantic's {@code model_config} or inner {@code Config}. */
    private static String statedExtra(ClassDef definition) {
        List<Member> members = new ArrayList<>(definition.members().getOrDefault("model_config", List.of()));
        members.addAll(definition.members().getOrDefault("Config", List.of()));
        for (Member member : members) {
            String text = definition.module.text(member.node());
            Matcher matcher = EXTRA.matcher(text);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return "";
    }
}
