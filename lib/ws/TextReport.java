package ws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ws.GoldenPathResult.Check;
import ws.GoldenPathResult.Status;
import ws.GoldenPathResult.Step;

/** A result for people, 80 columns wide. What matters stands last, where the eye is when the command ends: the verdict. */
public final class TextReport {

    private static final int WIDTH = 80;
    private static final int INDENT = 14;
    private static final int CAUSES = 3;
    /** Of a message of the server: two lines. JSON and the transcript have more. */
    private static final int SHOWN = 2 * (WIDTH - INDENT) - 2;

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
        report.latency(result);
        report.verdict(result);
        return report.out.toString();
    }

    private void head(GoldenPathResult result) {
        wrapped(0, "Target    ", result.target());
        line("Protocol  " + result.scenario() + ", limits of profile " + result.profile());
        result.notes().forEach(note -> wrapped(0, "Note      ", note));
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
            if (step.failure().isPresent() && !step.lastMessages().isEmpty()) {
                String label = "server";
                for (String message : step.lastMessages()) {
                    field(label, message.length() > SHOWN ? message.substring(0, SHOWN - 1) + "…" : message);
                    label = "";
                }
            }
        }
    }

    /** What a step has said already is not said again. */
    private void checks(GoldenPathResult result) {
        List<Failure> said = result.steps().stream().flatMap(step -> step.failure().stream()).toList();
        line("");
        line(bold("Checks"));
        for (Check check : result.checks()) {
            row("  " + check.name(), check.status(), "", said(check.detail(), check.blockedBy()));
            check.failures().stream().filter(failure -> !said.contains(failure)).forEach(this::failure);
        }
    }

    private static String said(String detail, Optional<String> blockedBy) {
        return blockedBy.map(by -> "by " + by).orElse(detail);
    }

    private void failure(Failure failure) {
        field("expected", failure.expected());
        field("came", failure.came().isEmpty() ? "nothing" : failure.came());
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
                name.startsWith("event:") ? shortened(name.substring(6)) : name, stage.count(), stage.p50(), stage.p90(), stage.p99(), stage.max())));
    }

    private void verdict(GoldenPathResult result) {
        var users = result.users();
        line("");
        line(String.format(Locale.ROOT, "%d of %d users succeeded, %.1f s", users.succeeded(), users.planned(), result.millis() / 1000));
        if (result.passed()) {
            line(paint("32;1", "PASS") + "  the golden path holds");
            return;
        }
        String what = result.interrupted() ? "interrupted: this is what was measured so far" : firstFailure(result);
        wrapped(0, paint("31;1", "FAIL") + "  ", what);
    }

    /** The first step or check that failed, in words. */
    static String firstFailure(GoldenPathResult result) {
        for (int i = 0; i < result.steps().size(); i++) {
            Step step = result.steps().get(i);
            if (step.status() == Status.FAIL) {
                return "step " + (i + 1) + " of " + result.steps().size() + ", " + step.name() + ": " + step.detail()
                        + step.failure().map(failure -> ", expected " + failure.expected()).orElse("");
            }
        }
        return result.checks().stream().filter(check -> check.status() == Status.FAIL)
                .map(check -> "check " + check.name() + ": " + check.detail()).findFirst().orElse("");
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
        if (text.isEmpty()) {
            return;
        }
        wrapped(4, String.format("%-10s", label), text);
    }

    private void wrapped(int indent, String label, String text) {
        int width = WIDTH - INDENT;
        String start = " ".repeat(indent) + label;
        for (String paragraph : text.split("\n")) {
            for (String part : wrap(paragraph, width)) {
                line(start + part);
                start = " ".repeat(INDENT - (indent == 0 ? 4 : 0));
            }
        }
    }

    private static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        String rest = text;
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int comma = rest.lastIndexOf(',', width - 1) + 1;
            int cut = blank > width / 3 ? blank : comma > width / 3 ? comma : width;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    private static String shortened(String name) {
        return name.length() <= 24 ? name : name.substring(0, 23) + "…";
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
