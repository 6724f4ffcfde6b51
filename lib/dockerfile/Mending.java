package dockerfile;

import dockerfile.Reference.Intent;
import dockerfile.Reference.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import report.Fix;
import tree.Change;
import tree.Edit;
import tree.Move;
import tree.Plan;

/** How dead references are mended: each written anew, or the file that they mean moved to where they point. */
final class Mending {

    /** A dead reference, what it should have led to, and the one file that is meant. */
    record Broken(Reference reference, List<String> expected, String meant) {}

    /** A reference that leads to a file. */
    record Sound(Reference reference, Resolution.Found found) {}

    /** Both ways for one file. @param move empty when it would break something; {@code obstacle} says what */
    private record Ways(List<Change> rewrite, Optional<Plan> move, String obstacle, String target) {}

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\{.*?}}|\\$\\{.*?}|\\$\\(.*?\\)|\\$\\w+|\\{\\{.*?}}|\\{[^}/]*}|%\\w+%|\\*+|\\?|\\[[^]]*]|<[^>]*>");

    private final Inventory inventory;
    private final Dockerfiles.To to;
    private final boolean docs;
    private final List<Sound> sound;
    private final List<Reference> doubted;
    private final Map<Site, List<Reference>> atSpan;
    private final Map<String, List<Sound>> soundByFile;

    Mending(Inventory inventory, Dockerfiles.To to, boolean docs, List<Sound> sound, List<Broken> all, List<Reference> doubted) {
        this.doubted = doubted;
        this.inventory = inventory;
        this.to = to;
        this.docs = docs;
        this.sound = sound;
        this.soundByFile = sound.stream().collect(Collectors.groupingBy(reference -> reference.found().path()));
        this.atSpan = new HashMap<>();
        sound.forEach(one -> atSpan.computeIfAbsent(span(one.reference()), any -> new ArrayList<>(1)).add(one.reference()));
        all.forEach(one -> atSpan.computeIfAbsent(span(one.reference()), any -> new ArrayList<>()).add(one.reference()));
    }

    /** Where a value stands that several references may share. */
    private record Site(String file, int start) {}

    private static Site span(Reference reference) {
        return new Site(reference.file().path(), reference.start());
    }

    /** A fix for each reference that one can be given. */
    Map<Reference, Fix> fixes(List<Broken> broken) {
        Map<Reference, Fix> fixes = new LinkedHashMap<>();
        Map<String, List<Broken>> byFile = broken.stream().filter(one -> one.reference().role() != Role.CONTEXT)
                .collect(Collectors.groupingBy(Broken::meant, LinkedHashMap::new, Collectors.toList()));
        Map<String, Ways> ways = new LinkedHashMap<>();
        byFile.forEach((file, references) -> ways.put(file, ways(file, references)));
        Map<String, List<String>> byFolder = byFile.keySet().stream().collect(Collectors.groupingBy(Paths::folder, LinkedHashMap::new, Collectors.toList()));
        byFolder.forEach((folder, files) -> choose(files, ways, byFile, wentAsAWhole(folder, broken), fixes));
        broken.stream().filter(one -> one.reference().role() == Role.CONTEXT).forEach(one -> rewritten(one)
                .ifPresent(edit -> fixes.put(one.reference(), new Fix("Write the context as " + edit.text(), Plan.of(edit), isDecided(one)))));
        return fixes;
    }

    /** Whether a context has to follow the folder, or one around or in it: then its files alone would be moved out of what belongs together. */
    private static boolean wentAsAWhole(String folder, List<Broken> broken) {
        return broken.stream().filter(one -> one.reference().role() == Role.CONTEXT).map(Broken::meant)
                .anyMatch(context -> (context + "/").startsWith(folder + "/") || (folder + "/").startsWith(context + "/"));
    }

    private void choose(List<String> files, Map<String, Ways> ways, Map<String, List<Broken>> byFile, boolean stay, Map<Reference, Fix> fixes) {
        int rewriting = files.stream().mapToInt(file -> ways.get(file).rewrite().size()).sum();
        boolean movable = files.stream().allMatch(file -> ways.get(file).move().isPresent());
        int moving = movable ? files.stream().mapToInt(file -> ways.get(file).move().get().changes().size()).sum() : 0;
        boolean unwritable = files.stream().anyMatch(file -> ways.get(file).rewrite().isEmpty());
        for (String file : files) {
            Ways way = ways.get(file);
            boolean move = way.move().isPresent() && (to == Dockerfiles.To.REFERENCES || to == Dockerfiles.To.AUTO && movable && !stay && (moving < rewriting || unwritable));
            if (move) {
                String why = to == Dockerfiles.To.REFERENCES ? "" : " (" + counted(moving, "change") + "; rewriting every reference takes " + rewriting + ")";
                Fix fix = new Fix("Move " + file + " to " + way.target() + why, way.move().get());
                byFile.get(file).stream().filter(one -> one.expected().contains(way.target()) || isDecided(one)).forEach(one -> fixes.put(one.reference(), fix));
            } else {
                String why = to == Dockerfiles.To.REFERENCES ? " (the file cannot be moved: " + way.obstacle() + ")"
                        : to == Dockerfiles.To.FILES ? "" : !movable ? " (the files stay: " + obstacle(files, ways) + ")"
                        : stay ? " (the files stay: a context is in their folder)"
                        : " (" + counted(rewriting, "change") + "; moving the files takes " + moving + ")";
                byFile.get(file).forEach(one -> rewrite(one, why).ifPresent(fix -> fixes.put(one.reference(), fix)));
            }
        }
    }

    private static String obstacle(List<String> files, Map<String, Ways> ways) {
        return files.stream().map(file -> ways.get(file).obstacle()).filter(obstacle -> !obstacle.isEmpty()).findFirst().orElse("");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private Optional<Fix> rewrite(Broken one, String why) {
        if (Copies.elsewhere(one.reference(), one.meant(), inventory).isPresent()) {
            return contextFix(one);
        }
        return rewritten(one).map(edit -> new Fix("Name " + one.meant() + why, Plan.of(edit), isDecided(one) && suitsAll(one)));
    }

    /** Builds from the folder that the Dockerfile was written for, when its context is another one. */
    Optional<Fix> contextFix(Broken one) {
        return Copies.elsewhere(one.reference(), one.meant(), inventory).flatMap(context -> withContext(one, context.folder())
                .map(plan -> new Fix("Build from " + Candidates.shown(context.folder()) + ", where what " + one.meant() + " copies is", plan,
                        isDecided(one) && isAlone(one.reference()) && one.reference().context().filter(this::isAlone).isPresent())));
    }

    /** The context and the path in it, both written anew. */
    private Optional<Plan> withContext(Broken one, String folder) {
        Reference reference = one.reference();
        return reference.context().flatMap(context -> {
            String base = context.from().folders().get(0);
            String path = base.equals(folder) ? "." : Paths.parts(folder).isEmpty() || base.startsWith(folder + "/") || folder.isEmpty()
                    ? "../".repeat(Paths.parts(base).size() - Paths.parts(folder).size()).replaceFirst("/$", "") : Paths.relative(base, folder);
            Optional<Edit> first = context.replacedBy(Paths.like(context.path(), path));
            String file = Paths.like(reference.path(), Paths.relative(folder, one.meant()));
            Optional<Edit> second = file.equals(reference.path()) ? Optional.empty() : reference.replacedBy(file);
            return first.isEmpty() || second.isEmpty() && !file.equals(reference.path()) ? Optional.<Plan>empty()
                    : Optional.of(new Plan(second.<List<Change>>map(edit -> List.of(first.get(), edit)).orElse(List.of(first.get()))));
        });
    }

    /** Whether nothing else stands in the same place of a file. */
    private boolean isAlone(Reference reference) {
        return atSpan.getOrDefault(span(reference), List.of()).size() <= 1;
    }

    /** Whether every use of a shared value leads to a file after it is written anew. */
    private boolean suitsAll(Broken one) {
        return rewrittenPath(one).stream().allMatch(path -> atSpan.get(span(one.reference())).stream().allMatch(other ->
                other.from().open() || other.from().folders().stream().anyMatch(folder -> Paths.resolve(folder, path).filter(inventory.tree()::isFile).isPresent()
                        || other.role() == Role.CONTEXT && Paths.resolve(folder, path).filter(inventory::isFolder).isPresent())));
    }

    private Optional<Edit> rewritten(Broken one) {
        return rewrittenPath(one).flatMap(one.reference()::replacedBy);
    }

    private Optional<String> rewrittenPath(Broken one) {
        return start(one.reference()).map(folder -> Paths.like(one.reference().path(), Paths.relative(folder, one.meant())));
    }

    /** What the new path is relative to: where the other references of the file start from, else the likeliest. */
    private Optional<String> start(Reference reference) {
        return usualStart(reference, sound).or(() -> reference.from().folders().stream().filter(folder -> Paths.resolve(folder, reference.path()).isPresent()).findFirst());
    }

    /** Where most of the other references of a file start from, when they could start from several folders. */
    static Optional<String> usualStart(Reference reference, List<Sound> sound) {
        List<String> folders = reference.from().folders();
        Map<String, Long> others = folders.size() < 2 ? Map.of() : sound.stream()
                .filter(other -> other.reference().file().path().equals(reference.file().path()) && other.reference().from().equals(reference.from()))
                .flatMap(other -> other.found().from().stream()).filter(folders::contains).collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return others.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** Whether the fix is made without asking: not in documents unless told so, nor in what is kept or only looked at, nor in code that compares paths with the old folder. */
    private boolean isDecided(Broken one) {
        Reference reference = one.reference();
        String file = reference.file().path();
        String folder = Paths.folder(reference.path());
        boolean compared = reference.kind() == Kind.CODE && !folder.isEmpty() && Pattern.compile("[\"']" + Pattern.quote(folder) + "/[\"']").matcher(reference.file().text()).find();
        return !compared && (reference.kind() != Kind.DOCS || docs) && reference.intent() != Intent.GUARDED
                && !(reference.intent() == Intent.PREPARED && Paths.isGeneric(reference.path())) && !Paths.isFixture(file) && !Paths.isShelved(file);
    }

    /** Whether a path with variables fits a file; what holds nothing but variables fits all, and says nothing. */
    private static boolean mayLeadTo(Reference reference, String file) {
        String[] literal = VARIABLE.split(reference.path().replace('\\', '/').replaceFirst("^(\\.{1,2}/)+", ""), -1);
        String pattern = Stream.of(literal).map(part -> part.isEmpty() ? "" : Pattern.quote(part)).collect(Collectors.joining("[^/]*"));
        return literal.length > 1 && literal[0].contains("/") && Pattern.compile("(.*/)?" + pattern).matcher(file).matches();
    }

    private Ways ways(String file, List<Broken> broken) {
        List<Broken> decided = broken.stream().filter(this::isDecided).toList();
        List<Change> rewrite = decided.stream().flatMap(one -> rewrite(one, "").stream()).flatMap(fix -> fix.plan().changes().stream()).distinct().toList();
        String target = decided.stream().collect(Collectors.groupingBy(one -> one.expected().get(0), LinkedHashMap::new, Collectors.counting()))
                .entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
        Set<Change> changes = new LinkedHashSet<>(List.of(new Move(file, target)));
        String obstacle = target.isEmpty() ? "nothing that is sure points to it" : inventory.tree().isFile(target) || inventory.tree().isDirectory(target) ? target + " exists"
                : !inventory.tree().files().contains(file) ? file + " is ignored by git" : Paths.isFixture(target) || Paths.isFixture(file) ? "it is a fixture" : "";
        if (decided.stream().anyMatch(one -> Copies.elsewhere(one.reference(), file, inventory).isPresent())) {
            obstacle = "a context lacks what it copies";
        }
        String sidecar = file + ".dockerignore";
        if (inventory.tree().isFile(sidecar)) {
            changes.add(new Move(sidecar, target + ".dockerignore"));
        }
        for (Reference other : doubted) {
            obstacle = obstacle.isEmpty() && mayLeadTo(other, file) ? "what " + other.place() + " names may be it" : obstacle;
        }
        for (Sound other : soundByFile.getOrDefault(file, List.of())) {
            Optional<Edit> edit = other.found().from().flatMap(folder -> other.reference().replacedBy(Paths.like(other.reference().path(), Paths.relative(folder, target))));
            boolean shared = atSpan.get(span(other.reference())).stream().map(Reference::from).distinct().count() > 1;
            if (edit.isEmpty() || shared) {
                obstacle = obstacle.isEmpty() ? "what " + other.reference().place() + " names cannot be written anew" : obstacle;
            }
            edit.ifPresent(changes::add);
        }
        for (Broken one : decided) {
            if (!one.expected().contains(target)) {
                start(one.reference()).flatMap(folder -> one.reference().replacedBy(Paths.like(one.reference().path(), Paths.relative(folder, target))))
                        .ifPresent(changes::add);
            }
        }
        return new Ways(rewrite, obstacle.isEmpty() ? Optional.of(new Plan(List.copyOf(changes))) : Optional.empty(), obstacle, target);
    }
}
