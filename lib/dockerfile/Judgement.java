package dockerfile;

import commandline.Start;
import compose.Project;
import compose.Service;
import dockerfile.Candidates.Ranking;
import dockerfile.Mending.Broken;
import dockerfile.Mending.Sound;
import dockerfile.Reference.Intent;
import dockerfile.Reference.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import report.Finding;
import report.Fix;
import report.Place;
import report.Related;
import report.Rule;
import report.Severity;

/** All references of a tree, each held against its files. */
final class Judgement {
    /** Folders that a build makes: they are not there before it. */
    private static final Pattern MADE = Pattern.compile("(.*/)?(dist|build|target|out|output|bin|_build|_output|\\.next|public|release|artifacts|node_modules|tmp|\\.?cache)(/.*)?");

    private final Dockerfiles options;
    private final Set<String> named;
    private final Inventory inventory;
    private final List<Reference> references;
    private final Map<String, List<Project>> byFolder;
    private final Map<String, List<Project>> byFile = new HashMap<>();
    private final Set<Reference> copies = new LinkedHashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    /** A reference that leads nowhere, and how it is taken by its author. */
    private record Dead(Reference reference, List<String> expected) {}

    /** @param named folders that something names as a project's, without telling its files */
    Judgement(Dockerfiles options, Inventory inventory, List<Reference> all, List<Project> projects, Set<String> named) {
        this.named = named;
        this.options = options;
        this.inventory = inventory;
        this.byFolder = projects.stream().collect(Collectors.groupingBy(Project::folder));
        projects.forEach(project -> project.files().forEach(file -> byFile.computeIfAbsent(file, any -> new ArrayList<>()).add(project)));
        this.references = merged(all);
        judge();
    }

    int references() {
        return references.size();
    }

    List<Finding> findings() {
        return findings.stream().sorted(Comparator.comparing((Finding finding) -> finding.place().file())
                .thenComparing(finding -> finding.place().line()).thenComparing(finding -> finding.place().column())).toList();
    }

    /** One reference for what several services, projects or aliases see in the same place. */
    private static List<Reference> merged(List<Reference> all) {
        record Same(String file, int start, Role role, String path, Start from) {}
        Map<Same, List<Reference>> same = new LinkedHashMap<>();
        all.stream().sorted(Comparator.comparing((Reference reference) -> reference.file().path()).thenComparing(Reference::start).thenComparing(Reference::role))
                .forEach(one -> same.computeIfAbsent(new Same(one.file().path(), one.start(), one.role(), one.path(), one.from()), any -> new ArrayList<>(1)).add(one));
        return same.values().stream().map(group -> {
            if (group.size() == 1) {
                return group.get(0);
            }
            String owners = group.stream().flatMap(reference -> reference.owner().stream()).distinct().collect(Collectors.joining(", "));
            List<Place> places = group.stream().flatMap(reference -> reference.reached().stream()).distinct().toList();
            Reference merged = group.get(0).reachedFrom(places);
            return owners.isEmpty() ? merged : merged.ownedBy(owners);
        }).toList();
    }

    private void judge() {
        List<Sound> sound = new ArrayList<>();
        List<Dead> dead = new ArrayList<>();
        Map<Sound, String> outside = new LinkedHashMap<>();
        for (Reference reference : references) {
            Resolution resolution = Resolution.of(reference, inventory);
            if (resolution instanceof Resolution.Found found) {
                sound.add(new Sound(reference, found));
                if (isReported(reference)) {
                    Copies.elsewhere(reference, found.path(), inventory).ifPresent(context -> outside.put(sound.get(sound.size() - 1), context.folder()));
                }
            } else if (resolution instanceof Resolution.Untold untold) {
                if (isReported(reference) && reference.kind() == Kind.COMPOSE && untold.reason().startsWith(ComposeReferences.NO_VALUE)) {
                    report(Rules.UNKNOWN, Severity.INFO, reference, "where it leads cannot be told: " + untold.reason(), Optional.empty(), Optional.empty());
                }
            } else if (resolution instanceof Resolution.Dead nowhere && !isOverlay(reference)) {
                Absence.of(reference).ifPresent(intent -> dead.add(new Dead(reference.with(intent), nowhere.expected())));
            }
        }
        dead.replaceAll(one -> likeliestFirst(one, sound));
        Set<List<String>> elsewhere = sound.stream().map(Sound::reference).filter(reference -> reference.kind() == Kind.COMPOSE)
                .map(Judgement::written).collect(Collectors.toSet());
        Set<List<Object>> sometimes = sound.stream().map(Sound::reference).filter(reference -> reference.kind() == Kind.COMPOSE)
                .map(Judgement::site).collect(Collectors.toSet());
        dead.removeIf(one -> one.reference().kind() == Kind.COMPOSE && sometimes.contains(site(one.reference())));
        dead.removeIf(one -> one.reference().kind() == Kind.COMPOSE && elsewhere.contains(written(one.reference())) && copies.add(one.reference()));
        copies.stream().filter(this::isReported).forEach(reference -> report(Rules.COPY, Severity.INFO, reference,
                "it leads nowhere from here, as the same text does from another " + Paths.name(reference.file().path()), Optional.empty(), Optional.empty()));
        Candidates candidates = new Candidates(inventory, dead.stream().filter(one -> one.reference().role() != Role.CONTEXT).map(Dead::expected).toList());
        Map<Reference, Ranking> rankings = new LinkedHashMap<>();
        dead.forEach(one -> rankings.put(one.reference(), candidates.of(one.reference(), one.expected())));
        List<Broken> broken = dead.stream().filter(one -> rankings.get(one.reference()).certain())
                .map(one -> new Broken(one.reference(), one.expected(), rankings.get(one.reference()).candidates().get(0).path())).toList();
        Mending mending = new Mending(inventory, options.to(), options.docs(), sound, broken,
                references.stream().filter(reference -> reference.doubt().isPresent()).toList());
        outside.forEach((one, folder) -> outside(one, folder, mending));
        Map<Reference, Fix> fixes = mending.fixes(broken.stream().filter(one -> isReported(one.reference())).toList());
        for (Dead one : dead) {
            if (isReported(one.reference())) {
                conclude(one, rankings.get(one.reference()), Optional.ofNullable(fixes.get(one.reference())));
            }
        }
    }

    /** What it could have led to, first from where the other references of its file start. */
    private static Dead likeliestFirst(Dead dead, List<Sound> sound) {
        return Mending.usualStart(dead.reference(), sound).flatMap(folder -> Paths.resolve(folder, dead.reference().path())).filter(dead.expected()::contains)
                .map(first -> new Dead(dead.reference(), Stream.concat(Stream.of(first), dead.expected().stream()).distinct().toList())).orElse(dead);
    }

    /** What a copy of a Compose file has in common with it. */
    private static List<String> written(Reference reference) {
        return List.of(Paths.name(reference.file().path()), reference.role().name(), reference.path(), reference.owner().orElse(""));
    }

    /** The same for each project that its file takes part in; in one of them it may lead somewhere. */
    private static List<Object> site(Reference reference) {
        return List.of(reference.file().path(), reference.start(), reference.role());
    }

    private boolean isReported(Reference reference) {
        return (options.only().isEmpty() || options.only().contains(reference.kind()))
                && (options.composeFiles().isEmpty() || reference.kind() == Kind.COMPOSE);
    }

    private void conclude(Dead dead, Ranking ranking, Optional<Fix> fix) {
        Reference reference = dead.reference();
        boolean isContext = reference.role() == Role.CONTEXT;
        String expected = dead.expected().get(0);
        if (ranking.certain()) {
            Rule rule = isContext ? Rules.CONTEXT : Rules.MISSING;
            report(rule, severity(reference, false), reference, "there is no " + expected + ", but there is " + ranking.candidates().get(0).path() + " ("
                    + ranking.candidates().get(0).reason() + ")", Optional.of(ranking), fix);
        } else if (isContext) {
            Severity severity = MADE.matcher(expected).matches() ? Severity.INFO : severity(reference, ranking.candidates().stream().allMatch(Candidates.Candidate::isGuess));
            if (reference.intent() == Intent.NEEDED && severity != Severity.INFO || reference.kind() == Kind.COMPOSE) {
                report(Rules.CONTEXT, severity, reference, "there is no folder " + expected + (ranking.candidates().isEmpty() ? "" : "; perhaps "
                        + ranking.candidates().stream().map(Candidates.Candidate::path).collect(Collectors.joining(" or ")) + " is meant"), Optional.of(ranking), fix);
            }
        } else if (!ranking.candidates().isEmpty() && reference.kind() != Kind.DOCS
                && (reference.intent() == Intent.NEEDED || !ranking.candidates().get(0).isGuess() && !Paths.isGeneric(reference.path()))) {
            report(Rules.AMBIGUOUS, severity(reference, ranking.candidates().get(0).isGuess()), reference, "there is no " + expected + "; perhaps "
                    + ranking.candidates().stream().map(Candidates.Candidate::path).collect(Collectors.joining(" or ")) + " is meant", Optional.of(ranking), fix);
        } else if (!(reference.kind() == Kind.DOCS || reference.intent() == Intent.GUARDED || reference.intent() == Intent.PREPARED || reference.intent() == Intent.NAMED && Paths.parts(reference.path()).size() < 2
                || reference.kind() == Kind.CODE && (Paths.isTestCode(reference.file().path()) || Paths.isFixture(reference.file().path())))) {
            report(Rules.NOWHERE, severity(reference, true), reference, "there is no " + expected + ", nor another file like it", Optional.empty(), fix);
        }
    }

    /** How bad a dead reference is, by what reads it and where it stands; the rules' help gives the reasons. */
    private static Severity severity(Reference reference, boolean nowhere) {
        String file = reference.file().path();
        Severity most = reference.kind().severity();
        if (reference.intent() == Intent.GUARDED || Paths.isFixture(file) || Paths.isShelved(file) || nowhere && (Paths.isTest(file) || Paths.isSample(file))
                || nowhere && reference.intent() == Intent.NAMED) {
            return Severity.INFO;
        }
        if (reference.intent() == Intent.PREPARED && (nowhere || Paths.isGeneric(reference.path()))) {
            return Severity.INFO;
        }
        boolean lower = most == Severity.ERROR && (reference.intent() == Intent.NAMED || Paths.isTest(file)
                || nowhere && reference.kind() != Kind.COMPOSE);
        return lower ? Severity.WARNING : most;
    }

    /**
     * Whether a Compose file resolves from the folder of another one further up that it extends: they have a service in common, or
     * its path leads from there back to its own folder. Then it is meant to be used after that one, and paths start from there
     * (the specification's rule for merging files).
     */
    private boolean isOverlay(Reference reference) {
        if (reference.kind() != Kind.COMPOSE) {
            return false;
        }
        String own = Paths.folder(reference.file().path());
        Set<String> services = byFile.getOrDefault(reference.file().path(), List.of()).stream()
                .flatMap(project -> project.services().keySet().stream()).collect(Collectors.toSet());
        for (String below = own; !below.isEmpty(); below = Paths.folder(below)) {
            String folder = Paths.folder(below);
            List<Project> there = byFolder.getOrDefault(folder, List.of());
            boolean related = there.stream().flatMap(project -> project.services().values().stream()).map(Service::name).anyMatch(services::contains);
            if ((!there.isEmpty() || inventory.hasCompose(folder) || named.contains(folder)) && resolvedFrom(reference, own, folder).anyMatch(path -> related || (path + "/").startsWith(own + "/"))) {
                return true;
            }
        }
        return false;
    }

    /** What it leads to when paths start from another folder than its own file's. */
    private Stream<String> resolvedFrom(Reference reference, String own, String folder) {
        return reference.from().folders().stream().flatMap(start -> {
            Optional<String> context = start.equals(own) ? Optional.of(folder) : Paths.resolve(folder, Paths.folder(Paths.relative(own, start.isEmpty() ? "x" : start + "/x")));
            return context.flatMap(base -> Paths.resolve(base, reference.path())).stream();
        }).filter(path -> reference.role() == Role.CONTEXT ? inventory.tree().isDirectory(path) : inventory.tree().isFile(path));
    }

    private void outside(Sound sound, String folder, Mending mending) {
        Reference reference = sound.reference();
        report(Rules.OUTSIDE, Paths.isFixture(reference.file().path()) ? Severity.INFO : Rules.OUTSIDE.severity(), reference,
                "nothing that " + sound.found().path() + " copies is in the context " + Candidates.shown(reference.from().folders().get(0)) + ", most of it is in "
                        + Candidates.shown(folder), Optional.empty(), mending.contextFix(new Broken(reference, List.of(sound.found().path()), sound.found().path())));
    }

    private void report(Rule rule, Severity severity, Reference reference, String message, Optional<Ranking> ranking, Optional<Fix> fix) {
        String owner = reference.owner().map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1) + ": ").orElse("");
        List<Related> related = new ArrayList<>();
        Set<Place> places = new LinkedHashSet<>(reference.reached());
        places.remove(reference.place());
        places.forEach(place -> related.add(new Related(place, "the same value counts here")));
        ranking.filter(candidates -> candidates.candidates().size() > 1).ifPresent(candidates -> candidates.candidates().forEach(candidate ->
                related.add(new Related(new Place(candidate.path(), 1, 1), candidate.reason()))));
        String sentence = owner.isEmpty() ? Character.toUpperCase(message.charAt(0)) + message.substring(1) : owner + message;
        Finding finding = Finding.of(rule, reference.place(), reference.path(), sentence + ".").withSeverity(severity)
                .withAvailable(ranking.map(candidates -> candidates.candidates().stream().map(Candidates.Candidate::path).toList()).orElse(List.of()))
                .withRelated(related);
        findings.add(fix.map(finding::withFix).orElse(finding));
    }
}
