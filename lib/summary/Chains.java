package summary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import report.Finding;
import summary.Chain.Link;
import summary.Chain.State;
import ws.GoldenPathResult;

/** Makes chains: of a checkout from its issues, of a live target from its walk. */
final class Chains {
    /** Rules whose findings keep a container from being made. */
    private static final List<String> STOPPING = List.of("dockerfile/", "context/", "compose/", "service/undefined-dependency");

    private Chains() {}

    static Chain ofCheckout(StepServices services, Optional<ServiceGraph> graph, List<Issue> issues) {
        List<Link> links = new ArrayList<>();
        Optional<Step> culprit = Optional.empty();
        for (Step step : Step.values()) {
            List<String> serving = services.by().getOrDefault(step, List.of());
            List<String> broken = serving.stream().filter(name -> graph.filter(known -> known.troubles().containsKey(name)).isPresent()).toList();
            if (!broken.isEmpty()) {
                ServiceGraph known = graph.orElseThrow();
                Set<Finding> causes = broken.stream().flatMap(name -> known.causes(name).stream()).collect(Collectors.toCollection(LinkedHashSet::new));
                List<Issue> blocking = issues.stream().filter(issue -> issue.findings().stream().anyMatch(causes::contains)).toList();
                links.add(new Link(step, State.BLOCKED, serving, String.join("; ", broken.stream().map(name -> broken(name, known)).toList()),
                        blocking.stream().map(Issue::number).toList()));
                culprit = culprit.or(() -> Optional.of(step));
            } else if (culprit.isPresent()) {
                links.add(new Link(step, State.BLOCKED, serving, "waits for " + culprit.get().label(), List.of()));
            } else if (serving.isEmpty()) {
                links.add(new Link(step, State.UNKNOWN, serving, "which service it rests on is not known; golden-path: in toolkit.yaml can say it", List.of()));
            } else {
                links.add(new Link(step, State.OK, serving, "rests on " + String.join(", ", serving)
                        + (services.guessed().contains(step) ? ", to judge by its name" : "") + "; no error was found there", List.of()));
            }
        }
        return new Chain("this checkout", links);
    }

    private static String broken(String service, ServiceGraph graph) {
        List<Finding> causes = graph.causes(service);
        Finding first = causes.get(0);
        String path = graph.path(service);
        String rule = first.rule().name();
        String fate = rule.equals("service/not-running") ? " does not run: " : STOPPING.stream().anyMatch(rule::startsWith) ? " cannot start: " : " does not work: ";
        return path + (path.equals(service) ? "" : ", which") + fate + first.rule().name() + " at " + first.place()
                + (causes.size() > 1 ? " and " + (causes.size() - 1) + " more" : "");
    }

    static Chain of(Walk walk) {
        List<Link> links = new ArrayList<>();
        for (GoldenPathResult.Step step : walk.result().steps()) {
            Optional<Step> known = Step.named(step.name());
            known.ifPresent(name -> links.add(new Link(name, state(step.status()), List.of(), reason(step), List.of())));
        }
        return new Chain(walk.title(), links);
    }

    private static State state(GoldenPathResult.Status status) {
        return switch (status) {
            case PASS -> State.OK;
            case FAIL -> State.FAILED;
            case BLOCKED -> State.BLOCKED;
            case SKIPPED -> State.UNKNOWN;
        };
    }

    private static String reason(GoldenPathResult.Step step) {
        return step.blockedBy().map(by -> "waits for " + by).orElse(step.detail());
    }
}
