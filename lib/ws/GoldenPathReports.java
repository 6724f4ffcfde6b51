package ws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import report.Format;
import report.GithubReport;
import report.Html;
import report.JunitXml;
import report.TestSuite;
import report.TestSuite.Case;
import report.TestSuite.Problem;
import ws.GoldenPathResult.Status;

/** A result in every format that has a form for it. */
public final class GoldenPathReports {
    private static final double MILLIS = 1000;

    private GoldenPathReports() {
    }

    /** @throws UsageException for SARIF, whose results stand in files */
    public static String of(GoldenPathResult result, Format format, boolean colour) {
        return switch (format) {
            case TEXT -> TextReport.of(result, colour);
            case JSON -> JsonReport.of(result);
            case MARKDOWN -> MarkdownReport.of(result);
            case HTML -> Html.page("ws-golden-path: " + verdict(result), Stream.concat(Stream.of(HtmlReport.head(result)),
                    HtmlReport.sections(result).stream()).toArray(Html[]::new));
            case JUNIT -> JunitXml.of(List.of(suite("ws-golden-path", result, Instant.now())));
            case GITHUB -> annotations(result) + GithubReport.annotation(result.passed() ? "notice" : "error", "ws-golden-path", verdict(result));
            case SARIF -> throw new UsageException("SARIF tells of places in files, and a golden path has none. Formats: text, json, markdown, html, junit, github.");
        };
    }

    /** What came out, in a sentence without full stop. */
    public static String verdict(GoldenPathResult result) {
        if (result.passed()) {
            return "the golden path holds at " + result.target();
        }
        return result.interrupted() ? TextReport.INTERRUPTED : TextReport.firstFailure(result);
    }

    /** Every step and every check as a test case. */
    public static TestSuite suite(String name, GoldenPathResult result, Instant at) {
        List<Case> cases = new ArrayList<>();
        result.steps().forEach(step -> cases.add(new Case("golden path", step.name(), step.millis().orElse(0) / MILLIS,
                problem(step.status(), step.detail(), step.blockedBy(), step.failure().stream().toList(), step.lastMessages()))));
        result.checks().forEach(check -> cases.add(new Case("checks", check.name(), 0,
                problem(check.status(), check.detail(), check.blockedBy(), check.failures(), List.of()))));
        List<String> passed = Stream.concat(result.steps().stream().filter(step -> step.status() == Status.PASS).map(step -> step.name() + ": " + step.detail()),
                result.checks().stream().filter(check -> check.status() == Status.PASS).map(check -> check.name() + ": " + check.detail())).toList();
        return new TestSuite(name, at, result.millis() / MILLIS, List.of("target", result.target(), "scenario", result.scenario(), "profile", result.profile()),
                cases, passed, result.notes());
    }

    /** An annotation for each step and check that failed. */
    public static String annotations(GoldenPathResult result) {
        return Stream.concat(
                result.steps().stream().filter(step -> step.status() == Status.FAIL)
                        .map(step -> GithubReport.annotation("error", "golden path: " + step.name(), detail(step.detail(), step.failure().stream().toList(), List.of()))),
                result.checks().stream().filter(check -> check.status() == Status.FAIL)
                        .map(check -> GithubReport.annotation("error", "check: " + check.name(), detail(check.detail(), check.failures(), List.of()))))
                .collect(Collectors.joining());
    }

    private static Optional<Problem> problem(Status status, String detail, Optional<String> blockedBy, List<Failure> failures, List<String> lastMessages) {
        return switch (status) {
            case PASS -> Optional.empty();
            case FAIL -> Optional.of(new Problem.Failed(failures.stream().findFirst().map(failure -> failure.kind().name().toLowerCase(Locale.ROOT)
                    .replace('_', '-')).orElse("failed"), detail, detail(detail, failures, lastMessages)));
            case BLOCKED -> Optional.of(new Problem.Skipped("blocked by " + blockedBy.orElse("what came before")));
            case SKIPPED -> Optional.of(new Problem.Skipped(detail));
        };
    }

    private static String detail(String detail, List<Failure> failures, List<String> lastMessages) {
        var lines = new ArrayList<>(List.of(detail));
        for (Failure failure : failures) {
            lines.add("expected: " + failure.expected());
            lines.add("came: " + (failure.came().isEmpty() ? "nothing" : failure.came()));
            failure.causes().forEach(cause -> lines.add("likely: " + cause));
        }
        lastMessages.forEach(message -> lines.add("server: " + message));
        return String.join("\n", lines);
    }
}
