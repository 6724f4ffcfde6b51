package summary;

import compose.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import report.Fix;
import report.Repair;
import report.Report;
import report.Rule;
import report.Severity;
import tree.Diff;
import tree.Plan;

/** What to do about issues, and how to prove it. */
final class Remedies {
    private static final String NOT_RUNNING = "service/not-running";
    private static final int MOST_CHOICES = 5;
    private static final int SHORT = 240;

    private final Report report;
    private final List<Tool> tools;
    private final Chain checkout;
    private final Optional<ServiceGraph> graph;
    private final String launcher;

    Remedies(Report report, List<Tool> tools, Chain checkout, Optional<ServiceGraph> graph, String launcher) {
        this.launcher = quoted(launcher) + " ";
        this.report = report;
        this.tools = tools;
        this.checkout = checkout;
        this.graph = graph;
    }

    List<Remedy> of(List<Issue> issues) {
        return issues.stream().filter(issue -> issue.severity() != Severity.INFO).map(this::of).toList();
    }

    private Remedy of(Issue issue) {
        List<Step> steps = checkout.links().stream().filter(link -> link.issues().contains(issue.number())).map(Chain.Link::step).toList();
        Optional<Tool> tool = tools.stream().filter(one -> issue.rules().stream().anyMatch(one::finds)).findFirst();
        List<Remedy.Option> options = new ArrayList<>();
        List<Fix> automatic = issue.fixes().stream().filter(Fix::automatic).toList();
        if (!automatic.isEmpty()) {
            Plan together = automatic.stream().map(Fix::plan).reduce(Plan.NOTHING, Plan::and);
            options.add(new Remedy.Option((automatic.size() == 1 ? "" : automatic.size() + " fixes, the first: ") + automatic.get(0).title(),
                    command(tool.map(Tool::name).orElse("doctor") + " --fix"), diff(together)));
        }
        Map<String, Fix> choices = new LinkedHashMap<>();
        issue.fixes().stream().filter(fix -> !fix.automatic()).forEach(fix -> choices.putIfAbsent(fix.title(), fix));
        choices.values().stream().limit(MOST_CHOICES).forEach(fix -> options.add(new Remedy.Option("By hand: " + fix.title(), "", diff(fix.plan()))));
        tool.stream().flatMap(one -> one.ways().stream().filter(way -> way.mends(issue)).map(way ->
                new Remedy.Option(way.does(), command(one.name() + " --fix " + way.option()), ""))).forEach(options::add);
        if (issue.rules().contains(NOT_RUNNING) && graph.isPresent()) {
            options.add(new Remedy.Option("Start what does not run, and look at its log if it ends again",
                    compose("up -d --build" + words(issue.expected())), ""));
        } else if (options.isEmpty()) {
            options.add(byHand(issue));
        }
        return new Remedy(issue.number(), steps, options, command(tool.map(Tool::name).orElse("doctor")));
    }

    /** What a person can be told about a finding that has no fix. */
    private Remedy.Option byHand(Issue issue) {
        Rule rule = issue.findings().get(0).rule();
        String title = !issue.available().isEmpty() ? "Decide what is meant: " + issue.available().stream().limit(MOST_CHOICES).collect(Collectors.joining(" or "))
                : rule.help().length() <= SHORT ? rule.help() : "Mend it by hand";
        return new Remedy.Option(title, launcher + "explain " + rule.name(), "");
    }

    List<Validation> validations(List<Issue> issues, List<Walk> walks) {
        List<Validation> all = new ArrayList<>();
        boolean applied = report.repair().filter(Repair::applied).isPresent();
        for (Tool tool : tools) {
            int left = (int) issues.stream().flatMap(issue -> issue.findings().stream())
                    .filter(finding -> finding.severity() == Severity.ERROR && tool.finds(finding.rule().name())).count();
            all.add(new Validation(command(tool.name()), "no error is left that " + tool.name() + " finds",
                    (left == 0 ? "no error" : Report.counted(left, "error")) + (applied ? ", checked again after --fix" : "")));
        }
        graph.ifPresent(known -> {
            Project project = known.project();
            all.add(new Validation(compose("config --quiet"), "Compose takes the project", ""));
            String built = words(known.troubles().keySet().stream().filter(name -> project.services().get(name).build().isPresent()).toList());
            if (!built.isEmpty()) {
                all.add(new Validation(compose("build" + built), "the images can be built", ""));
            }
        });
        walks.forEach(walk -> all.add(new Validation(walk.name().equals("demo") ? launcher + "ws-golden-path --demo"
                : launcher + "ws-golden-path --url " + quoted(walk.result().target()), "users get from login to answer at " + walk.name(),
                walk.result().passed() ? "passed" : "failed")));
        if (walks.isEmpty()) {
            all.add(new Validation(launcher + "ws-golden-path --url URL", "users get from login to answer at a live backend", ""));
        }
        return all;
    }

    private String diff(Plan plan) {
        if (plan.isEmpty()) {
            return "";
        }
        try {
            return new Repair(false, Diff.unified(report.tree(), plan)).diff();
        } catch (IllegalArgumentException unfit) {
            return "";
        }
    }

    private String compose(String words) {
        String files = graph.orElseThrow().project().files().stream().map(file -> " -f " + quoted(report.root() + "/" + file)).collect(Collectors.joining());
        return "docker compose" + files + " " + words;
    }

    private static String words(List<String> names) {
        return names.stream().map(name -> " " + quoted(name)).collect(Collectors.joining());
    }

    private String command(String words) {
        return launcher + words + " " + quoted(report.root());
    }

    /** A word for a POSIX shell. */
    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
