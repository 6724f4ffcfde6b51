package summary;

import static report.Html.attr;
import static report.Html.tag;

import command.Comparison;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import report.ExitCode;
import report.Html;
import report.HtmlReport;
import report.Report;
import summary.Chain.Link;

/** One page that needs nothing beside itself. */
final class SummaryHtml {
    private final ExecutionSummary summary;

    private SummaryHtml(ExecutionSummary summary) {
        this.summary = summary;
    }

    static String of(ExecutionSummary summary) {
        SummaryHtml html = new SummaryHtml(summary);
        List<Html> body = new ArrayList<>(List.of(html.head(), html.chains()));
        if (!summary.impacts().isEmpty()) {
            body.add(html.impact());
        }
        summary.progress().ifPresent(progress -> body.add(progress(progress)));
        if (!summary.issues().isEmpty()) {
            body.add(tag("section", tag("h2", "Issues"), summary.issues().stream().map(SummaryHtml::issue).toList()));
        }
        if (!summary.remedies().isEmpty()) {
            body.add(tag("section", tag("h2", "Remediation, the most urgent first"), tag("ol", attr("class", "remedies"),
                    summary.remedies().stream().map(SummaryHtml::remedy).toList())));
        }
        body.add(html.validation());
        summary.walks().forEach(walk -> body.add(tag("section", tag("h2", "Golden path at " + walk.name()), ws.HtmlReport.sections(walk.result()))));
        body.add(HtmlReport.findings(summary.report()));
        summary.report().repair().filter(repair -> !repair.diff().isEmpty()).ifPresent(repair -> body.add(HtmlReport.diffs(repair)));
        if (!summary.notes().isEmpty()) {
            body.add(tag("section", tag("h2", "Notes"), tag("ul", summary.notes().stream().map(note -> tag("li", note)).toList())));
        }
        return Html.page("doctor: " + summary.verdict(), body.toArray(Html[]::new));
    }

    private Html head() {
        Report report = summary.report();
        String state = summary.exitCode() != ExitCode.PASS ? "failed" : summary.issues().isEmpty() ? "passed" : "passed-with-findings";
        return tag("header", tag("h1", "doctor"), tag("p", attr("class", "verdict " + state), summary.verdict()),
                tag("ul", attr("class", "headlines"), summary.headlines().stream().map(line -> tag("li", line)).toList()),
                tag("p", attr("class", "effort"), report.effort() + " · " + report.root() + " · " + report.at().truncatedTo(ChronoUnit.SECONDS)));
    }

    private Html chains() {
        List<Html> heads = new ArrayList<>(List.of(column("Step")));
        summary.chains().forEach(chain -> heads.add(column(chain.name())));
        List<Html> rows = new ArrayList<>();
        for (Step step : Step.values()) {
            List<Html> cells = new ArrayList<>(List.of(tag("td", attr("data-label", "Step"), attr("data-sort", String.valueOf(step.ordinal())),
                    (step.ordinal() + 1) + ". " + step.title())));
            summary.chains().forEach(chain -> chain.links().stream().filter(link -> link.step() == step).forEach(link -> cells.add(link(chain, link))));
            rows.add(tag("tr", cells));
        }
        return tag("section", tag("h2", "Golden path"), ChainPicture.of(summary.chains()),
                tag("table", attr("class", "steps"), tag("thead", tag("tr", heads)), tag("tbody", rows)));
    }

    private static Html link(Chain chain, Link link) {
        List<Html> words = new ArrayList<>(List.of(tag("span", attr("class", "badge state-" + link.state().label()), link.state().label()), Html.text(" " + link.reason())));
        link.issues().forEach(number -> words.add(tag("span", " ", tag("a", attr("href", "#issue-" + number), "issue " + number))));
        return tag("td", attr("data-label", chain.name()), words);
    }

    private Html impact() {
        List<Html> rows = new ArrayList<>(summary.impacts().stream().map(impact -> row("Step or service", impact.on(), "Impact", impact.text(),
                "Amount", impact.amount().map(amount -> Impact.shown(amount, impact.unit())).orElse(""))).toList());
        String sums = Impact.sums(summary.impacts()).entrySet().stream().map(sum -> Impact.shown(sum.getValue(), sum.getKey())).collect(Collectors.joining(", "));
        return tag("section", tag("h2", "Impact of what is blocked"), sums.isEmpty() ? List.of() : tag("p", "Sum: " + sums), table(List.of("Step or service", "Impact", "Amount"), rows));
    }

    private static Html progress(Comparison progress) {
        int gone = progress.resolved().size();
        int left = progress.left().size();
        int fresh = progress.fresh().size();
        String before = "Findings: " + progress.earlier();
        List<Html> rows = List.of(row(before, String.valueOf(gone + left), "Now", String.valueOf(left + fresh),
                "Resolved", String.valueOf(gone), "Left", String.valueOf(left), "New", String.valueOf(fresh)));
        return tag("section", tag("h2", "Before and after"), table(List.of(before, "Now", "Resolved", "Left", "New"), rows),
                progress.resolved().isEmpty() ? List.of() : tag("details", tag("summary", "What is resolved"), tag("ul", progress.resolved().stream()
                        .map(old -> tag("li", tag("code", old.file()), " " + old.rule() + " ", tag("code", old.subject()))).toList())));
    }

    private static Html issue(Issue issue) {
        List<Html> evidence = new ArrayList<>();
        evidence.add(tag("p", "Expected: ", codes(issue.expected())));
        if (!issue.available().isEmpty()) {
            evidence.add(tag("p", "Available: ", codes(issue.available()), " · exact matches: " + issue.exactMatches() + " of " + issue.findings().size()));
        }
        evidence.add(tag("details", tag("summary", Report.counted(issue.findings().size(), "place")), tag("ul", issue.findings().stream()
                .map(finding -> tag("li", tag("code", finding.place().toString()), " " + finding.message())).toList())));
        return tag("article", attr("class", issue.severity().label()), attr("id", "issue-" + issue.number()),
                tag("h3", tag("span", attr("class", "badge"), issue.number() + ". " + issue.severity().label()), " " + issue.title()),
                tag("p", attr("class", "rule"), String.join(", ", issue.rules()) + (issue.accepted() ? " · in the baseline" : "")), evidence);
    }

    private static List<Html> codes(List<String> names) {
        List<Html> all = new ArrayList<>();
        names.stream().limit(8).forEach(name -> all.add(tag("span", all.isEmpty() ? "" : ", ", tag("code", name))));
        if (names.size() > 8) {
            all.add(Html.text(" and " + (names.size() - 8) + " more"));
        }
        return all;
    }

    private static Html remedy(Remedy remedy) {
        List<Html> parts = new ArrayList<>(List.of(tag("a", attr("href", "#issue-" + remedy.issue()), "Issue " + remedy.issue())));
        if (!remedy.steps().isEmpty()) {
            parts.add(Html.text(", unblocks " + remedy.steps().stream().map(Step::label).collect(Collectors.joining(", "))));
        }
        for (Remedy.Option option : remedy.options()) {
            parts.add(tag("p", option.title()));
            if (!option.command().isEmpty()) {
                parts.add(tag("pre", attr("class", "command"), option.command()));
            }
            if (!option.diff().isEmpty()) {
                parts.add(tag("details", tag("summary", "diff"), HtmlReport.diff(option.diff())));
            }
        }
        return tag("li", attr("value", String.valueOf(remedy.issue())), parts);
    }

    private Html validation() {
        return tag("section", tag("h2", "Validation"), table(List.of("Command", "Proves that", "This run"), summary.validations().stream()
                .map(one -> tag("tr", tag("td", attr("data-label", "Command"), tag("code", one.command())), tag("td", attr("data-label", "Proves that"), one.proves()),
                        tag("td", attr("data-label", "This run"), one.result()))).toList()));
    }

    private static Html table(List<String> names, List<Html> rows) {
        return tag("table", tag("thead", tag("tr", names.stream().map(SummaryHtml::column).toList())), tag("tbody", rows));
    }

    private static Html column(String name) {
        return tag("th", attr("scope", "col"), name);
    }

    /** @param cells label and content in turn */
    private static Html row(String... cells) {
        List<Html> all = new ArrayList<>();
        for (int i = 0; i < cells.length; i += 2) {
            all.add(tag("td", attr("data-label", cells[i]), cells[i + 1]));
        }
        return tag("tr", all);
    }
}
