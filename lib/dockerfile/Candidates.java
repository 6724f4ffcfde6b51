package dockerfile;

import dockerfile.Reference.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a dead reference could have meant, best first: a file of the same name, of several the one where the other repairs of this
 * tree lead or whose path is nearly the same, then one that is named alike.
 */
final class Candidates {
    private static final int MOST = 5;
    /** A folder whose name says no more than that Dockerfiles lie in it. */
    private static final Pattern HOUSE = Pattern.compile("\\.?(docker|container|image)([-_]?files?|s)?", Pattern.CASE_INSENSITIVE);
    private static final String ALIKE_NAME = "named alike";
    private static final String ALONE = "the only Dockerfile in that folder";
    /** How much of two names' words must be the same for one to be mentioned in place of the other. */
    private static final double ALIKE = 0.5;

    /** How much less alike than the best a name may be to be mentioned beside it. */
    private static final double NEAR = 0.1;

    /** @param reason why it may be meant */
    record Candidate(String path, String reason) {
        /** Whether it is but a guess from names. */
        boolean isGuess() {
            return reason.equals(ALIKE_NAME) || reason.equals(ALONE);
        }
    }

    /** @param certain whether the first is the one that is meant, beyond doubt */
    record Ranking(List<Candidate> candidates, boolean certain) {
        Ranking or(Supplier<List<Candidate>> others) {
            return candidates.isEmpty() ? new Ranking(others.get(), false) : this;
        }
    }

    private final Inventory inventory;
    private final Map<String, Standing> standings = new HashMap<>();
    /** Whether no file of a name is put aside, whoever looks for it. */
    private final Map<String, Boolean> ordinary = new HashMap<>();
    /** For a name, the files of it by {@link #bare} folder. */
    private final Map<String, Map<String, List<String>>> barePaths = new HashMap<>();
    /** Folder of the expected path → folder of the only file of its name, with how often. */
    private final Map<String, Map<String, Integer>> patterns = new HashMap<>();

    Candidates(Inventory inventory, List<List<String>> dead) {
        this.inventory = inventory;
        for (List<String> expected : dead) {
            List<String> same = sameName(expected.get(0));
            if (same.size() == 1 && !Paths.isGeneric(expected.get(0))) {
                patterns.computeIfAbsent(Paths.folder(expected.get(0)), from -> new HashMap<>()).merge(Paths.folder(same.get(0)), 1, Integer::sum);
            }
        }
    }

    Ranking of(Reference reference, List<String> expected) {
        return reference.role() == Role.CONTEXT ? folders(reference, expected.get(0)) : files(reference, expected);
    }

    private Ranking files(Reference reference, List<String> expected) {
        String path = expected.get(0);
        Optional<String> otherCase = expected.stream().flatMap(wanted -> inventory.inOtherCase(wanted).stream()).findFirst();
        if (otherCase.isPresent()) {
            return new Ranking(List.of(new Candidate(otherCase.get(), "the same path but for capital letters")), true);
        }
        List<String> same = sameName(path);
        if (Paths.isGeneric(path)) {
            Optional<Led> led = led(Paths.folder(path)).filter(folder -> inventory.tree().isFile(folder.path() + "/" + Paths.name(path)));
            return led.map(folder -> new Ranking(List.of(new Candidate(folder.path() + "/" + Paths.name(path), folder.reason())), true)).orElseGet(() -> generic(path, same));
        }
        List<Scored> best = best(path, same);
        boolean leads = same.size() == 1 || same.size() > 1 && best.get(0).others() > best.get(1).others();
        Optional<Candidate> rehoused = leads ? Optional.empty() : rehoused(path);
        if (rehoused.isPresent()) {
            return new Ranking(List.of(rehoused.get()), true);
        }
        if (!same.isEmpty()) {
            return new Ranking(best.stream().map(scored -> new Candidate(scored.file(), reason(path, scored, same.size()))).toList(), leads);
        }
        List<Candidate> alike = Optional.of(alike(path)).filter(files -> !files.isEmpty()).orElseGet(() -> alone(path));
        return new Ranking(alike, alike.size() == 1 && isTurned(path, alike.get(0).path()));
    }

    /** The one file whose path is the same but for a folder that is there for Dockerfiles: {@code api/dockerfiles/x} for {@code api/docker/x}. */
    private Optional<Candidate> rehoused(String path) {
        Map<String, List<String>> byBarePath = barePaths.computeIfAbsent(Paths.name(path),
                name -> inventory.named(name).stream().collect(Collectors.groupingBy(Candidates::bare)));
        List<String> files = byBarePath.getOrDefault(bare(path), List.of()).stream().filter(aside(path).negate()).toList();
        return files.size() == 1 ? Optional.of(new Candidate(files.get(0), "the same path but for the folder of Dockerfiles")) : Optional.empty();
    }

    private static String bare(String path) {
        return Stream.of(Paths.folder(path).split("/")).filter(folder -> !HOUSE.matcher(folder).matches()).collect(Collectors.joining("/"));
    }

    /** Whether a name is the same in the other convention, {@code Dockerfile.web-dev} for {@code web-dev.Dockerfile}, and tells enough to be sure. */
    private static boolean isTurned(String path, String file) {
        List<String> words = words(Paths.name(path));
        return words.equals(words(Paths.name(file))) && (words.size() > 1 || Paths.folder(path).equals(Paths.folder(file)));
    }

    /** Where a folder is now, as other repairs tell. @param others how many */
    private record Led(String from, String to, String path, int others) {
        String reason() {
            return others + (others == 1 ? " other reference leads from " : " other references lead from ") + shown(from) + " to " + shown(to);
        }
    }

    private Optional<Led> led(String folder) {
        for (String from = folder; !from.isEmpty(); from = Paths.folder(from)) {
            Map<String, Integer> leading = patterns.getOrDefault(from, Map.of());
            if (leading.size() == 1) {
                String to = leading.keySet().iterator().next();
                return Optional.of(new Led(from, to, to + folder.substring(from.length()), leading.get(to)));
            }
        }
        return Optional.empty();
    }

    /** @param others how many references that can only mean one file lead from the expected folder to this file's */
    private record Scored(String file, int others, int common) {
        boolean isBetterThan(Scored other) {
            return others != other.others ? others > other.others : common > other.common;
        }
    }

    /** The first few, best first; of equals the first by name. Trees with many thousand files of one name are real, so nothing is sorted. */
    private List<Scored> best(String path, List<String> files) {
        Map<String, Integer> leading = patterns.getOrDefault(Paths.folder(path), Map.of());
        List<Scored> best = new ArrayList<>();
        for (String file : files) {
            if (best.size() == MOST && leading.isEmpty() && hasOnlyNameInCommon(path, file)) {
                continue;
            }
            int others = leading.isEmpty() ? 0 : leading.getOrDefault(Paths.folder(file), 0);
            var scored = new Scored(file, others, 100 * Paths.commonEnd(path, file) + Paths.commonStart(path, file));
            int at = best.size();
            while (at > 0 && scored.isBetterThan(best.get(at - 1))) {
                at--;
            }
            if (at < MOST) {
                best.add(at, scored);
                best.subList(Math.min(MOST, best.size()), best.size()).clear();
            }
        }
        return best;
    }

    /** Told by the first folder and by the character before the name; true for most of the many, which then cannot be better than any. */
    private static boolean hasOnlyNameInCommon(String path, String file) {
        int beforeName = path.lastIndexOf('/') - 1;
        int inFile = beforeName + file.length() - path.length();
        return beforeName >= 0 && inFile >= 0 && path.charAt(beforeName) != file.charAt(inFile)
                && !file.regionMatches(0, path, 0, path.indexOf('/') + 1);
    }

    private static String reason(String path, Scored scored, int count) {
        return scored.others() > 0 && count > 1 ? "the same name, and " + scored.others() + " other references lead from " + shown(Paths.folder(path)) + " to "
                + shown(Paths.folder(scored.file())) : count == 1 ? "the only file of this name" : "the same name";
    }

    static String shown(String folder) {
        return folder.isEmpty() ? "the root" : folder + "/";
    }

    /** A name that every image has says nothing; the folders before it must. */
    private Ranking generic(String path, List<String> same) {
        List<String> near = same.stream().filter(file -> Paths.commonEnd(path, file) >= 2).toList();
        if (!near.isEmpty() && Paths.parts(path).size() >= 2) {
            return new Ranking(near.stream().limit(MOST).map(file -> new Candidate(file, "the same name in a folder of the same name")).toList(), near.size() == 1);
        }
        String folder = Paths.folder(path);
        List<String> below = same.stream().filter(file -> !folder.isEmpty() && file.startsWith(folder + "/")).limit(MOST).toList();
        return new Ranking(below.stream().map(file -> new Candidate(file, "the same name, deeper in the same folder")).toList(), false).or(() -> alone(path));
    }

    /** The one Dockerfile that lies where the missing one should: its name may have changed. */
    private List<Candidate> alone(String path) {
        String folder = Paths.folder(path);
        List<String> there = folder.isEmpty() ? List.of() : inventory.dockerfiles().stream().filter(file -> Paths.folder(file).equals(folder)).toList();
        return there.size() == 1 ? List.of(new Candidate(there.get(0), ALONE)) : List.of();
    }

    /** Files whose names are made of the same words, in whatever order: {@code Dockerfile.api} for {@code api.Dockerfile}. */
    private List<Candidate> alike(String path) {
        Set<String> words = Set.copyOf(words(Paths.name(path)));
        Predicate<String> aside = aside(path);
        Map<String, Double> scores = new HashMap<>();
        for (String file : inventory.dockerfiles()) {
            double score = likeness(words, Set.copyOf(words(Paths.name(file))));
            if (score >= ALIKE && !aside.test(file)) {
                scores.put(file, score + 0.01 * Paths.commonStart(path, file));
            }
        }
        double best = scores.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        scores.values().removeIf(score -> score < best - NEAR);
        return scores.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST).map(entry -> new Candidate(entry.getKey(), ALIKE_NAME)).toList();
    }

    /** How much of the words of two names is the same, from 0 to 1. */
    private static double likeness(Set<String> words, Set<String> others) {
        long common = words.stream().filter(others::contains).count();
        return words.isEmpty() || others.isEmpty() ? 0 : 2.0 * common / (words.size() + others.size());
    }

    /** In their order, each once. */
    private static List<String> words(String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).filter(word -> !word.isEmpty() && !Pattern.matches("(docker|container)file", word))
                .distinct().toList();
    }

    private List<String> sameName(String path) {
        List<String> all = inventory.named(Paths.name(path));
        boolean plain = ordinary.computeIfAbsent(Paths.name(path), name -> all.stream().allMatch(file -> standing(file) == Standing.ORDINARY));
        return plain ? all : all.stream().filter(aside(path).negate()).toList();
    }

    /** Which files were put where a reference does not look: among fixtures, tests or in an archive, unless it goes there itself. */
    private Predicate<String> aside(String path) {
        boolean fixture = Paths.isFixture(path);
        boolean shelved = Paths.isShelved(path);
        boolean test = Paths.isTest(path);
        String neighbours = Paths.folder(Paths.folder(path));
        return file -> switch (standings.computeIfAbsent(file, Candidates::standing)) {
            case FIXTURE -> !fixture;
            case SHELVED -> !shelved;
            case TEST -> !test && !Paths.folder(Paths.folder(file)).equals(neighbours);
            case ORDINARY -> false;
        };
    }

    private enum Standing { ORDINARY, FIXTURE, SHELVED, TEST }

    private static Standing standing(String file) {
        return Paths.isFixture(file) ? Standing.FIXTURE : Paths.isShelved(file) ? Standing.SHELVED : Paths.isTest(file) ? Standing.TEST : Standing.ORDINARY;
    }

    /** A context that was moved: where other repairs lead, or the only other folder of its name that has a Dockerfile; beside them one that is named alike. */
    private Ranking folders(Reference reference, String path) {
        Optional<Led> led = led(path).filter(folder -> inventory.isFolder(folder.path()));
        if (led.isPresent()) {
            return new Ranking(List.of(new Candidate(led.get().path(), led.get().reason())), true);
        }
        Predicate<String> aside = aside(path + "/x");
        List<String> all = inventory.dockerfiles().stream().filter(aside.negate()).map(Paths::folder).distinct().filter(folder -> !folder.isEmpty()).toList();
        List<String> same = all.stream().filter(folder -> Paths.name(folder).equals(Paths.name(path))).toList();
        if (same.isEmpty()) {
            Set<String> words = Set.copyOf(words(Paths.name(path)));
            return new Ranking(all.stream().filter(folder -> Paths.folder(folder).equals(Paths.folder(path)) && likeness(words, Set.copyOf(words(Paths.name(folder)))) >= ALIKE)
                    .limit(MOST).map(folder -> new Candidate(folder, ALIKE_NAME)).toList(), false);
        }
        return new Ranking(same.stream().limit(MOST).map(folder -> new Candidate(folder, "a folder of the same name with a Dockerfile")).toList(),
                same.size() == 1 && !reference.from().open());
    }
}
