package services;

import java.util.List;
import java.util.Optional;
import services.Expectation.Use;

/** How a name that is expected meets what a project offers. */
sealed interface Meeting {
    /** It is the name of a service. */
    record Exact(String service) implements Meeting {}

    /** It is another name of a service, and that serves what it is used for. @param kind {@code container name}, {@code hostname}, {@code network alias} */
    record Other(String service, String kind) implements Meeting {}

    /** It is another name of a service, which does not serve what it is used for. */
    record WrongKind(String service, String kind) implements Meeting {}

    /** It is the name of one service without, or with another, affix of the family. */
    record Affixed(String service) implements Meeting {}

    /** Several services have the name with an affix. */
    record Ambiguous(List<String> services) implements Meeting {}

    /** Nothing has that name. */
    record Missing() implements Meeting {}

    /** Whether the name serves its use. */
    default boolean isMet() {
        return this instanceof Exact || this instanceof Other;
    }

    /** The one service that is meant. */
    default Optional<String> meant() {
        if (this instanceof Exact exact) {
            return Optional.of(exact.service());
        } else if (this instanceof Other other) {
            return Optional.of(other.service());
        } else if (this instanceof WrongKind wrong) {
            return Optional.of(wrong.service());
        }
        return this instanceof Affixed affixed ? Optional.of(affixed.service()) : Optional.empty();
    }

    static Meeting of(String name, Use use, Names names) {
        if (use == Use.CONTAINER) {
            return container(name, names);
        }
        if (names.services().contains(name)) {
            return new Exact(name);
        }
        Optional<String> resolved = names.resolved(name);
        if (resolved.isPresent()) {
            String kind = names.containers().containsKey(name) || !names.hosts().containsKey(name) ? "container name" : names.hosts().get(name).kind();
            boolean serves = use.resolves() || use == Use.GIVEN || (use == Use.LISTED || use == Use.MAPPED) && kind.equals("container name");
            return serves ? new Other(resolved.get(), kind) : new WrongKind(resolved.get(), kind);
        }
        List<String> akin = names.akin(name);
        return akin.size() == 1 ? new Affixed(akin.get(0)) : akin.size() > 1 ? new Ambiguous(akin) : new Missing();
    }

    private static Meeting container(String name, Names names) {
        if (names.containers().containsKey(name)) {
            return new Other(names.containers().get(name), "container name");
        }
        return names.services().contains(name) ? new WrongKind(name, "service") : new Missing();
    }
}
