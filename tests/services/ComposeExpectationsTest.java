//SOURCES ../../lib/services/Services.java
//SOURCES Looked.java
package services;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ComposeExpectationsTest {
    @TempDir
    Path folder;

    private List<String> said(String compose) throws IOException {
        return Looked.at(folder, "compose.yaml", compose).said();
    }

    /** A service that is given this value of a variable, beside services db, alpine-test-auth and alpine-test-api. */
    private List<String> given(String variable) throws IOException {
        return said("""
                services:
                  web:
                    image: web
                    environment:
                      %s
                  db: {image: postgres, ports: ["5433:5432"]}
                  alpine-test-auth: {image: auth}
                  alpine-test-api: {image: api}
                """.formatted(variable));
    }

    @Test
    void aDependencyThatIsNotDefinedBreaksTheProject() throws IOException {
        assertEquals(List.of("error service/undefined-dependency cache"), said("services:\n  web:\n    image: a\n    depends_on: [cache]\n"));
    }

    @Test
    void aDependencyThatMayBeMissingDoesNot() throws IOException {
        assertEquals(List.of(), said("services:\n  web:\n    image: a\n    depends_on:\n      cache: {condition: service_started, required: false}\n"));
    }

    @Test
    void aContainerNameIsNoNameToDependOn() throws IOException {
        assertEquals(List.of("error service/wrong-name-kind the-cache"),
                said("services:\n  web:\n    image: a\n    depends_on: [the-cache]\n  cache:\n    image: b\n    container_name: the-cache\n"));
    }

    @Test
    void everyNameThatDnsKnowsServesAHost() throws IOException {
        assertEquals(List.of(), said("""
                services:
                  web:
                    image: a
                    environment: {A: "http://cache-c", B: "http://cache-h", C: "http://cache-a", D: "http://linked", E: "http://proj-cache-1"}
                    links: ["cache:linked"]
                  cache:
                    image: b
                    container_name: cache-c
                    hostname: cache-h
                    networks: {default: {aliases: [cache-a]}}
                """));
    }

    @Test
    void aHostWithoutItsFamilysPrefixIsAnError() throws IOException {
        assertEquals(List.of("error service/affixed auth"), given("AUTH_URL: http://auth:8081/x"));
        assertEquals(List.of("error service/affixed api", "error service/affixed auth"), given("KAFKA_BROKERS: auth:9092,api:9092"));
    }

    @Test
    void aHostThatNothingResemblesIsAWarning() throws IOException {
        assertEquals(List.of("warning service/unknown queue"), given("QUEUE_URL: amqp://guest:guest@queue:5672/"));
    }

    @Test
    void whatIsNoServiceIsNotTakenForOne() throws IOException {
        for (String variable : List.of("A_URL: https://api.example.com", "A_URL: http://localhost:80", "A_URL: http://127.0.0.1",
                "A_URL: http://host.docker.internal:80", "A_URL: http://${HOST}:80", "A_URL: http://auth${SUFFIX}:80", "A_URL: s3://bucket/key",
                "DB_HOST: localhost", "ALLOWED_HOSTS: web,auth", "A_URL: http://<your-host>/", "IMAGE: auth:8081", "A: auth")) {
            assertEquals(List.of(), given(variable), variable);
        }
    }

    @Test
    void namesOfASharedNetworkMayBeAnotherProjects() throws IOException {
        assertEquals(List.of(), said("services:\n  web:\n    image: a\n    environment: {U: \"http://elsewhere\"}\n    networks: [shared]\nnetworks:\n  shared: {external: true}\n"));
    }

    @Test
    void extraHostsAndExternalLinksAreNamesToo() throws IOException {
        assertEquals(List.of(), said("services:\n  web:\n    image: a\n    environment: {U: \"http://one\", V: \"http://two\"}\n"
                + "    extra_hosts: [\"one:10.0.0.1\"]\n    external_links: [\"other_1:two\"]\n"));
    }

    @Test
    void thePublishedPortIsNotTheInnerOne() throws IOException {
        assertEquals(List.of("warning port/mismatch db:5433"), given("DB_URL: postgres://u:p@db:5433/x"));
        assertEquals(List.of(), given("DB_URL: postgres://u:p@db:5432/x"));
    }

    @Test
    void aNameThatAnOverrideDefinesIsThere() throws IOException {
        assertEquals(List.of(), Looked.at(folder, "compose.yaml", "services:\n  web:\n    image: a\n    depends_on: [db]\n",
                "compose.override.yaml", "services:\n  db:\n    image: b\n").said());
    }

    @Test
    void anEnvFileIsReadForTheServiceThatHasIt() throws IOException {
        assertEquals(List.of("warning service/affixed auth"), Looked.at(folder, "compose.yaml",
                "services:\n  web:\n    image: a\n    env_file: web.env\n  alpine-test-auth: {image: b}\n  alpine-test-x: {image: b}\n",
                "web.env", "AUTH_URL=http://auth:80\n").said());
    }

    @Test
    void aNameInAConnectionStringIsAHost() throws IOException {
        assertEquals(List.of("warning service/affixed auth"), given("CONNECTION: Server=auth;Port=5432;User Id=a"));
    }

    @Test
    void aListenersNameIsAsGoodAsAProtocolWhereAPortFollows() throws IOException {
        assertEquals(List.of("error service/affixed auth"), given("KAFKA_LISTENERS: INSIDE://auth:9092"));
        assertEquals(List.of(), given("STORE_URL: abfs://auth/container"));
    }

    @Test
    void hyphensAreNoPartOfAName() throws IOException {
        assertEquals(List.of("error service/affixed node-exporter"), said(
                "services:\n  web: {image: a, environment: {U: \"http://node-exporter:9100\"}}\n  nodeexporter: {image: b}\n"));
    }

    @Test
    void aVariableWithoutAValueIsNoDependency() throws IOException {
        assertEquals(List.of(), said("services:\n  web:\n    image: a\n    depends_on: [\"${ENGINE}\"]\n"));
    }

    @Test
    void whatComposeTakesByItselfMustBeWholeWhateverOtherFilesHave() throws IOException {
        String web = "services:\n  web:\n    image: a\n    depends_on: [db]\n";
        assertEquals(List.of("error service/undefined-dependency db"), Looked.at(folder.resolve("a"), "docker-compose.yml", web,
                "docker-compose.images.yml", "services:\n  db: {image: b}\n  web: {image: c}\n").said());
        assertEquals(List.of("info service/undefined-dependency db"), Looked.at(folder.resolve("b"), "docker-compose.yml", web,
                "docker-compose.dev.yml", "services:\n  db: {image: b}\n  web: {ports: [\"80\"]}\n").said());
    }

    @Test
    void whatIsIncludedOrPutOnTopOfAnotherFileNeedsNotBeWhole() throws IOException {
        String web = "services:\n  web:\n    image: a\n    depends_on: [db]\n";
        assertEquals(List.of(), Looked.at(folder.resolve("a"), "compose.yaml", "include: [web/compose.yaml]\nservices:\n  db: {image: b}\n",
                "web/compose.yaml", web).said());
        assertEquals(List.of("info service/undefined-dependency db"), Looked.at(folder.resolve("b"), "compose.yaml", "services:\n  db: {image: b}\n",
                "more/compose.yaml", web).said());
    }

    @Test
    void whatCodeNamesAfterAnotherFileNeedsNotBeWhole() throws IOException {
        assertEquals(List.of("info service/undefined-dependency db"), Looked.at(folder, "suites/compose.yml", "services:\n  proxy: {image: b}\n",
                "suites/db/compose.yml", "services:\n  db: {image: b}\n", "suites/web/compose.yml", "services:\n  web:\n    image: a\n    depends_on: [db]\n",
                "suites/web.go", "var files = []string{\n\t\"suites/compose.yml\",\n\t\"suites/web/compose.yml\",\n\t\"suites/{}/compose.yml\",\n}\n").said());
    }

    @Test
    void aServiceWithNothingToRunShowsThatItsFileIsPutOnAnother() throws IOException {
        assertEquals(List.of("info service/undefined-dependency db"), Looked.at(folder, "db/compose.yml", "services:\n  db: {image: b}\n",
                "web/compose.yml", "services:\n  web:\n    depends_on: [db]\n").said());
    }

    @Test
    void filesThatAreUsedTogetherAreOneProject() throws IOException {
        String db = "services:\n  db: {image: b}\n";
        String web = "services:\n  proxy: {image: c}\n  web:\n    image: a\n    environment: {DB_URL: \"tcp://db:1\"}\n";
        assertEquals(List.of("warning service/unknown db"), Looked.at(folder.resolve("a"), "one.compose.yaml", "services:\n  c: {image: b}\n", "two.compose.yaml", web).said());
        assertEquals(List.of(), Looked.at(folder.resolve("b"), "one.compose.yaml", db, "two.compose.yaml", web,
                "Makefile", "up:\n\tdocker compose -f one.compose.yaml -f two.compose.yaml up -d web db\n").said());
    }

    @Test
    void whatAServiceSetsItselfCountsBeforeItsEnvFile() throws IOException {
        String[] files = {"compose.yaml", "services:\n  web:\n    image: a\n    env_file: web.env\n    environment: {REDIS_HOST: redis_test}\n  redis_test: {image: redis}\n",
                "web.env", "REDIS_HOST=redis\nQUEUE_REDIS_HOST=redis\n"};
        Looked looked = Looked.at(folder, files);
        assertEquals(List.of(2), looked.findings().stream().map(finding -> finding.place().line()).toList());
    }

    @Test
    void theFirstPartOfAMachinesNameIsNoService() throws IOException {
        assertEquals(List.of(), given("{SOLR: \"http://solr0:8983\", REPLICA: \"http://solr0.us.example.org:8983\"}"));
    }

    @Test
    void theDefaultOfAVariableIsLessSure() throws IOException {
        assertEquals(List.of("info service/unknown data"), given("API_URL: \"${API_URL:-http://data:80}\""));
        assertEquals(List.of("warning service/unknown data"), given("API_URL: \"http://data:${PORT:-80}\""));
    }

    @Test
    void aServiceAloneInItsProjectConnectsToSomethingOutside() throws IOException {
        assertEquals(List.of("info service/unknown zk1"), said("services:\n  web:\n    image: a\n    environment: {ZK_SERVERS: \"zk1:2181\"}\n"));
    }

    @Test
    void aHostInARegularExpressionIsReadWithItsEscapedDots() throws IOException {
        assertEquals(List.of(), given("A: \"s|https://collab\\\\.example\\\\.com|x|g\""));
    }

    @Test
    @Timeout(20)
    void aLongValueIsReadOnce() throws IOException {
        assertEquals(List.of(), given("A_URL: \"http://" + "a".repeat(300_000) + "$\""));
    }
}
