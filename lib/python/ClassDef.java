package python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import report.Place;
import report.Related;

/** A class where it stands, with what its own body and methods declare. */
final class ClassDef {
    private static final List<String> ANYTHING = List.of("__getattr__", "__getattribute__", "__get_pydantic_core_schema__", "__get_validators__");

    final Module module;
    final Stmt.Class syntax;
    final Optional<FunctionDef> within;
    final List<FunctionDef> methods = new ArrayList<>();
    private Map<String, List<Member>> members;
    private boolean open;

    /** How an attribute comes to be. */
    enum How { FIELD, VALUE, METHOD, CLASS, INSTANCE, SLOT }

    /**
     * Something that declares an attribute.
     *
     * @param node   the statement, or for a slot its name
     * @param method where {@code self.name = …} stands
     */
    record Member(String name, How how, Optional<Expr> annotation, Optional<Expr> value, Syntax node, Optional<FunctionDef> method) {}

    ClassDef(Module module, Stmt.Class syntax, FunctionDef within) {
        this.module = module;
        this.syntax = syntax;
        this.within = Optional.ofNullable(within);
    }

    String name() {
        return syntax.name();
    }

    Place place() {
        return module.place(syntax.nameStart());
    }

    /** Leads a reader of a finding to the class. */
    Related definition() {
        return new Related(place(), "class " + name() + " is defined here");
    }

    /** What it declares itself, by name in the order of the text. */
    synchronized Map<String, List<Member>> members() {
        if (members == null) {
            members = new LinkedHashMap<>();
            syntax.body().forEach(this::declare);
            methods.forEach(this::assignments);
        }
        return members;
    }

    /**
     * Whether its own code can give objects attributes that it does not name: {@code __getattr__}, {@code setattr(self, name, …)}, or
     * a schema of its own that lets pydantic make objects of other classes.
     */
    boolean isOpen() {
        // what its body says is known once its members are
        return ANYTHING.stream().anyMatch(members()::containsKey) || open;
    }

    /** Its annotated fields in the order of the text. */
    List<Member> fields() {
        return members().values().stream().flatMap(List::stream).filter(member -> member.how() == How.FIELD).toList();
    }

    Optional<FunctionDef> method(String name) {
        return methods.stream().filter(method -> method.syntax.name().equals(name)).reduce((first, second) -> second);
    }

    private void add(String name, How how, Optional<Expr> annotation, Optional<Expr> value, Syntax node, Optional<FunctionDef> method) {
        members.computeIfAbsent(name, key -> new ArrayList<>()).add(new Member(name, how, annotation, value, node, method));
    }

    private void declare(Stmt statement) {
        if (statement instanceof Stmt.Annotated field && field.target() instanceof Expr.Name name) {
            add(name.id(), How.FIELD, Optional.of(field.annotation()), field.value(), field, Optional.empty());
        } else if (statement instanceof Stmt.Compound || statement instanceof Stmt.Block) {
            Symbol.in(List.of(statement)).forEach((name, symbols) -> symbols.forEach(symbol -> {
                if (symbol instanceof Symbol.Opaque) {
                    add(name, How.VALUE, Optional.empty(), Optional.empty(), statement, Optional.empty());
                }
            }));
            statement.children().stream().filter(Stmt.class::isInstance).forEach(child -> declare((Stmt) child));
            if (statement instanceof Stmt.Block block && block.keyword().equals("for")) {
                open = true;
            }
        } else if (statement instanceof Stmt.Function method) {
            add(method.name(), How.METHOD, Optional.empty(), Optional.empty(), method, Optional.empty());
        } else if (statement instanceof Stmt.Class inner) {
            add(inner.name(), How.CLASS, Optional.empty(), Optional.empty(), inner, Optional.empty());
        } else {
            Symbol.in(List.of(statement)).forEach((name, symbols) -> symbols.forEach(symbol -> {
                Optional<Expr> value = symbol instanceof Symbol.Bound bound && bound.path().isEmpty() ? bound.value() : Optional.empty();
                add(name, How.VALUE, Optional.empty(), value, statement, Optional.empty());
                if (name.equals("__slots__")) {
                    value.ifPresent(this::slots);
                }
            }));
        }
        if (statement instanceof Stmt.Simple || statement instanceof Stmt.Assign) {
            open |= dynamic(statement, "locals()", "vars()");
        }
    }

    private boolean dynamic(Syntax node, String... texts) {
        String text = module.file.text().substring(node.start(), node.end());
        return List.of(texts).stream().anyMatch(text::contains);
    }

    private void slots(Syntax value) {
        if (value instanceof Expr text) {
            text.literal().ifPresent(name -> add(name, How.SLOT, Optional.empty(), Optional.empty(), text, Optional.empty()));
        }
        for (Syntax child : value.children()) {
            slots(child);
        }
    }

    private void assignments(FunctionDef method) {
        if (!method.is("staticmethod") && !method.syntax.parameters().isEmpty()) {
            String self = method.syntax.parameters().get(0).name();
            method.syntax.body().forEach(statement -> assignments(statement, self, method));
        }
    }

    private void assignments(Syntax node, String self, FunctionDef method) {
        if (node instanceof Stmt.Assign assign) {
            assign.targets().forEach(target -> assigned(target, Optional.empty(), Optional.of(assign.value()), self, node, method));
        } else if (node instanceof Stmt.Annotated field) {
            assigned(field.target(), Optional.of(field.annotation()), field.value(), self, node, method);
        } else if (node instanceof Stmt.Augmented augmented && isDict(augmented.target(), self)) {
            open = true;
        } else if (node instanceof Stmt.Block block) {
            block.targets().forEach(target -> assigned(target, Optional.empty(), Optional.empty(), self, block, method));
        } else if (node instanceof Expr.Call call) {
            dynamicWrite(call, self, method);
        }
        for (Syntax child : node.children()) {
            assignments(child, self, method);
        }
    }

    private void assigned(Expr target, Optional<Expr> annotation, Optional<Expr> value, String self, Syntax node, FunctionDef method) {
        if (target instanceof Expr.Attribute attribute) {
            if (isSelf(attribute.value(), self)) {
                open |= attribute.name().equals("__dict__");
                add(attribute.name(), How.INSTANCE, annotation, value, node, Optional.of(method));
            }
        } else if (target instanceof Expr.Sequence sequence) {
            sequence.elements().forEach(element -> assigned(element, Optional.empty(), Optional.empty(), self, node, method));
        } else if (target instanceof Expr.Starred star) {
            assigned(star.value(), Optional.empty(), Optional.empty(), self, node, method);
        } else if (target instanceof Expr.Subscript subscript && isDict(subscript.value(), self)) {
            open = true;
        }
    }

    /** {@code setattr(self, …)}, {@code object.__setattr__(self, …)}, {@code self.__dict__.update(…)}, {@code vars(self).update(…)}. */
    private void dynamicWrite(Expr.Call call, String self, FunctionDef method) {
        String function = call.lastName();
        if (function.equals("setattr") || function.equals("__setattr__")) {
            boolean own = call.positional(0).filter(object -> isSelf(object, self)).isPresent();
            boolean upward = call.function() instanceof Expr.Attribute attribute && attribute.value() instanceof Expr.Call;
            Optional<Expr> name = own ? call.positional(1) : upward ? call.positional(0) : Optional.empty();
            name.ifPresent(written -> {
                if (written.literal().isPresent()) {
                    add(written.literal().get(), How.INSTANCE, Optional.empty(), Optional.empty(), call, Optional.of(method));
                } else if (!method.syntax.name().equals("__setattr__") && !(own && Existing.only(module, method.syntax, call))) {
                    open = true;
                }
            });
        } else if (call.function() instanceof Expr.Attribute attribute) {
            open |= attribute.name().equals("update") && isDict(attribute.value(), self);
        }
    }

    private static boolean isSelf(Expr expression, String self) {
        return expression instanceof Expr.Name name && name.id().equals(self);
    }

    private static boolean isDict(Expr expression, String self) {
        return expression instanceof Expr.Attribute attribute && attribute.name().equals("__dict__") && isSelf(attribute.value(), self)
                || expression instanceof Expr.Call call && call.lastName().equals("vars")
                && call.positional(0).filter(object -> isSelf(object, self)).isPresent();
    }
}
