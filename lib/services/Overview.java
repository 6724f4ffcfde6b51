package services;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import report.Place;
import report.Table;
import services.Judgement.Judged;

/** For each project a table of the names that are expected of it: where from, what they mean, and how. */
final class Overview {
    private static final int MAX_ROWS = 40;

    private Overview() {}

    static List<Table> of(List<Names> projects, List<Judged> judged) {
        List<Table> tables = new ArrayList<>();
        for (Names names : projects) {
            Map<List<String>, List<Judged>> groups = new LinkedHashMap<>();
            judged.stream().filter(one -> one.names().project().files().equals(names.project().files()))
                    .sorted(Comparator.comparing((Judged one) -> one.meeting().isMet()).thenComparing(one -> one.expectation().name()))
                    .forEach(one -> groups.computeIfAbsent(List.of(one.expectation().name(), how(one)), key -> new ArrayList<>()).add(one));
            List<List<String>> rows = groups.values().stream().limit(MAX_ROWS).map(Overview::row).toList();
            if (!rows.isEmpty()) {
                int more = groups.size() - rows.size();
                tables.add(new Table(String.join(" + ", names.project().files()) + " (" + counted(names.services().size()) + ")"
                        + (more > 0 ? ", " + more + " more names are well" : ""), List.of("expected", "where from", "means", "how"), rows));
            }
        }
        return tables;
    }

    private static String counted(int services) {
        return services + (services == 1 ? " service" : " services");
    }

    private static List<String> row(List<Judged> same) {
        Judged first = same.get(0);
        Place place = first.expectation().place();
        String where = first.expectation().use() == Expectation.Use.GIVEN ? first.expectation().owner() : place.file() + ":" + place.line();
        long more = same.stream().map(one -> one.expectation().place()).distinct().count() - 1;
        return List.of(first.expectation().name(), where + (more > 0 ? " +" + more : ""), first.meeting().meant().orElse("?"), how(first));
    }

    private static String how(Judged one) {
        Meeting meeting = one.meeting();
        if (meeting instanceof Meeting.Exact) {
            return "exact";
        } else if (meeting instanceof Meeting.Other other) {
            return other.kind();
        } else if (meeting instanceof Meeting.WrongKind wrong) {
            return wrong.kind() + ", not for " + one.expectation().use().label();
        } else if (meeting instanceof Meeting.Affixed) {
            return "affix";
        }
        return meeting instanceof Meeting.Ambiguous ? "ambiguous" : "missing";
    }
}
