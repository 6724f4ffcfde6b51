package ws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ws.GoldenPathResult.Check;
import ws.GoldenPathResult.Status;
import ws.GoldenPathResult.Step;

/** A result for people, 80 columns wide. What matters stands last, where the eye is when the command ends: the verdict. */
public final class TextReport {

    private static final int WIDTH = 80;
    private static final int INDENT = 14;
    private static final int HEAD_INDENT = 10;
    private static final int VERDICT_INDENT = 6;
    static final String INTERRUPTED = "interrupted: this is what was measured so far";
    private static final int CAUSES = 3;
    /** Of the server's last message four lines, of those before it one. JSON and the transcript have more. */
    private static final int SHOWN_LAST = 4 * (WIDTH - INDENT) - 12;
    private static final int SHOWN_BEFORE = WIDTH - INDENT;
    private static final int SHOWN_FAILURES = 2;

    private final boolean colour;
    private final StringBuilder out = new StringBuilder();

    private TextReport(boolean colour) {
        this.colour = colour;
    }

    /** The whole report. @param colour whether it may hold ANSI colours */
    public static String of(GoldenPathResult result, boolean colour) {
        var report = new TextReport(colour);
        report.head(result);
        report.steps(result.steps());
        report.checks(result);
        if (result.users().succeeded() > 0 || result.users().planned() > 1) {
            report.latency(result);
        }
        report.verdict(result);
        return report.out.toString();
    }

    private void head(GoldenPathResult result) {
        wrapped(HEAD_INDENT, "Target    ", result.target());
        line("Protocol  " + result.scenario() + ", limits of profile " + result.profile());
        result.notes().forEach(note -> wrapped(HEAD_INDENT, "Note      ", note));
    }

    private void steps(List<Step> steps) {
        line("");
        line(bold("Golden path"));
        int number = 0;
        for (Step step : steps) {
            number++;
            String millis = step.millis().isPresent() && step.status() == Status.PASS ? millis(step.millis().getAsDouble()) : "";
            row(number + " " + step.name(), step.status(), millis, said(step.detail(), step.blockedBy()));
            step.failure().ifPresent(this::failure);
            if (step.failure().isPresent()) {
                messages(step.lastMessages());
            }
        }
    }

    private void messages(List<String> last) {
        for (int i = 0; i < last.size(); i++) {
            field(i == 0 ? "server" : "", shortened(last.get(i), i == last.size() - 1 ? SHOWN_LAST : SHOWN_BEFORE));
        }
    }

    /** What a step has said already is not said again. */
    private void checks(GoldenPathResult result) {
        List<Failure> said = result.steps().stream().flatMap(step -> step.failure().stream()).toList();
        line("");
        line(bold("Checks"));
        for (Check check : result.checks()) {
            row("  " + check.name(), check.status(), "", said(check.detail(), check.blockedBy()));
            failures(check.failures().stream().filter(failure -> !said.contains(failure)).toList());
        }
    }

    /** Those of one kind together: two of them, and the causes once. */
    private void failures(List<Failure> failures) {
        Map<Failure.Kind, List<Failure>> byKind = failures.stream().collect(Collectors.groupingBy(Failure::kind, LinkedHashMap::new, Collectors.toList()));
        byKind.values().forEach(same -> {
            List<Failure> told = sameThingCame(same);
            told.stream().limit(SHOWN_FAILURES).forEach(this::expectation);
            if (told.size() > SHOWN_FAILURES) {
                field("", "and " + (told.size() - SHOWN_FAILURES) + " more like these");
            }
            causes(told.get(0));
        });
    }

    /** Where the same thing came in place of several, all that was expected in one. */
    private static List<Failure> sameThingCame(List<Failure> same) {
        Map<String, List<Failure>> byCame = same.stream().collect(Collectors.groupingBy(Failure::came, LinkedHashMap::new, Collectors.toList()));
        return byCame.values().stream().map(equal -> equal.get(0).expecting(
                equal.stream().map(Failure::expected).distinct().collect(Collectors.joining(", ")))).toList();
    }

    private static String said(String detail, Optional<String> blockedBy) {
        return blockedBy.map(by -> "by " + by).orElse(detail);
    }

    private void failure(Failure failure) {
        expectation(failure);
        causes(failure);
    }

    private void expectation(Failure failure) {
        field("expected", failure.expected());
        field("came", failure.came().isEmpty() ? "nothing" : failure.came());
    }

    private void causes(Failure failure) {
        String label = "likely";
        for (String cause : failure.causes().subList(0, Math.min(CAUSES, failure.causes().size()))) {
            field(label, "- " + cause);
            label = "";
        }
    }

    private void latency(GoldenPathResult result) {
        if (result.latency().isEmpty()) {
            return;
        }
        line("");
        line(bold(String.format(Locale.ROOT, "%-26s%9s%11s%11s%11s%11s", "Latency in ms", "count", "p50", "p90", "p99", "max")));
        result.latency().forEach((name, stage) -> line(String.format(Locale.ROOT, "  %-24s%9d%11.1f%11.1f%11.1f%11.1f",
                name.startsWith("event:") ? shortened(name.substring(6), 24) : name, stage.count(), stage.p50(), stage.p90(), stage.p99(), stage.max())));
    }

    private void verdict(GoldenPathResult result) {
        var users = result.users();
        line("");
        line(String.format(Locale.ROOT, "%d of %d users succeeded, %.1f s", users.succeeded(), users.planned(), result.millis() / 1000));
        if (result.passed()) {
            line(paint("32;1", "PASS") + "  the golden path holds");
            return;
        }
        wrapped(VERDICT_INDENT, paint("31;1", "FAIL") + "  ", result.interrupted() ? INTERRUPTED : firstFailure(result));
        firstCause(result).filter(cause -> !result.interrupted()).ifPresent(cause -> wrapped(VERDICT_INDENT, " ".repeat(VERDICT_INDENT), "likely: " + cause));
    }

    /** The first step or check that failed, in words. */
    static String firstFailure(GoldenPathResult result) {
        for (int i = 0; i < result.steps().size(); i++) {
            Step step = result.steps().get(i);
            if (step.status() == Status.FAIL) {
                return "step " + (i + 1) + " of " + result.steps().size() + ", " + step.name() + ": " + step.detail()
                        + step.failure().map(TextReport::demanded).orElse("");
            }
        }
        return result.checks().stream().filter(check -> check.status() == Status.FAIL)
                .map(check -> "check " + check.name() + ": " + check.detail()).findFirst().orElse("");
    }

    /** What was expected, where the name of the failure does not say it. */
    private static String demanded(Failure failure) {
        return switch (failure.kind()) {
            case NO_WELCOME, NO_EVENT, MISSING_EVENT, SILENCE, TOO_LONG, WRONG_ORDER, DUPLICATE, GAP -> ", expected " + failure.expected();
            default -> "";
        };
    }

    private static Optional<String> firstCause(GoldenPathResult result) {
        return Stream.concat(result.steps().stream().flatMap(step -> step.failure().stream()),
                result.checks().stream().flatMap(check -> check.failures().stream())).findFirst().map(failure -> failure.causes().get(0));
    }

    private void row(String name, Status status, String millis, String detail) {
        String word = String.format("%-7s", status == Status.FAIL ? "FAIL" : status.name().toLowerCase(Locale.ROOT));
        String painted = switch (status) {
            case PASS -> paint("32", word);
            case FAIL -> paint("31;1", word);
            case BLOCKED, SKIPPED -> paint("33", word);
        };
        String start = String.format("  %-14s %s %9s  ", name, painted, millis);
        List<String> lines = wrap(detail, WIDTH - 36);
        line((start + lines.get(0)).stripTrailing());
        lines.subList(1, lines.size()).forEach(more -> line(" ".repeat(36) + more));
    }

    private void field(String label, String text) {
        if (!text.isEmpty()) {
            wrapped(INDENT, String.format("    %-10s", label), text);
        }
    }

    /** @param start stands before the first line, as many columns wide as the others are indented */
    private void wrapped(int indent, String start, String text) {
        String before = start;
        for (String paragraph : text.split("\n")) {
            for (String part : wrap(paragraph, WIDTH - indent)) {
                line(before + part);
                before = " ".repeat(indent);
            }
        }
    }

    private static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        String rest = text;
        for (int end = fitting(rest, width); end < rest.length(); end = fitting(rest, width)) {
            int blank = rest.lastIndexOf(' ', end);
            int comma = rest.lastIndexOf(',', end - 1) + 1;
            int cut = blank > end / 3 ? blank : comma > end / 3 ? comma : end;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** How many of the first characters fit into so many columns. */
    private static int fitting(String text, int width) {
        int columns = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            columns += isWide(text.codePointAt(i)) ? 2 : 1;
            if (columns > width) {
                return i;
            }
        }
        return text.length();
    }

    /** Whether a terminal gives a code point two columns: East Asian scripts and emoji (Unicode Standard Annex 11), without the rare ones. */
    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3 || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60 || c >= 0x1f300 && c <= 0x1faff || c >= 0x20000 && c <= 0x3fffd;
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, longest - 1))) + "…";
    }

    private static String millis(double value) {
        return value < 1 ? "< 1 ms" : String.format(Locale.ROOT, "%,.0f ms", value);
    }

    private String bold(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
