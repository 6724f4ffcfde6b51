package python;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import report.Finding;
import report.Related;
import report.Severity;

/** Compares the keywords of a constructor call with what the class takes. */
final class Arguments {
    /** What lets a pydantic model, or an attrs class, take arguments under other names than its fields. */
    private static final Pattern RENAMES = Pattern.compile("alias|validator|populate_by_name|__pydantic");

    private Arguments() {}

    /** What a class takes by keyword. */
    private record Taken(Set<String> names, String says, Severity severity) {}

    static List<Finding> of(Use.Made made, BiPredicate<ClassDef, String> excused, Inference inference, ConfigOptions options) {
        Shape shape = inference.shape(made.of());
        Optional<Taken> taken = shape.open().isPresent() && !options.strict() || !shape.members("__new__").isEmpty()
                || shape.brought().contains("__init__") || !made.exact() && !made.replaced()
                ? Optional.empty() : taken(shape, inference);
        List<Finding> findings = new ArrayList<>();
        for (Expr.Argument argument : made.call().arguments()) {
            String name = argument.keyword();
            boolean waived = Guards.waive(made.module(), argument.start()) && !options.strict();
            if (taken.isPresent() && !waived && !name.isEmpty() && !taken.get().names().contains(name) && (made.exact() || !excused.test(made.of(), name))) {
                Finding finding = Finding.of(ConfigRules.ARGUMENT, Findings.place(made.module(), argument.start()), made.of().name() + "." + name,
                        String.format(taken.get().says(), name)).withSeverity(taken.get().severity());
                findings.add(finding.withAvailable(taken.get().names().stream().filter(field -> !field.startsWith("_")).sorted().toList())
                        .withRelated(List.of(new Related(Findings.place(made.of()), "class " + made.of().name() + " is defined here"))));
            }
        }
        return findings;
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
                        return generated(shape.lineage().subList(i, shape.lineage().size()), unexpected);
                    }
                }
                case NAMED_TUPLE -> {
                    return generated(shape.lineage(), name + ".__new__() got an unexpected keyword argument '%s'");
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

    private static Optional<Taken> generated(List<ClassDef> lineage, String says) {
        Set<String> names = new HashSet<>();
        for (ClassDef level : lineage) {
            String text = level.module.file.text();
            String decorators = text.substring(level.syntax.start(), level.syntax.nameStart());
            if (decorators.matches("(?s).*\\binit\\s*=.*") || RENAMES.matcher(text.substring(level.syntax.start(), level.syntax.end())).find()
                    || decorators.contains("attr") && text.substring(level.syntax.start(), level.syntax.end()).matches("(?s).*=\\s*(attr\\.ib|attrib)\\(.*")) {
                return Optional.empty();
            }
            for (ClassDef.Member field : level.fields()) {
                String declared = text.substring(field.node().start(), field.node().end());
                boolean outside = declared.matches("(?s)[^=]*\\bClassVar\\b.*") || declared.matches("(?s).*\\binit\\s*=\\s*False.*");
                if (!outside) {
                    names.add(decorators.contains("attr") ? field.name().replaceAll("^_+", "") : field.name());
                }
            }
        }
        return Optional.of(new Taken(names, says, Severity.ERROR));
    }

    private static Optional<Taken> pydantic(Shape shape) {
        Set<String> names = new HashSet<>();
        for (ClassDef level : shape.lineage()) {
            if (RENAMES.matcher(level.module.file.text().substring(level.syntax.start(), level.syntax.end())).find()) {
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
