package command;

import command.Check.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import report.Finding;
import report.Finding.Identity;
import report.Fix;
import report.Severity;
import tree.Move;
import tree.Plan;
import tree.Tree;

/**
 * The fixes of a run that go together and hold what they promise: after them, in memory, what they mend is gone and
 * nothing new is broken.
 *
 * @param plan    all their changes
 * @param mended  the findings that they mend
 * @param refused the findings whose fix failed that check; it must not be applied
 * @param notes   why a fix was left out, a sentence each
 */
record Repairs(Plan plan, List<Finding> mended, List<Finding> refused, List<String> notes) {
    /** How often the rest is tried without the fixes that failed; each time costs an analysis of the whole tree. */
    private static final int ATTEMPTS = 3;

    /** A fix and the findings that share it. */
    private record Offer(Fix fix, List<Finding> mends) {
        boolean touches(String file) {
            return fix.plan().changes().stream().anyMatch(change -> change.path().equals(file)
                    || change instanceof Move move && move.to().equals(file));
        }
    }

    Repairs {
        mended = List.copyOf(mended);
        refused = List.copyOf(refused);
        notes = List.copyOf(notes);
    }

    /** Chooses among the automatic fixes of these findings, which are part of the outcome. */
    static Repairs of(List<Finding> findings, Outcome before, Check check) {
        List<String> notes = new ArrayList<>();
        List<Offer> offers = compatible(offers(findings), notes);
        List<Finding> refused = new ArrayList<>();
        for (int attempt = 1; !offers.isEmpty(); attempt++) {
            Map<Offer, String> failed = failed(offers, before, check);
            if (failed.isEmpty()) {
                break;
            }
            if (attempt == ATTEMPTS) {
                offers.forEach(offer -> failed.putIfAbsent(offer, "the fixes beside it fail"));
            }
            failed.forEach((offer, reason) -> {
                notes.add("Fix left out, it fails its own check: " + offer.fix().title() + " (" + reason + ").");
                refused.addAll(offer.mends());
            });
            offers = offers.stream().filter(offer -> !failed.containsKey(offer)).toList();
        }
        return new Repairs(plan(offers), offers.stream().flatMap(offer -> offer.mends().stream()).toList(), refused, notes);
    }

    private static List<Offer> offers(List<Finding> findings) {
        Map<Fix, Offer> offers = new IdentityHashMap<>();
        List<Offer> ordered = new ArrayList<>();
        for (Finding finding : findings) {
            finding.fix().filter(fix -> fix.automatic() && !fix.plan().isEmpty()).ifPresent(fix -> offers.computeIfAbsent(fix, key -> {
                Offer offer = new Offer(fix, new ArrayList<>());
                ordered.add(offer);
                return offer;
            }).mends().add(finding));
        }
        return ordered;
    }

    private static List<Offer> compatible(List<Offer> offers, List<String> notes) {
        Conflicts taken = new Conflicts();
        return offers.stream().filter(offer -> {
            Optional<String> conflict = taken.take(offer.fix().plan());
            conflict.ifPresent(path -> notes.add("Fix left out for now: " + offer.fix().title()
                    + " (another fix changes the same part of " + path + "; run again after it)."));
            return conflict.isEmpty();
        }).toList();
    }

    private static Plan plan(List<Offer> offers) {
        return new Plan(offers.stream().flatMap(offer -> offer.fix().plan().changes().stream()).distinct().toList());
    }

    /** The offers that do not hold what they promise when all are applied together, with the reason. */
    private static Map<Offer, String> failed(List<Offer> offers, Outcome before, Check check) {
        Outcome after;
        try {
            after = check.after(plan(offers), before);
        } catch (IllegalArgumentException e) {
            return misfits(offers, before.tree(), e.getMessage());
        }
        Map<String, String> moved = plan(offers).moves().stream().collect(Collectors.toMap(Move::path, Move::to));
        Map<Identity, Integer> expected = new HashMap<>();
        before.findings().forEach(finding -> expected.merge(afterwards(finding, moved), 1, Integer::sum));
        Map<Identity, List<Offer>> promised = new HashMap<>();
        offers.forEach(offer -> offer.mends().forEach(finding -> {
            expected.merge(afterwards(finding, moved), -1, Integer::sum);
            promised.computeIfAbsent(afterwards(finding, moved), key -> new ArrayList<>()).add(offer);
        }));

        Map<Offer, String> failed = new LinkedHashMap<>();
        for (Finding finding : after.findings()) {
            boolean surplus = expected.merge(finding.identity(), -1, Integer::sum) < 0;
            boolean wasPromised = promised.containsKey(finding.identity());
            if (surplus && (wasPromised || finding.severity() != Severity.INFO)) {
                List<Offer> touching = offers.stream().filter(offer -> offer.touches(finding.place().file())).toList();
                List<Offer> blamed = wasPromised ? promised.get(finding.identity()) : touching.isEmpty() ? offers : touching;
                String reason = "after it, " + finding.place() + " has: " + finding.message();
                blamed.forEach(offer -> failed.putIfAbsent(offer, reason));
            }
        }
        return failed;
    }

    private static Map<Offer, String> misfits(List<Offer> offers, Tree tree, String reason) {
        Map<Offer, String> misfits = new LinkedHashMap<>();
        for (Offer offer : offers) {
            try {
                tree.after(offer.fix().plan());
            } catch (IllegalArgumentException e) {
                misfits.put(offer, e.getMessage());
            }
        }
        if (misfits.isEmpty()) {
            offers.forEach(offer -> misfits.put(offer, reason));
        }
        return misfits;
    }

    private static Identity afterwards(Finding finding, Map<String, String> moved) {
        Identity identity = finding.identity();
        return new Identity(identity.rule(), moved.getOrDefault(identity.file(), identity.file()), identity.subject());
    }
}
