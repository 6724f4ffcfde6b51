package services;

import commandline.CommandLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import report.Finding;
import report.Fix;
import report.Place;
import report.Related;
import report.Rule;
import report.Severity;
import services.Expectation.Sureness;
import services.Expectation.Use;
import tree.Tree;

/** Holds expectations against the projects, and says what is wrong. */
final class Judgement {
    private final Tree tree;
    private final List<Names> all;
    private final List<Judged> judged = new ArrayList<>();

    Judgement(Tree tree, List<Names> all, List<Expectation> expectations) {
        this.tree = tree;
        this.all = all;
        Map<List<Object>, List<Expectation>> places = new LinkedHashMap<>();
        for (Expectation expectation : expectations) {
            places.computeIfAbsent(List.of(expectation.file().path(), expectation.start(), expectation.name(), expectation.use()), key -> new ArrayList<>()).add(expectation);
        }
        places.values().forEach(same -> meet(same).ifPresent(judged::add));
    }

    List<Judged> judged() {
        return judged;
    }

    /** One place may count in several projects; it is well when one of them has the name. */
    private static Optional<Judged> meet(List<Expectation> same) {
        Judged best = null;
        for (Expectation expectation : same) {
            for (Names names : expectation.scope().projects()) {
                Judged next = new Judged(expectation, names, Meeting.of(expectation.name(), expectation.use(), names));
                if (best == null || rank(next.meeting()) < rank(best.meeting())) {
                    best = next;
                }
            }
        }
        if (best != null && best.meeting() instanceof Meeting.Affixed) {
            Set<String> meant = new LinkedHashSet<>();
            same.forEach(expectation -> expectation.scope().projects().forEach(names ->
                    Meeting.of(expectation.name(), expectation.use(), names).meant().ifPresent(meant::add)));
            return Optional.of(meant.size() == 1 ? best : new Judged(best.expectation(), best.names(), new Meeting.Ambiguous(List.copyOf(meant))));
        }
        return Optional.ofNullable(best);
    }

    private static int rank(Meeting meeting) {
        return meeting.isMet() ? 0 : meeting instanceof Meeting.WrongKind ? 1 : meeting instanceof Meeting.Affixed ? 2 : meeting instanceof Meeting.Ambiguous ? 3 : 4;
    }

    List<Finding> findings(Mending mending) {
        List<Finding> findings = new ArrayList<>();
        for (Judged one : judged) {
            if (one.meeting().isMet()) {
                port(one).ifPresent(findings::add);
            } else {
                unmet(one, mending).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<Finding> unmet(Judged one, Mending mending) {
        Expectation expectation = one.expectation();
        Rule rule = rule(one);
        Optional<Severity> severity = severity(one, rule);
        if (severity.isEmpty()) {
            return Optional.empty();
        }
        Finding finding = Finding.of(rule, expectation.place(), expectation.name(), message(one) + mending.refusal(expectation)).withSeverity(severity.get()).withAvailable(available(one))
                .withRelated(one.meeting().meant().map(service -> List.of(defined(one, service))).orElse(List.of()));
        return Optional.of(meant(one).flatMap(service -> mending.of(one, service))
                .map(fix -> one.meeting().meant().isPresent() ? fix : new Fix(fix.title(), fix.plan(), false)).map(finding::withFix).orElse(finding));
    }

    /** The service that a mapping's key or the name itself leads to. */
    private static Optional<String> meant(Judged one) {
        return one.meeting().meant().or(() -> key(one.expectation()).map(key -> Meeting.of(key, Use.LISTED, one.names())).flatMap(Meeting::meant));
    }

    private static Optional<String> key(Expectation expectation) {
        int open = expectation.owner().indexOf('[');
        return expectation.use() == Use.MAPPED && open > 0 ? Optional.of(expectation.owner().substring(open + 1, expectation.owner().length() - 1)) : Optional.empty();
    }

    private static Rule rule(Judged one) {
        if (one.expectation().use() == Use.MAPPED) {
            return Rules.MAP_STALE;
        }
        return isAffixed(one) ? Rules.AFFIXED
                : one.meeting() instanceof Meeting.WrongKind ? Rules.WRONG_NAME_KIND
                : one.meeting() instanceof Meeting.Ambiguous ? Rules.AMBIGUOUS
                : one.expectation().use() == Use.REFERENCE ? Rules.UNDEFINED_DEPENDENCY : Rules.UNKNOWN;
    }

    /** A network alias without the affix leaves the name as wrong for Compose as it was. */
    private static boolean isAffixed(Judged one) {
        return one.meeting() instanceof Meeting.Affixed
                || one.meeting() instanceof Meeting.WrongKind wrong && wrong.kind().equals("network alias") && one.names().akin(one.expectation().name()).equals(List.of(wrong.service()));
    }

    /** How bad it is; empty for what is too unsure to be said at all. */
    private Optional<Severity> severity(Judged one, Rule rule) {
        Expectation expectation = one.expectation();
        boolean exact = expectation.scope().exact();
        boolean missing = one.meeting() instanceof Meeting.Missing;
        boolean elsewhere = missing && all.stream().anyMatch(names -> expectation.use() == Use.RESOLVE ? names.resolved(expectation.name()).isPresent()
                : names.services().contains(expectation.name()));
        if (elsewhere) {
            return expectation.use() == Use.START || expectation.use() == Use.REFERENCE ? Optional.of(Severity.INFO) : Optional.empty();
        }
        return switch (expectation.use()) {
            case GIVEN -> Optional.of(rule.severity());
            case REFERENCE -> Optional.of(exact ? rule.severity() : Severity.INFO);
            case START -> expectation.sure() == Sureness.CERTAIN
                    ? Optional.of(exact ? rule.severity() : missing ? Severity.INFO : Severity.WARNING)
                    : missing && !CommandLines.isDocument(expectation.file().path()) ? Optional.empty() : Optional.of(Severity.INFO);
            case RESOLVE -> switch (expectation.sure()) {
                case CERTAIN -> Optional.of(!exact ? Severity.INFO : missing ? Severity.WARNING : rule.severity()).filter(severity -> exact || !missing);
                case PROBABLE -> Optional.of(!exact || missing ? Severity.INFO : Severity.WARNING).filter(severity -> exact || !missing);
                case POSSIBLE -> missing ? Optional.empty() : Optional.of(Severity.INFO);
            };
            case CONTAINER -> missing || expectation.sure() == Sureness.POSSIBLE ? Optional.empty() : Optional.of(Severity.WARNING);
            case LISTED -> Optional.of(exact && isAffixed(one) && isWrittenAsService(expectation.name()) ? Severity.WARNING : Severity.INFO);
            case MAPPED -> Optional.of(exact && meant(one).isPresent() && isWrittenAsService(expectation.name()) ? Severity.WARNING : Severity.INFO);
        };
    }

    /** Names for people begin with a capital, services' names never do. */
    private static boolean isWrittenAsService(String name) {
        return name.chars().noneMatch(Character::isUpperCase);
    }

    private static String message(Judged one) {
        Expectation expectation = one.expectation();
        String who = expectation.owner() + (expectation.use() == Use.MAPPED ? " gives " : expectation.use() == Use.RESOLVE ? " names the host " : " names ") + expectation.name();
        String where = " in " + String.join(", ", one.names().project().files());
        Meeting meeting = one.meeting();
        if (meeting instanceof Meeting.WrongKind wrong) {
            return wrong.kind().equals("service") ? who + ", which is a service; " + containerName(one, wrong.service())
                    : who + ", which is the " + wrong.kind() + " of " + wrong.service() + ": it resolves, but Compose wants the service's name.";
        } else if (meeting instanceof Meeting.Affixed affixed) {
            return who + "; the service is called " + affixed.service() + where + ".";
        } else if (meeting instanceof Meeting.Ambiguous ambiguous) {
            return who + "; it could be " + String.join(" or ", ambiguous.services()) + ".";
        }
        return who + "; " + (expectation.scope().exact() || expectation.scope().projects().size() == 1 ? "no service" + where + " has that name."
                : "no service of the " + expectation.scope().projects().size() + " projects here has that name.")
                + meant(one).map(service -> " It stands for " + service + ".").orElse("");
    }

    private static String containerName(Judged one, String service) {
        return one.names().project().services().get(service).containerName().map(name -> "its container is called " + name.text() + ".")
                .orElse("its container has a name of Compose's own: use docker compose " + one.expectation().owner().replaceFirst("^docker ", "") + ".");
    }

    private static List<String> available(Judged one) {
        Meeting meeting = one.meeting();
        return meeting instanceof Meeting.Ambiguous ambiguous ? ambiguous.services()
                : meeting instanceof Meeting.Missing missing ? java.util.stream.Stream.concat(missing.nearest().stream(),
                        one.expectation().scope().projects().size() == 1 ? one.names().services().stream() : java.util.stream.Stream.empty()).distinct().toList()
                : meeting.meant().stream().toList();
    }

    private static Related defined(Judged one, String service) {
        Place place = one.names().project().services().get(service).key().place();
        return new Related(place, "defines " + service);
    }

    private Optional<Finding> port(Judged one) {
        Expectation expectation = one.expectation();
        if (expectation.port().isEmpty() || !expectation.use().resolves() || expectation.sure() == Sureness.POSSIBLE) {
            return Optional.empty();
        }
        String service = one.meeting().meant().orElseThrow();
        Ports.Verdict verdict = Ports.of(one.names().project().services().get(service), expectation.port().getAsInt(), tree);
        return verdict.message().map(message -> Finding.of(Rules.PORT_MISMATCH, expectation.place(), expectation.name() + ":" + expectation.port().getAsInt(),
                expectation.owner() + ": " + message).withSeverity(verdict.mixedUp() ? Severity.WARNING : Severity.INFO).withRelated(List.of(defined(one, service))));
    }
}
