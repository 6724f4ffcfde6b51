package services;

import commandline.CommandLines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
    private static final int MAX_AVAILABLE = 50;

    /** An expectation, the project that it was held against, and how they meet. */
    record Judged(Expectation expectation, Names names, Meeting meeting) {}

    private final Tree tree;
    private final Asides asides;
    private final List<Names> all;
    private final Predicate<Names> alone;
    private final List<Judged> judged = new ArrayList<>();
    /** File and service of all that is named exactly. */
    private final Set<String> exact = new HashSet<>();

    /** @param alone whether Compose takes a project where it is told of no files */
    Judgement(Tree tree, List<Names> all, Predicate<Names> alone, List<Expectation> expectations) {
        this.tree = tree;
        this.asides = new Asides(tree);
        this.all = all;
        Map<List<String>, Boolean> known = new HashMap<>();
        this.alone = names -> known.computeIfAbsent(names.project().files(), files -> alone.test(names));
        Map<List<Object>, List<Expectation>> places = new LinkedHashMap<>();
        for (Expectation expectation : expectations) {
            places.computeIfAbsent(List.of(expectation.file().path(), expectation.start(), expectation.name(), expectation.use()), key -> new ArrayList<>()).add(expectation);
        }
        places.values().forEach(same -> meet(same).ifPresent(judged::add));
        judged.stream().filter(one -> one.meeting() instanceof Meeting.Exact).forEach(one ->
                one.names().project().files().forEach(file -> exact.add(file + " " + one.meeting().meant().orElseThrow())));
    }

    List<Judged> judged() {
        return judged;
    }

    /** One place may count in several projects; it is well when one of them has the name, except that a project which is taken alone must be whole. */
    private Optional<Judged> meet(List<Expectation> same) {
        Optional<Judged> broken = same.stream().filter(expectation -> expectation.use() == Use.REFERENCE).flatMap(expectation ->
                        expectation.scope().projects().stream().filter(alone).map(names -> new Judged(expectation, names, Meeting.of(expectation.name(), expectation.use(), names))))
                .filter(one -> !one.meeting().isMet()).findFirst();
        if (broken.isPresent()) {
            return broken;
        }
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
        return Optional.of(mendedTo(one).flatMap(service -> mending.of(one, service).map(fix ->
                        one.meeting().meant().isPresent() || severity.get() != Severity.INFO && expectation.use() != Use.MAPPED ? fix : new Fix(fix.title(), fix.plan(), false)))
                .map(finding::withFix).orElse(finding));
    }

    /** Whether nobody names a service by its own name: then it is likely that what has no service any more means this one. */
    private boolean isForsaken(Judged one, String service) {
        return one.names().project().files().stream().noneMatch(file -> exact.contains(file + " " + service));
    }

    /** The service that a mapping's key or the name itself leads to. */
    private static Optional<String> meant(Judged one) {
        return one.meeting().meant().or(() -> key(one.expectation()).map(key -> Meeting.of(key, Use.LISTED, one.names())).flatMap(Meeting::meant));
    }

    /** What to mend a name to: what it means, else, to be shown only, the one service whose name has it as a part. */
    private Optional<String> mendedTo(Judged one) {
        boolean missing = one.meeting() instanceof Meeting.Missing && one.expectation().scope().exact();
        return meant(one).or(() -> missing ? one.names().onlyOneAround(one.expectation().name()).filter(service -> isForsaken(one, service)) : Optional.empty());
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
        return severityByUse(one, rule).map(severity -> mayBeOnPurpose(one) ? Severity.INFO : severity);
    }

    /** A service that is commented out is for a user to take in; one that is alone in its project connects to something outside. */
    private boolean mayBeOnPurpose(Judged one) {
        Use use = one.expectation().use();
        return one.meeting() instanceof Meeting.Missing && (use == Use.RESOLVE && one.names().services().size() == 1
                || (use == Use.RESOLVE || use == Use.START) && isCommentedOut(one));
    }

    private Optional<Severity> severityByUse(Judged one, Rule rule) {
        Expectation expectation = one.expectation();
        boolean exact = expectation.scope().exact();
        boolean missing = one.meeting() instanceof Meeting.Missing;
        if (missing && expectation.use() == Use.RESOLVE && asides.isMachine(expectation.name(), expectation.file().path())) {
            return Optional.empty();
        }
        boolean elsewhere = missing && all.stream().anyMatch(names -> expectation.use() == Use.RESOLVE ? names.resolved(expectation.name()).isPresent()
                : names.services().contains(expectation.name()));
        if (elsewhere && !(expectation.use() == Use.REFERENCE && alone.test(one.names()) && !isMetAbove(one))) {
            boolean certain = exact && expectation.sure() == Sureness.CERTAIN;
            return expectation.use() == Use.START ? Optional.of(certain ? Severity.WARNING : Severity.INFO)
                    : certain && !isMetAbove(one) || expectation.use() == Use.REFERENCE ? Optional.of(Severity.INFO) : Optional.empty();
        }
        return switch (expectation.use()) {
            case GIVEN -> Optional.of(rule.severity());
            case REFERENCE -> Optional.of(!exact || isMetByOverlay(one) && mendedTo(one).isEmpty() ? Severity.INFO : isMetByOverlay(one) ? Severity.WARNING : rule.severity());
            case START -> expectation.sure() == Sureness.CERTAIN
                    ? Optional.of(exact ? rule.severity() : missing ? Severity.INFO : Severity.WARNING)
                    : missing && !CommandLines.isDocument(expectation.file().path()) ? Optional.empty() : Optional.of(Severity.INFO);
            case RESOLVE -> switch (expectation.sure()) {
                case CERTAIN -> Optional.of(!exact ? Severity.INFO : missing ? Severity.WARNING : rule.severity()).filter(severity -> exact || !missing);
                case PROBABLE -> Optional.of(!exact || missing ? Severity.INFO : Severity.WARNING).filter(severity -> exact || !missing);
                case POSSIBLE -> missing ? Optional.empty() : Optional.of(Severity.INFO);
            };
            case CONTAINER -> missing || expectation.sure() == Sureness.POSSIBLE ? Optional.empty() : Optional.of(Severity.WARNING);
            case LISTED -> Optional.of(exact && isAffixed(one) ? Severity.WARNING : Severity.INFO).filter(severity -> isWrittenAsService(expectation.name()) && (exact || !missing));
            case MAPPED -> Optional.of(exact && meant(one).isPresent() ? Severity.WARNING : Severity.INFO).filter(severity -> isWrittenAsService(expectation.name()));
        };
    }

    private boolean isCommentedOut(Judged one) {
        return asides.isCommentedOut(one.expectation().name(), one.names().project().files());
    }

    /** Whether another file on top of this one brings the service: without a service that it could have been, that is what the files are for. */
    private boolean isMetByOverlay(Judged one) {
        return all.stream().anyMatch(names -> names.project().files().contains(one.expectation().file().path())
                && Meeting.of(one.expectation().name(), one.expectation().use(), names).isMet());
    }

    /** Whether a project of a folder above has the service: then the file is likely to be put on top of that one. */
    private boolean isMetAbove(Judged one) {
        String folder = one.names().project().folder();
        return all.stream().filter(names -> !names.project().folder().equals(folder) && (folder + "/").startsWith(names.project().folder()))
                .anyMatch(names -> names.services().contains(one.expectation().name()));
    }

    /** Names for people begin with a capital, services' names never do. */
    private static boolean isWrittenAsService(String name) {
        return name.chars().noneMatch(Character::isUpperCase);
    }

    private String message(Judged one) {
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
        return who + "; " + (expectation.scope().exact() || expectation.scope().projects().size() == 1 ? "no service" + where + " has that name" + (isCommentedOut(one) ? "; it is commented out there." : ".")
                : "no service of the " + expectation.scope().projects().size() + " projects here has that name.")
                + meant(one).map(service -> " It stands for " + service + ".").orElse("");
    }

    private static String containerName(Judged one, String service) {
        return one.names().project().services().get(service).containerName().map(name -> "its container is called " + name.text() + ".")
                .orElse("its container has a name of Compose's own: use docker compose " + one.expectation().owner().replaceFirst("^docker ", "") + ".");
    }

    private static List<String> available(Judged one) {
        if (one.meeting() instanceof Meeting.Ambiguous ambiguous) {
            return ambiguous.services();
        } else if (one.meeting() instanceof Meeting.Missing) {
            Stream<String> rest = one.expectation().scope().projects().size() == 1 ? one.names().services().stream() : Stream.empty();
            return Stream.concat(one.names().nearest(one.expectation().name()).stream(), rest).distinct().limit(MAX_AVAILABLE).toList();
        }
        return one.meeting().meant().stream().toList();
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
