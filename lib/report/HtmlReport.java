package report;

import static report.Html.attr;
import static report.Html.tag;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** One self-contained page; {@link Html#page} says what it relies on. */
public final class HtmlReport implements Renderer {
    @Override
    public String render(Report report) {
        List<Html> body = new ArrayList<>();
        body.add(head(report));
        body.add(findings(report));
        report.repair().filter(repair -> !repair.diff().isEmpty()).ifPresent(repair -> body.add(diffs(repair)));
        if (!report.notes().isEmpty()) {
            body.add(tag("section", tag("h2", "Notes"), tag("ul", report.notes().stream().map(note -> tag("li", note)).toList())));
        }
        return Html.page(report.command() + ": " + report.verdict(), body.toArray(Html[]::new));
    }

    /** The verdict, the numbers and the next step. */
    static Html head(Report report) {
        String state = report.exitCode() != ExitCode.PASS ? "failed" : report.findings().isEmpty() ? "passed" : "passed-with-findings";
        return tag("header",
                tag("h1", report.command()),
                tag("p", attr("class", "verdict " + state), report.verdict()),
                tag("p", attr("class", "effort"), report.effort() + " · " + report.root() + " · " + report.at().truncatedTo(ChronoUnit.SECONDS)),
                report.next().map(next -> List.of(tag("p", next))).orElse(List.of()));
    }

    /** Every finding as a row of a table that sorts and filters. */
    public static Html findings(Report report) {
        if (report.findings().isEmpty()) {
            return tag("section", tag("p", "Every reference leads to what it names."));
        }
        Html columns = tag("tr", List.of("Severity", "Place", "Problem", "Fix").stream()
                .map(name -> tag("th", attr("scope", "col"), name)).toList());
        return tag("section", tag("h2", "Findings"), tag("table", attr("class", "findings"),
                tag("thead", columns), tag("tbody", report.findings().stream().map(HtmlReport::row).toList())));
    }

    /** A unified diff, folded file by file. */
    public static Html diffs(Repair repair) {
        return tag("section", tag("h2", repair.applied() ? "What --fix changed" : "What --fix would change"),
                repair.files().stream().map(file -> tag("details",
                        tag("summary", tag("code", file.title())),
                        diff(file.diff()))).toList());
    }

    /** A unified diff. */
    public static Html diff(String diff) {
        return tag("pre", attr("class", "diff"), Repair.lines(diff).stream().map(HtmlReport::diffLine).toList());
    }

    private static Html row(Finding finding) {
        String severity = finding.severity().label();
        List<Html> problem = new ArrayList<>(List.of(tag("p", finding.message()), tag("p", attr("class", "rule"), finding.rule().name())));
        finding.related().forEach(other -> problem.add(tag("p", attr("class", "related"), "see ",
                tag("code", other.place().toString()), " " + other.message())));
        List<Html> fix = new ArrayList<>();
        finding.fix().ifPresent(known -> fix.add(tag("p", (known.automatic() ? "" : "by hand: ") + known.title())));
        if (!finding.available().isEmpty()) {
            fix.add(tag("p", attr("class", "available"), "available: "));
            fix.add(tag("ul", finding.available().stream().map(name -> tag("li", tag("code", name))).toList()));
        }
        return tag("tr", attr("class", severity),
                tag("td", attr("data-label", "Severity"), attr("data-sort", String.valueOf(finding.severity().ordinal())),
                        tag("span", attr("class", "badge"), severity)),
                tag("td", attr("data-label", "Place"), tag("code", finding.place().toString())),
                tag("td", attr("data-label", "Problem"), problem),
                tag("td", attr("data-label", "Fix"), fix));
    }

    private static Html diffLine(String line) {
        String kind = line.startsWith("@@") ? "hunk"
                : line.startsWith("+++") || line.startsWith("---") || line.startsWith("diff ") ? "file"
                : line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "kept";
        return tag("span", attr("class", kind), line + "\n");
    }
}
