//SOURCES ../../lib/summary/ExecutionSummary.java
//SOURCES ../../lib/dockerfile/Dockerfiles.java
//SOURCES ../../lib/python/ConfigCheck.java
//SOURCES ../../lib/variables/VariableCheck.java
//SOURCES Examined.java
package summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import command.Comparison;
import command.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import report.Finding.Identity;
import summary.Chain.State;

class ExecutionSummaryTest {
    @TempDir
    Path root;

    private Examined repository;

    @BeforeEach
    void moved() throws IOException {
        repository = new Examined(root).with("dockerfiles/auth.Dockerfile", "FROM scratch\n").with("dockerfiles/backend.Dockerfile", "FROM scratch\n")
                .with("dockerfiles/web.Dockerfile", "FROM scratch\n")
                .with("docker-compose.yml", """
                        services:
                          db: {image: "postgres:16"}
                          auth:
                            build: {context: ., dockerfile: docker/auth.Dockerfile}
                            depends_on: [db]
                          backend:
                            build: {context: ., dockerfile: docker/backend.Dockerfile}
                            environment: {AUTH_URL: "http://auth:8081"}
                          web:
                            build: {context: ., dockerfile: docker/web.Dockerfile}
                            depends_on: [backend]
                        """);
    }

    @Test
    void aMovedFolderIsOneIssueHoweverManyPathsItBreaks() throws IOException {
        ExecutionSummary summary = repository.summary();
        assertEquals(1, summary.issues().size());
        Issue issue = summary.issues().get(0);
        assertEquals(3, issue.findings().size());
        assertEquals(3, issue.exactMatches());
        assertEquals("'docker' is expected where 'dockerfiles' exists: 3 findings", issue.title());
    }

    @Test
    void aServiceWithoutDockerfileBlocksTheStepThatItServesAndAllThatFollow() throws IOException {
        Chain chain = repository.summary().chains().get(0);
        assertEquals(List.of(State.BLOCKED), chain.links().stream().map(Chain.Link::state).distinct().toList());
        assertEquals(List.of("auth"), chain.links().get(0).services());
        assertEquals(List.of(1), chain.links().get(0).issues());
        assertTrue(chain.links().get(0).reason().contains("docker-compose.yml:4:"), chain.links().get(0).reason());
    }

    @Test
    void aServiceThatNeedsABrokenOneIsBrokenThroughIt() throws IOException {
        repository.with("docker-compose.yml", """
                services:
                  store: {build: {context: ., dockerfile: docker/auth.Dockerfile}}
                  queue: {image: redis, depends_on: [store]}
                  backend:
                    image: backend
                    environment: {QUEUE: "redis://user@queue:6379"}
                """);
        Chain.Link link = repository.link(Step.CONNECTION);
        assertEquals(State.BLOCKED, link.state());
        assertTrue(link.reason().startsWith("backend needs queue needs store, which cannot start: dockerfile/missing"), link.reason());
    }

    @Test
    void servicesThatNeedEachOtherInACircleEndTheSearch() throws IOException {
        repository.with("docker-compose.yml", """
                services:
                  auth: {build: {context: ., dockerfile: docker/auth.Dockerfile}, environment: {B: "http://backend:1"}}
                  backend: {image: b, environment: {A: "http://auth:1"}}
                """);
        assertTrue(repository.link(Step.CONNECTION).reason().startsWith("backend needs auth"));
    }

    @Test
    void aServiceWhoseNameOnlyContainsTheBrokenOnesIsNotTakenToNeedIt() throws IOException {
        repository.with("docker-compose.yml", """
                services:
                  auth: {build: {context: ., dockerfile: docker/auth.Dockerfile}}
                  backend: {image: b, environment: {A: "http://auth-proxy:1", B: "https://auth.example.com", C: "auth"}}
                """);
        assertEquals("waits for login", repository.link(Step.CONNECTION).reason());
    }

    @Test
    void aStepThatNoNameTellsTheServiceOfIsUnknown() throws IOException {
        repository.with("docker-compose.yml", """
                services:
                  blue: {image: a}
                  green: {image: b}
                """);
        assertEquals(State.UNKNOWN, repository.link(Step.LOGIN).state());
        assertEquals(State.UNKNOWN, repository.link(Step.VALUE).state());
    }

    @Test
    void twoServicesThatCouldBeMeantMakeNone() throws IOException {
        repository.with("docker-compose.yml", """
                services:
                  user-auth: {image: a}
                  shop-auth: {image: b}
                """);
        assertEquals(State.UNKNOWN, repository.link(Step.LOGIN).state());
    }

    @Test
    void theSettingsSayWhichServiceAStepRestsOn() throws IOException {
        repository.with("toolkit.yaml", "golden-path:\n  login: db\n  execution: [db, web]\n  value: nobody\n");
        ExecutionSummary summary = repository.summary();
        List<Chain.Link> links = summary.chains().get(0).links();
        assertEquals(State.OK, links.get(0).state());
        assertEquals(List.of("db", "web"), links.get(Step.EXECUTION.ordinal()).services());
        assertTrue(summary.notes().stream().anyMatch(note -> note.startsWith("toolkit.yaml:4:10: golden-path.value names 'nobody'")), summary.notes().toString());
    }

    @Test
    void theLargestOfSeveralProjectsIsTakenAndSaid() throws IOException {
        java.nio.file.Files.delete(root.resolve("docker-compose.yml"));
        repository.with("docker-compose.a.yml", "services:\n  auth: {image: a}\n")
                .with("docker-compose.b.yml", "services:\n  auth: {build: {context: ., dockerfile: docker/auth.Dockerfile}}\n  backend: {image: b}\n");
        ExecutionSummary summary = repository.summary();
        assertTrue(summary.notes().stream().anyMatch(note -> note.contains("docker-compose.b.yml")), summary.notes().toString());
        assertEquals(State.BLOCKED, summary.chains().get(0).links().get(0).state());
        repository.with("toolkit.yaml", "golden-path: {compose: docker-compose.a.yml}\n");
        assertEquals(State.OK, repository.link(Step.LOGIN).state());
    }

    @Test
    void aStepThatOnlyANameTellsTheServiceOfSaysSo() throws IOException {
        repository.with("docker-compose.yml", "services:\n  auth: {image: a}\n  backend: {image: b}\n").with("toolkit.yaml", "golden-path: {login: auth}\n");
        assertEquals("rests on auth; no error was found there", repository.link(Step.LOGIN).reason());
        assertEquals("rests on backend, to judge by its name; no error was found there", repository.link(Step.MESSAGE).reason());
    }

    @Test
    void variablesThatOneFileWouldSetAreOneIssueAndSayHow() throws IOException {
        repository.with("docker-compose.yml", "services:\n  db: {image: '${ONE}', hostname: '${TWO}'}\n  web: {image: '${THREE}'}\n")
                .with("other/compose.yml", "services:\n  db: {image: '${FOUR}'}\n");
        ExecutionSummary summary = repository.summary();
        assertEquals(List.of(3, 1), summary.issues().stream().map(issue -> issue.findings().size()).toList());
        Remedy.Option option = summary.remedies().get(0).options().get(0);
        assertTrue(option.title().contains("Define it in .env"), option.title());
        assertEquals("'/opt/my tools/jbang' explain config/unset-variable", option.command());
        assertEquals("no error, but 4 warnings", summary.verdict());
    }

    @Test
    void aPathThatLeadsElsewhereIsToldWithoutQuotingNothing() throws IOException {
        repository.with("docker-compose.yml", "services:\n  auth: {image: a}\n")
                .with("deep/down/compose.yml", "services:\n  a: {build: one/}\n  b: {build: two/}\n")
                .with("one/Dockerfile", "FROM scratch\n").with("two/Dockerfile", "FROM scratch\n");
        String titles = repository.summary().issues().stream().map(Issue::title).toList().toString();
        assertFalse(titles.contains("''"), titles);
    }

    @Test
    void onlyASameNameIsAnExactMatch() throws IOException {
        repository.with("docker-compose.yml", "services:\n  auth: {build: {context: ., dockerfile: docker/auth.Dockerfile}}\n  web: {image: w, depends_on: [database]}\n");
        assertEquals(1, repository.summary().issues().stream().mapToInt(Issue::exactMatches).sum());
    }

    @Test
    void onlyWhatIsBlockedCountsAsImpactAndNothingIsAdded() throws IOException {
        assertEquals(List.of(), repository.summary().impacts());
        repository.with("toolkit.yaml", """
                impact:
                  value: {text: chat, amount: 500_000, unit: USD a year}
                  auth: {amount: 1000.5, unit: USD a year}
                  web: nobody sees the page
                  db: {text: data, amount: 7, unit: USD a year}
                """);
        ExecutionSummary summary = repository.summary();
        assertEquals(List.of("value", "auth", "web"), summary.impacts().stream().map(Impact::on).toList());
        assertEquals("{USD a year=501000.5}", Impact.sums(summary.impacts()).toString());
        assertTrue(summary.headlines().get(2).contains("501,000.5 USD a year"), summary.headlines().toString());
    }

    @Test
    void anImpactThatIsNoNumberIsNamedWithItsPlace() throws IOException {
        repository.with("toolkit.yaml", "impact:\n  value: {amount: much}\n");
        UsageException problem = assertThrows(UsageException.class, repository::summary);
        assertTrue(problem.getMessage().startsWith("toolkit.yaml:2:19: "), problem.getMessage());
    }

    @Test
    void whatBlocksAStepIsMendedFirstWithCommandAndDiff() throws IOException {
        repository.with("app.py", """
                class AppConfig:
                    def __init__(self):
                        self.host = 1
                        self.port = 2
                        self.name = 3

                def use(config: AppConfig):
                    return [config.a_one, config.b_two, config.c_three, config.d_four, config.e_five]
                """);
        ExecutionSummary summary = repository.summary();
        assertEquals(2, summary.issues().size());
        Remedy first = summary.remedies().get(0);
        assertEquals(1, first.issue());
        assertEquals(7, first.steps().size());
        assertEquals("'/opt/my tools/jbang' move-dockerfiles --fix " + root.toRealPath(), first.options().get(0).command());
        assertTrue(first.options().get(0).diff().contains("+    build: {context: ., dockerfile: dockerfiles/web.Dockerfile}"), first.options().get(0).diff());
        assertEquals("'/opt/my tools/jbang' move-dockerfiles --fix --to files " + root.toRealPath(), first.options().get(1).command());
    }

    @Test
    void theBaselineTellsWhatIsResolvedNewAndLeft() throws IOException {
        ExecutionSummary summary = repository.summary(List.of("dockerfile/missing"),
                Optional.of(List.of(new Identity("config/typo", "x.py", "C.a"))));
        Comparison progress = summary.progress().orElseThrow();
        assertEquals(1, progress.resolved().size());
        assertEquals(3, progress.left().size());
        assertEquals(List.of(), progress.fresh());
        assertTrue(summary.issues().get(0).accepted());
        assertEquals(0, summary.exitCode());
        assertEquals(State.BLOCKED, summary.chains().get(0).links().get(0).state(), "accepted is not mended");
    }

    @Test
    void aHealthyRepositoryIsSaidToBeInOrder() throws IOException {
        repository.with("docker/auth.Dockerfile", "FROM scratch\n").with("docker/backend.Dockerfile", "FROM scratch\n").with("docker/web.Dockerfile", "FROM scratch\n");
        ExecutionSummary summary = repository.summary();
        assertEquals(List.of(), summary.issues());
        assertEquals("in order, as far as files can tell", summary.verdict());
        assertEquals(0, summary.exitCode());
    }
}
