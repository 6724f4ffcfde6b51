package python;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import report.Finding;
import report.Severity;

/** Compares the keywords of a constructor call with what the class takes. */
final class Arguments {
    /** What lets a pydantic model, or an attrs class, take arguments under other names than its fields. */
    private static final Pattern RENAMES = Pattern.compile("alias|validator|populate_by_name|__pydantic");
    /** Whether a decorator makes {@code __init__} is stated, so not for sure. */
    private static final Pattern INIT_STATED = Pattern.compile("\\binit\\s*=");
    /** Fields of attrs that stand outside the class ({@code @attr.s(these=…)}). */
    private static final Pattern THESE = Pattern.compile("\\bthese\\s*=");
    private static final Pattern CLASS_VARIABLE = Pattern.compile("[^=]*\\bClassVar\\b");
    private static final Pattern NOT_IN_INIT = Pattern.compile("\\binit\\s*=\\s*False");

    private Arguments() {}

    /** What a class takes by keyword. */
    private record Taken(Set<String> names, String says, Severity severity) {}

    static List<Finding> of(Use.Made made, Substitutes substitutes, Inference inference, ConfigOptions options) {
        Shape shape = inference.shape(made.of());
        boolean unsure = shape.open().isPresent() && !options.strict() || !shape.members("__new__").isEmpty()
                || shape.brought().contains("__init__") || !made.exact() && !made.replaced();
        Optional<Taken> taken = unsure ? Optional.empty() : taken(shape, inference);
        return taken.stream().flatMap(known -> made.call().arguments().stream().filter(argument -> {
            String name = argument.keyword();
            boolean waived = Guards.waive(made.module(), argument.start()) && !options.strict();
            return !name.isEmpty() && !known.names().contains(name) && !waived && (made.exact() || !substitutes.mayHave(shape, name, false));
        }).map(argument -> finding(made, argument, known))).toList();
    }

    private static Finding finding(Use.Made made, Expr.Argument argument, Taken taken) {
        return Finding.of(ConfigRules.ARGUMENT, made.module().place(argument.start()), made.of().name() + "." + argument.keyword(),
                String.format(taken.says(), argument.keyword())).withSeverity(taken.severity())
                .withAvailable(taken.names().stream().filter(field -> !field.startsWith("_")).sorted().toList())
                .withRelated(List.of(made.of().definition()));
    }

    /** Empty when the class takes anything, or when that can't be told. */
    private static Optional<Taken> taken(Shape shape, Inference inference) {
        String name = shape.of().name();
        for (int i = 0; i < shape.lineage().size(); i++) {
            ClassDef level = shape.lineage().get(i);
            Optional<FunctionDef> init = level.method("__init__");
            String unexpected = level.name() + ".__init__() got an unexpected keyword argument '%s'";
            if (init.isPresent()) {
                return explicit(init.get(), unexpected);
            }
            boolean decorated = !level.syntax.decorators().isEmpty();
            switch (inference.shape(level).kind()) {
                case DATACLASS, ATTRS -> {
                    if (decorated) {
                        return generated(shape.lineage().subList(i, shape.lineage().size()), unexpected, inference);
                    }
                }
                case NAMED_TUPLE -> {
                    return generated(shape.lineage(), name + ".__new__() got an unexpected keyword argument '%s'", inference);
                }
                case PYDANTIC -> {
                    if (i == shape.lineage().size() - 1) {
                        return pydantic(shape);
                    }
                }
                default -> {
                    if (level.members().containsKey("__init__") || shape.kind() != Shape.Kind.PLAIN) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.of(new Taken(Set.of(), name + "() takes no arguments, so not '%s'", Severity.ERROR));
    }

    /** What an {@code __init__} of its own takes. */
    private static Optional<Taken> explicit(FunctionDef init, String says) {
        Set<String> names = new HashSet<>();
        List<Expr.Parameter> parameters = init.syntax.parameters();
        for (Expr.Parameter parameter : parameters) {
            if (parameter.star() == '/') {
                names.clear();
            }
            names.add(parameter.name());
        }
        boolean open = parameters.stream().anyMatch(parameter -> parameter.star() == '#') || !init.syntax.decorators().isEmpty();
        return open ? Optional.empty() : Optional.of(new Taken(names, says, Severity.ERROR));
    }

    /** What an {@code __init__} takes that is made from the fields. */
    private static Optional<Taken> generated(List<ClassDef> lineage, String says, Inference inference) {
        Set<String> names = new HashSet<>();
        for (ClassDef level : lineage) {
            String text = level.module.text(level.syntax);
            String decorators = text.substring(0, level.syntax.nameStart() - level.syntax.start());
            boolean attrs = inference.shape(level).kind() == Shape.Kind.ATTRS;
            if (INIT_STATED.matcher(decorators).find() || RENAMES.matcher(text).find() || THESE.matcher(decorators).find()) {
                return Optional.empty();
            }
            for (ClassDef.Member field : attrs ? attributes(level) : level.fields()) {
                String declared = level.module.text(field.node());
                if (!CLASS_VARIABLE.matcher(declared).lookingAt() && !NOT_IN_INIT.matcher(declared).find()) {
                    names.add(attrs ? field.name().replaceAll("^_+", "") : field.name());
                }
            }
        }
        return Optional.of(new Taken(names, says, Severity.ERROR));
    }

    /** Of an attrs class also those without annotation: {@code name = field()}, {@code name = attr.ib()}. */
    private static List<ClassDef.Member> attributes(ClassDef level) {
        return level.members().values().stream().flatMap(List::stream).filter(member -> member.how() == ClassDef.How.FIELD
                || member.how() == ClassDef.How.VALUE && member.value().filter(value -> value instanceof Expr.Call call
                        && Set.of("field", "ib", "attrib").contains(call.lastName())).isPresent()).toList();
    }

    private static Optional<Taken> pydantic(Shape shape) {
        Set<String> names = new HashSet<>();
        for (ClassDef level : shape.lineage()) {
            if (RENAMES.matcher(level.module.text(level.syntax)).find()) {
                return Optional.empty();
            }
            level.fields().forEach(field -> names.add(field.name()));
            names.addAll(level.members().keySet());
        }
        boolean forbidden = shape.extra().equals("forbid");
        return Optional.of(new Taken(names, forbidden ? "'%s': Extra inputs are not permitted [type=extra_forbidden] in " + shape.of().name()
                : shape.of().name() + " has no field '%s': pydantic drops the value silently", forbidden ? Severity.ERROR : Severity.WARNING));
    }
}
